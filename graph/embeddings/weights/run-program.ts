import { execFile, type ExecFileException } from 'node:child_process';

export interface RunOptions {
  cwd: string;
  /** Milliseconds after which it is ended. */
  timeout: number;
  signal?: AbortSignal | undefined;
}

/**
 * Runs a program (never through a shell) until it ends well.
 *
 * @throws Error with the reason in a line; the signal's reason.
 */
export function runProgram(
  program: string,
  parameters: readonly string[],
  { cwd, timeout, signal }: RunOptions,
): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(program, [...parameters], { cwd, timeout, signal }, (error, stdout, stderr) => {
      if (error === null) resolve();
      else if (signal?.aborted === true) reject(signal.reason as Error);
      else reject(new Error(`${program} ${reasonOf(error, timeout, stdout, stderr)}`, { cause: error }));
    });
  });
}

function reasonOf(
  { code, killed, message }: ExecFileException,
  timeout: number,
  stdout: string,
  stderr: string,
): string {
  if (code === 'ENOENT') return 'is not on the PATH';
  if (killed === true) return `took longer than ${timeout / 1000} s`;
  // Maven writes its errors to standard output, each line marked.
  const marked = /^\[ERROR\] (.+)$/m.exec(stdout)?.[1];
  const line = marked ?? stderr.trim().split('\n')[0] ?? '';
  return `failed (${(line === '' ? message : line).slice(0, 300)})`;
}
