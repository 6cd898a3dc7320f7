import { type Dirent, readdir as readFolder, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { glob } from 'tinyglobby';
import { unavailable } from '../../schema/errors.ts';

/** Reads the entries of a folder, as `fs.readdir` does. */
export type ReadFolder = typeof readFolder;

export interface Found {
  /** Paths of files, relative to the root. */
  files: string[];
  /** Links to folders out of the root, which were not followed. */
  outside: string[];
}

/**
 * Files below a folder that match. Links are followed, but not out of the root and not round in circles.
 *
 * @throws Unavailable when a folder can't be read: what is in it is not known, so it must not be taken for gone
 */
export async function walk(
  root: string,
  { patterns, exclude, where }: { patterns: readonly string[]; exclude: readonly string[]; where: string },
  readdir: ReadFolder = readFolder,
): Promise<Found> {
  const outside: string[] = [];
  const failures: NodeJS.ErrnoException[] = [];
  const realRoot = realpathSync(root);
  const guarded = (folder: string, options: object, callback: (error: Error | null, entries: Dirent[]) => void) => {
    const done = (error: NodeJS.ErrnoException | null, entries: Dirent[]) => {
      if (error !== null && error.code !== 'ENOENT') failures.push(error);
      if (error !== null) {
        callback(error, []);
        return;
      }
      const kept = entries.filter((entry) => {
        const leads = whereTo(entry, folder, realRoot);
        if (leads === 'outside') outside.push(toPath(relative(realRoot, join(realpathSync(folder), entry.name))));
        return leads === 'within';
      });
      callback(null, kept);
    };
    (readdir as (folder: string, options: object, callback: typeof done) => void)(folder, options, done);
  };
  const files = await glob([...patterns], {
    cwd: root,
    ignore: ['**/node_modules/**', '**/.git/**', ...exclude],
    onlyFiles: true,
    followSymbolicLinks: true,
    fs: { readdir: guarded as unknown as ReadFolder },
  });
  const [failure] = failures;
  if (failure !== undefined)
    throw unavailable(`A folder can't be read (${failure.code ?? failure.message})`, {
      where: failure.path === undefined ? where : toPath(relative(root, failure.path)),
      fix: 'Let Kiki read it, or leave it out with exclude:',
      cause: failure,
    });
  return { files: files.map(toPath), outside: outside.filter((path, index) => outside.indexOf(path) === index) };
}

/** Where a link to a folder leads; links to files are looked at when they are read. */
function whereTo(entry: Dirent, folder: string, realRoot: string): 'within' | 'outside' | 'circle' {
  if (!entry.isSymbolicLink()) return 'within';
  try {
    const real = realpathSync(join(folder, entry.name));
    if (!statSync(real).isDirectory()) return 'within';
    if (!isWithin(real, realRoot)) return 'outside';
    return isWithin(realpathSync(folder), real) ? 'circle' : 'within';
  } catch {
    return 'within'; // leads nowhere: it is no file, and so not found
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function toPath(path: string): string {
  return path.split(sep).join('/').replace(/\/$/, '');
}
