import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { unavailable } from '../../../schema/errors.ts';
import type { WeightFile } from '../local/models.ts';

export type FileCheck = 'good' | 'missing' | 'damaged';

/**
 * Whether a file holds what it must. The whole file is read, also at each start: 34 MB take 30 to 90 ms, a damaged network would
 * give wrong neighbours without a word.
 *
 * @throws Unavailable when the file is there and can't be read.
 */
export async function checkFile(path: string, { bytes, sha256 }: WeightFile): Promise<FileCheck> {
  try {
    const found = await stat(path);
    if (!found.isFile() || found.size !== bytes) return 'damaged';
    return (await hashOf(path)) === sha256 ? 'good' : 'damaged';
  } catch (cause) {
    if (isMissing(cause)) return 'missing';
    throw unavailable(`A file of the embedding model can't be read`, {
      where: path,
      fix: 'Let the account that runs Kiki read it',
      cause,
    });
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

function isMissing(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('code' in error)) return false;
  return error.code === 'ENOENT' || error.code === 'ENOTDIR';
}
