import { setTimeout as pause } from 'node:timers/promises';
import { KikiError } from '../schema/errors.ts';
import { type HeldSource, type HoldOptions, holdSource } from './hold-source.ts';

export interface Patience {
  /** How long to wait at most until the source is free. */
  milliseconds: number;
  /** Called once, with what says who has it, when it is not free at once. */
  onHeld?: ((held: KikiError) => void) | undefined;
  /** Ends the waiting. */
  signal?: AbortSignal | undefined;
}

/** Milliseconds between two tries. */
const step = 100;

/** As holdSource, but waits a while for another process to be done. @throws Conflict */
export async function holdPatiently(
  options: HoldOptions,
  { milliseconds, onHeld, signal }: Patience,
): Promise<HeldSource> {
  for (let waited = 0; ; waited += step) {
    try {
      return await holdSource(options);
    } catch (error) {
      if (!(error instanceof KikiError) || error.code !== 'conflict') throw error;
      if (waited >= milliseconds || signal?.aborted === true) throw error;
      if (waited === 0) onHeld?.(error);
      await pause(step, undefined, { signal }).catch(() => undefined); // called off: the next try says why
    }
  }
}
