import type { EntityView, Relation } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { type Claim, peopleSource } from '../../schema/record.ts';
import { parseRef, type Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import { sameValue, type Value } from '../../schema/value.ts';
import type { EntityEdit, RelationEdit } from '../edits.ts';

/** One change that is made to many entities of a kind. */
export type BulkChange = FieldChange | RelationChange;

export type FieldChange =
  | { about: 'field'; field: string; act: 'set'; value: Value }
  /** Of a list. */
  | { about: 'field'; field: string; act: 'add' | 'remove'; value: string[] }
  /** It says nothing, whatever sources say; or it is left to them again. */
  | { about: 'field'; field: string; act: 'clear' | 'unpin' };

export type RelationChange =
  | { about: 'relation'; relation: string; end: End; act: 'add'; other: Ref; role?: string }
  | { about: 'relation'; relation: string; end: End; act: 'remove'; other: Ref }
  /** All other ends go, whatever sources say; or what people said of it is taken back. */
  | { about: 'relation'; relation: string; end: End; act: 'clear' | 'unpin' };

/** What a change comes to for one entity. */
export type Planned =
  | { edit: EntityEdit; /** What sources say that the edit goes before. */ over: SourceSaying[] }
  /** There is nothing to do. */
  | { same: true }
  /** Why it can't be done, in words. */
  | { problem: string };

/** What a source says of a field, or of the one other end of a relation. */
export interface SourceSaying {
  source: string;
  value: Value;
}

/** The edit that makes a change of one entity. @param said what people say of it now */
export function planChange(
  change: BulkChange,
  { view, said, ontology }: { view: EntityView; said: readonly Claim[]; ontology: Ontology },
): Planned {
  return change.about === 'field'
    ? planField(change, view, said, ontology)
    : planRelation(change, view, said, ontology);
}

function planField(change: FieldChange, view: EntityView, said: readonly Claim[], ontology: Ontology): Planned {
  const { field, act } = change;
  if (field === 'name') return { problem: 'Each page has a name of its own' };
  if (ontology.findField(view.kind, field) === undefined) return { problem: `A ${view.kind} has no field "${field}"` };
  const fact = view.facts[field];
  const over = sayings(fact);
  const isPinned = said.some((claim) => claim.about === 'field' && claim.field === field && claim.until === undefined);
  const set = (value: Value): Planned =>
    fact !== undefined && sameValue(fact.value, value)
      ? { same: true }
      : { edit: { fields: { [field]: value } }, over };
  const clear = (): Planned => {
    if (fact === undefined) return { same: true };
    return over.length > 0 ? { edit: { clear: [field] }, over } : { edit: { fields: { [field]: null } }, over };
  };
  const listed = fact === undefined ? [] : [fact.value].flat().map(String);
  switch (act) {
    case 'set':
      return set(change.value);
    case 'add':
      return set([...listed, ...change.value.filter((item) => !holds(listed, item))]);
    case 'remove': {
      const kept = listed.filter((item) => !holds(change.value, item));
      if (kept.length === listed.length) return { same: true };
      return kept.length === 0 ? clear() : set(kept);
    }
    case 'clear':
      return clear();
    case 'unpin':
      return isPinned ? { edit: { fields: { [field]: null } }, over: [] } : { same: true };
  }
}

function holds(list: readonly string[], item: string): boolean {
  return list.some((each) => sameValue(each, item));
}

function sayings(fact: EntityView['facts'][string] | undefined): SourceSaying[] {
  if (fact === undefined) return [];
  const { value, sources, contradicts = [], overruled = [] } = fact;
  return [{ value, sources }, ...contradicts, ...overruled].flatMap((saying) =>
    [...new Set(saying.sources.map(({ source }) => source))]
      .filter((source) => source !== peopleSource)
      .map((source) => ({ source, value: saying.value })),
  );
}

function planRelation(change: RelationChange, view: EntityView, said: readonly Claim[], ontology: Ontology): Planned {
  const { relation, end, act } = change;
  const spec = ontology.relation(relation);
  const isIt = (each: Relation) => each.relation === relation && each.end === end && each.current && !each.dotted;
  const now = view.relations.filter(isIt);
  const pinned = said.flatMap((claim) =>
    claim.about === 'relation' && claim.relation === relation && claim.end === end ? [claim] : [],
  );
  const unpin = (other: Ref): RelationEdit => ({ set: 'unpin', relation, end, other });
  const planned = (relations: RelationEdit[], gone: readonly Relation[]): Planned =>
    relations.length === 0 ? { same: true } : { edit: { relations }, over: gone.flatMap(saidOf) };
  const out = (each: Relation): RelationEdit =>
    saidOf(each).length === 0 ? unpin(each.other.ref) : { set: 'remove', relation, end, other: each.other.ref };
  switch (act) {
    case 'add': {
      const { other, role } = change;
      if (other === view.ref) return { problem: 'It would be its own other end' };
      if (!ontology.otherKinds(spec, end, view.kind).some((kind) => kind.toLowerCase() === parseRef(other).kind))
        return { problem: `${view.kind} (${end}) ${spec.name}: it can not be with ${other}` };
      const there = now.find((each) => each.other.ref === other);
      if (there !== undefined && (role === undefined || there.roles.includes(role))) return { same: true };
      // There is one only: what people said of another one gives way, and sources are overruled by it.
      const isOne = spec.cardinality === 'one' && spec.subject === end;
      const before = isOne ? pinned.filter((claim) => claim.not !== true && claim.other.value !== other) : [];
      const gone = isOne ? now.filter((each) => each.other.ref !== other) : [];
      return planned(
        [
          ...before.map((claim) => unpin(claim.other.value)),
          { set: 'add', relation, end, other, ...(role !== undefined && { role }) },
        ],
        gone,
      );
    }
    case 'remove': {
      const there = now.filter((each) => each.other.ref === change.other);
      return planned(there.map(out), there);
    }
    case 'clear':
      return planned(now.map(out), now);
    case 'unpin':
      return planned(
        pinned.map((claim) => unpin(claim.other.value)),
        [],
      );
  }
}

/** What sources, and not people, say of a relation. */
function saidOf({ sources, other }: Relation): SourceSaying[] {
  const names = new Set(sources.map(({ source }) => source));
  return [...names].filter((source) => source !== peopleSource).map((source) => ({ source, value: other.name }));
}
