import { createHash } from 'node:crypto';
import type { Change, Settled } from '../../schema/entity.ts';
import { differsHarmlessly } from '../../schema/disagreement.ts';
import type { ReviewState } from '../../schema/freshness.ts';
import { fold } from '../../schema/names.ts';
import { type Ontology, reservedProperties } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Value } from '../../schema/value.ts';
import type { Support } from '../compute/claims.ts';
import type { EdgeState, RelationState } from '../compute/edges.ts';
import type { EntityState } from '../compute/entity-state.ts';
import type { FieldState } from '../compute/fields.ts';
import type { PassageState } from '../compute/passages.ts';
import type { PassageDocument, Row } from '../engine.ts';
import { flag, optional, optionalText, texts } from '../reads/row.ts';
import { plainText } from '../text/plain.ts';
import { textForm } from '../text/searched.ts';
import { readReviewState } from '../reads/reviews.ts';
import { edgeToken, type StoredEdge, type StoredSubject } from './stored-state.ts';

/** What has to be written for one subject, and what a reader would see of it. */
export interface Difference {
  ref: Ref;
  kind: string;
  /** How the entity as such changed. */
  fate: 'added' | 'changed' | 'removed' | 'unchanged';
  /** New properties of the node; undefined when they are as they were. */
  properties?: Row;
  edgesToDelete: StoredEdge[];
  edgesToPut: StoredEdge[];
  passagesToDelete: string[];
  passagesToPut: { id: string; properties: Row; step: boolean; document?: PassageDocument }[];
  changes: Change[];
}

/** How provenance and contradictions are kept on the node, as JSON. */
export interface StoredFacts {
  /** Of each field the support, what others say instead (`l`), what its own source says too (`a`), and earlier values (`e`). */
  fields: Record<
    string,
    {
      s: StoredSupport[];
      l?: StoredValue[];
      a?: StoredValue[];
      e?: { v: Value; f?: string; u: string; s: StoredSupport[] }[];
    }
  >;
  /** By key of the relation: what other sources say instead. */
  losers?: Record<string, StoredEnd[]>;
  /** By key of the relation: what the source of the shown end says too. */
  also?: Record<string, StoredEnd[]>;
}
interface StoredEnd {
  o: Ref;
  s: StoredSupport[];
  /** How it is settled. */
  d?: Settled;
}
interface StoredValue {
  v: Value;
  s: StoredSupport[];
  d?: Settled;
}
/** Record, the place in it when that is not where the record is, and who said it in Kiki and when; empty where a later one follows. */
export type StoredSupport = readonly [record: string, at?: string, by?: string, on?: string];

export interface Context {
  ontology: Ontology;
  /** Time of the change, ISO. */
  at: string;
  /** What the engine's own text index wants on a passage. */
  searchProperties(document: PassageDocument): Record<string, string>;
}

/** Compares a computed state with the stored one. `next` is undefined when the entity is to be no more. */
export function compare(
  ref: Ref,
  next: EntityState | undefined,
  stored: StoredSubject | undefined,
  context: Context,
): Difference | undefined {
  if (next === undefined) return stored?.exists === true ? removal(stored, context) : undefined;
  const before = stored?.exists === true ? stored : undefined;
  const content = contentProperties(next, context.ontology);
  const edges = compareEdges(next, stored, context.ontology);
  const passages = comparePassages(next, stored, context);
  const changes = [
    ...fieldChanges(next, before, context.ontology),
    ...edges.changes,
    ...passages.changes,
    ...reviewChanges(next, before),
    ...redirectChanges(next, before),
  ];
  const isNew = before === undefined;
  const sameProperties = !isNew && sameContent(content, before.properties);
  const nothing =
    sameProperties && edges.put.length + edges.remove.length + passages.put.length + passages.remove.length === 0;
  const revision = Number(stored?.properties.revision ?? 0) + (isNew || changes.length > 0 ? 1 : 0);
  const properties = {
    ...content,
    revision,
    createdAt: stored?.properties.createdAt ?? context.at,
    changedAt: isNew || changes.length > 0 ? context.at : before.properties.changedAt,
  };
  return {
    ref,
    kind: next.kind,
    fate: isNew ? 'added' : nothing ? 'unchanged' : 'changed',
    ...(!sameProperties || changes.length > 0 ? { properties } : {}),
    edgesToDelete: edges.remove,
    edgesToPut: edges.put,
    passagesToDelete: passages.remove,
    passagesToPut: passages.put,
    changes: isNew
      ? [
          { about: 'entity', name: 'existence', before: null, after: next.name },
          ...changes.filter(({ about }) => about !== 'passage'),
        ]
      : changes,
  };
}

