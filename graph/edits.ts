import type { Actor } from '../schema/actor.ts';
import type { EntityView } from '../schema/entity.ts';
import { conflict, invalid, notAllowed, notFound, unavailable } from '../schema/errors.ts';
import { isBlank, parseField } from '../schema/field-values.ts';
import type { FieldSpec } from '../schema/kinds.ts';
import { normaliseName } from '../schema/names.ts';
import type { Ontology } from '../schema/ontology.ts';
import { type Claim, claimedNames, type PassageDraft, peopleSource, type RelationClaim } from '../schema/record.ts';
import type { ReadBody } from '../schema/services.ts';
import { mintRef, parseRef, type Ref } from '../schema/ref.ts';
import type { End } from '../schema/relations.ts';
import type { Value } from '../schema/value.ts';
import type { Viewer } from '../schema/viewer.ts';
import { deniedAliases } from './compute/denied-aliases.ts';
import { refNamespace } from './compute/identity.ts';
import { createPeopleRecords } from './people-record.ts';
import { dayOf } from './reads/days.ts';
import type { GraphStore } from './store.ts';
import { mayVerify, verifiedClaim, withoutVerification } from './verification.ts';
import { mustEdit } from './must-edit.ts';

/** What a person says of one relation: it holds, it does not, or nothing any more. */
export interface RelationEdit {
  set: 'add' | 'remove' | 'unpin';
  relation: string;
  end: End;
  other: Ref;
  role?: string;
  /** Id of the passage that says so, when that is why: provenance leads there. */
  at?: string;
}

/** What a person changes on one entity. */
export interface EntityEdit {
  /** A value is pinned: it goes before what sources say. Null unpins it: the sources decide again. */
  fields?: Record<string, Value | null>;
  /** `add` says that it holds, `remove` that it does not, whatever sources say; `unpin` takes back either. */
  relations?: RelationEdit[];
  /** Fields that are to say nothing, whatever sources say. Given a value or null in `fields`, they say something again. */
  clear?: string[];
  /** The text of the page, Markdown. It is shown in place of what sources say; null leaves it to them again. */
  body?: string | null;
  /** Why, for the history. */
  reason?: string;
}

/** Changes entities by hand. All methods throw NotAllowed for a viewer who may not edit. */
export interface Editor {
  /** A new entity that no source has. @throws Conflict when one of that name is there; Invalid */
  create(
    actor: Actor,
    viewer: Viewer,
    entity: { kind: string; name: string } & EntityEdit,
  ): Promise<{ ref: Ref; revision: number }>;
  /** @throws Conflict when the entity is not at the expected revision any more; NotFound; Invalid */
  change(
    actor: Actor,
    viewer: Viewer,
    ref: Ref,
    edit: EntityEdit,
    expectedRevision: number,
  ): Promise<{ revision: number }>;
  /** Takes it out, whatever sources say; its history stays. @throws as change */
  remove(actor: Actor, viewer: Viewer, ref: Ref, expectedRevision: number, reason?: string): Promise<void>;
  /**
   * Says that an entity, or a field or relation of it, is right as it is at the expected revision. Also open to those who answer
   * for it (`mayVerify`), who need not be editors.
   *
   * @throws as change; Invalid for a part that it has not
   */
  verify(
    actor: Actor,
    viewer: Viewer,
    ref: Ref,
    verification: { part?: string | undefined },
    expectedRevision: number,
  ): Promise<{ revision: number }>;
  /** Takes back what was verified in Kiki. @throws as verify; NotFound when there is nothing to take back */
  unverify(
    actor: Actor,
    viewer: Viewer,
    ref: Ref,
    verification: { part?: string | undefined },
    expectedRevision: number,
  ): Promise<{ revision: number }>;
}

export interface EditorOptions {
  store: GraphStore;
  now?: () => Date;
  /** Takes the text of a page apart; without it no text can be edited. */
  readBody?: ReadBody;
}

