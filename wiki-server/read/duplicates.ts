import type { DismissedDuplicate, GraphStore, MergeRecord, SuggestedDuplicate } from '../../graph/store.ts';
import type { EntityCard, EntityView } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** Pairs on one page. */
export const pairsPerPage = 20;
/** Suggestions that are looked at; who has more than this many starts with the likeliest anyway. */
export const mostSuggestions = 500;

/** A pair that may be one thing, with all that is known of both. */
export interface SuggestedPair {
  suggestion: SuggestedDuplicate;
  a: EntityView;
  b: EntityView;
}

export interface Suggestions {
  total: number;
  pairs: SuggestedPair[];
}

/** One page of what may be one thing. */
export async function readSuggestions(
  store: GraphStore,
  viewer: Viewer,
  { kind, page }: { kind: string | undefined; page: number },
): Promise<Suggestions> {
  const all = await store.suggestedDuplicates(viewer, { limit: mostSuggestions, ...(kind !== undefined && { kind }) });
  const shown = all.slice((page - 1) * pairsPerPage, page * pairsPerPage);
  const pairs = await Promise.all(shown.map((suggestion) => readPair(store, viewer, suggestion)));
  return { total: all.length, pairs: pairs.filter((pair) => pair !== undefined) };
}

async function readPair(
  store: GraphStore,
  viewer: Viewer,
  suggestion: SuggestedDuplicate,
): Promise<SuggestedPair | undefined> {
  const [a, b] = await Promise.all([suggestion.a, suggestion.b].map(({ ref }) => store.entity(viewer, ref)));
  return a === undefined || b === undefined ? undefined : { suggestion, a, b };
}

/** What was decided before: pairs that are two things, and merges. */
export async function readDecided(
  store: GraphStore,
  viewer: Viewer,
): Promise<{ dismissed: DismissedDuplicate[]; merges: { merge: MergeRecord; into: EntityCard }[] }> {
  const current = (await store.merges(viewer)).filter(({ until }) => until === undefined);
  const cards = await store.cards(viewer, [...new Set(current.map(({ into }) => into))]);
  const cardOf = new Map(cards.map((card) => [card.ref, card]));
  return {
    dismissed: await store.dismissedDuplicates(viewer),
    merges: current.map((merge) => ({ merge, into: cardOf.get(merge.into) ?? asCard(merge.into) })),
  };
}

/** What is merged further has no card any more; its ref leads on. */
function asCard(ref: Ref): EntityCard {
  return { ref, kind: '', name: ref, aliases: [], fields: {}, changedAt: '' };
}

/** Entities that a person may mean when he looks for the other one of a pair. */
export async function readCandidates(
  store: GraphStore,
  viewer: Viewer,
  { from, q }: { from: EntityCard; q: string },
): Promise<EntityCard[]> {
  if (q === '') {
    const likely = await store.suggestedDuplicates(viewer, { limit: mostSuggestions, kind: from.kind });
    return likely
      .filter(({ a, b }) => a.ref === from.ref || b.ref === from.ref)
      .map(({ a, b }) => (a.ref === from.ref ? b : a));
  }
  const location = await store.locate(viewer, q);
  const meant = location.status === 'found' || location.status === 'moved' ? [location.ref] : [];
  const named = await store.suggest(viewer, q, { limit: 12, kinds: [from.kind] });
  const cards = await store.cards(viewer, [...new Set([...meant, ...named.map(({ ref }) => ref)])]);
  return cards.filter(({ ref, kind }) => ref !== from.ref && kind === from.kind);
}
