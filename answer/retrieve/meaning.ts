import type { Logger } from 'pino';
import type { Embedder } from '../../graph/embeddings/embedder.ts';
import { describeError } from '../../schema/errors.ts';
import { type Closeness, createCloseness } from './closeness.ts';

/** A question as a search by meaning takes it. */
export interface Meaning {
  /** Of the embedder. */
  model: string;
  vector: Float32Array;
  /** The scale of its cosines. */
  closeness: Closeness;
}

/** Undefined while there are no embeddings. */
export type FindMeaning = (question: string, signal?: AbortSignal) => Promise<Meaning | undefined>;

export interface MeaningOptions {
  /** Undefined while there are no embeddings. */
  embedder: () => Embedder | undefined;
  logger: Pick<Logger, 'info'>;
}

/** Embeds questions. Undefined while there is no embedder, or it fails, which the log says: then words alone are searched. */
export function createMeaning({ embedder, logger }: MeaningOptions): FindMeaning {
  const closenessOf = createCloseness();
  return async (question, signal) => {
    const current = embedder();
    if (current === undefined) return undefined;
    try {
      const [vector, closeness] = await Promise.all([current.embedQuery(question, signal), closenessOf(current)]);
      return { model: current.model, vector, closeness };
    } catch (error) {
      signal?.throwIfAborted();
      logger.info({ reason: describeError(error) }, 'searched by words only: the question has no embedding');
      return undefined;
    }
  };
}
