import { setTimeout as pause } from 'node:timers/promises';
import { describeError, KikiError } from '../../schema/errors.ts';
import type { EmbeddingLogger } from './logger.ts';

export interface Patience {
  /** Milliseconds to wait before each further try; as many tries as there are numbers, and one. */
  pauses: readonly number[];
  logger: EmbeddingLogger;
  signal: AbortSignal;
}

/**
 * Does the work again after a while when what it needs is unavailable. Other errors do not pass by waiting.
 *
 * @throws The last error of the work; the signal's reason.
 */
export async function withPatience<T>(work: () => Promise<T>, { pauses, logger, signal }: Patience): Promise<T> {
  for (const milliseconds of pauses) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof KikiError) || error.code !== 'unavailable') throw error;
      logger.warn({ reason: describeError(error) }, `Embedding waits ${milliseconds / 1000} s and tries again`);
      await pause(milliseconds, undefined, { signal }).catch(() => {
        signal.throwIfAborted(); // with its own reason
      });
    }
  }
  return work();
}
