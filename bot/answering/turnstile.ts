/** Lets so many through at once; the others wait in the order in which they came. */
export interface Turnstile {
  /**
   * @param onQueue gets how many come before one who has to wait, and 0 when he waited and his turn comes
   * @returns what to call when done
   * @throws the signal's reason if it ends the waiting; QueueTooLong when it takes too long
   */
  enter(signal: AbortSignal, onQueue?: (before: number) => void): Promise<() => void>;
}

/** Nobody got to this one in time. */
export class QueueTooLong extends Error {
  override name = 'QueueTooLong';
}

export function createTurnstile({ places, seconds }: { places: number; seconds: number }): Turnstile {
  let free = places;
  const waiting = new Set<() => void>();

  const leave = () => {
    const [next] = waiting;
    if (next === undefined) free += 1;
    else next();
  };
  const wait = async (signal: AbortSignal, onQueue: (before: number) => void): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    let giveUp: () => void = () => undefined;
    await new Promise<void>((resolve, reject) => {
      const begin = () => {
        waiting.delete(begin);
        resolve();
      };
      const end = (reason: Error) => {
        waiting.delete(begin);
        reject(reason);
      };
      giveUp = () => end(signal.reason as Error);
      timer = setTimeout(() => end(new QueueTooLong()), seconds * 1000);
      signal.addEventListener('abort', giveUp, { once: true });
      onQueue(waiting.size + 1);
      waiting.add(begin);
    }).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    });
    onQueue(0);
  };
  return {
    async enter(signal, onQueue = () => undefined) {
      signal.throwIfAborted();
      if (free > 0) free -= 1;
      else await wait(signal, onQueue);
      return leave;
    },
  };
}
