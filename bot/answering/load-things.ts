import type { GraphStore } from '../../graph/store.ts';
import type { Answer } from '../../schema/answer.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { Thing, Things } from '../render/things.ts';

export type ThingReads = Pick<GraphStore, 'cards' | 'edges' | 'ontology'>;

/** What is told of a thing: a field, or who stands at the other end of a relation. */
type Told = { field: string } | { relation: string; end: End };

const toldOf: Readonly<Record<string, readonly Told[]>> = {
  Person: [{ field: 'title' }, { relation: 'MEMBER_OF', end: 'from' }],
  Team: [
    { relation: 'LEADS', end: 'to' },
    { relation: 'PART_OF', end: 'from' },
  ],
};
const toldOfOthers: readonly Told[] = [{ field: 'status' }, { relation: 'OWNS', end: 'to' }];

/** An answer from these says their words itself. */
const proseKinds: readonly string[] = ['Procedure', 'Article', 'Term'];
const most = { things: 25, others: 3 };

/**
 * What an answer consists of, for a card or a table: the one thing it describes, or the things it names. Undefined where it is a number,
 * a yes or no, or a value. The viewer is the one for whom it was answered: in a channel, what every employee may read.
 */
export async function loadThings(
  store: ThingReads,
  viewer: Viewer,
  { found = [], value }: Pick<Answer, 'found' | 'value'>,
): Promise<Things | undefined> {
  const names = Array.isArray(value) ? value : undefined;
  const isDescribed = value === null && found.length === 1;
  const isListed = names !== undefined && found.length > 0 && new Set(found).size === found.length;
  if (!isDescribed && !isListed) return undefined;
  const cards = await store.cards(viewer, found.slice(0, most.things));
  const isSaid = cards.every(({ name, kind }) => (isDescribed ? !proseKinds.includes(kind) : names?.includes(name)));
  if (cards.length === 0 || !isSaid) return undefined;
  return { shown: await withDetails(store, viewer, cards), total: names?.length ?? 1 };
}

async function withDetails(store: ThingReads, viewer: Viewer, cards: readonly EntityCard[]): Promise<Thing[]> {
  const { ontology } = store;
  const details = new Map<Ref, Thing['details'][number][]>(cards.map(({ ref }) => [ref, []]));
  for (const kind of new Set(cards.map((card) => card.kind))) {
    const own = cards.filter((card) => card.kind === kind);
    for (const told of toldOf[kind] ?? toldOfOthers) {
      const values = 'field' in told ? fieldValues(own, told.field) : await otherEnds(store, viewer, own, told);
      const label = labelOf(store, kind, told);
      for (const [ref, value] of values) details.get(ref)?.push({ label, value });
    }
  }
  return cards.map(({ ref, name, kind }) => ({
    ref,
    name,
    kind: ontology.findKind(kind)?.singular ?? kind,
    details: details.get(ref) ?? [],
  }));
}

function labelOf({ ontology }: ThingReads, kind: string, told: Told): string {
  if ('field' in told) return ontology.findField(kind, told.field)?.label ?? told.field;
  return ontology.relation(told.relation).headings[told.end === 'from' ? 0 : 1];
}

function fieldValues(cards: readonly EntityCard[], field: string): Map<Ref, string> {
  return new Map(
    cards.flatMap(({ ref, fields }) => {
      const value = fields[field];
      return value === undefined ? [] : [[ref, [value].flat().map(String).join(', ')] as const];
    }),
  );
}

/** Names at the other ends, without dotted lines. */
async function otherEnds(
  store: ThingReads,
  viewer: Viewer,
  cards: readonly EntityCard[],
  { relation, end }: Extract<Told, { relation: string }>,
): Promise<Map<Ref, string>> {
  const edges = await store.edges(viewer, { relation, of: cards.map(({ ref }) => ref), end });
  const otherRefs = new Map<Ref, Ref[]>();
  for (const { from, to, dotted, ended } of edges) {
    if (dotted || ended) continue;
    const [own, other] = end === 'from' ? [from, to] : [to, from];
    otherRefs.set(own, [...(otherRefs.get(own) ?? []), other]);
  }
  const others = await store.cards(viewer, [...new Set([...otherRefs.values()].flat())]);
  const nameOf = new Map(others.map(({ ref, name }) => [ref, name]));
  return new Map(
    [...otherRefs].flatMap(([ref, refs]) => {
      const names = refs.flatMap((other) => nameOf.get(other) ?? []);
      const rest = names.length > most.others ? [`+${names.length - most.others}`] : [];
      return names.length === 0 ? [] : [[ref, [...names.slice(0, most.others), ...rest].join(', ')] as const];
    }),
  );
}
