import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { notAllowed } from '../../schema/errors.ts';

/** How a command finds the server that has the embedded graph open. Only the same user can read it. */
const controlFile = z.object({ pid: z.number().int().positive(), url: z.url(), token: z.string().min(32) });
export type ControlFile = z.infer<typeof controlFile>;

const name = 'server.json';

/** Puts the file there whole or not at all: a command may look at any moment. */
export function writeControlFile(dataFolder: string, content: ControlFile): void {
  const unfinished = join(dataFolder, `${name}.${process.pid}`);
  rmSync(unfinished, { force: true });
  writeFileSync(unfinished, JSON.stringify(content), { mode: 0o600, flag: 'wx' });
  renameSync(unfinished, join(dataFolder, name));
}

export function removeControlFile(dataFolder: string): void {
  const path = join(dataFolder, name);
  if (existsSync(path)) rmSync(path, { force: true });
}

/**
 * What a server wrote, whether or not it still runs (see `findServer`). Undefined when there is no file, or a damaged one.
 *
 * @param user id of the user who reads, where the system has such ids
 * @throws NotAllowed for a file of another user: it could send this user's commands anywhere
 */
export function readControlFile(dataFolder: string, user = process.getuid?.()): ControlFile | undefined {
  const path = join(dataFolder, name);
  if (!existsSync(path)) return undefined;
  const stats = statSync(path);
  if (user !== undefined && stats.uid !== user)
    throw notAllowed('Another user runs Kiki on this data folder', {
      where: dataFolder,
      fix: 'Give the command as that user, or set KIKI_DATA to another folder',
    });
  return controlFile.safeParse(parse(readFileSync(path, 'utf8'))).data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // a damaged file is no server
  }
}