function removal(stored: StoredSubject, { at }: Context): Difference {
  const { properties } = stored;
  return {
    ref: stored.ref,
    kind: String(properties.kind),
    fate: 'removed',
    properties: { ...properties, revision: Number(properties.revision) + 1, changedAt: at },
    edgesToDelete: [...stored.edges.values()],
    edgesToPut: [],
    passagesToDelete: [...stored.passages.keys()],
    passagesToPut: [],
    changes: [{ about: 'entity', name: 'existence', before: String(properties.name), after: null }],
  };
}

/** All properties of the node that come from records. */
function contentProperties(state: EntityState, ontology: Ontology): Row {
  const facts: StoredFacts = { fields: {} };
  const values: Row = {};
  const packValues = (values: FieldState['losers']): StoredValue[] =>
    values.map((each) => ({ v: each.value, s: each.support.map(pack), ...optional('d', each.settled) }));
  const packEnds = (ends: RelationState['losers']): StoredEnd[] =>
    ends.map(({ other, support, settled }) => ({ o: other, s: support.map(pack), ...optional('d', settled) }));
  for (const [name, { value, support, losers, also, earlier }] of state.fields) {
    facts.fields[name] = {
      s: support.map(pack),
      ...(losers.length > 0 && { l: packValues(losers) }),
      ...(also !== undefined && { a: packValues(also) }),
      ...(earlier && {
        e: earlier.map((each) => ({
          v: each.value,
          ...optional('f', each.from),
          u: each.until,
          s: each.support.map(pack),
        })),
      }),
    };
    if (name !== 'name' && name !== 'aliases' && ontology.findField(state.kind, name) !== undefined)
      values[name] = value;
  }
  for (const [relation, { losers, also }] of state.relations) {
    if (losers.length > 0) (facts.losers ??= {})[relation] = packEnds(losers);
    if (also !== undefined) (facts.also ??= {})[relation] = packEnds(also);
  }
  return {
    ...values,
    ref: state.ref,
    kind: state.kind,
    name: state.name,
    aliases: state.aliases,
    ...(state.redirects.length > 0 && { redirects: state.redirects }),
    keys: state.keys,
    audience: state.audience,
    sortName: fold(state.name),
    facts: JSON.stringify(facts),
    reviewState: JSON.stringify(state.review),
    ...disputesOf(facts),
  };
}

/** Names of the fields and relations on which sources differ: openly, or in a way that is settled. */
function disputesOf({ fields, losers = {} }: StoredFacts): { disputes?: string[]; settledDisputes?: string[] } {
  const all = [
    ...Object.entries(fields)
      .filter(([name]) => !differsHarmlessly.has(name))
      .map(([name, { l = [] }]) => [name, l] as const),
    ...Object.entries(losers),
  ];
  const open = all.filter(([, list]) => list.some(({ d }) => d === undefined)).map(([name]) => name);
  const settled = all.filter(([, list]) => list.some(({ d }) => d !== undefined)).map(([name]) => name);
  return {
    ...(open.length > 0 && { disputes: open.sort() }),
    ...(settled.length > 0 && { settledDisputes: settled.sort() }),
  };
}

function pack({ record, at, by, on }: Support): StoredSupport {
  if (by !== undefined || on !== undefined) return [record, at ?? '', by ?? '', on ?? ''];
  return at === undefined ? [record] : [record, at];
}

const bookkeeping = new Set(['revision', 'createdAt', 'changedAt']);

