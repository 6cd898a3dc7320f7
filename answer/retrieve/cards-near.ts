import type { GraphStore } from '../../graph/store.ts';
import type { Passage } from '../../schema/entity.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { FindMeaning } from './meaning.ts';

/** What is said of an entity in its own fields, and how near that is to a question in meaning (0 where it was found by words alone). */
export interface NearCard {
  passage: Passage;
  closeness: number;
}

/** Entities of a kind whose own fields are near a question, by words and by meaning; in no order. */
export type CardsNear = (query: {
  viewer: Viewer;
  question: string;
  kind: string;
  /** Found by each of the two searches at most. */
  limit: number;
}) => Promise<NearCard[]>;

/** Whether a passage is what is said of an entity in its own fields. */
export function isCard({ id }: Pick<Passage, 'id'>): boolean {
  return id.endsWith('#~card');
}

/** Searches the cards of entities. */
export function createCardsNear({
  store,
  meaning,
}: {
  store: Pick<GraphStore, 'searchText' | 'searchVector' | 'passages'>;
  meaning: FindMeaning;
}): CardsNear {
  return async ({ viewer, question, kind, limit }) => {
    const filter = { kinds: [kind], limit };
    const [byWords, near] = await Promise.all([
      store.searchText(viewer, question, filter),
      meaning(question).then(async (asked) => {
        if (asked === undefined) return [];
        const hits = await store.searchVector(viewer, { model: asked.model, vector: asked.vector, ...filter });
        return hits.map(({ id, score }) => ({ id, closeness: asked.closeness(score) }));
      }),
    ]);
    const closeness = new Map(near.map((hit) => [hit.id, hit.closeness]));
    const ids = [...new Set([...byWords, ...near].filter(isCard).map(({ id }) => id))];
    const passages = await store.passages(viewer, ids);
    return passages.map((passage) => ({ passage, closeness: closeness.get(passage.id) ?? 0 }));
  };
}
