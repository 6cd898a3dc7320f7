import type { GraphStore } from '../../graph/store.ts';
import type { Revision } from '../../schema/entity.ts';
import { parseRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { type PresentedRevision, presentRevisions } from '../present/revisions.ts';

/** Revisions that a page shows. */
export const shownRevisions = 100;

/** What changed of an entity, newest first. Also of one that is no more. */
export async function readHistory(store: GraphStore, viewer: Viewer, ref: Ref): Promise<PresentedRevision[]> {
  return presentHistory(store, viewer, await store.history(viewer, ref, shownRevisions));
}

/** Revisions as pages show them, with the names of what they are about. */
export async function presentHistory(
  store: GraphStore,
  viewer: Viewer,
  revisions: readonly Revision[],
): Promise<PresentedRevision[]> {
  const others = new Set(revisions.flatMap(({ changes }) => changes.flatMap(({ other }) => other ?? [])));
  const cards = await store.cards(viewer, [...others]);
  const { ontology } = store;
  return presentRevisions(revisions, {
    kindOf: (ref) => ontology.findKind(parseRef(ref).kind)?.name,
    ontology,
    cardOf: new Map(cards.map((card) => [card.ref, card])),
  });
}
