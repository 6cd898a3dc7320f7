import type { Edge } from '../../graph/store.ts';
import type { EntityCard, SourceNote } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import { sortOut } from './counting.ts';
import { distinct, edgeSources } from './edge-sources.ts';
import { hasRole, isOver } from './edges.ts';
import type { LookUpContext } from './finding.ts';
import { keepHaving, namesIn } from './having.ts';
import type { RelatedQuery } from './query.ts';

/** The other ends of a relation of some things. */
export interface Found {
  subjects: EntityCard[];
  counted: EntityCard[];
  uncounted: EntityCard[];
  sources: SourceNote[];
  /** For members of a team with sub-teams: how many there are directly and in all, and in how many teams. */
  levels?: { direct: number; all: number; teams: number; isNested: boolean };
  /** Those to whom a line is dotted, where others have the solid one. */
  dotted: EntityCard[];
  /** What things are called that the filter names. */
  named: ReadonlyMap<Ref, string>;
  /** The team over which one of the asked sort was found. */
  via?: EntityCard[];
}

/** Finds the other ends, sorted by name. */
export async function find(query: RelatedQuery, context: LookUpContext): Promise<Found> {
  const { store, viewer, on } = context;
  const { relation, end } = query;
  const subjects = await store.cards(viewer, query.of);
  const isMembers = relation === 'MEMBER_OF' && end === 'to';
  const starts = isMembers
    ? await reached('PART_OF', 'to', query.of, context)
    : await startsOf(query, subjects, context);
  const { ended = false } = query;
  const all = (await store.edges(viewer, { relation, of: starts, end, on: ended ? 'always' : on })).filter(
    (edge) => hasRole(edge, query.role) && (!ended || isOver(edge, on)),
  );
  const isDirect = (edge: Edge) => query.of.includes(end === 'from' ? edge.from : edge.to);
  const asked = isNested(query, all, isDirect) ? all : all.filter(isDirect);
  // A dotted line is an answer only where there is no solid one.
  const solid = relation === 'REPORTS_TO' ? asked.filter(({ dotted }) => !dotted) : asked;
  const edges = solid.length > 0 ? solid : asked;
  const otherOf = (edge: Edge) => (end === 'from' ? edge.to : edge.from);
  const except = new Set(query.except ?? []);
  const others = (some: readonly Edge[]) => [...new Set(some.map(otherOf))].filter((ref) => !except.has(ref));
  const cards = new Map((await store.cards(viewer, others(all))).map((card) => [card.ref, card]));
  const cardsOf = (some: readonly Edge[]) => others(some).flatMap((ref) => cards.get(ref) ?? []);
  // Who was a member may have left since.
  const { cards: kept, uncounted } = await sorted(cardsOf(edges), query, context);
  const shown = new Set((kept.length > 0 ? kept : uncounted).map(({ ref }) => ref));
  const found: Found = {
    subjects: havingAny(
      subjects,
      edges.filter((edge) => shown.has(otherOf(edge))),
      end,
    ),
    counted: byName(kept),
    uncounted: byName(uncounted),
    sources: await edgeSources(
      edges.filter((edge) => shown.has(otherOf(edge))),
      context,
    ),
    named: await namesIn(query.filter, context),
    dotted: edges === solid ? byName(cardsOf(asked.filter((edge) => !edges.includes(edge)))) : [],
  };
  if (starts.length > query.of.length) {
    const count = (some: readonly Edge[]) => sortOut(cardsOf(some), query.filter, store.ontology).counted.length;
    found.levels = {
      direct: count(all.filter(isDirect)),
      all: count(all),
      teams: starts.length,
      isNested: asked === all,
    };
  }
  return found.counted.length === 0 && relation === 'MEMBER_OF' && end === 'from' && query.filter?.where !== undefined
    ? withLargerTeams(query, found, edges, context)
    : found;
}

/** The same, and those that were and are no more, where the question is of both. */
export async function findEver({ ever = false, ...query }: RelatedQuery, context: LookUpContext): Promise<Found> {
  const today = await find(query, context);
  if (!ever) return today;
  const once = await find({ ...query, ended: true }, context);
  const known = new Set(today.counted.map(({ ref }) => ref));
  return {
    ...today,
    counted: byName([...today.counted, ...once.counted.filter(({ ref }) => !known.has(ref))]),
    sources: distinct([...today.sources, ...once.sources]),
  };
}

