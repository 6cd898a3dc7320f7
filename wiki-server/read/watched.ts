import type { GraphStore } from '../../graph/store.ts';
import type { EntityCard, Revision } from '../../schema/entity.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WatchSettings } from '../../schema/watching.ts';
import { namedInSummary, summarise } from '../present/changes.ts';
import { byName } from './team-tree.ts';

/** A watched page that changed since it was seen. */
export interface WatchedChange {
  card: EntityCard;
  /** How often. */
  count: number;
  /** Of the newest change. */
  summary?: string;
  actor?: string;
}

export interface Watched {
  settings: WatchSettings;
  /** The newest first. */
  changed: WatchedChange[];
  unchanged: EntityCard[];
}

/** Revisions that are looked at. */
const mostRevisions = 500;

/** The pages that a viewer watches, with what changed on them since they were seen. */
export async function readWatched(store: GraphStore, viewer: Viewer): Promise<Watched> {
  const [settings, pages] = await Promise.all([store.watchSettings(viewer), store.watched(viewer)]);
  const cards = await store.cards(
    viewer,
    pages.map(({ ref }) => ref),
  );
  const seenAt = new Map(pages.map((page) => [page.ref, page.seenAt]));
  const isChanged = ({ ref, changedAt }: EntityCard) => changedAt > (seenAt.get(ref) ?? '');
  const changed = cards.filter(isChanged).sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
  const revisions = await store.changesSince(
    viewer,
    changed.map(({ ref }) => ({ ref, since: seenAt.get(ref) ?? '' })),
    mostRevisions,
  );
  const others = new Set(revisions.flatMap((revision) => namedInSummary(revision) ?? []));
  const cardOf = new Map((await store.cards(viewer, [...others])).map((card) => [card.ref, card]));
  const { ontology } = store;
  const words = (card: EntityCard, revision: Revision | undefined) =>
    revision && { summary: summarise(revision, { kind: card.kind, ontology, cardOf }), actor: revision.actor };
  return {
    settings,
    changed: changed.map((card) => {
      const own = revisions.filter(({ ref }) => ref === card.ref);
      return { card, count: own.length, ...words(card, own[0]) };
    }),
    unchanged: cards.filter((card) => !isChanged(card)).sort(byName),
  };
}
