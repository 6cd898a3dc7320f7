import { createHash } from 'node:crypto';
import { lstatSync, type Stats, statSync } from 'node:fs';
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, sep } from 'node:path';
import { describeError, invalid, notAllowed, unavailable } from '../../schema/errors.ts';
import { createKnownHashes } from './known-hashes.ts';
import { walk } from './walk.ts';

/** The files of one source. Every path is relative to its root and stays inside it. */
export interface SourceFolder {
  /**
   * Paths that match, in order of code points.
   *
   * @throws Invalid for a pattern that leaves the root; Unavailable when a folder below it can't be read
   */
  find(patterns: readonly string[], exclude: readonly string[]): Promise<string[]>;
  /** Content of a file. @throws Invalid when it is too large; NotAllowed when it leads out of the root; Unavailable when it can't be read */
  read(path: string): Promise<FileContent>;
  /** The hash alone; the file may have been read for it by an earlier run. @throws as `read` */
  hash(path: string): Promise<string>;
  /** Whether a file is at this path, whatever patterns say. */
  has(path: string): boolean;
}

export interface FileContent {
  path: string;
  bytes: Buffer;
  /** Of the bytes, hex. */
  hash: string;
}

/** Files read side by side: a disk answers several sooner than one after another, and few are in memory. */
const readAtOnce = 16;

/** Hash of the content of files, hex; a file that can't be read counts with its reason, which is told when it is read. */
export async function hashFiles(folder: SourceFolder, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (let start = 0; start < paths.length; start += readAtOnce) {
    const some = paths.slice(start, start + readAtOnce);
    const contents = await Promise.all(some.map((path) => folder.hash(path).catch(describeError)));
    for (const [index, content] of contents.entries()) hash.update(`\n${some[index] ?? ''} ${content}`);
  }
  return hash.digest('hex');
}

/**
 * @param root absolute path
 * @param where the source, for messages
 * @throws Unavailable when there is no such folder
 */
export function openFolder(
  root: string,
  { maximumBytes, where }: { maximumBytes: number; where: string },
): SourceFolder {
  checkFolder(root, where);
  // Some systems write file names decomposed; records have them composed, and files are opened by the name as written.
  const written = new Map<string, string>();
  const realFolders = new Map<string, Promise<string>>();
  const realFolder = (path: string) => {
    const known = realFolders.get(path) ?? realpath(path);
    realFolders.set(path, known);
    return known;
  };
  /** Where a file is, and what the file system says of it. A file itself is where its folder is; links are followed. */
  const locate = async (path: string) => {
    const full = join(root, written.get(path) ?? path);
    // Not in the background, where one file takes ten times as long; these come in small groups.
    const entry = lstatSync(full, { bigint: true });
    const isLink = entry.isSymbolicLink();
    const real = isLink ? await realpath(full) : join(await realFolder(dirname(full)), basename(full));
    const above = await realFolder(root);
    if (real !== above && !real.startsWith(above + sep)) {
      throw notAllowed('The link leads out of the root of the source', {
        where: path,
        fix: 'Copy the file into the root, or make its folder the root of a source',
      });
    }
    const stats = isLink ? await stat(real, { bigint: true }) : entry;
    const size = Number(stats.size);
    if (size > maximumBytes) throw tooLarge(path, size, maximumBytes);
    return { real, stats };
  };
  const readAt = async (real: string) => {
    const bytes = await readFile(real);
    return { bytes, hash: createHash('sha256').update(bytes).digest('hex') };
  };
  const composed = (path: string) => {
    const name = path.normalize('NFC');
    if (name !== path) written.set(name, path);
    return name;
  };
  return {
    async find(patterns, exclude) {
      for (const pattern of [...patterns, ...exclude]) {
        if (isAbsolute(pattern) || pattern.split(/[\\/]/).includes('..')) {
          throw invalid(`The pattern "${pattern}" leaves the root of the source`, {
            where,
            fix: 'Write it relative to root, without ..',
          });
        }
      }
      const { files, outside } = await walk(root, { patterns, exclude, where });
      // A link to a folder elsewhere is listed as itself, so that reading it says why it is refused.
      return [...files, ...outside].map(composed).sort();
    },
    read: (path) =>
      explaining(path, async () => {
        const { real } = await locate(path);
        return { path, ...(await readAt(real)) };
      }),
    hash: (path) =>
      explaining(path, async () => {
        const { real, stats } = await locate(path);
        return knownHashes.of(real, stats, async () => (await readAt(real)).hash);
      }),
    has(path) {
      if (isAbsolute(path) || path.split('/').includes('..') || path.includes('\0')) return false;
      return statSync(join(root, written.get(path) ?? path), { throwIfNoEntry: false })?.isFile() === true;
    },
  };
}

/** For all folders of this process: each run opens its sources anew. */
const knownHashes = createKnownHashes();

async function explaining<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isSystemError(error)
      ? unavailable(`The file can't be read (${error.code})`, {
          where: path,
          fix: 'Check that it exists and that Kiki may read it',
          cause: error,
        })
      : error;
  }
}

function checkFolder(root: string, where: string): void {
  let stats: Stats | undefined;
  try {
    stats = statSync(root);
  } catch (error) {
    throw unavailable(`The folder ${root} can't be read`, {
      where,
      fix: 'Set root to a folder that exists',
      cause: error,
    });
  }
  if (!stats.isDirectory())
    throw unavailable(`${root} is not a folder`, { where, fix: 'Set root to a folder, and files to the files in it' });
}

function tooLarge(path: string, size: number, maximumBytes: number) {
  const megabytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(0)} MB`;
  return invalid(`The file has ${megabytes(size)}, and the limit is ${megabytes(maximumBytes)}`, {
    where: path,
    fix: 'Split it, leave it out, or raise limits: fileMegabytes in kiki.yaml',
  });
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error && 'syscall' in error;
}
