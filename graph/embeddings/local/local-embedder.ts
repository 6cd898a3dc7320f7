import { availableParallelism } from 'node:os';
import { unavailable } from '../../../schema/errors.ts';
import type { Embedder } from '../embedder.ts';
import type { EmbeddingLogger } from '../logger.ts';
import type { WeightPaths } from '../weights/weights.ts';
import { connect, type Inference } from './inference.ts';
import type { WorkerSettings } from './messages.ts';
import type { LocalModel } from './models.ts';
import { startWorker } from './start-worker.ts';
import { createTurns } from './turns.ts';

export interface LocalEmbedderOptions {
  model: LocalModel;
  /** The model's files, checked. */
  paths: WeightPaths;
  logger: EmbeddingLogger;
  /** Threads that compute a text. More than the default starve a server on the same machine. */
  threads?: number | undefined;
  start?: typeof startWorker;
}

/** One core is left to the server; more than four bring little for one text. */
export const defaultThreads = () => Math.max(1, Math.min(4, availableParallelism() - 1));

/**
 * A model in a worker thread of this process. Texts are computed one at a time, queries before documents: a query waits for at
 * most one text. A thread that ends is replaced at the next request.
 *
 * @throws Unavailable when the model can't be loaded.
 */
export async function createLocalEmbedder({
  model,
  paths,
  logger,
  threads = defaultThreads(),
  start = startWorker,
}: LocalEmbedderOptions): Promise<Embedder> {
  const { id, dimensions, maxTokens, pooling, prefixes } = model;
  const settings: WorkerSettings = { model: { id, dimensions, maxTokens, pooling }, paths, threads };
  const turns = createTurns();
  let inference: Inference = await connect(start(settings));
  let isClosed = false;

  /** Called in turn only, so no two threads are ever started at once. */
  const running = async (): Promise<Inference> => {
    const reason = inference.ended();
    if (reason !== undefined && !isClosed) {
      logger.warn({ reason }, 'The local embedding model stopped and is started again');
      inference = await connect(start(settings));
    }
    if (!isClosed) return inference;
    await inference.close();
    throw unavailable('The embedder is closed');
  };
  const embed = (text: string, urgent: boolean, signal: AbortSignal | undefined) =>
    turns.take(async () => (await running()).embed(text), { urgent, signal });

  return {
    model: model.vectors,
    dimensions,
    async embedDocuments(texts, signal, { urgent = false } = {}) {
      const vectors: Float32Array[] = [];
      for (const text of texts) vectors.push(await embed(prefixes.document + text, urgent, signal));
      return vectors;
    },
    embedQuery: (text, signal) => embed(prefixes.query + text, true, signal),
    async close() {
      isClosed = true;
      await inference.close();
    },
  };
}
