import { meta } from '../cypher/subjects.ts';
import type { Engine } from '../engine.ts';
import { map, number } from './row.ts';

export interface VersionReader {
  /** The engine to go through, so that each write is noticed. */
  engine: Engine;
  /** The version of the graph, never older than when it was asked for. */
  version: () => Promise<number>;
  /** Asks the database the next time. */
  forget: () => void;
}

/**
 * Reads the version of the graph, which every page is asked for with: after each write where no other process can write, else
 * once for all who ask while the one before is under way.
 */
export function createVersionReader(engine: Engine): VersionReader {
  const ask = async () => number(map((await engine.read({ text: meta }))[0] ?? {}, 'properties'), 'version');
  const kept = keepUntilForgotten(ask);
  return {
    version: engine.isExclusive ? kept.get : shareReads(ask),
    forget: kept.forget,
    engine: {
      ...engine,
      // Before its caller hears of it, also of one that failed: it may have been written.
      write: (work) => engine.write(work).finally(kept.forget),
    },
  };
}

function keepUntilForgotten<T>(ask: () => Promise<T>): { get: () => Promise<T>; forget: () => void } {
  let known: Promise<T> | undefined;
  return {
    get() {
      if (known !== undefined) return known;
      const asked = ask();
      known = asked;
      asked.catch(() => {
        if (known === asked) known = undefined;
      });
      return asked;
    },
    forget() {
      known = undefined;
    },
  };
}

/** Whoever asks while a read is under way waits for the next one, which begins after he asked. */
function shareReads<T>(ask: () => Promise<T>): () => Promise<T> {
  let latest: Promise<unknown> = Promise.resolve();
  let waiting: Promise<T> | undefined;
  const begin = () => {
    waiting = undefined;
    const asked = ask();
    latest = asked;
    return asked;
  };
  return () => (waiting ??= latest.then(begin, begin));
}
