/** Where a command writes. A command beside a running server writes through it to another process. */
export interface Io {
  /** What was asked for: standard output. */
  out(text: string): void;
  /** What a person should know beside it: standard error. */
  note(text: string): void;
  /** A line that replaces the one before, on a terminal; undefined clears it. */
  progress(line: string | undefined): void;
}

export function terminalIo({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): Io {
  // Whoever reads may stop early, as `head` does.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  let shown = false;
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
      if (!stderr.isTTY) return;
      clear();
      if (line === undefined) return;
      stderr.write(line.slice(0, Math.max(20, stderr.columns - 1)));
      shown = true;
    },
  };
}
