import { inBatches, runOverList } from '../apply/batches.ts';
import { embeddingText } from '../compute/passages.ts';
import {
  allEmbeddings,
  deleteEmbeddings,
  embeddedHashes,
  passagesByHash,
  putEmbeddings,
  textHashes,
} from '../cypher/embeddings.ts';
import type { Engine } from '../engine.ts';
import { flag, text, texts } from '../reads/row.ts';
import type { EmbeddingWrites } from '../store.ts';
import { vectorLabel } from '../vector-label.ts';

export function createEmbeddingWrites(engine: Engine): EmbeddingWrites {
  const missing = async (model: string): Promise<{ all: string[]; missing: string[] }> => {
    const all = (await engine.read({ text: textHashes })).map((row) => text(row, 'textHash'));
    const done = new Set(
      (await engine.read({ text: embeddedHashes, parameters: { model } })).map((row) => text(row, 'textHash')),
    );
    return { all, missing: all.filter((hash) => !done.has(hash)).sort() };
  };

  return {
    async embeddingProgress(model) {
      const found = await missing(model);
      return { total: found.all.length, done: found.all.length - found.missing.length };
    },
    async missingEmbeddings(model, limit) {
      const hashes = (await missing(model)).missing.slice(0, limit);
      const tasks = new Map<string, string>();
      for (const batch of inBatches(hashes)) {
        for (const row of await engine.read({ text: passagesByHash, parameters: { hashes: batch } })) {
          const body = text(row, 'text');
          tasks.set(
            text(row, 'textHash'),
            flag(row, 'card') ? body : embeddingText(text(row, 'title'), texts(row, 'heading'), body),
          );
        }
      }
      return [...tasks].map(([textHash, body]) => ({ textHash, text: body }));
    },
    async putEmbeddings(_actor, model, dimensions, embeddings) {
      await engine.vectors.prepare(model, dimensions);
      for (const batch of inBatches(embeddings, 200)) {
        const rows = batch.map(({ textHash, vector }) => {
          const id = `${model}:${textHash}`;
          return { id, properties: { id, model, textHash, vector: engine.vectors.encode(vector) } };
        });
        await engine.write((run) => run({ text: putEmbeddings(vectorLabel(model, dimensions)), parameters: { rows } }));
      }
      engine.vectors.add(model, embeddings);
    },
    async sweepEmbeddings(_actor, model) {
      const used = new Set((await engine.read({ text: textHashes })).map((row) => text(row, 'textHash')));
      const rows = await engine.read({ text: allEmbeddings });
      const stale = rows
        .filter((row) => row.model !== model || !used.has(text(row, 'textHash')))
        .map((row) => text(row, 'id'));
      for (const ids of inBatches(stale)) await engine.write((run) => runOverList(run, deleteEmbeddings, 'ids', ids));
      return stale.length;
    },
  };
}
