import type { BigIntStats } from 'node:fs';

/** What a file system says of a file, of which a write changes something. */
export type FileStamp = Pick<BigIntStats, 'dev' | 'ino' | 'size' | 'mtimeNs' | 'ctimeNs'>;

export interface KnownHashes {
  /**
   * The hash of a file's content, without reading the file when it was read before and nothing speaks for a write since.
   *
   * @param stamp taken before the file is read
   */
  of(path: string, stamp: FileStamp, read: () => Promise<string>): Promise<string>;
}

/**
 * Nanoseconds. A file that was changed just now may be changed again without a trace, because clocks of file systems are coarse
 * (two seconds) and may be another computer's: it is read again until it has rested.
 */
const rest = 10_000_000_000n;
/** Paths of which the hash is kept; then all are forgotten. */
const most = 500_000;

/** Remembers hashes by what the file system says of a file, as Git does: the time of its last change can't be set by anybody. */
export function createKnownHashes(now: () => number = Date.now): KnownHashes {
  const known = new Map<string, { stamp: string; hash: string }>();
  return {
    async of(path, { dev, ino, size, mtimeNs, ctimeNs }, read) {
      const stamp = [dev, ino, size, mtimeNs, ctimeNs].join();
      const before = known.get(path);
      if (before?.stamp === stamp) return before.hash;
      const settled = BigInt(now()) * 1_000_000n - rest;
      const hash = await read();
      if (known.size >= most) known.clear();
      if (mtimeNs < settled && ctimeNs < settled) known.set(path, { stamp, hash });
      else known.delete(path);
      return hash;
    },
  };
}
