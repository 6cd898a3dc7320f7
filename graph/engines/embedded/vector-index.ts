import type { Embedding, PassageKey, VectorIndex } from '../../engine.ts';
import { createBestHits } from './best-hits.ts';
import { createVectorTable, type VectorTable } from './vector-table.ts';

/** Passages in columns: a search goes through numbers, and looks at a passage only if it is among the best so far. */
interface Listed {
  passages: readonly PassageKey[];
  /** Of the vector of each passage. */
  rows: Int32Array;
  /** Who may read passages, and of what kind of entity they are: few differ. */
  groups: Pick<PassageKey, 'audience' | 'kind'>[];
  /** Of each passage, as a place in `groups`. */
  groupOf: Int32Array;
}

/** Exact search over all vectors, in the process: a few milliseconds for 25,000 passages. */
export function createVectorIndex(): VectorIndex {
  const passages = new Map<string, PassageKey>();
  const tables = new Map<string, VectorTable>();
  /** The passages that have a vector of a model. Made anew after a change: finding all rows takes as long as all products. */
  const lists = new Map<string, Listed>();

  const listOf = (model: string, table: VectorTable) => {
    const known = lists.get(model);
    if (known !== undefined) return known;
    const having = [...passages.values()].filter(({ textHash }) => table.row(textHash) !== undefined);
    const list: Listed = {
      passages: having,
      rows: Int32Array.from(having, ({ textHash }) => table.row(textHash) ?? 0),
      groups: [],
      groupOf: new Int32Array(having.length),
    };
    const groups = new Map<string, number>();
    for (const [index, { audience, kind }] of having.entries()) {
      const key = JSON.stringify([audience, kind]);
      const group = groups.get(key) ?? groups.size;
      if (group === groups.size) list.groups.push({ audience, kind });
      groups.set(key, group);
      list.groupOf[index] = group;
    }
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
      const { passages, rows, groups, groupOf } = listOf(model, table);
      const isWanted = groups.map(
        ({ audience, kind }) => audiences.includes(audience) && (kinds === undefined || kinds.includes(kind)),
      );
      const best = createBestHits(limit);
      let worst = best.worst();
      for (let index = 0; index < rows.length; index += 1) {
        const score = scores[rows[index] ?? 0] ?? 0;
        const passage = passages[index];
        if (score < worst || isWanted[groupOf[index] ?? 0] !== true || passage === undefined) continue;
        best.offer({ id: passage.id, ref: passage.ref, score });
        worst = best.worst();
      }
      return Promise.resolve(best.hits());
    },
  };
}
