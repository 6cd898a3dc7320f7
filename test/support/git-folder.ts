import { execFileSync } from 'node:child_process';

/** Runs git in a folder, as a person whom the tests make up. */
export function git(folder: string, args: readonly string[], by = 'Ada Lovelace', at = '2026-03-09T10:00:00Z'): string {
  const mail = `${by.split(' ')[0]?.toLowerCase() ?? ''}@acme.example`;
  return execFileSync('git', ['-c', 'init.defaultBranch=main', '-c', 'protocol.file.allow=always', ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      GIT_AUTHOR_NAME: by,
      GIT_AUTHOR_EMAIL: mail,
      GIT_AUTHOR_DATE: at,
      GIT_COMMITTER_NAME: by,
      GIT_COMMITTER_EMAIL: mail,
      GIT_COMMITTER_DATE: at,
    },
  });
}

/** Commits all that is in a folder. */
export function commitAll(folder: string, by?: string, at?: string): void {
  git(folder, ['add', '-A'], by, at);
  git(folder, ['commit', '-q', '--allow-empty', '-m', 'A change'], by, at);
}