/** Of many that are asked about together those that have any, so that no other is said to have them. */
function havingAny(subjects: EntityCard[], edges: readonly Edge[], end: End): EntityCard[] {
  const having = new Set(edges.map((edge) => (end === 'from' ? edge.from : edge.to)));
  const some = subjects.filter(({ ref }) => having.has(ref));
  return subjects.length > fewSubjects && some.length > 0 ? some : subjects;
}

/** So few are all named. */
const fewSubjects = 3;

/** What is kept of the other ends, and what is left out because it does not count. Of former ones, who has left counts too. */
async function sorted(
  cards: readonly EntityCard[],
  { filter, ended = false }: RelatedQuery,
  context: LookUpContext,
): Promise<{ cards: EntityCard[]; uncounted: EntityCard[] }> {
  const { counted, uncounted } = sortOut(cards, filter, context.store.ontology);
  const { cards: kept } = await keepHaving(ended ? [...counted, ...uncounted] : counted, filter, context);
  return { cards: kept, uncounted: ended ? [] : uncounted };
}

/** "Which department is Ada in", when she is in a team of one: teams of the asked sort that hers are part of. */
async function withLargerTeams(
  query: RelatedQuery,
  found: Found,
  edges: readonly Edge[],
  { store, viewer, on }: LookUpContext,
): Promise<Found> {
  const teams = [...new Set(edges.map(({ to }) => to))];
  const above = await Promise.all(teams.map((of) => store.reach(viewer, { relation: 'PART_OF', of, end: 'from', on })));
  const refs = [...new Set(above.flat().map(({ ref }) => ref))];
  const { counted: kept } = sortOut(await store.cards(viewer, refs), query.filter, store.ontology);
  const notes = await store.notes(
    viewer,
    edges.flatMap(({ support }) => support),
  );
  return {
    ...found,
    counted: kept,
    sources: distinct([...notes.values()]),
    ...(kept.length > 0 && { via: byName(await store.cards(viewer, teams)) }),
  };
}

/** Things with all that is reached from them by a relation. */
async function reached(
  relation: string,
  end: End,
  of: readonly Ref[],
  { store, viewer, on }: LookUpContext,
): Promise<Ref[]> {
  const found = await Promise.all(of.map((ref) => store.reach(viewer, { relation, of: ref, end, on })));
  return [...new Set(found.flat().map(({ ref }) => ref))];
}

/** What is looked at from: further steps of the relation itself, or sub-teams of teams, where the question includes them. */
async function startsOf(query: RelatedQuery, subjects: readonly EntityCard[], context: LookUpContext): Promise<Ref[]> {
  if (query.nested !== true) return query.of;
  if (isWithinKind(query, context)) return reached(query.relation, query.end, query.of, context);
  return subjects.every(({ kind }) => kind === 'Team') ? reached('PART_OF', 'to', query.of, context) : query.of;
}

/** Whether a relation can be followed on from its other end. */
function isWithinKind({ relation }: RelatedQuery, { store }: LookUpContext): boolean {
  return store.ontology.relation(relation).pairs.some(([from, to]) => from === to || to === 'same');
}

/**
 * A team that has at most its lead directly and others below is asked about as a whole, unless the question says otherwise. Who has a role
 * in one of those below has none in it.
 */
function isNested(
  { nested, relation, end, role }: RelatedQuery,
  all: readonly Edge[],
  isDirect: (edge: Edge) => boolean,
): boolean {
  if (nested !== undefined) return nested;
  if (role !== undefined) return false;
  const direct = new Set(all.filter(isDirect).map(({ from }) => from));
  return relation === 'MEMBER_OF' && end === 'to' && direct.size <= 1 && all.some((edge) => !isDirect(edge));
}

function byName(cards: readonly EntityCard[]): EntityCard[] {
  return [...cards].sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.ref < b.ref ? -1 : 1));
}
