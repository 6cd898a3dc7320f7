import type { Logger } from 'pino';
import type { GraphStore } from '../graph/store.ts';
import { describeError, KikiError } from '../schema/errors.ts';
import { localAdmin } from '../schema/viewer.ts';
import type { SourceRunner } from './source-runner.ts';

/** Reads sources again when it is time. */
export interface Schedule {
  start(): void;
  /** When a source is read next, or undefined when it is not on the schedule. */
  nextAt(source: string): Date | undefined;
  /** Begins nothing any more, and waits until what is being looked at is. */
  stop(): Promise<void>;
}

export interface ScheduleOptions {
  sources: readonly { name: string; every?: number }[];
  store: Pick<GraphStore, 'runs'>;
  runner: Pick<SourceRunner, 'read'>;
  logger: Logger;
  now?: () => Date;
  /** From 0 to 1. */
  random?: () => number;
  /** Calls back after some milliseconds; gives what calls it off. */
  wait?: (milliseconds: number, then: () => void) => () => void;
}

/** By how much of its interval a source is late at most, so that not all are read at one moment. */
const jitter = 0.1;

/**
 * A source is due its interval after its last run began, whoever ran it: the runs are in the graph, so restarts and other
 * processes count. One that fails is tried again at its next time.
 */
export function createSchedule({
  sources,
  store,
  runner,
  logger,
  now = () => new Date(),
  random = Math.random,
  wait = waitUnref,
}: ScheduleOptions): Schedule {
  const due = new Map<string, Date>();
  const cancel = new Map<string, () => void>();
  const working = new Set<Promise<void>>();
  let stopped = false;

  /** The newest run of each source when it was planned: if it is another one by then, someone else has read the source. */
  const seen = new Map<string, string | undefined>();

  const plan = (name: string, every: number, milliseconds: number) => {
    if (stopped) return;
    due.set(name, new Date(now().getTime() + milliseconds));
    const step = Math.min(milliseconds, longestTimer);
    const then = () => {
      if (milliseconds > step) {
        plan(name, every, milliseconds - step);
        return;
      }
      const work = look(name, every).finally(() => working.delete(work));
      working.add(work);
    };
    cancel.set(name, wait(step, then));
  };

  /** A source is due its interval after its newest run, and a little later. */
  const planAfter = (name: string, every: number, newest: string | undefined) => {
    seen.set(name, newest);
    const since = newest === undefined ? 0 : Math.max(0, now().getTime() - Date.parse(newest));
    plan(name, every, Math.max(0, every - since) + random() * jitter * every);
  };

  const newestRun = async (name: string): Promise<string | undefined> =>
    (await store.runs(localAdmin, { source: name, limit: 1 }))[0]?.startedAt;

  const look = async (name: string, every: number): Promise<void> => {
    try {
      const newest = await newestRun(name);
      if (newest === seen.get(name) && !stopped) {
        await runner.read(name);
        planAfter(name, every, await newestRun(name));
      } else planAfter(name, every, newest);
    } catch (error) {
      // Another process reads it just now, or the graph does not answer: its next time comes.
      const isHeld = error instanceof KikiError && error.code === 'conflict';
      logger[isHeld ? 'info' : 'error'](
        { source: name, reason: describeError(error) },
        'a scheduled run did not end well',
      );
      seen.set(name, await newestRun(name).catch(() => seen.get(name)));
      plan(name, every, every + random() * jitter * every);
    }
  };

  return {
    start() {
      if (stopped) return;
      for (const { name, every } of sources) {
        if (every === undefined) continue;
        const work = newestRun(name)
          .catch(() => undefined) // the run itself will say what is wrong with the graph
          .then((newest) => planAfter(name, every, newest))
          .finally(() => working.delete(work));
        working.add(work);
      }
    },
    nextAt: (source) => due.get(source),
    async stop() {
      stopped = true;
      for (const each of cancel.values()) each();
      await Promise.all(working);
    },
  };
}

/** Milliseconds. Timers take 24 days at most. */
const longestTimer = 20 * 86_400_000;

function waitUnref(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds);
  timer.unref();
  return () => clearTimeout(timer);
}
