import { plainText } from '../../graph/text/plain.ts';
import type { GraphStore, NameEntry } from '../../graph/store.ts';
import type { Hit } from '../../graph/engine.ts';
import type { EntityCard, Passage } from '../../schema/entity.ts';
import type { Freshness } from '../../schema/freshness.ts';
import { normaliseName } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { parseRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { excerpt, type Piece } from '../present/excerpt.ts';
import type { Neighbourhoods, ReadNeighbourhoods } from './neighbourhoods.ts';
import { teamsOf } from './teams-of.ts';

/** A passage with some of the words. */
export interface FoundPassage {
  id: string;
  heading: string[];
  excerpt: Piece[];
  /** Path in its source; the ref where there is no file. */
  path: string;
  /** It is the entity's facts in words, not text of a source. */
  card: boolean;
}

export interface FoundEntity {
  card: EntityCard;
  score: number;
  /** Best first. */
  passages: FoundPassage[];
  /** How many more passages have some of the words. */
  more: number;
  freshness: Freshness | undefined;
}

export interface SearchResults {
  found: FoundEntity[];
  /** Entities found, of the kind asked for. */
  total: number;
  /** There may be more than were counted. */
  cut: boolean;
  /** Entities found per kind, whatever kind was asked for. */
  kinds: Record<string, number>;
  /** Teams that what was found has to do with, most first, whatever team was asked for. */
  teams: { team: EntityCard; count: number }[];
}

export interface SearchQuery {
  q: string;
  kind?: string | undefined;
  /** Only what has to do with this team or a team inside it. */
  team?: Ref | undefined;
  offset: number;
  limit: number;
}

/** Passages that are looked at. */
const mostHits = 400;
/** Passages shown per entity. */
const shownPassages = 2;

/** Searches all passages and gives the entities they are of; one that is called so comes first. */
export async function readSearch(
  { store, neighbourhoods }: { store: GraphStore; neighbourhoods: ReadNeighbourhoods },
  viewer: Viewer,
  { q, kind, team, offset, limit }: SearchQuery,
): Promise<SearchResults> {
  if (q === '') return { found: [], total: 0, cut: false, kinds: {}, teams: [] };
  const hits = await store.searchText(viewer, q, { limit: mostHits });
  const ofKind = kind === undefined ? hits : await store.searchText(viewer, q, { limit: mostHits, kinds: [kind] });
  const called = await calledSo(store, viewer, q, kind);
  const near = await neighbourhoods(viewer);
  const ofEveryTeam = groupHits(ofKind, called);
  const groups = team === undefined ? ofEveryTeam : ofEveryTeam.filter(({ ref }) => teamsOf(ref, near).has(team));
  const shown = groups.slice(offset, offset + limit);
  const cards = new Map(
    (
      await store.cards(
        viewer,
        shown.map(({ ref }) => ref),
      )
    ).map((card) => [card.ref, card]),
  );
  const passages = await store.passages(
    viewer,
    shown.flatMap((group) => group.hits.slice(0, shownPassages).map(({ id }) => id)),
  );
  const passageOf = new Map(passages.map((passage) => [passage.id, passage]));
  const freshness = await store.freshness(
    viewer,
    shown.map(({ ref }) => ref),
  );
  return {
    found: shown.flatMap((group) => {
      const card = cards.get(group.ref);
      return card === undefined ? [] : [{ ...toFound(card, group, passageOf, q), freshness: freshness.get(group.ref) }];
    }),
    total: groups.length,
    cut: ofKind.length === mostHits,
    kinds: countKinds(new Set([...hits.map(({ ref }) => ref), ...called]), store.ontology),
    teams: await countTeams(store, viewer, { refs: ofEveryTeam.map(({ ref }) => ref), near, chosen: team }),
  };
}

/** Teams that are offered to narrow the results. */
const mostTeams = 10;

async function countTeams(
  store: GraphStore,
  viewer: Viewer,
  { refs, near, chosen }: { refs: readonly Ref[]; near: Neighbourhoods; chosen: Ref | undefined },
): Promise<SearchResults['teams']> {
  const counts = new Map<Ref, number>();
  for (const ref of refs) for (const team of teamsOf(ref, near)) counts.set(team, (counts.get(team) ?? 0) + 1);
  const most = [...counts]
    // What is of all that was found narrows nothing.
    .filter(([team, count]) => team === chosen || count < refs.length)
    .sort(([a, one], [b, two]) => Number(b === chosen) - Number(a === chosen) || two - one || (a < b ? -1 : 1))
    .slice(0, mostTeams);
  const cards = await store.cards(
    viewer,
    most.map(([team]) => team),
  );
  return cards
    .map((team) => ({ team, count: counts.get(team.ref) ?? 0 }))
    .sort((a, b) => b.count - a.count || a.team.name.localeCompare(b.team.name, 'en'));
}

/** Entities whose name or other name is what was typed. */
async function calledSo(store: GraphStore, viewer: Viewer, q: string, kind: string | undefined): Promise<Ref[]> {
  const called = byNormalName(await store.names(viewer)).get(normaliseName(q)) ?? [];
  return called.filter((each) => kind === undefined || each.kind === kind).map(({ ref }) => ref);
}

/** What was made of lists of names, as long as the store keeps them. */
const kept = new WeakMap<readonly NameEntry[], ReadonlyMap<string, NameEntry[]>>();

function byNormalName(names: readonly NameEntry[]): ReadonlyMap<string, NameEntry[]> {
  const known = kept.get(names);
  if (known !== undefined) return known;
  const made = new Map<string, NameEntry[]>();
  for (const entry of names)
    for (const normal of new Set([entry.name, ...entry.aliases].map(normaliseName)))
      if (normal !== '') made.set(normal, [...(made.get(normal) ?? []), entry]);
  kept.set(names, made);
  return made;
}

interface Group {
  ref: Ref;
  hits: Hit[];
  score: number;
}

/** Hits by entity, the best first; entities that are called so before all others. */
function groupHits(hits: readonly Hit[], called: readonly Ref[]): Group[] {
  const best = hits[0]?.score ?? 1;
  const groups = new Map<Ref, Group>(called.map((ref) => [ref, { ref, hits: [], score: best }]));
  for (const hit of hits) {
    const group = groups.get(hit.ref);
    if (group === undefined) groups.set(hit.ref, { ref: hit.ref, hits: [hit], score: hit.score });
    else group.hits.push(hit);
  }
  return [...groups.values()];
}

function countKinds(refs: ReadonlySet<Ref>, ontology: Ontology): Record<string, number> {
  const kinds: Record<string, number> = {};
  for (const ref of refs) {
    const kind = ontology.findKind(parseRef(ref).kind)?.name;
    if (kind !== undefined) kinds[kind] = (kinds[kind] ?? 0) + 1;
  }
  return kinds;
}

function toFound(
  card: EntityCard,
  group: Group,
  passageOf: ReadonlyMap<string, Passage>,
  q: string,
): Omit<FoundEntity, 'freshness'> {
  const shown = group.hits.slice(0, shownPassages).flatMap(({ id }) => passageOf.get(id) ?? []);
  return {
    card,
    score: group.score,
    passages: shown.map((passage) => ({
      id: passage.id,
      heading: passage.heading,
      excerpt: excerpt(readable(passage, card), q),
      path: passage.source?.path ?? passage.ref,
      card: passage.card,
    })),
    more: Math.max(0, group.hits.length - shown.length),
  };
}

/** A passage as running text: without the bars of tables, and a card without the name that stands above it. */
function readable({ text, card: isCard }: Passage, { name }: EntityCard): string {
  const plain = plainText(text)
    .replace(/^\s*[-*+]\s+/gm, '')
    .replace(/\s*\|\s*/g, ' ');
  return isCard && plain.startsWith(name) ? plain.slice(name.length).replace(/^ \([^)]*\)\.?\s*/, '') : plain;
}
