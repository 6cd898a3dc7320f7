import type { Logger } from 'pino';
import type { Embedder } from '../../graph/embeddings/embedder.ts';
import { describeError } from '../../schema/errors.ts';
import { createOnce, type Once } from '../recent.ts';
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

/** Questions whose vectors are kept: one question is searched for in several ways, and asked by many. 2 kB each. */
const kept = 200;

/** Embeds questions. Undefined while there is no embedder, or it fails, which the log says: then words alone are searched. */
export function createMeaning({ embedder, logger }: MeaningOptions): FindMeaning {
  const closenessOf = createCloseness();
  const vectorOf = createVectors();
  return async (question, signal) => {
    const current = embedder();
    if (current === undefined) return undefined;
    try {
      const [vector, closeness] = await Promise.all([vectorOf(current, question, signal), closenessOf(current)]);
      return { model: current.model, vector, closeness };
    } catch (error) {
      signal?.throwIfAborted();
      logger.info({ reason: describeError(error) }, 'searched by words only: the question has no embedding');
      return undefined;
    }
  };
}

/** Vectors of questions, by the model that they are of. */
function createVectors(): (embedder: Embedder, question: string, signal?: AbortSignal) => Promise<Float32Array> {
  const byModel = new Map<string, Once<Float32Array>>();
  return (embedder, question, signal) => {
    const once = byModel.get(embedder.model) ?? createOnce(kept);
    byModel.set(embedder.model, once);
    return once(question, () => embedder.embedQuery(question, signal));
  };
}
