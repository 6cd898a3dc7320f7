import { type AnswererOptions, createAnswerer } from '../../answer/create-answerer.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { Ask } from '../../schema/services.ts';

/** Answers from a store alone: no model, no embeddings, no wiki, nothing logged. @param more what a test has beside that */
export function plainAnswerer(store: GraphStore, more: Partial<AnswererOptions> = {}): Ask {
  return createAnswerer({
    store,
    embedder: () => undefined,
    model: undefined,
    publicUrl: undefined,
    logger: { info: () => undefined },
    ...more,
  });
}
