/** A signal that is aborted with any of several others. */
export interface JoinedSignal {
  signal: AbortSignal;
  abort(reason: Error): void;
  /** Lets the others go: the work is over. */
  release(): void;
}

/**
 * For work that is short beside what can end it. `AbortSignal.any` leaves something behind in a signal that lives on, in Node 20, and with it
 * whatever listens: a process that answers for weeks would grow with each question.
 */
export function joinSignals(sources: readonly AbortSignal[]): JoinedSignal {
  const controller = new AbortController();
  const listeners = sources.map((source) => {
    const end = () => controller.abort(source.reason);
    source.addEventListener('abort', end, { once: true });
    if (source.aborted) end();
    return () => source.removeEventListener('abort', end);
  });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release() {
      for (const remove of listeners) remove();
    },
  };
}
