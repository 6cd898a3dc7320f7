/** Lets so many through at once; the others wait in the order in which they came. */
export interface Turnstile {
  /** @returns what to call when done. @throws the signal's reason if it ends the waiting */
  enter(signal: AbortSignal): Promise<() => void>;
}

export function createTurnstile(places: number): Turnstile {
  let free = places;
  const waiting = new Set<() => void>();

  const leave = () => {
    const [next] = waiting;
    if (next === undefined) free += 1;
    else next();
  };
  return {
    async enter(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return leave;
      }
      return await new Promise((resolve, reject) => {
        const begin = () => {
          waiting.delete(begin);
          signal.removeEventListener('abort', giveUp);
          resolve(leave);
        };
        const giveUp = () => {
          waiting.delete(begin);
          reject(signal.reason as Error);
        };
        waiting.add(begin);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}
