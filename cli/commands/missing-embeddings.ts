import type { Io } from '../io.ts';
import type { Kiki } from '../open-kiki.ts';

/** Loads the embeddings, and says how many passages are without. */
export async function noteMissingEmbeddings({ store, embeddings, environment }: Kiki, io: Io): Promise<void> {
  if (environment.KIKI_EMBEDDINGS === 'none') return;
  const loaded = await embeddings.load();
  if (loaded === undefined) return;
  const { total, done } = await store.embeddingProgress(loaded.model);
  if (done < total)
    io.note(`${total - done} of ${total} passages are still without embedding: kiki ingest completes them.`);
}
