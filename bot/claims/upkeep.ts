import type { SlackQuestion } from '../../graph/store.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import type { Claims } from './claims.ts';

/** What keeps the claims true while the bot listens. */
export interface Upkeep {
  /** Begins with what a crash has left. */
  start(): void;
  /** Takes nothing over any more; what is held stays held until `end`. */
  pause(): void;
  /** Ends it, and waits for what is under way; answers under way have ended before. */
  end(): Promise<void>;
}

const sweepSeconds = 3600;

export function createUpkeep({
  claims,
  resume,
  renewSeconds,
  logger,
}: {
  claims: Claims;
  resume: (question: SlackQuestion) => Promise<void>;
  renewSeconds: number;
  logger: BotLogger;
}): Upkeep {
  let timer: NodeJS.Timeout | undefined;
  let isPaused = false;
  let lastSweep = Number.NEGATIVE_INFINITY;
  let work = Promise.resolve();
  let resuming: Promise<void> | undefined;

  /** A few at a time, as long as there are any: others get to the rest meanwhile, and those of this process are not held up by all. */
  const resumeAll = async () => {
    try {
      while (!isPaused) {
        const questions = await claims.takeOver();
        if (questions.length === 0) return;
        logger.warn({ questions: questions.length }, 'Questions were left unfinished');
        await Promise.all(questions.map(resume));
      }
    } catch (error) {
      logger.warn(errorFields(error), 'Questions that were left unfinished could not be taken over');
    }
  };
  const round = async () => {
    try {
      await claims.renew();
      if (isPaused) return;
      // Not awaited: answering takes longer than the next renewal may.
      resuming ??= resumeAll().finally(() => (resuming = undefined));
      if (performance.now() - lastSweep < sweepSeconds * 1000) return;
      lastSweep = performance.now();
      await claims.sweep();
    } catch (error) {
      logger.warn(errorFields(error), 'The claims of questions could not be kept up');
    }
  };
  const begin = () => {
    work = work.then(round);
  };
  return {
    start() {
      begin();
      timer = setInterval(begin, renewSeconds * 1000);
      timer.unref();
    },
    pause() {
      isPaused = true;
    },
    async end() {
      clearInterval(timer);
      await work;
      await resuming;
    },
  };
}
