import type { Logger } from 'pino';
import { createEmbedder } from '../graph/embeddings/create-embedder.ts';
import type { Embedder } from '../graph/embeddings/embedder.ts';
import { createEmbeddingJob, type EmbeddingJob } from '../graph/embeddings/job.ts';
import type { GraphStore } from '../graph/store.ts';
import type { Environment } from '../schema/config.ts';
import { describeError } from '../schema/errors.ts';
import type { EmbeddingState } from '../schema/services.ts';

/** Semantic search, which joins when it is ready. */
export interface Embeddings {
  state(): EmbeddingState;
  /** Undefined while it is not loaded. */
  embedder(): Embedder | undefined;
  /** Loads the model (and fetches it the first time). Undefined when there is none; the reason is in `state`. */
  load(threads?: number): Promise<{ job: EmbeddingJob; model: string } | undefined>;
}

interface EmbeddingParts {
  store: GraphStore;
  environment: Environment;
  dataFolder: string;
  logger: Logger;
}

/** Nothing is loaded before `load` is called. */
export function createEmbeddings({
  store,
  environment,
  dataFolder,
  logger,
}: EmbeddingParts): Embeddings & { close(): Promise<void> } {
  const stopping = new AbortController();
  let embedder: Embedder | undefined;
  let job: EmbeddingJob | undefined;
  let loading: ReturnType<Embeddings['load']> | undefined;
  let state: EmbeddingState =
    environment.KIKI_EMBEDDINGS === 'none'
      ? { state: 'off', done: 0, total: 0 }
      : { state: 'working', done: 0, total: 0 };

  const load = async (threads: number | undefined): ReturnType<Embeddings['load']> => {
    try {
      embedder = await createEmbedder(environment, {
        dataFolder,
        logger,
        signal: stopping.signal,
        ...(threads !== undefined && { threads }),
      });
      if (embedder === undefined) return undefined;
      job = createEmbeddingJob({ store, embedder, logger });
      return { job, model: embedder.model };
    } catch (error) {
      if (stopping.signal.aborted) return undefined;
      state = { state: 'unavailable', done: 0, total: 0, message: describeError(error) };
      logger.warn({ reason: describeError(error) }, 'semantic search is not available: full-text search only');
      return undefined;
    }
  };

  return {
    embedder: () => embedder,
    state: () => job?.state() ?? state,
    load: (threads) => (loading ??= load(threads)),
    async close() {
      stopping.abort();
      await loading;
      await job?.close();
      await embedder?.close();
    },
  };
}
