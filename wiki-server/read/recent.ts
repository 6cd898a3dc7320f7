import type { GraphStore } from '../../graph/store.ts';
import type { EntityCard, Revision } from '../../schema/entity.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { summarise } from '../present/changes.ts';

/** An entity that changed, with its newest change in a few words. */
export interface RecentEntry {
  card: EntityCard;
  kind: string;
  summary?: string;
  actor?: string;
}

/** Entities that changed last, newest first. */
export async function readRecent(store: GraphStore, viewer: Viewer, limit: number): Promise<RecentEntry[]> {
  const cards = await store.recentlyChanged(viewer, limit);
  const newest = await Promise.all(cards.map(async ({ ref }) => (await store.history(viewer, ref, 1))[0]));
  const others = newest.flatMap((revision) => revision?.changes.flatMap(({ other }) => other ?? []) ?? []);
  const cardOf = new Map((await store.cards(viewer, [...new Set(others)])).map((card) => [card.ref, card]));
  const { ontology } = store;
  return cards.map((card, index) => ({
    card,
    kind: ontology.kind(card.kind).singular,
    ...describe(newest[index], (revision) => summarise(revision, { kind: card.kind, ontology, cardOf })),
  }));
}

function describe(revision: Revision | undefined, words: (revision: Revision) => string) {
  return revision === undefined ? {} : { summary: words(revision), actor: revision.actor };
}
