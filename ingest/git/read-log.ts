import { invalid } from '../../schema/errors.ts';
import type { FileChange } from '../files/file-history.ts';

/** What `git log` prints for each commit: a mark, then hash, parents, author and date, each ended by NUL. */
export const logFormat = '%x01%H%x00%P%x00%aN%x00%aI';

export interface LogOptions {
  /** Paths whose last change is wanted, composed (NFC), relative to the root of the source. */
  wanted: Iterable<string>;
  /** The root of the source within the work tree, empty or ending in a slash. */
  prefix: string;
  /** The history is cut off, so that its oldest commits seem to add every file. */
  isShallow: boolean;
}

export interface LogReader {
  /** Takes a piece of the output; `true` when every wanted path is found. @throws Invalid for output that is none of `git log -z --name-status` */
  push(chunk: Buffer): boolean;
  changes: Map<string, FileChange>;
  /** Paths whose last change lies before the point where the history is cut off. */
  cutOff: Set<string>;
}

/** Longest a name in the output may be: far more than any system allows in a path. */
const longestToken = 1024 ** 2;

/**
 * Reads the output of one `git log -z --name-status`, newest first: the first commit that names a path is its last change. A commit that
 * only moves a file says nothing about its content, so the file is looked for under its former name from there on.
 */
export function createLogReader({ wanted, prefix, isShallow }: LogOptions): LogReader {
  const changes = new Map<string, FileChange>();
  const cutOff = new Set<string>();
  // What is looked for, by the name it had at this point of the history; after a copy one name may stand for several.
  const sought = new Map<string, string[]>([...wanted].map((path) => [path, [path]]));
  let rest: Buffer = Buffer.alloc(0);
  let pending: string[] = [];
  let commit: { change: FileChange | undefined; isCut: boolean } = { change: undefined, isCut: false };

  const settle = (path: string, isDeleted: boolean) => {
    // What was deleted and is there again was never committed since.
    for (const now of isDeleted ? [] : (sought.get(path) ?? [])) {
      if (commit.isCut) cutOff.add(now);
      else if (commit.change !== undefined) changes.set(now, commit.change);
    }
    sought.delete(path);
  };
  const moved = (from: string, to: string) => {
    const files = sought.get(to);
    if (files === undefined) return;
    sought.delete(to);
    sought.set(from, [...(sought.get(from) ?? []), ...files]);
  };
  const within = (path: string) => {
    const composed = path.normalize('NFC');
    return composed.startsWith(prefix) ? composed.slice(prefix.length) : undefined;
  };
  const take = (token: string) => {
    if (pending.length === 0) {
      if (token === '' || token === '\n') return; // what separates commits
      pending = [token.replace(/^\n/, '')];
    } else pending.push(token);
    const [first = '', second = '', third = '', fourth = ''] = pending;
    if (first.startsWith('\u0001')) {
      if (!/^[0-9a-f]{40,64}$/.test(first.slice(1))) throw unreadable();
      if (pending.length < 4) return;
      commit = { change: changeOf(third, fourth), isCut: isShallow && second === '' };
    } else if (/^R\d+$/.test(first)) {
      if (pending.length < 3) return;
      const [from, to] = [within(second), within(third)];
      if (from !== undefined && to !== undefined) moved(from, to);
      else if (to !== undefined) settle(to, false);
    } else if (/^[A-Z]+$/.test(first)) {
      if (pending.length < 2) return;
      const path = within(second);
      if (path !== undefined) settle(path, /^D+$/.test(first));
    } else throw unreadable();
    pending = [];
  };
  return {
    changes,
    cutOff,
    push(chunk) {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = rest.indexOf(0); end !== -1 && sought.size > 0; end = rest.indexOf(0, start)) {
        take(rest.toString('utf8', start, end));
        start = end + 1;
      }
      rest = rest.subarray(start);
      if (rest.length > longestToken) throw unreadable();
      return sought.size === 0;
    },
  };
}

function changeOf(author: string, date: string): FileChange | undefined {
  const at = new Date(date);
  // A date that no calendar has: the commit says nothing that can be told.
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1970 || at.getUTCFullYear() > 9999) return undefined;
  const name = author.replace(/\s+/g, ' ').trim().slice(0, 200);
  return { by: name === '' ? undefined : name, at: at.toISOString() };
}

function unreadable() {
  return invalid('The output of git log can not be understood', { fix: 'Use git 2.31 or newer' });
}
