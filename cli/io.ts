/** Where a command writes. A command beside a running server writes through it to another process. */
export interface Io {
  /** What was asked for: standard output. */
  out(text: string): void;
  /** What a person should know beside it: standard error. */
  note(text: string): void;
  /** A line that replaces the one before, on a terminal; undefined clears it. Elsewhere one is written now and then. */
  progress(line: string | undefined): void;
}

/** Milliseconds between two lines of progress where lines can't be replaced, and before the first: most commands are done by then. */
const nowAndThen = 15_000;

export function terminalIo(
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>,
  clock: () => number = () => performance.now(),
): Io {
  // Whoever reads may stop early, as `head` does.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  let shown = false;
  let lastLine = clock();
  const clear = () => {
    if (shown) stderr.write('\r\u001b[K');
    shown = false;
  };
  return {
    out(text) {
      clear();
      stdout.write(`${text}\n`);
    },
    note(text) {
      clear();
      stderr.write(`${text}\n`);
    },
    progress(line) {
      if (!stderr.isTTY) {
        if (line === undefined || clock() - lastLine < nowAndThen) return;
        lastLine = clock();
        stderr.write(`${line}\n`);
        return;
      }
      clear();
      if (line === undefined) return;
      stderr.write(line.slice(0, Math.max(20, stderr.columns - 1)));
      shown = true;
    },
  };
}
