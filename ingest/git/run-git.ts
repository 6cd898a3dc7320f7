import { spawn } from 'node:child_process';
import { type KikiError, invalid, notAllowed, unavailable } from '../../schema/errors.ts';

export interface GitRun {
  /** Folder that git runs in. */
  root: string;
  /** The source, for messages. */
  where: string;
  variables: Readonly<Record<string, string | undefined>>;
  /** Takes the output piece by piece; `true` means that no more is wanted. Without it the output is returned. */
  onOutput?: (chunk: Buffer) => boolean;
  /** Exit code 1 without a word means "no", and the output is empty. */
  mayBeNo?: boolean;
}

/**
 * What keeps a repository from having anything executed or fetched: its config may name programs (a file monitor, hooks, a pager,
 * a signature checker, transports for missing objects), and a folder of data may hold a bare repository that nobody asked for.
 */
const harmless = [
  '--no-pager',
  '--literal-pathspecs',
  '--no-replace-objects',
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'log.showSignature=false', 'protocol.allow=never'],
  ...['safe.bareRepository=explicit', 'submodule.recurse=false', 'color.ui=false'],
].flatMap((argument) => (argument.startsWith('--') ? [argument] : ['-c', argument]));

const quietEnvironment = {
  LC_ALL: 'C',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_PAGER: 'cat',
};

/** Of the environment git sees only what it needs to start and to find the operator's own settings, never another GIT_DIR. */
const passedOn = ['PATH', 'HOME', 'XDG_CONFIG_HOME', 'USERPROFILE', 'SYSTEMROOT', 'TMPDIR', 'GIT_CONFIG_GLOBAL'];

const mostReturned = 64 * 1024;
const mostComplaint = 4 * 1024;
/** A run of git that takes longer, in milliseconds, hangs. */
const longest = 300_000;

/**
 * Runs git with fixed arguments, without a shell.
 *
 * @returns its output, at most 64 KB; empty where `onOutput` takes it
 * @throws Unavailable without git, NotAllowed for a folder of somebody else, Invalid for one that is not under Git
 */
export async function runGit(
  parameters: readonly string[],
  { root, where, variables, onOutput, mayBeNo = false }: GitRun,
): Promise<Buffer> {
  const passed = Object.fromEntries(
    passedOn.flatMap((name) => (variables[name] === undefined ? [] : [[name, variables[name]]])),
  );
  return new Promise((resolve, reject) => {
    const git = spawn('git', [...harmless, ...parameters], {
      cwd: root,
      env: { ...passed, ...quietEnvironment },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    // Not the option of spawn, whose timer outlives a program that could not be started.
    const limit = setTimeout(() => git.kill(), longest);
    const output: Buffer[] = [];
    let size = 0;
    let complaint = '';
    let isEnough = false;
    git.stdout.on('data', (chunk: Buffer) => {
      if (isEnough) return;
      size += chunk.length;
      try {
        if (onOutput !== undefined) isEnough = onOutput(chunk);
        else if (size > mostReturned) throw unavailable('git says more than is expected', { where });
        else output.push(chunk);
      } catch (error) {
        isEnough = true;
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      if (isEnough) git.kill();
    });
    git.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < mostComplaint) complaint += chunk.toString('utf8');
    });
    git.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(limit);
      reject(
        unavailable(
          error.code === 'ENOENT' ? 'The program git is not installed' : `git can't be started (${error.message})`,
          {
            where,
            fix: 'Install git, or take git: true out of the source',
            cause: error,
          },
        ),
      );
    });
    git.on('close', (code) => {
      clearTimeout(limit);
      if (code === 0 || isEnough || (mayBeNo && code === 1 && complaint === '')) resolve(Buffer.concat(output));
      else reject(explainGit(complaint, { root, where }));
    });
  });
}

/** What git complained of, in words that say what to do. */
export function explainGit(complaint: string, { root, where }: Pick<GitRun, 'root' | 'where'>): KikiError {
  const takeOut = 'take git: true out of the source';
  if (/dubious ownership|safe\.directory/.test(complaint))
    return notAllowed('git does not read this folder, because it belongs to somebody else', {
      where,
      fix: `If you trust it, run as the user that Kiki runs as: git config --global --add safe.directory ${root}`,
    });
  if (/cannot use bare repository|must be run in a work tree/.test(complaint))
    return invalid('The root lies in a bare Git repository, which has no files', {
      where,
      fix: `Set root to a clone, or ${takeOut}`,
    });
  if (/not a git repository/i.test(complaint))
    return invalid('The root is not in a Git folder', {
      where,
      fix: `Set root to a clone or a folder in one, or ${takeOut}`,
    });
  if (/promisor|lazy fetch|missing (blob|tree|commit)|not allowed/i.test(complaint))
    return unavailable('The Git folder is a partial clone, and Kiki fetches nothing', {
      where,
      fix: 'Clone it without --filter',
    });
  const first = complaint.split('\n').find((line) => line.trim() !== '') ?? 'it was stopped or took too long';
  return unavailable(`git failed: ${first.slice(0, 300)}`, { where, fix: `Try git log in ${root}, or ${takeOut}` });
}
