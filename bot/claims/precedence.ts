import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

/**
 * Lets answering wait while events wait for their acknowledgement: Slack gives three seconds for that, and sends again what it did not get, so
 * that a crowd of questions would grow by itself. Askers are more patient.
 */
export interface Precedence {
  /** Does what an acknowledgement waits for. */
  first<Result>(work: () => Promise<Result>): Promise<Result>;
  /**
   * Resolves when no acknowledgement waits, events do not come in crowds, and few others prepare, for one after another, in the order in which they came.
   *
   * @returns what to call when the question is prepared; more calls than one do no harm
   */
  calm(): Promise<() => void>;
}

/** Milliseconds between two looks whether it is calm. */
const glance = 5;
/** So many events in so many milliseconds are a crowd: between two of them nothing waits, and the next are there before an answer is. */
const crowd = { events: 20, milliseconds: 500 };

export interface PrecedenceOptions {
  /** That answers wait at most for acknowledgements. */
  seconds: number;
  /** Questions that prepare at once: each makes several calls to Slack. */
  atOnce: number;
  /** Of those that have waited so long while events still wait: more would make these wait for longer than Slack does. */
  besides?: number;
}

export function createPrecedence({ seconds, atOnce, besides = 1 }: PrecedenceOptions): Precedence {
  let acknowledging = 0;
  let preparing = 0;
  const waiting = new Set<{ start: (prepared: () => void) => void; until: number }>();
  let isReleasing = false;
  const came: number[] = [];
  const isBusy = () =>
    acknowledging > 0 || (came.length === crowd.events && performance.now() - (came[0] ?? 0) < crowd.milliseconds);

  const release = async () => {
    isReleasing = true;
    for (const next of waiting) {
      while (isBusy() && performance.now() < next.until) await pause(glance);
      while (preparing >= (isBusy() ? besides : atOnce)) await pause(glance);
      waiting.delete(next);
      preparing += 1;
      next.start(once(() => (preparing -= 1)));
      // What begins now may need the processor; an event that came meanwhile goes before the next.
      await turn();
    }
    isReleasing = false;
  };
  return {
    async first(work) {
      acknowledging += 1;
      came.push(performance.now());
      if (came.length > crowd.events) came.shift();
      try {
        return await work();
      } finally {
        acknowledging -= 1;
      }
    },
    calm: () =>
      new Promise((resolve) => {
        waiting.add({ start: resolve, until: performance.now() + seconds * 1000 });
        if (!isReleasing) void release();
      }),
  };
}

/** The work, done at the first call only. */
function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}
