import { z } from 'zod';
import type { EntityCard, EntityView, Fact, Relation, RelationContradiction, Settled } from '../../schema/entity.ts';
import { fold } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import { type Value, value } from '../../schema/value.ts';
import type { ReviewRules } from '../../schema/review.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { groupBy, inBatches } from '../apply/batches.ts';
import type { StoredSupport } from '../apply/difference.ts';
import { loadMerges } from '../apply/merges.ts';
import { compareTexts } from '../compare-texts.ts';
import { followMerges } from '../compute/merges.ts';
import {
  edgesIn,
  edgesOfTypeFrom,
  edgesOfTypeTo,
  edgesOut,
  entitiesByRef,
  passagesOfRefs,
} from '../cypher/entities.ts';
import type { Row, Run } from '../engine.ts';
import type { Edge, EntityReads, RelationReads } from '../store.ts';
import { dayOf, holdsOn } from './days.ts';
import { loadNotes, type Notes, supportNotes } from './notes.ts';
import { freshnessOfNode, readReviewState } from './reviews.ts';
import { map, number, optional, text } from './row.ts';
import { isRelation, noteAt, toCard, toEdge, toPassage } from './shapes.ts';

export interface EntityViewsOptions {
  read: Run;
  ontology: Ontology;
  review: ReviewRules;
  now: () => Date;
  cards: EntityReads['cards'];
}

/** Reads all of entities: however many, each of the statements is asked once (per 500 of what it is asked about). */
export function createEntityViews(
  options: EntityViewsOptions,
): Pick<EntityReads, 'entity' | 'entities'> & Pick<RelationReads, 'contradictions'> {
  const { read, now, cards } = options;
  const { views, toContradiction } = createViewReader(options);
  const entities: EntityReads['entities'] = async (viewer, refs, on = dayOf(now())) => {
    const found = new Map<Ref, EntityView>();
    for (const view of await views(viewer, refs, { on })) found.set(view.ref, view);
    return refs.flatMap((ref) => found.get(ref) ?? []);
  };

  return {
    entities,
    entity: async (viewer, ref, on) => (await entities(viewer, [ref], on))[0],
    async contradictions(viewer, ref) {
      const [row] = await read({ text: entitiesByRef, parameters: { refs: [ref], audiences: [...viewer.audiences] } });
      if (row === undefined) return [];
      const { losers } = parseFacts(text(map(row, 'properties'), 'facts'));
      const open = endsOf(losers).filter(({ d }) => d === undefined);
      if (open.length === 0) return [];
      const others = open.map(({ o }) => o);
      const records = open.flatMap(({ s }) => s.map(([record]) => record));
      const [found, notes] = await Promise.all([cards(viewer, others), loadNotes(read, viewer, records)]);
      const cardOf = new Map(found.map((other) => [other.ref, other]));
      return open.flatMap((each) => toContradiction(each, cardOf.get(each.o), notes));
    },
  };
}

/** What is said of an entity in some fields and relations, without the weight of the rest. */
export type SaidOf = Omit<EntityView, 'passages' | 'formerRefs'>;

/** @param names of fields, and keys of relations */
export type ReadSaid = (viewer: Viewer, refs: readonly Ref[], names: ReadonlySet<string>) => Promise<SaidOf[]>;

/** Reads what sources say of entities in some fields and relations; of a relation, at the end that it is said of. */
export function createSaidReads(options: EntityViewsOptions): ReadSaid {
  const { views } = createViewReader(options);
  return async (viewer, refs, names) => {
    const found = await views(viewer, refs, { on: dayOf(options.now()), only: names });
    return found.map(({ passages: _passages, formerRefs: _formerRefs, ...said }) => said);
  };
}

/** On which day relations are current, and to which fields and relations all is limited, without texts. */
interface ViewQuery {
  on: string;
  only?: ReadonlySet<string>;
}

