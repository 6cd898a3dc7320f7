import type { Logger } from 'pino';
import type { GraphStore } from '../graph/store.ts';
import { kiki } from '../schema/actor.ts';
import { describeError } from '../schema/errors.ts';

export interface HousekeepingOptions {
  store: Pick<GraphStore, 'sweepQuestions' | 'sweepOutreach' | 'sweepAnsweredSlackQuestions'>;
  /** How long questions are kept, in milliseconds. */
  keepQuestions: number;
  logger: Pick<Logger, 'info' | 'warn'>;
  now?: () => Date;
}

/** What is done once a day while the server runs. */
export interface Housekeeping {
  start(): void;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

const day = 86_400_000;
/** What was said to people in so many days is kept in any case: by it Kiki knows what it has said this week. */
const fewestDays = 35;

/** Forgets questions, and what Kiki said of its own accord, that are older than they may be. */
export function createHousekeeping({
  store,
  keepQuestions,
  logger,
  now = () => new Date(),
}: HousekeepingOptions): Housekeeping {
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> = Promise.resolve();
  const tidy = async () => {
    try {
      const swept = await store.sweepQuestions(kiki, new Date(now().getTime() - keepQuestions).toISOString());
      const said = now().getTime() - Math.max(keepQuestions, fewestDays * day);
      await store.sweepOutreach(kiki, new Date(said).toISOString());
      // A day longer: until then Slack may bring a question again.
      const answered = now().getTime() - Math.max(keepQuestions, 2 * day);
      await store.sweepAnsweredSlackQuestions(kiki, new Date(answered).toISOString());
      if (swept > 0) logger.info({ questions: swept }, 'old questions are forgotten');
    } catch (error) {
      logger.warn({ reason: describeError(error) }, 'old questions could not be forgotten; the next try is in a day');
    }
  };
  const run = () => {
    work = work.then(tidy);
  };
  return {
    start() {
      run();
      timer = setInterval(run, day);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      return work;
    },
  };
}
