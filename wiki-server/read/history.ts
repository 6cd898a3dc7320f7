import type { GraphStore } from '../../graph/store.ts';
import { diffRevisions } from '../../schema/diff-revisions.ts';
import type { Change, Revision } from '../../schema/entity.ts';
import { parseRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { type ChangeLine, type ChangeOptions, presentChanges } from '../present/changes.ts';
import { changeSides, type SideRow } from '../present/side-by-side.ts';
import { type PresentedRevision, presentRevisions } from '../present/revisions.ts';

/** Revisions that a page shows. */
export const shownRevisions = 100;

/** What changed of an entity, newest first. Also of one that is no more. */
export async function readHistory(store: GraphStore, viewer: Viewer, ref: Ref): Promise<PresentedRevision[]> {
  return presentHistory(store, viewer, await store.history(viewer, ref, shownRevisions));
}

/** How a difference is shown: in one column, or before and after side by side. */
export type DiffLayout = 'inline' | 'split';

export interface DiffLine extends ChangeLine {
  /** The same in two columns, where that was asked for. */
  sides?: SideRow[];
}

/** What changed of an entity between two of its revisions. */
export interface RevisionDiff {
  from: number;
  to: number;
  newest: number;
  layout: DiffLayout;
  lines: DiffLine[];
}

/** @returns undefined when the history has not both of them in this order; 0 is before the first */
export async function readDiff(
  store: GraphStore,
  viewer: Viewer,
  ref: Ref,
  { from, to, layout = 'inline' }: { from: number; to: number | undefined; layout?: DiffLayout | undefined },
): Promise<RevisionDiff | undefined> {
  const revisions = await store.history(viewer, ref, Number.MAX_SAFE_INTEGER);
  const numbers = new Set([0, ...revisions.map(({ number }) => number)]);
  const newest = Math.max(...numbers);
  const end = to ?? newest;
  if (!numbers.has(from) || !numbers.has(end) || from > end) return undefined;
  const changes = diffRevisions(revisions, from, end);
  const options = await changeOptions(store, viewer, ref, changes);
  const lines = changes.flatMap((change) =>
    presentChanges({ changes: [change] }, options).map((line) =>
      layout === 'split' ? { ...line, sides: changeSides(change) } : line,
    ),
  );
  return { from, to: end, newest, layout, lines };
}

async function changeOptions(
  store: GraphStore,
  viewer: Viewer,
  ref: Ref,
  changes: readonly Change[],
): Promise<ChangeOptions> {
  const { ontology } = store;
  const cards = await store.cards(viewer, [...new Set(changes.flatMap(({ other }) => other ?? []))]);
  const cardOf = new Map(cards.map((card) => [card.ref, card]));
  return { kind: ontology.findKind(parseRef(ref).kind)?.name, ontology, cardOf };
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
