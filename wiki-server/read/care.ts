import type { GraphStore } from '../../graph/store.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Freshness } from '../../schema/freshness.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { keepPerState } from './kept.ts';

/** What needs somebody's care. */
export interface Care {
  /** Pages that have been due for review longest, with how many there are in all. */
  overdue: { card: EntityCard; freshness: Freshness }[];
  overdueTotal: number;
  /** Fields and relations on which sources disagree and nobody has decided. */
  contradictions: number;
}

export type ReadCare = (viewer: Viewer) => Promise<Care>;

/** Pages that are named. */
const named = 5;

/** Looks at every page once per state of the graph and day. */
export function createCare(store: GraphStore, now: () => Date): ReadCare {
  return keepPerState({
    store,
    also: () => now().toISOString().slice(0, 10),
    async read(viewer) {
      const refs = [...new Set((await store.names(viewer)).map(({ ref }) => ref))];
      const [freshness, disputed] = await Promise.all([store.freshness(viewer, refs), store.disputed(viewer)]);
      const overdue = [...freshness]
        .filter(([, { state }]) => state === 'overdue')
        .sort(([a, one], [b, two]) => (two.overdueDays ?? 0) - (one.overdueDays ?? 0) || (a < b ? -1 : 1));
      const first = new Map(overdue.slice(0, named));
      const cards = await store.cards(viewer, [...first.keys()]);
      return {
        overdue: cards.flatMap((card) => {
          const found = first.get(card.ref);
          return found === undefined ? [] : [{ card, freshness: found }];
        }),
        overdueTotal: overdue.length,
        contradictions: [...disputed.values()].reduce((sum, parts) => sum + parts.length, 0),
      };
    },
  });
}
