/** Milliseconds per step and in all. */
export interface Stopwatch {
  /** Ends a step. */
  lap(name: string): void;
  timings(): Record<string, number>;
}

export function startStopwatch(): Stopwatch {
  const start = performance.now();
  let last = start;
  const laps: Record<string, number> = {};
  const rounded = (time: number) => Math.round(time * 10) / 10;
  return {
    lap(name) {
      const time = performance.now();
      laps[name] = rounded(time - last);
      last = time;
    },
    timings: () => ({ ...laps, total: rounded(performance.now() - start) }),
  };
}
