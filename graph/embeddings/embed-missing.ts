import { setImmediate } from 'node:timers/promises';
import { kiki } from '../../schema/actor.ts';
import { describeError } from '../../schema/errors.ts';
import { inBatches } from '../apply/batches.ts';
import type { EmbeddingTask, EmbeddingWrites } from '../store.ts';
import type { Embedder } from './embedder.ts';
import { embedTasks } from './embed-tasks.ts';
import type { EmbeddingLogger } from './logger.ts';
import { withPatience } from './patience.ts';

/** Texts asked of the store at once: it looks through all texts each time. */
const portion = 512;
/** Texts embedded and written at once: what a crash loses. */
const batchSize = 32;

export interface Counts {
  /** Texts with an embedding. */
  done: number;
  /** All texts. */
  total: number;
}

export interface EmbedMissingOptions {
  store: EmbeddingWrites;
  embedder: Embedder;
  logger: EmbeddingLogger;
  /** Milliseconds to wait before each further try, while the embedder does not answer. */
  pauses: readonly number[];
  onProgress(counts: Counts): void;
  signal: AbortSignal;
}

export interface EmbedMissingResult extends Counts {
  /** Texts that this run embedded. */
  embedded: number;
  /** Texts that the model refuses. The next run tries them again. */
  refused: number;
}

/**
 * Embeds every text that has no embedding of the model, some at a time, and then deletes embeddings that are of no use any more.
 * What is embedded is kept at once, so a run that is stopped goes on where it was.
 *
 * @throws What the embedder or the store throws; the signal's reason.
 */
export async function embedMissing({
  store,
  embedder,
  logger,
  pauses,
  onProgress,
  signal,
}: EmbedMissingOptions): Promise<EmbedMissingResult> {
  const { model } = embedder;
  const refused = new Set<string>();
  let embedded = 0;
  let counts: Counts = await store.embeddingProgress(model);

  const findMissing = async (): Promise<EmbeddingTask[]> => {
    const found = await store.missingEmbeddings(model, portion + refused.size);
    return found.filter(({ textHash }) => !refused.has(textHash));
  };
  const embedBatch = async (tasks: readonly EmbeddingTask[]): Promise<void> => {
    const result = await withPatience(() => embedTasks(embedder, tasks, signal), { pauses, logger, signal });
    for (const { task, error } of result.refused) {
      refused.add(task.textHash);
      logger.warn({ text: task.text.slice(0, 80), reason: describeError(error) }, 'The embedding model refuses a text');
    }
    if (result.embeddings.length > 0) await store.putEmbeddings(kiki, model, embedder.dimensions, result.embeddings);
    embedded += result.embeddings.length;
    counts = { ...counts, done: counts.done + result.embeddings.length };
    onProgress(counts);
  };

  for (let tasks = await findMissing(); tasks.length > 0; tasks = await findMissing()) {
    onProgress(counts);
    for (const batch of inBatches(tasks, batchSize)) {
      await embedBatch(batch);
      await setImmediate(); // requests that came meanwhile go first
    }
    counts = await store.embeddingProgress(model); // texts may have come and gone
  }
  signal.throwIfAborted();
  await store.sweepEmbeddings(kiki, model);
  return { ...counts, embedded, refused: refused.size };
}
