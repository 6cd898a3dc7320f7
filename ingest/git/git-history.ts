import type { FileHistory } from '../files/file-history.ts';
import { createLogReader, logFormat } from './read-log.ts';
import { explainGit, type GitRun, runGit } from './run-git.ts';

/** How a folder lies in its Git work tree. */
interface Place {
  /** Path of the folder within the work tree, empty or ending in a slash. */
  prefix: string;
  isShallow: boolean;
  /** The commit that is checked out; undefined before the first one. */
  head: string | undefined;
}

/** The last commit of each file of a folder in a Git work tree, read with the `git` program. Nothing of the repository is executed. */
export function openGitHistory(run: Omit<GitRun, 'onOutput'>): FileHistory {
  return {
    async version() {
      const { head, isShallow, prefix } = await placeOf(run);
      return JSON.stringify([head, isShallow, prefix]);
    },
    async read(paths) {
      const { prefix, isShallow, head } = await placeOf(run);
      if (head === undefined)
        return {
          changes: new Map(),
          problems: ['Nothing is committed yet, so no page has an author or date from Git.'],
        };
      const reader = createLogReader({ wanted: paths, prefix, isShallow });
      // -c tells of merges what neither side had; exact renames need no file contents, so they cost nothing.
      const log = ['log', '-c', '--date-order', '-z', '--name-status', '-M100%', `--format=tformat:${logFormat}`];
      const quiet = [
        '--no-ext-diff',
        '--no-textconv',
        '--no-relative',
        '--no-show-signature',
        '--ignore-submodules=all',
        '--encoding=UTF-8',
      ];
      if (paths.length > 0)
        await runGit([...log, ...quiet, head, '--', '.'], { ...run, onOutput: (chunk) => reader.push(chunk) });
      return { changes: reader.changes, problems: cutOffProblem(reader.cutOff) };
    },
  };
}

async function placeOf(run: Omit<GitRun, 'onOutput'>): Promise<Place> {
  // The prefix comes last, because a folder's name may hold line ends.
  const output = await runGit(['rev-parse', '--is-inside-work-tree', '--is-shallow-repository', '--show-prefix'], run);
  const [inside, shallow, ...prefix] = output.toString('utf8').split('\n');
  if (inside !== 'true') throw explainGit('must be run in a work tree', run);
  const head = await runGit(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'], { ...run, mayBeNo: true });
  return {
    prefix: prefix.slice(0, -1).join('\n').normalize('NFC'),
    isShallow: shallow === 'true',
    head: head.length === 0 ? undefined : head.toString('utf8').trim(),
  };
}

function cutOffProblem(cutOff: ReadonlySet<string>): string[] {
  if (cutOff.size === 0) return [];
  const files = cutOff.size === 1 ? '1 file has' : `${cutOff.size} files have`;
  return [`The Git folder is a shallow clone, so ${files} no known author and date. Run git fetch --unshallow there.`];
}