function createViewReader({ read, ontology, review, now, cards }: EntityViewsOptions) {
  return { views, toContradiction };

  async function views(viewer: Viewer, refs: readonly Ref[], { on, only }: ViewQuery): Promise<EntityView[]> {
    const found: EntityView[] = [];
    for (const batch of inBatches([...new Set(refs)])) {
      const parameters = { refs: batch, audiences: [...viewer.audiences] };
      const rows = await read({ text: entitiesByRef, parameters });
      if (rows.length === 0) continue;
      const around = await (only === undefined ? allAround(parameters) : onlyAround(parameters, only));
      found.push(
        ...(await toViews(
          viewer,
          rows.map((row) => toSketch(map(row, 'properties'), around, only)),
          on,
        )),
      );
    }
    return found;
  }

  async function allAround(parameters: Parameters): Promise<Around> {
    const [merges, outgoing, incoming, passages] = await Promise.all([
      loadMerges(read),
      read({ text: edgesOut, parameters }),
      read({ text: edgesIn, parameters }),
      read({ text: passagesOfRefs, parameters }),
    ]);
    const survivor = followMerges(merges);
    return {
      merged: groupBy(
        merges.map(({ from }) => from),
        survivor,
      ),
      outgoing: groupBy(outgoing.filter(isRelation).map(toEdge), ({ from }) => from),
      incoming: groupBy(incoming.filter(isRelation).map(toEdge), ({ to }) => to),
      passages: groupBy(passages, (passage) => text(passage, 'ref')),
    };
  }

  async function onlyAround(parameters: Parameters, only: ReadonlySet<string>): Promise<Around> {
    const specs = ontology.relations.filter(({ key }) => only.has(key));
    const edgesAt = async (end: End): Promise<Edge[]> => {
      const statement = end === 'from' ? edgesOfTypeFrom : edgesOfTypeTo;
      const found = await Promise.all(
        specs
          .filter(({ subject }) => subject === end)
          .map(({ type, key }) => read({ text: statement(type), parameters: { ...parameters, relation: key } })),
      );
      return found.flat().map(toEdge);
    };
    const [outgoing, incoming] = await Promise.all([edgesAt('from'), edgesAt('to')]);
    return {
      merged: new Map(),
      outgoing: groupBy(outgoing, ({ from }) => from),
      incoming: groupBy(incoming, ({ to }) => to),
      passages: new Map(),
    };
  }

  function toSketch(properties: Row, around: Around, only: ReadonlySet<string> | undefined): Sketch {
    const isAsked = (name: string) => only === undefined || only.has(name);
    const card = toCard(properties);
    const facts = parseFacts(text(properties, 'facts'));
    const fields = Object.fromEntries(Object.entries(facts.fields).filter(([name]) => isAsked(name)));
    return {
      properties,
      card,
      facts: { ...facts, fields },
      isAsked,
      merged: around.merged.get(card.ref) ?? [],
      edges: [
        ...(around.outgoing.get(card.ref) ?? []).map((edge) => ({ end: 'from' as const, edge })),
        ...(around.incoming.get(card.ref) ?? []).map((edge) => ({ end: 'to' as const, edge })),
      ],
      passages: around.passages.get(card.ref) ?? [],
      losers: endsOf(facts.losers).filter(({ relation }) => isAsked(relation)),
      also: endsOf(facts.also).filter(({ relation }) => isAsked(relation)),
    };
  }

  async function toViews(viewer: Viewer, sketches: readonly Sketch[], on: string): Promise<EntityView[]> {
    const [others, notes] = await Promise.all([
      cards(viewer, [...new Set(sketches.flatMap(otherEnds))]),
      loadNotes(read, viewer, sketches.flatMap(recordsOf)),
    ]);
    const cardOf = new Map(others.map((other) => [other.ref, other]));
    return sketches.map((sketch) => toView(sketch, { cardOf, notes, on }));
  }

  function toView(
    { properties, card, facts, isAsked, merged, edges, passages, losers, also }: Sketch,
    { cardOf, notes, on }: { cardOf: ReadonlyMap<Ref, EntityCard>; notes: Notes; on: string },
  ): EntityView {
    const contradictions = losers.flatMap((loser) => toContradiction(loser, cardOf.get(loser.o), notes));
    return {
      ...card,
      facts: toFacts(card, facts, { notes, isAsked }),
      relations: inOrder(edges.flatMap(({ end, edge }) => toRelation(end, edge, cardOf, notes, on))),
      contradictions: contradictions.filter((each) => each.settled === undefined),
      overruled: contradictions.filter((each) => each.settled !== undefined),
      also: also.flatMap((each) => toContradiction(each, cardOf.get(each.o), notes)),
      passages: passages.map((passage) => toPassage(passage, notes)).sort((a, b) => a.order - b.order),
      formerRefs: merged,
      createdAt: text(properties, 'createdAt'),
      revision: number(properties, 'revision'),
      freshness: freshnessOfNode(properties, { ontology, review, today: dayOf(now()) }),
      content: readReviewState(properties).content,
    };
  }

  function toContradiction(
    { relation, s, d }: OtherEnd,
    other: EntityCard | undefined,
    notes: Notes,
  ): RelationContradiction[] {
    const spec = ontology.findRelation(relation);
    if (other === undefined || spec === undefined) return [];
    return [{ relation, end: spec.subject, other, sources: supportNotes(s, notes), ...(d && { settled: d }) }];
  }
}

type Parameters = Record<'refs' | 'audiences', string[]>;

/** What is read of several entities together, by their refs. */
interface Around {
  merged: ReadonlyMap<Ref, Ref[]>;
  outgoing: ReadonlyMap<Ref, Edge[]>;
  incoming: ReadonlyMap<Ref, Edge[]>;
  passages: ReadonlyMap<Ref, Row[]>;
}

/** What is known of an entity before the other ends and the sources are. */
interface Sketch {
  properties: Row;
  card: EntityCard;
  facts: StoredFacts;
  /** Whether a field or relation is wanted. */
  isAsked: (name: string) => boolean;
  /** Refs that are merged into it. */
  merged: Ref[];
  edges: { end: End; edge: Edge }[];
  passages: Row[];
  /** What other sources say instead of the shown relations, and what they say beside them. */
  losers: OtherEnd[];
  also: OtherEnd[];
}