/** A person's edits are claims in a record of the built-in source `people`, one record per entity. */
export function createEditor({ store, now = () => new Date(), readBody }: EditorOptions): Editor {
  const { ontology } = store;

  const save = createPeopleRecords({ store, now });
  const revisionOf = async (viewer: Viewer, ref: Ref) => (await store.entity(viewer, ref))?.revision ?? 0;

  return {
    async create(actor, viewer, { kind: kindName, name, ...edit }) {
      mustEdit(viewer);
      const kind = ontology.kind(kindName).name;
      if (normaliseName(name) === '')
        throw invalid('The name has no letter or digit', { where: 'name', fix: 'Give a name' });
      const names = await store.names(viewer);
      const same = names.find((entry) => entry.kind === kind && normaliseName(entry.name) === normaliseName(name));
      if (same !== undefined)
        throw conflict(`There is already a ${kind} called ${same.name}: ${same.ref}`, { fix: 'Edit that one' });
      const taken = new Set(names.map((entry) => entry.ref));
      const ref = mintRef(kind, [name], `${peopleSource}:${now().toISOString()}:${name}`, (candidate) =>
        taken.has(candidate),
      );
      if ((await store.history(viewer, ref, 1)).length > 0)
        throw conflict(`${ref} was removed`, { fix: 'Choose another name, or restore it from its history' });
      await checkOthers(viewer, edit);
      const claims = applyEdit(
        [{ about: 'existence', exists: true }],
        { ...edit, fields: { ...edit.fields, name } },
        kind,
        ontology,
      );
      await save({
        actor,
        viewer,
        ref,
        kind,
        edit: () => claims,
        passages: passagesOf(edit, kind),
        reason: edit.reason,
      });
      return { ref, revision: await revisionOf(viewer, ref) };
    },
    async change(actor, viewer, ref, edit, expectedRevision) {
      const { kind, aliases } = await mustFind(viewer, ref);
      await checkOthers(viewer, edit);
      await save({
        actor,
        viewer,
        ref,
        kind,
        edit: (claims) => applyEdit(claims, edit, kind, ontology, aliases),
        passages: passagesOf(edit, kind),
        revision: expectedRevision,
        reason: edit.reason,
      });
      return { revision: await revisionOf(viewer, ref) };
    },
    async remove(actor, viewer, ref, expectedRevision, reason) {
      const { kind } = await mustFind(viewer, ref);
      const withoutExistence = (claims: readonly Claim[]) => claims.filter(({ about }) => about !== 'existence');
      await save({
        actor,
        viewer,
        ref,
        kind,
        edit: (claims) => [...withoutExistence(claims), { about: 'existence', exists: false }],
        revision: expectedRevision,
        reason,
      });
    },
    async verify(actor, viewer, ref, { part }, expectedRevision) {
      const view = await mustVerify(viewer, ref);
      if (actor.type !== 'person') throw invalid('Only a person can verify', { where: ref });
      const claim = verifiedClaim(view, { part, on: dayOf(now()), by: actor.name }, ontology);
      await save({
        actor,
        viewer,
        ref,
        kind: view.kind,
        edit: (claims) => [...withoutVerification(claims, part), claim],
        revision: expectedRevision,
      });
      return { revision: await revisionOf(viewer, ref) };
    },
    async unverify(actor, viewer, ref, { part }, expectedRevision) {
      const { kind, name } = await mustVerify(viewer, ref);
      const drop = (claims: readonly Claim[]) => {
        const kept = withoutVerification(claims, part);
        if (kept.length === claims.length)
          throw notFound(`Nobody has verified ${part === undefined ? name : `${part} of ${name}`} in Kiki`, {
            fix: 'What a source says of itself is changed at the source',
          });
        return kept;
      };
      await save({ actor, viewer, ref, kind, edit: drop, revision: expectedRevision });
      return { revision: await revisionOf(viewer, ref) };
    },
  };

  /** Undefined when the edit says nothing of the text. */
  function passagesOf({ body }: EntityEdit, kind: string): PassageDraft[] | undefined {
    if (body === undefined) return undefined;
    if (body === null || body.trim() === '') return [];
    if (readBody === undefined) throw unavailable('The text of pages can not be edited here');
    if (body.length > longestBody)
      throw invalid(`The text is longer than ${longestBody / 1000},000 characters`, { where: 'body', fix: 'Split it' });
    const passages = readBody(body, kind);
    if (passages.length === 0) throw invalid('The text says nothing', { where: 'body', fix: 'Write a sentence' });
    return passages;
  }

  async function mustVerify(viewer: Viewer, ref: Ref): Promise<EntityView> {
    parseRef(ref);
    const view = await store.entity(viewer, ref);
    if (view === undefined) throw notFound(`There is no ${ref}`, { fix: 'Search for it: it may be called otherwise' });
    if (await mayVerify(store, viewer, view)) return view;
    throw notAllowed(`${viewer.name} may not verify ${view.name}`, { fix: 'Ask who owns it, or an editor' });
  }

  async function mustFind(viewer: Viewer, ref: Ref) {
    mustEdit(viewer);
    parseRef(ref);
    const [card] = await store.cards(viewer, [ref]);
    if (card === undefined) throw notFound(`There is no ${ref}`, { fix: 'Search for it: it may be called otherwise' });
    return card;
  }

  async function checkOthers(viewer: Viewer, { relations = [] }: EntityEdit) {
    const wanted = relations.filter(({ set }) => set !== 'unpin').map(({ other }) => other);
    wanted.forEach(parseRef);
    const found = new Set((await store.cards(viewer, wanted)).map(({ ref }) => ref));
    const missing = wanted.find((ref) => !found.has(ref));
    if (missing !== undefined)
      throw invalid(`There is no ${missing}`, { where: 'relations', fix: 'Search for the other end, and use its ref' });
  }
}

