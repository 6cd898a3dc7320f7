import type { Embedder } from '../../graph/embeddings/embedder.ts';
import type { Hit } from '../../graph/engine.ts';
import type { GraphStore } from '../../graph/store.ts';
import { queryTerms, terms } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { Passage } from '../../schema/entity.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { fuse } from './fuse.ts';

/** A passage that may answer a question. */
export interface Evidence {
  passage: Passage;
  /** Fused rank score; comparable within one result only. */
  score: number;
  /** Cosine to the question; undefined while there are no embeddings. */
  similarity?: number;
  /** Share of the question's words that the passage or its title has, rare words counting more: 0 to 1. */
  coverage: number;
}

export interface RetrieveOptions {
  store: GraphStore;
  embedder: Embedder | undefined;
  viewer: Viewer;
  question: string;
  kinds?: readonly string[];
  limit: number;
  signal?: AbortSignal | undefined;
}

/** Passages asked of each search. Fused ranks settle far above this depth. */
const depth = 100;

/** Prose that may answer a question, best first: full text and meaning, fused by rank. */
export async function retrieve({
  store,
  embedder,
  viewer,
  question,
  kinds,
  limit,
  signal,
}: RetrieveOptions): Promise<Evidence[]> {
  const filter = { limit: depth, ...(kinds && { kinds }) };
  const [byWords, byMeaning] = await Promise.all([
    store.searchText(viewer, question, filter),
    meaning({ store, embedder, viewer, question, filter, signal }),
  ]);
  const lists = [byWords, byMeaning].map((hits) => hits.filter(({ id }) => !isCard(id)));
  const similarity = new Map(byMeaning.map(({ id, score }) => [id, score]));
  const fused = fuse(lists).slice(0, limit);
  const passages = new Map(
    (
      await store.passages(
        viewer,
        fused.map(({ id }) => id),
      )
    ).map((passage) => [passage.id, passage]),
  );
  const found = fused.flatMap(({ id, score }) => {
    const passage = passages.get(id);
    const cosine = similarity.get(id);
    return passage === undefined ? [] : [{ passage, score, ...(cosine !== undefined && { similarity: cosine }) }];
  });
  const coverageOf = coverage(
    question,
    found.map(({ passage }) => passage),
  );
  return found.map((each) => ({ ...each, coverage: coverageOf(each.passage) }));
}

async function meaning({
  store,
  embedder,
  viewer,
  question,
  filter,
  signal,
}: Pick<RetrieveOptions, 'store' | 'embedder' | 'viewer' | 'question' | 'signal'> & {
  filter: { limit: number; kinds?: readonly string[] };
}): Promise<Hit[]> {
  if (embedder === undefined) return [];
  const vector = await embedder.embedQuery(question, signal);
  return store.searchVector(viewer, { model: embedder.model, vector, ...filter });
}

/** The card of an entity repeats its fields, which exact look-ups answer; prose is quoted. */
function isCard(id: string): boolean {
  return id.endsWith('#~card');
}

/** How much of a question's words a passage has; words that few of the passages have count more. */
function coverage(question: string, passages: readonly Passage[]): (passage: Passage) => number {
  const wanted = queryTerms(question);
  const termsOf = new Map(
    passages.map((passage) => [
      passage.id,
      new Set(terms(`${passage.title} ${passage.heading.join(' ')} ${plainText(passage.text)}`)),
    ]),
  );
  const weight = new Map(
    wanted.map((term) => {
      const having = passages.filter((passage) => termsOf.get(passage.id)?.has(term) === true).length;
      return [term, Math.log(1 + (passages.length + 1) / (having + 0.5))];
    }),
  );
  const total = [...weight.values()].reduce((sum, each) => sum + each, 0);
  return (passage) => {
    const covered = wanted
      .filter((term) => termsOf.get(passage.id)?.has(term) === true)
      .reduce((sum, term) => sum + (weight.get(term) ?? 0), 0);
    return total === 0 ? 0 : covered / total;
  };
}
