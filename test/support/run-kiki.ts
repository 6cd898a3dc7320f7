import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const checkout = join(import.meta.dirname, '../..');
const tsconfig = join(checkout, 'tsconfig.json');
const loader = join(checkout, 'node_modules/tsx/dist/loader.mjs');

export interface RunOptions {
  /** Working folder. */
  folder: string;
  variables?: Readonly<Record<string, string>>;
}

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Runs `kiki` as a process and waits for its end. Nothing of this machine's settings for Kiki reaches it. */
export async function runKiki(arguments_: readonly string[], options: RunOptions): Promise<Ended> {
  return spawnKiki(arguments_, options).ended;
}

/** A `kiki serve` that is up. */
export interface RunningServer {
  url: string;
  child: ChildProcess;
  /** What it wrote so far. */
  stdout(): string;
  stderr(): string;
  /** Sends the signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

export type RunningBot = RunningServer;

/** Starts `kiki bot` on a free port. @throws when it ends before it is up */
export async function startBotProcess(options: RunOptions): Promise<RunningBot> {
  const variables = { PORT: String(await freePort()), KIKI_EMBEDDINGS: 'none', ...options.variables };
  const { child, ended, output } = spawnKiki(['bot'], { ...options, variables });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', () => output.stdout.includes(' in Slack') && resolve());
    void ended.then(({ code, stderr }) => reject(new Error(`kiki bot ended with ${String(code)}: ${stderr}`)));
  });
  return {
    url: `http://127.0.0.1:${variables.PORT}`,
    child,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts `kiki serve` on a free port. @throws when it ends before it is up */
export async function startServer(options: RunOptions): Promise<RunningServer> {
  const variables = { PORT: '0', KIKI_EMBEDDINGS: 'none', ...options.variables };
  const { child, ended, output } = spawnKiki(['serve'], { ...options, variables });
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = /^Kiki shows .* at (\S+)$/m.exec(output.stdout)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', look);
    void ended.then(({ code, stderr }) => reject(new Error(`kiki serve ended with ${String(code)}: ${stderr}`)));
  });
  return {
    url,
    child,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

/** The command compiled by scripts/test.ts; a test that is run without it starts the source, which takes longer. */
const compiled = process.env.KIKI_TEST_PROGRAM;
const program = compiled === undefined ? ['--import', loader, join(checkout, 'cli/main.ts')] : [compiled];

/** How to start `kiki` from any folder: the words of the command, and its whole environment. */
export function kikiCommand(
  arguments_: readonly string[],
  variables: Readonly<Record<string, string>>,
): { command: [string, ...string[]]; environment: NodeJS.ProcessEnv } {
  return {
    command: [process.execPath, ...program, ...arguments_],
    // tsx looks for tsconfig.json in the working folder, which is not the checkout here.
    environment: { PATH: process.env.PATH, HOME: process.env.HOME, TSX_TSCONFIG_PATH: tsconfig, ...variables },
  };
}

/** A process of `kiki` that runs, its end, and what it has written so far. */
export function spawnKiki(arguments_: readonly string[], { folder, variables = {} }: RunOptions) {
  const output = { stdout: '', stderr: '' };
  const { command, environment } = kikiCommand(arguments_, variables);
  const [executable, ...words] = command;
  const child = spawn(executable, words, {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
  return { child, ended, output };
}

/** Waits until a line of the server's log says so. */
export function logged(server: RunningServer, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (server.stderr().includes(text)) resolve();
    };
    server.child.stderr?.on('data', look);
    server.child.once('close', () => reject(new Error(`kiki serve ended before it said ${text}: ${server.stderr()}`)));
    look();
  });
}
