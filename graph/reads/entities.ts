import { z } from 'zod';
import type {
  EntityCard,
  EntityView,
  Fact,
  Passage,
  Relation,
  RelationContradiction,
  Settled,
  SourceNote,
} from '../../schema/entity.ts';
import { invalid } from '../../schema/errors.ts';
import { fold, normaliseName } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { isRef, type Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import { type Value, value } from '../../schema/value.ts';
import type { ReviewRules } from '../../schema/review.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { inBatches } from '../apply/batches.ts';
import type { StoredSupport } from '../apply/difference.ts';
import { loadMerges } from '../apply/merges.ts';
import { followMerges } from '../compute/merges.ts';
import { redirectKey } from '../compute/redirects.ts';
import {
  edgesIn,
  edgesOut,
  entitiesAtPaths,
  entitiesByRef,
  fieldValues,
  kindCounts,
  listColumns,
  passagesById,
  passagesOfRefs,
  recentlyChanged,
  subjectByRef,
} from '../cypher/entities.ts';
import { recordNotes } from '../cypher/records.ts';
import type { Row, Run } from '../engine.ts';
import type { Edge, EntityReads, ListQuery, Location, RelationReads } from '../store.ts';
import { dayOf, holdsOn } from './days.ts';
import { createNameCache, type NameIndex, normaliseIdentity } from './name-cache.ts';
import { freshnessOfNode, readReviewState } from './reviews.ts';
import { map, number, optional, text, texts } from './row.ts';
import { claimPlace, isRelation, noteAt, toCard, toEdge, toNote, toPassage } from './shapes.ts';

export interface ReadsOptions {
  read: Run;
  ontology: Ontology;
  version: () => Promise<number>;
  review: ReviewRules;
  now: () => Date;
}

export function createEntityReads({
  read,
  ontology,
  review,
  now,
  version,
  nameIndex: names = createNameCache(read, version),
}: ReadsOptions & { nameIndex?: (viewer: Viewer) => Promise<NameIndex> }): Omit<
  EntityReads,
  'freshness' | 'disputed' | 'links' | 'brokenLinks' | 'describedBy' | 'testimonies'
> &
  Pick<RelationReads, 'contradictions'> {
  const cards = async (viewer: Viewer, refs: readonly Ref[]): Promise<EntityCard[]> => {
    const found = new Map<Ref, EntityCard>();
    for (const batch of inBatches([...new Set(refs)])) {
      const rows = await read({ text: entitiesByRef, parameters: { refs: batch, audiences: [...viewer.audiences] } });
      for (const row of rows) found.set(text(map(row, 'properties'), 'ref'), toCard(map(row, 'properties')));
    }
    return refs.flatMap((ref) => found.get(ref) ?? []);
  };

  const passagesFrom = async (
    statement: string,
    viewer: Viewer,
    parameters: Record<string, string[]>,
  ): Promise<Passage[]> => {
    const rows = (await read({ text: statement, parameters: { ...parameters, audiences: [...viewer.audiences] } })).map(
      (row) => map(row, 'properties'),
    );
    const notes = await loadNotes(
      read,
      viewer,
      rows.flatMap((row) => (typeof row.record === 'string' ? [row.record] : [])),
    );
    return rows.map((row) => toPassage(row, notes));
  };

  return {
    cards,
    async locate(viewer, given): Promise<Location> {
      const own: Location = isRef(given) ? await locateRef(viewer, given) : { status: 'unknown' };
      if (own.status === 'found' || own.status === 'moved') return own;
      const index = await names(viewer);
      const [ref, ...others] = index.byName.get(normaliseName(given)) ?? [];
      if (own.status === 'unknown' && ref !== undefined && others.length === 0) return { status: 'moved', ref };
      const led = await followRedirect(viewer, given, index);
      return led === undefined || (led.status === 'gone' && own.status === 'gone') ? own : led;
    },
    async entity(viewer, ref, on = dayOf(now())) {
      const parameters = { ref, refs: [ref], audiences: [...viewer.audiences] };
      const [row] = await read({ text: entitiesByRef, parameters });
      if (row === undefined) return undefined;
      const [merged, outgoing, incoming, passageRows] = await Promise.all([
        mergedInto(ref),
        read({ text: edgesOut, parameters }),
        read({ text: edgesIn, parameters }),
        read({ text: passagesOfRefs, parameters }),
      ]);
      return buildView(viewer, map(row, 'properties'), { merged, outgoing, incoming, passageRows, on });
    },
    async contradictions(viewer, ref) {
      const [row] = await read({ text: entitiesByRef, parameters: { refs: [ref], audiences: [...viewer.audiences] } });
      if (row === undefined) return [];
      const facts = parseFacts(text(map(row, 'properties'), 'facts'));
      const losers = endsOf(facts.losers).filter(({ d }) => d === undefined);
      if (losers.length === 0) return [];
      const [others, notes] = await Promise.all([
        cards(
          viewer,
          losers.map(({ o }) => o),
        ),
        loadNotes(
          read,
          viewer,
          losers.flatMap(({ s }) => s.map(([record]) => record)),
        ),
      ]);
      const cardOf = new Map(others.map((other) => [other.ref, other]));
      return losers.flatMap((loser) => toContradiction(loser, cardOf.get(loser.o), notes));
    },
    async list(viewer, query) {
      const { kind, offset = 0, limit = 100 } = query;
      const spec = ontology.kind(kind);
      const fields = [...new Set([...Object.keys(query.where ?? {}), 'status'])].filter(
        (field) => ontology.findField(kind, field) !== undefined,
      );
      const rows = await read({
        text: listColumns(spec.name, fields),
        parameters: { audiences: [...viewer.audiences] },
      });
      const kept = rows
        .filter((row) => matches(row, query, ontology))
        .map((row) => ({ ref: text(row, 'ref'), sortName: text(row, 'sortName') }))
        .sort((a, b) => (a.sortName < b.sortName ? -1 : a.sortName > b.sortName ? 1 : a.ref < b.ref ? -1 : 1));
      return {
        total: kept.length,
        items: await cards(
          viewer,
          kept.slice(offset, offset + limit).map(({ ref }) => ref),
        ),
      };
    },
    async fieldValues(viewer, kindName, field) {
      const { name: kind } = ontology.kind(kindName);
      if (ontology.findField(kind, field) === undefined) throw invalid(`A ${kind} has no field "${field}"`);
      const rows = await read({ text: fieldValues(kind, field), parameters: { audiences: [...viewer.audiences] } });
      const counts = new Map<string, number>();
      for (const row of rows) {
        for (const item of [row.value].flat().map(String))
          counts.set(item, (counts.get(item) ?? 0) + number(row, 'count'));
      }
      return [...counts]
        .map(([item, count]) => ({ value: item, count }))
        .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    },
    async countKinds(viewer) {
      const rows = await read({ text: kindCounts, parameters: { audiences: [...viewer.audiences] } });
      return Object.fromEntries(rows.map((row) => [text(row, 'kind'), number(row, 'count')]));
    },
    names: async (viewer) => (await names(viewer)).entries,
    async withIdentity(viewer, identities) {
      const { byIdentity } = await names(viewer);
      return new Map(
        identities.flatMap((identity) => {
          const ref = byIdentity.get(normaliseIdentity(identity));
          return ref === undefined ? [] : [[identity, ref] as const];
        }),
      );
    },
    async atPaths(viewer, source, paths) {
      const parameters = { source, paths: [...paths], audiences: [...viewer.audiences] };
      const rows = await read({ text: entitiesAtPaths, parameters });
      return new Map(rows.map((row) => [text(row, 'path'), text(row, 'ref')]));
    },
    async recentlyChanged(viewer, limit) {
      const rows = await read({ text: recentlyChanged, parameters: { audiences: [...viewer.audiences], limit } });
      return cards(
        viewer,
        rows.map((row) => text(row, 'ref')),
      );
    },
    passages: async (viewer, ids) => {
      const found = new Map(
        (await passagesFrom(passagesById, viewer, { ids: [...ids] })).map((passage) => [passage.id, passage]),
      );
      return ids.flatMap((id) => found.get(id) ?? []);
    },
    passagesOf: async (viewer, refs) => {
      const found = await passagesFrom(passagesOfRefs, viewer, { refs: [...refs] });
      return found.sort((a, b) => refs.indexOf(a.ref) - refs.indexOf(b.ref) || a.order - b.order);
    },
  };

  async function locateRef(viewer: Viewer, ref: Ref): Promise<Location> {
    const [subject] = await read({ text: subjectByRef, parameters: { ref, audiences: [...viewer.audiences] } });
    const labels = subject === undefined ? [] : texts(subject, 'labels');
    if (labels.includes('Entity')) return { status: 'found', ref };
    if (subject === undefined || !labels.includes('Former')) return { status: 'unknown' };
    const survivor = followMerges(await loadMerges(read))(ref);
    const [moved] = survivor === ref ? [] : await cards(viewer, [survivor]);
    return moved === undefined
      ? { status: 'gone', ref, name: text(subject, 'name') }
      : { status: 'moved', ref: moved.ref };
  }

  /** Where people say that it leads; from what is gone on to where that leads, and never in a circle. */
  async function followRedirect(
    viewer: Viewer,
    given: string,
    { byRedirect }: NameIndex,
  ): Promise<Location | undefined> {
    const seen = new Set<Ref>();
    let last: Location | undefined;
    for (let to = byRedirect.get(redirectKey(given)); to !== undefined && !seen.has(to);) {
      seen.add(to);
      const target = await locateRef(viewer, to);
      if (target.status === 'unknown') return last; // it is not for this viewer
      if (target.status !== 'gone') return { status: 'moved', ref: target.ref };
      last = target;
      to = byRedirect.get(redirectKey(to));
    }
    return last;
  }

  async function mergedInto(ref: Ref): Promise<Ref[]> {
    const merges = await loadMerges(read);
    const survivor = followMerges(merges);
    return merges.map(({ from }) => from).filter((from) => survivor(from) === ref);
  }

  async function buildView(
    viewer: Viewer,
    properties: Row,
    {
      merged,
      outgoing,
      incoming,
      passageRows,
      on,
    }: { merged: Ref[]; outgoing: Row[]; incoming: Row[]; passageRows: Row[]; on: string },
  ): Promise<EntityView> {
    const card = toCard(properties);
    const facts = parseFacts(text(properties, 'facts'));
    const edges = [
      ...outgoing.filter(isRelation).map((row) => ({ end: 'from' as const, edge: toEdge(row) })),
      ...incoming.filter(isRelation).map((row) => ({ end: 'to' as const, edge: toEdge(row) })),
    ];
    const passages = passageRows.map((row) => map(row, 'properties'));
    const losers = endsOf(facts.losers);
    const also = endsOf(facts.also);
    const [others, notes] = await Promise.all([
      cards(viewer, [
        ...edges.map(({ end, edge }) => (end === 'from' ? edge.to : edge.from)),
        ...[...losers, ...also].map(({ o }) => o),
      ]),
      loadNotes(read, viewer, [
        ...Object.values(facts.fields).flatMap(({ s, l = [], a = [], e = [] }) =>
          [...s, ...[...l, ...a, ...e].flatMap((other) => other.s)].map(([record]) => record),
        ),
        ...edges.flatMap(({ edge }) => edge.support),
        ...[...losers, ...also].flatMap(({ s }) => s.map(([record]) => record)),
        ...passages.flatMap((passage) => (typeof passage.record === 'string' ? [passage.record] : [])),
      ]),
    ]);
    const cardOf = new Map(others.map((other) => [other.ref, other]));
    const contradictions = losers.flatMap((loser) => toContradiction(loser, cardOf.get(loser.o), notes));
    return {
      ...card,
      facts: toFacts(card, facts, notes),
      relations: edges.flatMap(({ end, edge }) => toRelation(end, edge, cardOf, notes, on)).sort(compareRelations),
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
    { relation, s, d }: ReturnType<typeof endsOf>[number],
    other: EntityCard | undefined,
    notes: Notes,
  ): RelationContradiction[] {
    const spec = ontology.findRelation(relation);
    if (other === undefined || spec === undefined) return [];
    return [{ relation, end: spec.subject, other, sources: supportNotes(s, notes), ...(d && { settled: d }) }];
  }
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
export function parseFacts(json: string): z.infer<typeof storedFacts> {
  return storedFacts.parse(JSON.parse(json));
}

type Notes = ReadonlyMap<string, SourceNote>;

function endsOf(byRelation: z.infer<typeof ends> = {}) {
  return Object.entries(byRelation).flatMap(([relation, list]) => list.map((each) => ({ relation, ...each })));
}

/** Where records say what they say, of those the viewer may read. */
export async function loadNotes(
  read: Run,
  viewer: Viewer,
  records: readonly string[],
): Promise<Map<string, SourceNote>> {
  const notes = new Map<string, SourceNote>();
  for (const ids of inBatches([...new Set(records)])) {
    for (const row of await read({ text: recordNotes, parameters: { ids, audiences: [...viewer.audiences] } }))
      notes.set(text(row, 'id'), toNote(row));
  }
  return notes;
}

/** Notes of the supporting records; where the claim stands elsewhere than its record, that place, and who said it in Kiki. */
function supportNotes(supports: readonly StoredSupport[], notes: Notes): SourceNote[] {
  return supports.flatMap(([record, ...place]) => {
    const note = notes.get(record);
    return note === undefined ? [] : [noteAt(note, claimPlace(place))];
  });
}

function toFacts(card: EntityCard, facts: z.infer<typeof storedFacts>, notes: Notes): Record<string, Fact> {
  const values: Record<string, Value> = {
    name: card.name,
    ...(card.aliases.length > 0 && { aliases: card.aliases }),
    ...card.fields,
  };
  return Object.fromEntries(
    Object.entries(values).map(([name, current]) => {
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
      return [
        name,
        {
          value: current,
          sources: supportNotes(stored?.s ?? [], notes),
          ...(contradicts.length > 0 && { contradicts }),
          ...(overruled.length > 0 && { overruled }),
          ...(earlier.length > 0 && { earlier }),
          ...(also.length > 0 && { also }),
        },
      ];
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

function compareRelations(a: Relation, b: Relation): number {
  const keys = (relation: Relation) => [relation.relation, relation.end, fold(relation.other.name), relation.other.ref];
  const [left, right] = [keys(a), keys(b)];
  const at = left.findIndex((key, index) => key !== right[index]);
  return at === -1 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1;
}

/** Whether a row passes a list's filters. A field without value counts as what the ontology assumes. */
function matches(row: Row, { kind, where = {}, includeUncounted = false }: ListQuery, ontology: Ontology): boolean {
  const valueOf = (field: string): Value | undefined =>
    (row[field] as Value | null) ?? ontology.findField(kind, field)?.assumed;
  const wanted = Object.entries(where).every(([field, values]) => {
    const held = [valueOf(field) ?? []].flat().map((each) => fold(String(each)));
    return values.some((each) => held.includes(fold(String(each))));
  });
  if (!wanted) return false;
  if (includeUncounted || 'status' in where) return true;
  const status = valueOf('status');
  return ontology.findField(kind, 'status')?.choices?.find((choice) => choice.value === status)?.counted !== false;
}
