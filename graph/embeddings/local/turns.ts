/** Hands out turns at something that does one thing at a time. */
export interface Turns {
  /**
   * Runs `work` when it is its turn: after all urgent work that was asked for before, and work that is not urgent after all that
   * is. Rejects with the signal's reason once that is aborted; work that has begun goes on, and its outcome is not heard.
   */
  take<T>(work: () => Promise<T>, options: { urgent: boolean; signal?: AbortSignal | undefined }): Promise<T>;
}

export function createTurns(): Turns {
  const urgentWork: (() => Promise<void>)[] = [];
  const otherWork: (() => Promise<void>)[] = [];
  const following = () => urgentWork.shift() ?? otherWork.shift();
  let isBusy = false;

  const goOn = async () => {
    if (isBusy) return;
    isBusy = true;
    for (let next = following(); next; next = following()) await next();
    isBusy = false;
  };

  return {
    take(work, { urgent, signal }) {
      return new Promise((resolve, reject) => {
        const abort = () => reject(asError(signal?.reason));
        if (signal?.aborted === true) {
          abort();
          return;
        }
        signal?.addEventListener('abort', abort, { once: true });
        const waiting = urgent ? urgentWork : otherWork;
        waiting.push(async () => {
          try {
            if (signal?.aborted !== true) resolve(await work());
          } catch (error) {
            reject(asError(error));
          } finally {
            signal?.removeEventListener('abort', abort);
          }
        });
        void goOn();
      });
    },
  };
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
