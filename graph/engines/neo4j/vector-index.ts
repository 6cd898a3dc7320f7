import { label } from '../../cypher/names.ts';
import type { Run, VectorIndex } from '../../engine.ts';
import { vectorLabel } from '../../vector-label.ts';

/** How many more neighbours to ask for when the viewer may not read enough of those that came. */
const growth = 4;
/** Largest number of neighbours asked for at once. */
const most = 10_000;

const nearest = `
  CALL db.index.vector.queryNodes($index, $count, $vector) YIELD node, score
  MATCH (p:Passage {textHash: node.textHash})
  WHERE p.audience IN $audiences AND ($kinds IS NULL OR p.kind IN $kinds)
  RETURN p.id AS id, p.ref AS ref, 2 * score - 1 AS score ORDER BY score DESC, id ASC LIMIT $limit`;

const countVectors = (of: string) => `MATCH (e:${label(of)}) RETURN count(e) AS count`;

/** Vector search in the database: approximate neighbours, over-fetched until enough of them may be read. */
export function createVectorIndex(read: Run, define: (text: string) => Promise<unknown>): VectorIndex {
  return {
    async prepare(model, dimensions) {
      await define(
        `CREATE VECTOR INDEX ${indexName(model, dimensions)} IF NOT EXISTS FOR (e:${vectorLabel(model, dimensions)}) ON (e.vector)
         OPTIONS { indexConfig: { \`vector.dimensions\`: ${Math.trunc(dimensions)}, \`vector.similarity_function\`: 'cosine' } }`,
      );
      await define('CALL db.awaitIndexes(60)');
    },
    encode: (vector) => Array.from(vector),
    decode: (stored) => Float32Array.from(stored as number[]),
    put: () => undefined, // the database keeps its index itself, in the transaction
    remove: () => undefined, // as above
    add: () => undefined, // as above
    async search({ vector, model, audiences, kinds, limit }) {
      const [total] = await read({ text: countVectors(vectorLabel(model, vector.length)) });
      const available = Number(total?.count);
      if (available === 0) return [];
      for (let count = Math.min(available, limit * 2); ; count = Math.min(available, most, count * growth)) {
        const found = await read({
          text: nearest,
          parameters: {
            index: indexName(model, vector.length),
            count,
            vector,
            audiences: [...audiences],
            kinds: kinds ? [...kinds] : null,
            limit,
          },
        });
        if (found.length >= limit || count >= Math.min(available, most)) {
          return found.map((row) => ({ id: String(row.id), ref: String(row.ref), score: Number(row.score) }));
        }
      }
    },
  };
}

function indexName(model: string, dimensions: number): string {
  return `passage_${vectorLabel(model, dimensions).toLowerCase()}`;
}
