import type { DismissedDuplicate, GraphStore, MergeRecord, SuggestedDuplicate } from '../../graph/store.ts';
import type { EntityCard, EntityView } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** Pairs on one page. */
export const pairsPerPage = 20;
/** Suggestions that are looked at; who has more than this many starts with the likeliest anyway. */
export const mostSuggestions = 500;

/** Milliseconds that a reader waits for suggestions, which take seconds in a large company. */
export const patience = 300;

/** A pair that may be one thing, with all that is known of both. */
export interface SuggestedPair {
  suggestion: SuggestedDuplicate;
  a: EntityView;
  b: EntityView;
}

export interface Suggestions {
  total: number;
  /** Of the graph of now, of an older one, or not found yet. */
  state: 'current' | 'older' | 'looking';
  pairs: SuggestedPair[];
}

/** One page of what may be one thing. */
export async function readSuggestions(
  store: GraphStore,
  viewer: Viewer,
  { kind, page }: { kind: string | undefined; page: number },
): Promise<Suggestions> {
  const query = { limit: mostSuggestions, patience, ...(kind !== undefined && { kind }) };
  const { state, pairs: all } = await store.duplicatesSoFar(viewer, query);
  const shown = all.slice((page - 1) * pairsPerPage, page * pairsPerPage);
  const views = await store.entities(
    viewer,
    shown.flatMap(({ a, b }) => [a.ref, b.ref]),
  );
  const viewOf = new Map(views.map((view) => [view.ref, view]));
  const pairs = shown.flatMap((suggestion) => {
    const [a, b] = [viewOf.get(suggestion.a.ref), viewOf.get(suggestion.b.ref)];
    return a === undefined || b === undefined ? [] : [{ suggestion, a, b }];
  });
  return { total: all.length, state, pairs };
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
    const query = { limit: mostSuggestions, kind: from.kind, patience };
    const { pairs } = await store.duplicatesSoFar(viewer, query);
    return pairs
      .filter(({ a, b }) => a.ref === from.ref || b.ref === from.ref)
      .map(({ a, b }) => (a.ref === from.ref ? b : a));
  }
  const location = await store.locate(viewer, q);
  const meant = location.status === 'found' || location.status === 'moved' ? [location.ref] : [];
  const named = await store.suggest(viewer, q, { limit: 12, kinds: [from.kind] });
  const cards = await store.cards(viewer, [...new Set([...meant, ...named.map(({ ref }) => ref)])]);
  return cards.filter(({ ref, kind }) => ref !== from.ref && kind === from.kind);
}
