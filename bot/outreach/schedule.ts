import type { Round } from './round.ts';

/** Makes rounds while the bot listens. */
export interface OutreachSchedule {
  /** The first at once: a process that was down on the day says it when it is back. */
  start(): void;
  /** Waits for what is being said. */
  stop(): Promise<void>;
}

export function createOutreachSchedule({ round, seconds }: { round: Round; seconds: number }): OutreachSchedule {
  let timer: NodeJS.Timeout | undefined;
  let work: Promise<void> | undefined;
  // One that is late is not followed by another at once.
  const begin = () => {
    work ??= round.run().finally(() => (work = undefined));
  };
  return {
    start() {
      begin();
      timer = setInterval(begin, seconds * 1000);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      round.stop();
      await work;
    },
  };
}
