import type { Embedding, Hit, PassageKey, VectorIndex } from '../../engine.ts';

/** Exact search over all vectors, in the process: about 1 ms per thousand passages. */
export function createVectorIndex(): VectorIndex {
  const passages = new Map<string, PassageKey>();
  const vectors = new Map<string, Map<string, Float32Array>>();

  return {
    prepare: () => Promise.resolve(), // any model fits: vectors are kept per model
    encode: (vector) => vector, // Grafeo keeps it as bytes
    decode(stored) {
      const bytes = stored as Uint8Array;
      return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    },
    put(keys) {
      for (const { id, ref, kind, audience, textHash } of keys) passages.set(id, { id, ref, kind, audience, textHash });
    },
    remove(ids) {
      for (const id of ids) passages.delete(id);
    },
    add(model: string, embeddings: readonly Embedding[]) {
      const known = vectors.get(model) ?? new Map<string, Float32Array>();
      vectors.set(model, known);
      for (const { textHash, vector } of embeddings) known.set(textHash, vector);
    },
    search({ vector, model, audiences, kinds, limit }) {
      const known = vectors.get(model);
      if (known === undefined) return Promise.resolve([]);
      const best: Hit[] = [];
      for (const passage of passages.values()) {
        if (!audiences.includes(passage.audience) || (kinds !== undefined && !kinds.includes(passage.kind))) continue;
        const other = known.get(passage.textHash);
        if (other === undefined) continue;
        keepBest(best, { id: passage.id, ref: passage.ref, score: dot(vector, other) }, limit);
      }
      return Promise.resolve(best);
    },
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** Inserts into a list sorted best first, which never grows beyond `limit`. Equal scores keep the order of ids. */
function keepBest(best: Hit[], hit: Hit, limit: number): void {
  const before = (a: Hit, b: Hit) => a.score > b.score || (a.score === b.score && a.id < b.id);
  const last = best[best.length - 1];
  if (best.length >= limit && last !== undefined && !before(hit, last)) return;
  let at = best.length;
  while (at > 0 && before(hit, best[at - 1] ?? hit)) at -= 1;
  best.splice(at, 0, hit);
  if (best.length > limit) best.pop();
}
