import { performance } from 'node:perf_hooks';
import type { Engine, Run } from '../graph/engine.ts';

/** An engine that adds up how long each statement takes, by its text. */
export function timingStatements(engine: Engine): { engine: Engine; report(): string[] } {
  const times = new Map<string, { count: number; milliseconds: number }>();
  const add = (text: string, start: number) => {
    const known = times.get(text) ?? { count: 0, milliseconds: 0 };
    times.set(text, { count: known.count + 1, milliseconds: known.milliseconds + performance.now() - start });
  };
  const timed =
    (run: Run): Run =>
    async (statement) => {
      const start = performance.now();
      try {
        return await run(statement);
      } finally {
        add(statement.text.replace(/\s+/g, ' ').trim(), start);
      }
    };
  return {
    engine: {
      ...engine,
      read: timed(engine.read),
      write: async (work) => {
        let worked = 0;
        const result = await engine.write(async (run) => {
          const value = await work(timed(run));
          worked = performance.now();
          return value;
        });
        add('(commit)', worked);
        return result;
      },
    },
    report() {
      const slowest = [...times].sort(([, a], [, b]) => b.milliseconds - a.milliseconds).slice(0, 12);
      times.clear();
      return slowest.map(
        ([text, { count, milliseconds }]) => `${(milliseconds / 1000).toFixed(2)} s in ${count}: ${text.slice(0, 150)}`,
      );
    },
  };
}
