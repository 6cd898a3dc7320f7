import { pagesOfViewer } from '../../graph/stewardship.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { FrequentQuestion, OpenQuestion } from '../../schema/asked.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Freshness } from '../../schema/freshness.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';

/** What happened to somebody's pages, as he may read it; of each list as much as is shown, and how much there is. */
export interface DigestContent {
  /** Days that `asked` is about. */
  days: number;
  asked: { total: number; pages: { card: EntityCard; count: number }[]; frequent: FrequentQuestion[] };
  /** Questions without an answer, or with a bad one, that nobody has dealt with. */
  missing: { total: number; questions: OpenQuestion[] };
  overdue: { total: number; pages: { card: EntityCard; freshness: Freshness }[] };
  /** Pages about which sources disagree, and in what, in words. */
  contradictory: { total: number; pages: { card: EntityCard; about: string[] }[] };
  /** Pages with links that lead nowhere. */
  broken: { total: number; pages: { card: EntityCard; links: string[] }[] };
}

export type DigestReads = Pick<
  GraphStore,
  | 'askedOfOwner'
  | 'openQuestionsForOwner'
  | 'freshness'
  | 'disputed'
  | 'brokenLinks'
  | 'cards'
  | 'entity'
  | 'edges'
  | 'withIdentity'
  | 'ontology'
>;

/** How much of each is shown. */
export const mostShown = 5;
const days = 7;
/** What nobody has dealt with for longer is in the wiki's lists. */
const openDays = 28;
const counted = 500;

/** Undefined when there is nothing to say. */
export async function loadDigest(store: DigestReads, viewer: Viewer, now: Date): Promise<DigestContent | undefined> {
  const pages = await pagesOfViewer(store, viewer);
  if (pages.length === 0) return undefined;
  const own = new Set(pages);
  const [asked, missing, freshness, disputed, broken] = await Promise.all([
    store.askedOfOwner(viewer, { since: daysBefore(now, days), limit: mostShown }),
    store.openQuestionsForOwner(viewer, { since: daysBefore(now, openDays), limit: counted }),
    store.freshness(viewer, pages),
    store.disputed(viewer),
    store.brokenLinks(viewer),
  ]);
  const overdue = [...freshness]
    .filter(([, { state }]) => state === 'overdue')
    .sort(([a, x], [b, y]) => (y.overdueDays ?? 0) - (x.overdueDays ?? 0) || (a < b ? -1 : 1));
  const contradictory = [...disputed].filter(([ref, names]) => own.has(ref) && names.length > 0).sort(byRef);
  const linking = new Map<Ref, string[]>();
  for (const { ref, links } of broken) if (own.has(ref)) linking.set(ref, [...(linking.get(ref) ?? []), ...links]);

  const shown = [
    asked.pages.map(({ ref }) => ref),
    overdue.map(([ref]) => ref),
    contradictory.map(([ref]) => ref),
    [...linking.keys()],
  ];
  const cards = new Map(
    (await store.cards(viewer, [...new Set(shown.flatMap((refs) => refs.slice(0, mostShown)))])).map((card) => [
      card.ref,
      card,
    ]),
  );
  const withCard = <T extends object>(ref: Ref, more: T) => {
    const card = cards.get(ref);
    return card === undefined ? [] : [{ card, ...more }];
  };
  const content: DigestContent = {
    days,
    asked: { ...asked, pages: asked.pages.slice(0, mostShown).flatMap(({ ref, count }) => withCard(ref, { count })) },
    missing: { total: missing.length, questions: missing.slice(0, mostShown) },
    overdue: {
      total: overdue.length,
      pages: overdue.slice(0, mostShown).flatMap(([ref, fresh]) => withCard(ref, { freshness: fresh })),
    },
    contradictory: {
      total: contradictory.length,
      pages: contradictory
        .slice(0, mostShown)
        .flatMap(([ref, names]) => withCard(ref, { about: names.map((name) => wordsFor(store.ontology, ref, name)) })),
    },
    broken: {
      total: linking.size,
      pages: [...linking].slice(0, mostShown).flatMap(([ref, links]) => withCard(ref, { links })),
    },
  };
  return isEmpty(content) ? undefined : content;
}

function isEmpty({ asked, missing, overdue, contradictory, broken }: DigestContent): boolean {
  return [asked, missing, overdue, contradictory, broken].every(({ total }) => total === 0);
}

/** What people call a field or relation of a page. */
export function wordsFor(ontology: Ontology, ref: Ref, name: string): string {
  const kind = ontology.findKind(ref.slice(0, ref.indexOf(':')))?.name;
  const label = kind === undefined ? undefined : ontology.findField(kind, name)?.label;
  return (label ?? ontology.findRelation(name)?.name ?? name).toLowerCase();
}

function byRef([a]: readonly [Ref, unknown], [b]: readonly [Ref, unknown]): number {
  return a < b ? -1 : 1;
}

export function daysBefore(now: Date, count: number): string {
  return new Date(now.getTime() - count * 86_400_000).toISOString();
}
