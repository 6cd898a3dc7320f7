import type { GraphStore, OutlineEntry } from '../../graph/store.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Freshness } from '../../schema/freshness.ts';
import { fold } from '../../schema/names.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';

export interface BrowseQuery {
  kind: string;
  /** A status; `all` for every one; without it, those that count as current. */
  status?: string | undefined;
  /** First letter of the name, as `initialOf` gives it. */
  letter?: string | undefined;
  /** From 1. */
  page: number;
}

export interface BrowseResults {
  items: EntityCard[];
  /** What an item belongs to, by its ref: a person's teams, another thing's owners. */
  belongsTo: ReadonlyMap<Ref, string[]>;
  /** How fresh the items are, by ref. */
  freshness: ReadonlyMap<Ref, Freshness>;
  total: number;
  page: number;
  pages: number;
  /** First letters there are, in order. */
  letters: string[];
  /** Statuses there are, in the order of the ontology, then by name. */
  statuses: string[];
}

/** Entities on one page of a list. */
const pageSize = 60;

/** The entities of a kind by name, as a list to leaf through. */
export async function readBrowse(store: GraphStore, viewer: Viewer, query: BrowseQuery): Promise<BrowseResults> {
  const { kind, letter } = query;
  const everything = await store.outline(viewer, kind);
  const kept = ofStatus(everything, query.status);
  const letters = [...new Set(kept.map(({ name }) => initialOf(name)))].sort(compareLetters);
  const matching = underLetter(kept, letter);
  const pages = Math.max(1, Math.ceil(matching.length / pageSize));
  const page = Math.min(query.page, pages);
  const shown = matching.slice((page - 1) * pageSize, page * pageSize);
  const items = await store.cards(
    viewer,
    shown.map(({ ref }) => ref),
  );
  return {
    items,
    belongsTo: await readBelongings(store, viewer, kind, items),
    freshness: await store.freshness(
      viewer,
      items.map(({ ref }) => ref),
    ),
    total: matching.length,
    page,
    pages,
    letters,
    statuses: statusesOf(store, kind, everything),
  };
}

/** All that a list leafs through, by name. */
export async function readListed(
  store: GraphStore,
  viewer: Viewer,
  { kind, status, letter }: Omit<BrowseQuery, 'page'>,
): Promise<OutlineEntry[]> {
  return underLetter(ofStatus(await store.outline(viewer, kind), status), letter);
}

/** Without a status, those that count. */
function ofStatus(entries: readonly OutlineEntry[], status: string | undefined): OutlineEntry[] {
  const wanted = status === undefined ? undefined : fold(status);
  return entries.filter(
    ({ status: own, isCounted }) =>
      wanted === 'all' || (wanted === undefined ? isCounted : own !== undefined && fold(own) === wanted),
  );
}

function underLetter(entries: readonly OutlineEntry[], letter: string | undefined): OutlineEntry[] {
  return entries.filter(({ name }) => letter === undefined || initialOf(name) === letter);
}

async function readBelongings(
  store: GraphStore,
  viewer: Viewer,
  kind: string,
  items: readonly EntityCard[],
): Promise<Map<Ref, string[]>> {
  const [relation, end, other] =
    kind === 'Person' ? (['MEMBER_OF', 'from', 'to'] as const) : (['OWNS', 'to', 'from'] as const);
  const edges = await store.edges(viewer, { relation, of: items.map(({ ref }) => ref), end });
  const cards = await store.cards(viewer, [...new Set(edges.map((edge) => edge[other]))]);
  const nameOf = new Map(cards.map(({ ref, name }) => [ref, name]));
  const belongings = new Map<Ref, string[]>();
  for (const edge of edges) {
    const names = belongings.get(edge[end]) ?? [];
    belongings.set(edge[end], [...names, ...[nameOf.get(edge[other]) ?? []].flat()]);
  }
  return belongings;
}

/** The letter under which a name stands: `A` for `Ärende`, `0–9` for digits, `#` for what is neither letter nor digit. */
export function initialOf(name: string): string {
  const [first = ''] = fold(name.trim());
  if (/\p{N}/u.test(first)) return '0–9';
  return /\p{L}/u.test(first) ? first.toUpperCase() : '#';
}

function compareLetters(a: string, b: string): number {
  const place = (letter: string) => (letter === '#' ? 0 : letter === '0–9' ? 1 : 2);
  return place(a) - place(b) || a.localeCompare(b, 'en');
}

function statusesOf({ ontology }: GraphStore, kind: string, entries: readonly OutlineEntry[]): string[] {
  const spec = ontology.findField(kind, 'status');
  if (spec === undefined) return [];
  const present = new Set(entries.flatMap(({ status }) => status ?? []));
  const known = (spec.choices ?? []).map(({ value }) => value).filter((value) => present.has(value));
  const others = [...present].filter((value) => !known.includes(value));
  return [...known, ...others.sort((a, b) => a.localeCompare(b, 'en'))];
}
