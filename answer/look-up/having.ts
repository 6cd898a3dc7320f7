import type { Edge } from '../../graph/store.ts';
import type { EntityCard, SourceNote } from '../../schema/entity.ts';
import { parseRef, type Ref } from '../../schema/ref.ts';
import { isCounted, sortOut } from './counting.ts';
import { edgeSources } from './edge-sources.ts';
import { hasRole, isOver } from './edges.ts';
import type { LookUpContext } from './finding.ts';
import type { Having, KindFilter } from './query.ts';

interface Others {
  others: Ref[];
  edges: Edge[];
}

/** How many others each thing has, and who they are. Who has none is not in it. */
export async function othersOf(having: Having, context: LookUpContext): Promise<Map<Ref, Others>> {
  const { also, ...one } = having;
  const found = await othersInOneWay(one, context);
  if (also === undefined) return found;
  const { role: _first, ...rest } = one;
  const inAnother = await othersInOneWay(
    { ...rest, relation: also.relation, ...(also.role !== undefined && { role: also.role }) },
    context,
  );
  return new Map(
    [...found].flatMap(([ref, { others, edges }]): [Ref, Others][] => {
      const second = inAnother.get(ref);
      const kept = others.filter((other) =>
        also.isSame ? second?.others.includes(other) === true : second?.others.some((each) => each !== other),
      );
      return kept.length === 0 ? [] : [[ref, { others: kept, edges: [...edges, ...(second?.edges ?? [])] }]];
    }),
  );
}

async function othersInOneWay(having: Having, context: LookUpContext): Promise<Map<Ref, Others>> {
  const { store, viewer, on } = context;
  const { relation, end, role, other, of, except = [], ended = false } = having;
  const named = of && { of, end: end === 'from' ? ('to' as const) : ('from' as const) };
  const all = await store.edges(viewer, { relation, on: ended ? 'always' : on, ...named });
  const wanted = all.filter((edge) => hasRole(edge, role) && (!ended || isOver(edge, on)));
  const otherOf = (edge: Edge) => (end === 'from' ? edge.to : edge.from);
  const refs = [...new Set(wanted.map(otherOf))];
  // Who has left is no member any more, and once was.
  const kept = new Set((await othersThatFit(refs, other, ended, context)).map(({ ref }) => ref));
  const found = new Map<Ref, Others>();
  for (const edge of wanted) {
    if (!kept.has(otherOf(edge)) || except.includes(otherOf(edge))) continue;
    const ref = end === 'from' ? edge.from : edge.to;
    const known = found.get(ref) ?? { others: [], edges: [] };
    found.set(ref, known);
    known.edges.push(edge);
    if (!known.others.includes(otherOf(edge))) known.others.push(otherOf(edge));
  }
  return found;
}

async function othersThatFit(
  refs: readonly Ref[],
  other: KindFilter | undefined,
  ended: boolean,
  context: LookUpContext,
): Promise<EntityCard[]> {
  const { store, viewer } = context;
  const cards = await store.cards(viewer, refs);
  if (other === undefined) return ended ? cards : cards.filter((card) => isCounted(card, store.ontology));
  const { counted, uncounted } = sortOut(cards, other, store.ontology);
  return (await keepHaving(ended ? [...counted, ...uncounted] : counted, other, context)).cards;
}

/** The things that a filter names, for its words. */
export async function namesIn(
  filter: KindFilter | undefined,
  { store, viewer }: LookUpContext,
): Promise<ReadonlyMap<Ref, string>> {
  const refs = namedIn(filter);
  return new Map(refs.length === 0 ? [] : (await store.cards(viewer, refs)).map(({ ref, name }) => [ref, name]));
}

export function namedIn(filter: KindFilter | undefined): Ref[] {
  return (filter?.having ?? []).flatMap(({ of = [], other }) => [...of, ...namedIn(other)]);
}

/** Things that have as many others as a filter wants, with where that is said. */
export async function keepHaving(
  cards: readonly EntityCard[],
  filter: KindFilter | undefined,
  context: LookUpContext,
): Promise<{ cards: EntityCard[]; sources: SourceNote[]; isUnknown?: true }> {
  const sources: SourceNote[] = [];
  let kept = [...cards];
  for (const having of filter?.having ?? []) {
    const found = await othersOf(having, context);
    const { least = 0, most = Infinity } = having;
    // Where no source ever says it, that it is said of none is no answer.
    const isSaid =
      having.of !== undefined || cards.length === 0 || [...found.keys()].some((ref) => isOfKind(ref, cards));
    if (most === 0 && !isSaid) return { cards: [], sources: [], isUnknown: true };
    kept = kept.filter(({ ref }) => {
      const count = found.get(ref)?.others.length ?? 0;
      return count >= least && count <= most;
    });
    const edges = kept.flatMap(({ ref }) => found.get(ref)?.edges ?? []);
    sources.push(...(await edgeSources(edges.slice(0, mostEdges), context)));
  }
  return { cards: kept, sources };
}

/** Edges whose sources are told. */
const mostEdges = 40;

function isOfKind(ref: Ref, [first]: readonly EntityCard[]): boolean {
  return first !== undefined && parseRef(ref).kind === parseRef(first.ref).kind;
}