/** Characters of the text of a page. */
export const longestBody = 500_000;

/**
 * The claims of the record after an edit.
 *
 * @param aliases what the entity is called beside its name: one that the edit leaves out, it is not called by any more, whoever says so
 * @throws Invalid, naming the field or relation
 */
export function applyEdit(
  claims: readonly Claim[],
  { fields = {}, clear = [], relations = [] }: EntityEdit,
  kind: string,
  ontology: Ontology,
  aliases: readonly string[] = [],
): Claim[] {
  let next = [...claims];
  const calledBefore = [...aliases, ...deniedAliases(claims)];
  for (const [name, value] of Object.entries(fields)) {
    next = next.filter((claim) => !(claim.about === 'field' && claim.field === name));
    if (value !== null) next.push(fieldClaim(name, value, kind, ontology));
  }
  for (const name of clear) {
    next = next.filter((claim) => !(claim.about === 'field' && claim.field === name));
    next.push(denial(name, kind, ontology));
  }
  const isAboutAliases = clear.includes('aliases') || (fields.aliases !== undefined && fields.aliases !== null);
  if (isAboutAliases) next.push(...withoutAliases(calledBefore, next));
  for (const edit of relations) {
    const claim = relationClaim(edit, kind, ontology);
    next = next.filter((other) => !sameStatement(other, claim));
    if (edit.set !== 'unpin') next.push(claim);
  }
  return next;
}

/** That the entity is not called by those of these names that are not said now. */
function withoutAliases(before: readonly string[], claims: readonly Claim[]): Claim[] {
  const kept = new Set(claimedNames(claims));
  const out = new Map(before.map((name) => [normaliseName(name), name]));
  for (const name of kept) out.delete(name);
  return out.size === 0 ? [] : [{ about: 'field', field: 'aliases', not: true, value: [...out.values()] }];
}

function mustHaveField(name: string, kind: string, ontology: Ontology): FieldSpec {
  const spec = ontology.findField(kind, name);
  if (spec !== undefined) return spec;
  const known = ontology.fields(kind).map((field) => field.name);
  throw invalid(`A ${kind} has no field "${name}"`, { where: name, fix: `Its fields are ${known.join(', ')}` });
}

/** The claim that a field has no value, whatever sources say. */
function denial(name: string, kind: string, ontology: Ontology): Claim {
  if (name === 'name') throw invalid('Everything has a name', { where: name, fix: 'Give a name' });
  return { about: 'field', field: mustHaveField(name, kind, ontology).name, not: true };
}

function fieldClaim(name: string, value: Value, kind: string, ontology: Ontology): Claim {
  const spec = mustHaveField(name, kind, ontology);
  if (isBlank(value))
    throw invalid(`${spec.label} is empty`, { where: name, fix: 'Give a value, or null to let the sources decide' });
  const parsed = parseField(spec, value);
  if (!parsed.ok) throw invalid(`${spec.label}: ${parsed.problem}`, { where: name });
  return { about: 'field', field: name, value: parsed.value };
}

function relationClaim(
  { set, relation, end, other, role, at }: RelationEdit,
  kind: string,
  ontology: Ontology,
): RelationClaim {
  const spec = ontology.relation(relation);
  const kinds = ontology.otherKinds(spec, end, kind);
  if (!kinds.some((each) => each.toLowerCase() === parseRef(other).kind)) {
    throw invalid(`${kind} (${end}) ${spec.name}: ${other} can't be the other end`, {
      where: 'relations',
      fix: kinds.length === 0 ? 'Choose another relation' : `It may be ${kinds.join(', ')}`,
    });
  }
  return {
    about: 'relation',
    relation,
    end,
    other: { namespace: refNamespace, value: other },
    ...(role !== undefined && { role }),
    ...(set === 'remove' && { not: true as const }),
    ...(at !== undefined && { at }),
  };
}

function sameStatement(a: Claim, b: RelationClaim): boolean {
  return a.about === 'relation' && a.relation === b.relation && a.end === b.end && a.other.value === b.other.value;
}
