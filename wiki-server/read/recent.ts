import type { GraphStore } from '../../graph/store.ts';
import type { ChangedEntity, Revision } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { namedInSummary, summarise } from '../present/changes.ts';

/** An entity that changed, with its newest change in a few words. */
export interface RecentEntry {
  card: ChangedEntity;
  kind: string;
  /** Of the newest revision. */
  number?: number;
  summary?: string;
  actor?: string;
  /** The run that did it, or who did it. */
  by?: string;
}

/** What one run, or one person, did to many entities on one day; or a single change. */
export interface RecentGroup {
  /** ISO, of the newest. */
  at: string;
  entries: RecentEntry[];
}

/** As many changes as these at once are told as one. */
const manyAtOnce = 4;

/** Changes by day, newest first; what was done to many entities at once together. */
export function groupRecent(entries: readonly RecentEntry[]): RecentGroup[] {
  const together = new Map<string, RecentEntry[]>();
  const tokenOf = ({ card, by, summary }: RecentEntry) =>
    JSON.stringify([card.changedAt.slice(0, 10), by ?? '', by === undefined ? card.ref : (summary ?? '')]);
  for (const entry of entries) together.set(tokenOf(entry), [...(together.get(tokenOf(entry)) ?? []), entry]);
  return [...together.values()]
    .flatMap((group) => (group.length >= manyAtOnce ? [group] : group.map((entry) => [entry])))
    .map((group) => ({ at: group[0]?.card.changedAt ?? '', entries: group }))
    .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

/** Entities that changed last, newest first. @param of these only; all when left out */
export async function readRecent(
  store: GraphStore,
  viewer: Viewer,
  limit: number,
  of?: readonly Ref[],
): Promise<RecentEntry[]> {
  const cards =
    of === undefined ? await store.recentlyChanged(viewer, limit) : newestFirst(await store.cards(viewer, of), limit);
  const newest = await store.lastRevisions(
    viewer,
    cards.map(({ ref }) => ref),
  );
  const others = [...newest.values()].flatMap((revision) => namedInSummary(revision) ?? []);
  const cardOf = new Map((await store.cards(viewer, [...new Set(others)])).map((card) => [card.ref, card]));
  const { ontology } = store;
  return cards.map((card) => ({
    card,
    kind: ontology.kind(card.kind).singular,
    ...describe(newest.get(card.ref), (revision) => summarise(revision, { kind: card.kind, ontology, cardOf })),
  }));
}

function newestFirst(cards: readonly ChangedEntity[], limit: number): ChangedEntity[] {
  return [...cards]
    .sort((a, b) => (a.changedAt < b.changedAt ? 1 : a.changedAt > b.changedAt ? -1 : 0))
    .slice(0, limit);
}

function describe(revision: Revision | undefined, words: (revision: Revision) => string) {
  return revision === undefined
    ? {}
    : { number: revision.number, summary: words(revision), actor: revision.actor, by: revision.run ?? revision.actor };
}
