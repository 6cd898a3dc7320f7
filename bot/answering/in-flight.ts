/** The questions that are being worked on, so that a stop can wait for them. */
export interface InFlight {
  /** Does the work; the signal says that it must come to an end. */
  run(work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Waits for all work; then ends what is left and waits for its last words. @returns how many were not done by then */
  drain(time: { seconds: number; farewellSeconds: number }): Promise<number>;
}

export function createInFlight(): InFlight {
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  const settled = async (seconds: number) => {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise((resolve) => {
      timer = setTimeout(resolve, seconds * 1000);
    });
    await Promise.race([Promise.allSettled([...running]), timeout]);
    clearTimeout(timer);
  };
  return {
    run(work) {
      const done = work(stopping.signal).finally(() => {
        running.delete(done);
      });
      running.add(done);
      return done;
    },
    async drain({ seconds, farewellSeconds }) {
      await settled(seconds);
      stopping.abort();
      if (running.size > 0) await settled(farewellSeconds);
      return running.size;
    },
  };
}