function sameContent(next: Row, before: Row): boolean {
  const relevant = (row: Row) =>
    JSON.stringify(
      Object.entries(row)
        .filter(([name]) => !bookkeeping.has(name))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return relevant(next) === relevant(before);
}

function fieldChanges(next: EntityState, before: StoredSubject | undefined, ontology: Ontology): Change[] {
  const now: Record<string, Value> = { name: next.name, ...(next.aliases.length > 0 && { aliases: next.aliases }) };
  for (const [name, { value }] of next.fields) if (name !== 'name' && name !== 'aliases') now[name] = value;
  const was = before === undefined ? {} : visibleValues(before.properties);
  const names = new Set([...ontology.fields(next.kind).map((field) => field.name), ...Object.keys(was)]);
  return [...names].flatMap((name): Change[] => {
    const [a, b] = [was[name] ?? null, now[name] ?? null];
    return JSON.stringify(a) === JSON.stringify(b) ? [] : [{ about: 'field', name, before: a, after: b }];
  });
}

/** Who has verified what, where that is said otherwise than before. */
function reviewChanges({ review }: EntityState, before: StoredSubject | undefined): Change[] {
  const was = verifiedParts(before === undefined ? undefined : readReviewState(before.properties));
  const now = verifiedParts(review);
  return [...new Set([...was.keys(), ...now.keys()])].flatMap((name): Change[] => {
    const [a, b] = [was.get(name) ?? null, now.get(name) ?? null];
    return a === b ? [] : [{ about: 'verified', name, before: a, after: b }];
  });
}

/** Which names and addresses newly lead here, or no longer. */
function redirectChanges({ redirects }: EntityState, before: StoredSubject | undefined): Change[] {
  const was = before === undefined ? [] : texts(before.properties, 'redirects');
  return [
    ...was.filter((each) => !redirects.includes(each)).map((name) => redirectChange(name, name, null)),
    ...redirects.filter((each) => !was.includes(each)).map((name) => redirectChange(name, null, name)),
  ];
}

function redirectChange(name: string, before: string | null, after: string | null): Change {
  return { about: 'redirect', name, before, after };
}

/** By part, or `page`: the days and people. What sources say of themselves is a change of a field. */
function verifiedParts(review: ReviewState | undefined): Map<string, string> {
  const parts = new Map<string, string>();
  for (const { part = 'page', on, by, source } of review?.verifications ?? []) {
    if (source !== undefined) continue;
    const known = parts.get(part);
    const said = `${on}, ${by ?? ''}`;
    parts.set(part, known === undefined ? said : `${known}; ${said}`);
  }
  return parts;
}

/** The fields among a node's properties, name and aliases included. */
export function visibleValues(properties: Row): Record<string, Value> {
  const entries = Object.entries(properties).filter(
    (entry): entry is [string, Value] =>
      !reservedProperties.has(entry[0]) && entry[1] !== null && !(Array.isArray(entry[1]) && entry[1].length === 0),
  );
  return Object.fromEntries(entries);
}

interface Part<Put, Remove> {
  put: Put[];
  remove: Remove[];
  changes: Change[];
}

function compareEdges(
  next: EntityState,
  stored: StoredSubject | undefined,
  ontology: Ontology,
): Part<StoredEdge, StoredEdge> {
  const before = stored?.edges ?? new Map<string, StoredEdge>();
  const wanted = new Map<string, StoredEdge>();
  for (const [relation, { edges }] of next.relations) {
    for (const edge of edges) {
      const built = buildEdge(next, relation, edge, ontology);
      wanted.set(edgeToken(built, String(built.properties.id)), built);
    }
  }
  const put = [...wanted]
    .filter(([token, edge]) => !sameContent(edge.properties, before.get(token)?.properties ?? {}))
    .map(([, edge]) => edge);
  const remove = [...before].filter(([token]) => !wanted.has(token)).map(([, edge]) => edge);
  const changes = [
    ...remove.map((edge) => edgeChange(next.ref, edge, undefined)),
    ...put.map((edge) => edgeChange(next.ref, before.get(edgeToken(edge, String(edge.properties.id))), edge)),
  ].filter(({ before: was, after }) => was !== after);
  return { put, remove, changes };
}

function buildEdge({ ref, audience }: EntityState, relation: string, edge: EdgeState, ontology: Ontology): StoredEdge {
  const spec = ontology.relation(relation);
  const [from, to] = spec.subject === 'from' ? [ref, edge.other] : [edge.other, ref];
  const id = [relation, edge.dotted ? 'dotted' : '', edge.ended ? 'ended' : '', edge.until ?? ''].join('|');
  const places = edge.support.map(pack).flatMap((packed) => (packed.length > 1 ? [packed.join('\n')] : []));
  return {
    from,
    to,
    type: spec.type,
    properties: {
      id,
      relation,
      ...(edge.roles.length > 0 && { roles: edge.roles }),
      ...(edge.dotted && { dotted: true }),
      ...(edge.ended && { ended: true }),
      ...optional('from', edge.from),
      ...optional('until', edge.until),
      audience,
      support: edge.support.map(({ record }) => record),
      ...(places.length > 0 && { places }),
    },
  };
}

function edgeChange(ref: Ref, before: StoredEdge | undefined, after: StoredEdge | undefined): Change {
  const edge = after ?? before;
  if (edge === undefined) throw new TypeError('An edge change without an edge');
  return {
    about: 'relation',
    name: String(edge.properties.relation),
    other: edge.from === ref ? edge.to : edge.from,
    before: before === undefined ? null : describeEdge(before.properties),
    after: after === undefined ? null : describeEdge(after.properties),
  };
}

/** What a reader sees of an edge: role, sort and dates. */
function describeEdge(properties: Row): string {
  const [from, until] = [optionalText(properties, 'from'), optionalText(properties, 'until')];
  const parts = [
    ...texts(properties, 'roles'),
    ...(flag(properties, 'dotted') ? ['dotted'] : []),
    ...(flag(properties, 'ended') ? ['ended'] : []),
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(until === undefined ? [] : [`until ${until}`]),
  ];
  return parts.join('; ');
}

function comparePassages(
  next: EntityState,
  stored: StoredSubject | undefined,
  context: Context,
): Part<Difference['passagesToPut'][number], string> {
  const before = stored?.passages ?? new Map<string, { hash: string; text: string; card: boolean }>();
  const put: Difference['passagesToPut'] = [];
  const changes: Change[] = [];
  for (const passage of next.passages) {
    const built = buildPassage(next, passage, context);
    const was = before.get(passage.id);
    if (was?.hash === built.properties.hash) continue;
    put.push(built);
    // The card repeats the fields, whose changes are listed already.
    if (!passage.card && was?.text !== passage.text)
      changes.push({ about: 'passage', name: passage.anchor, before: was?.text ?? null, after: passage.text });
  }
  const kept = new Set(next.passages.map(({ id }) => id));
  const remove = [...before.keys()].filter((id) => !kept.has(id));
  for (const id of remove) {
    if (before.get(id)?.card === false)
      changes.push({
        about: 'passage',
        name: id.slice(id.indexOf('#') + 1),
        before: before.get(id)?.text ?? null,
        after: null,
      });
  }
  return { put, remove, changes };
}

function buildPassage(
  entity: EntityState,
  passage: PassageState,
  { searchProperties }: Context,
): Difference['passagesToPut'][number] {
  const { ref, kind, audience, name, aliases } = entity;
  // One passage that leads to the entity is enough: they are no words of its prose.
  const redirects = passage.card && entity.redirects.length > 0 ? { redirects: entity.redirects } : {};
  const document: PassageDocument | undefined =
    passage.textHash === undefined
      ? undefined
      : {
          id: passage.id,
          ref,
          kind,
          audience,
          card: passage.card,
          title: name,
          aliases,
          ...redirects,
          heading: passage.heading,
          text: plainText(passage.text),
          textHash: passage.textHash,
        };
  const properties: Row = {
    id: passage.id,
    ref,
    kind,
    audience,
    title: name,
    aliases,
    ...redirects,
    anchor: passage.anchor,
    order: passage.order,
    heading: passage.heading,
    text: passage.text,
    card: passage.card,
    ...optional('prose', passage.prose),
    ...optional('record', passage.record),
    ...optional('line', passage.line),
    ...optional('textHash', passage.textHash),
    ...(passage.step && {
      step: passage.step.number,
      section: passage.step.section,
      ...optional('responsible', passage.step.responsible),
      ...optional('responsibleRef', passage.step.responsibleRef),
    }),
  };
  // The search properties follow from these and the form of the text, and differ between engines: a moved graph is not another.
  const hash = createHash('sha256')
    .update(JSON.stringify([textForm, properties]))
    .digest('hex')
    .slice(0, 32);
  return {
    id: passage.id,
    properties: { ...properties, ...(document && searchProperties(document)), hash },
    step: passage.step !== undefined,
    ...(document && { document }),
  };
}
