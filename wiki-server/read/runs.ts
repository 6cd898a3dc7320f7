import type { GraphStore, RunRecord, RunRevert } from '../../graph/store.ts';
import type { EntityCard, Revision } from '../../schema/entity.ts';
import { KikiError } from '../../schema/errors.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { PresentedRevision } from '../present/revisions.ts';
import { presentHistory } from './history.ts';

/** Entities on one page of what a run changed. */
export const entitiesPerPage = 50;

/** What a run changed of one entity. */
export interface RunChange {
  ref: Ref;
  /** Undefined for one that is no more. */
  card: EntityCard | undefined;
  revisions: PresentedRevision[];
}

export interface RunDetails {
  /** Undefined when only its changes are known. */
  run: RunRecord | undefined;
  /** Entities that it changed. */
  total: number;
  changes: RunChange[];
  /** What taking it back would do; undefined when it changed no record. */
  preview: RunRevert | undefined;
}

/** One run with one page of what it changed; undefined when nothing is known of it. */
export async function readRun(
  store: GraphStore,
  viewer: Viewer,
  { id, page }: { id: string; page: number },
): Promise<RunDetails | undefined> {
  const [run, revisions] = await Promise.all([store.run(viewer, id), store.revisionsOf(viewer, id)]);
  if (run === undefined && revisions.length === 0) return undefined;
  const byRef = new Map<Ref, Revision[]>();
  for (const revision of revisions) byRef.set(revision.ref, [...(byRef.get(revision.ref) ?? []), revision]);
  const shown = [...byRef].slice((page - 1) * entitiesPerPage, page * entitiesPerPage);
  const cards = await store.cards(
    viewer,
    shown.map(([ref]) => ref),
  );
  const cardOf = new Map(cards.map((card) => [card.ref, card]));
  const changes = await presentByRef(store, viewer, shown, cardOf);
  return { run, total: byRef.size, changes, preview: await previewOf(store, id) };
}

async function presentByRef(
  store: GraphStore,
  viewer: Viewer,
  shown: readonly (readonly [Ref, Revision[]])[],
  cardOf: ReadonlyMap<Ref, EntityCard>,
): Promise<RunChange[]> {
  const presented = await presentHistory(
    store,
    viewer,
    shown.flatMap(([, revisions]) => revisions),
  );
  let at = 0;
  return shown.map(([ref, revisions]) => {
    const own = presented.slice(at, at + revisions.length);
    at += revisions.length;
    return { ref, card: cardOf.get(ref), revisions: own };
  });
}

/** A run that changed nothing has nothing to take back. */
async function previewOf(store: GraphStore, id: string): Promise<RunRevert | undefined> {
  try {
    return await store.previewRevert(id);
  } catch (error) {
    if (error instanceof KikiError && error.code === 'not-found') return undefined;
    throw error;
  }
}
