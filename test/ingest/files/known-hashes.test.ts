import { beforeEach, describe, expect, test } from '@jest/globals';
import { createKnownHashes, type FileStamp, type KnownHashes } from '../../../ingest/files/known-hashes.ts';

const written = 1_700_000_000_000;
const nanoseconds = (milliseconds: number) => BigInt(milliseconds) * 1_000_000n;
const stamp: FileStamp = {
  dev: 1n,
  ino: 2n,
  size: 3n,
  mtimeNs: nanoseconds(written),
  ctimeNs: nanoseconds(written),
};

let reads: number;
const read = () => Promise.resolve(`hash ${(reads += 1)}`);
const laterBy = (seconds: number): KnownHashes => createKnownHashes(() => written + seconds * 1000);

beforeEach(() => {
  reads = 0;
});

describe('the hash of a file', () => {
  test('that has rested is known without reading it again', async () => {
    const hashes = laterBy(60);
    expect([await hashes.of('a', stamp, read), await hashes.of('a', stamp, read)]).toEqual(['hash 1', 'hash 1']);
  });

  test.each(['dev', 'ino', 'size', 'mtimeNs', 'ctimeNs'] as const)('is found anew when %s is another', async (name) => {
    const hashes = laterBy(60);
    await hashes.of('a', stamp, read);
    expect(await hashes.of('a', { ...stamp, [name]: stamp[name] - 1n }, read)).toBe('hash 2');
  });

  test('is found anew as long as the file was changed a moment ago, whatever its other time says', async () => {
    const old = { ...stamp, mtimeNs: 0n };
    for (const each of [stamp, old, { ...stamp, ctimeNs: 0n }]) {
      const hashes = laterBy(9);
      await hashes.of('a', each, read);
      const before = reads;
      await hashes.of('a', each, read);
      expect(reads).toBe(before + 1);
    }
  });

  test('is of one path alone', async () => {
    const hashes = laterBy(60);
    await hashes.of('a', stamp, read);
    expect(await hashes.of('b', stamp, read)).toBe('hash 2');
  });

  test('is not kept when the file can not be read', async () => {
    const hashes = laterBy(60);
    await expect(hashes.of('a', stamp, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await hashes.of('a', stamp, read)).toBe('hash 1');
  });
});
