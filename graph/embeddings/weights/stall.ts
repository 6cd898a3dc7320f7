/** Aborts work that shows no sign of life for a time. */
export interface Stall {
  readonly signal: AbortSignal;
  /** A sign of life: the time begins anew. */
  alive(): void;
  /** The work is over. */
  end(): void;
}

/** @param patience milliseconds */
export function createStall(patience: number): Stall {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error(`nothing came for ${patience / 1000} s`)), patience);
  return {
    signal: controller.signal,
    alive: () => void timer.refresh(),
    end: () => clearTimeout(timer),
  };
}
