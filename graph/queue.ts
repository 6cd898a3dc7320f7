/** Runs one piece of work after another, in the order of asking. */
export interface Queue {
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Waits for all that was asked for, whether it succeeded or not. */
  drained(): Promise<void>;
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve();
  return {
    run<T>(work: () => Promise<T>): Promise<T> {
      const next = last.then(work, work);
      // The failure reaches the caller through `next`; the chain itself must go on.
      last = next.catch(() => undefined);
      return next;
    },
    async drained() {
      await last;
    },
  };
}
