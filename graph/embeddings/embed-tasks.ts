import { unavailable } from '../../schema/errors.ts';
import type { Embedding } from '../engine.ts';
import type { EmbeddingTask } from '../store.ts';
import type { Embedder } from './embedder.ts';

/** A text that the model refuses, and why. */
export interface RefusedText {
  task: EmbeddingTask;
  error: unknown;
}

export interface EmbedTasksResult {
  embeddings: Embedding[];
  refused: RefusedText[];
}

/** Asked for when a request fails: a model that can't embed this does not work at all. */
const harmless = 'How many people are in the team?';

/**
 * Embeds texts so that a bad one costs only itself: a request that fails is made again in halves, down to the text that is at
 * fault.
 *
 * @throws What the embedder throws, when it works for no text; the signal's reason.
 */
export async function embedTasks(
  embedder: Embedder,
  tasks: readonly EmbeddingTask[],
  signal: AbortSignal | undefined,
): Promise<EmbedTasksResult> {
  try {
    const vectors = await embedder.embedDocuments(
      tasks.map(({ text }) => text),
      signal,
    );
    return { embeddings: pair(tasks, vectors), refused: [] };
  } catch (error) {
    signal?.throwIfAborted();
    await embedder.embedQuery(harmless, signal);
    if (tasks.length <= 1) return { embeddings: [], refused: tasks.map((task) => ({ task, error })) };
  }
  const middle = Math.ceil(tasks.length / 2);
  const first = await embedTasks(embedder, tasks.slice(0, middle), signal);
  const second = await embedTasks(embedder, tasks.slice(middle), signal);
  return {
    embeddings: [...first.embeddings, ...second.embeddings],
    refused: [...first.refused, ...second.refused],
  };
}

function pair(tasks: readonly EmbeddingTask[], vectors: readonly Float32Array[]): Embedding[] {
  if (vectors.length !== tasks.length) {
    throw unavailable(`The embedder gave ${vectors.length} vectors for ${tasks.length} texts`);
  }
  return vectors.flatMap((vector, index) => {
    const task = tasks[index];
    return task === undefined ? [] : [{ textHash: task.textHash, vector }];
  });
}