function otherEnds({ edges, losers, also }: Sketch): Ref[] {
  return [
    ...edges.map(({ end, edge }) => (end === 'from' ? edge.to : edge.from)),
    ...[...losers, ...also].map(({ o }) => o),
  ];
}

/** Ids of the records that say anything of it. */
function recordsOf({ facts, edges, passages, losers, also }: Sketch): string[] {
  return [
    ...Object.values(facts.fields).flatMap(({ s, l = [], a = [], e = [] }) =>
      [...s, ...[...l, ...a, ...e].flatMap((other) => other.s)].map(([record]) => record),
    ),
    ...edges.flatMap(({ edge }) => edge.support),
    ...[...losers, ...also].flatMap(({ s }) => s.map(([record]) => record)),
    ...passages.flatMap((passage) => (typeof passage.record === 'string' ? [passage.record] : [])),
  ];
}

const settled = z.enum(['chosen', 'dated', 'ranked']);
const word = z.string().exactOptional();
const support = z.tuple([z.string(), word, word, word]);
const values = z.array(z.object({ v: value, s: z.array(support), d: settled.optional() })).optional();
const ends = z
  .record(z.string(), z.array(z.object({ o: z.string(), s: z.array(support), d: settled.optional() })))
  .optional();
/** As StoredFacts of graph/apply/difference.ts. */
const storedFacts = z.object({
  fields: z.record(
    z.string(),
    z.object({
      s: z.array(support),
      l: values,
      a: values,
      e: z.array(z.object({ v: value, f: z.string().optional(), u: z.string(), s: z.array(support) })).optional(),
    }),
  ),
  losers: ends,
  also: ends,
});

/** Where values are from and what other sources say instead, as kept on a node. */
type StoredFacts = z.infer<typeof storedFacts>;

function parseFacts(json: string): StoredFacts {
  return storedFacts.parse(JSON.parse(json));
}

type OtherEnd = ReturnType<typeof endsOf>[number];

function endsOf(byRelation: z.infer<typeof ends> = {}) {
  return Object.entries(byRelation).flatMap(([relation, list]) => list.map((each) => ({ relation, ...each })));
}

function toFacts(
  card: EntityCard,
  facts: StoredFacts,
  { notes, isAsked }: { notes: Notes; isAsked: Sketch['isAsked'] },
): Record<string, Fact> {
  const values: Record<string, Value> = {
    name: card.name,
    ...(card.aliases.length > 0 && { aliases: card.aliases }),
    ...card.fields,
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, current]) => {
      if (!isAsked(name)) return [];
      const stored = facts.fields[name];
      const noted = (list: readonly { v: Value; s: readonly StoredSupport[]; d?: Settled | undefined }[] = []) =>
        list.map(({ v, s, d }) => ({ value: v, sources: supportNotes(s, notes), ...(d && { settled: d }) }));
      const [said, also] = [noted(stored?.l), noted(stored?.a)];
      const contradicts = said.filter((each) => each.settled === undefined);
      const overruled = said.flatMap(({ settled: how, ...rest }) =>
        how === undefined ? [] : [{ ...rest, settled: how }],
      );
      const earlier = (stored?.e ?? []).map(({ v, f, u, s }) => ({
        value: v,
        ...optional('from', f),
        until: u,
        sources: supportNotes(s, notes),
      }));
      const fact = {
        value: current,
        sources: supportNotes(stored?.s ?? [], notes),
        ...(contradicts.length > 0 && { contradicts }),
        ...(overruled.length > 0 && { overruled }),
        ...(earlier.length > 0 && { earlier }),
        ...(also.length > 0 && { also }),
      };
      return [[name, fact] as const];
    }),
  );
}

function toRelation(end: End, edge: Edge, cardOf: ReadonlyMap<Ref, EntityCard>, notes: Notes, on: string): Relation[] {
  const other = cardOf.get(end === 'from' ? edge.to : edge.from);
  if (other === undefined) return [];
  return [
    {
      relation: edge.relation,
      end,
      other,
      roles: edge.roles,
      dotted: edge.dotted,
      ...optional('from', edge.since),
      ...optional('until', edge.until),
      current: holdsOn({ ended: edge.ended, from: edge.since, until: edge.until }, on),
      sources: edge.support.flatMap((record) => {
        const note = notes.get(record);
        return note === undefined ? [] : [noteAt(note, edge.places.get(record) ?? {})];
      }),
    },
  ];
}

/** By relation, end and name of the other end. The keys are made once: a team may have ten thousand members. */
function inOrder(relations: readonly Relation[]): Relation[] {
  return relations
    .map((relation) => ({ relation, key: orderOf(relation) }))
    .sort((a, b) => compareTexts(a.key, b.key))
    .map(({ relation }) => relation);
}

function orderOf({ relation, end, other }: Relation): string {
  return [relation, end, fold(other.name), other.ref].join('\u0000');
}
