import type { Embedding, Hit, PassageKey, VectorIndex } from '../../engine.ts';
import { createVectorTable, type VectorTable } from './vector-table.ts';

/** Exact search over all vectors, in the process: a few milliseconds for 25,000 passages. */
export function createVectorIndex(): VectorIndex {
  const passages = new Map<string, PassageKey>();
  const tables = new Map<string, VectorTable>();
  /** The passages that have a vector of a model, with its row. Made anew after a change: finding all rows takes as long as all products. */
  const lists = new Map<string, (PassageKey & { row: number })[]>();

  const listOf = (model: string, table: VectorTable) => {
    const known = lists.get(model);
    if (known !== undefined) return known;
    const list = [...passages.values()].flatMap((passage) => {
      const row = table.row(passage.textHash);
      return row === undefined ? [] : [{ ...passage, row }];
    });
    lists.set(model, list);
    return list;
  };

  return {
    prepare: () => Promise.resolve(), // any model fits: vectors are kept per model
    encode: (vector) => vector, // Grafeo keeps it as bytes
    decode(stored) {
      const bytes = stored as Uint8Array;
      return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    },
    put(keys) {
      lists.clear();
      for (const { id, ref, kind, audience, textHash } of keys) passages.set(id, { id, ref, kind, audience, textHash });
    },
    remove(ids) {
      lists.clear();
      for (const id of ids) passages.delete(id);
    },
    add(model: string, embeddings: readonly Embedding[]) {
      lists.clear();
      for (const { textHash, vector } of embeddings) {
        const table = tables.get(model) ?? createVectorTable(vector.length);
        tables.set(model, table);
        table.set(textHash, vector);
      }
    },
    search({ vector, model, audiences, kinds, limit }) {
      const table = tables.get(model);
      if (table === undefined) return Promise.resolve([]);
      const scores = table.products(vector);
      const best: Hit[] = [];
      let worst = -Infinity;
      for (const { id, ref, kind, audience, row } of listOf(model, table)) {
        const score = scores[row] ?? 0;
        if (score < worst || !audiences.includes(audience) || (kinds !== undefined && !kinds.includes(kind))) continue;
        keepBest(best, { id, ref, score }, limit);
        if (best.length >= limit) worst = best.at(-1)?.score ?? worst;
      }
      return Promise.resolve(best);
    },
  };
}

/** Inserts into a list sorted best first, which never grows beyond `limit`. Equal scores keep the order of ids. */
function keepBest(best: Hit[], hit: Hit, limit: number): void {
  const last = best.at(-1);
  if (best.length >= limit && (last === undefined || !isBefore(hit, last))) return;
  let [low, high] = [0, best.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = best[middle];
    if (other !== undefined && isBefore(hit, other)) high = middle;
    else low = middle + 1;
  }
  best.splice(low, 0, hit);
  if (best.length > limit) best.pop();
}

function isBefore(a: Hit, b: Hit): boolean {
  return a.score > b.score || (a.score === b.score && a.id < b.id);
}
