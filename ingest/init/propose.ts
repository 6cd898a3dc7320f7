import type { RelationMapping, RowMapping } from '../../schema/config-file.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { slugify } from '../../schema/names.ts';
import { access } from '../mapping/access.ts';
import { type Column, columnsOf } from './columns.ts';
import { guessField, guessStated } from './guess-field.ts';
import { guessRelation, leadOf, type OwnEnd, type ProposedRelation } from './guess-relation.ts';
import { mostlyNames, personName } from './people-within.ts';
import { namespaceFor, namespaceOf } from './references.ts';
import { relationByValues } from './role-columns.ts';
import { isIdentity, type Things } from './things.ts';

/** A mapping as it goes into kiki.yaml, with what a reader should know of it. */
export interface Proposal {
  things: Things;
  mapping: RowMapping;
  /** Doubts, and columns that were left out for a reason. */
  remarks: string[];
  /** Columns that say which thing a row is, or with which it is connected. */
  reads: readonly Column[];
  /** Columns that nothing was proposed for. */
  leftOut: string[];
  /** It is of what the rows name, and not of the rows. */
  isUndescribed?: true;
  /** The other ends of relations that kiki.yaml has to declare: people, as `liaison`. */
  ownEnds: readonly OwnEnd[];
}

/**
 * Mappings for all things, which know of one another: a column that is pointed at becomes an id.
 *
 * @param pages folders of pages about things of a kind
 */
export function proposeMappings(
  all: readonly Things[],
  ontology: Ontology,
  pages: readonly PageThings[] = [],
): Proposal[] {
  const drafts = all.map((things) => ({ things, ...relationsOf(things, all, ontology) }));
  const known = new Set(all.map(({ kind }) => kind));
  const undescribed = drafts.map((draft) => undescribedBy(draft, known, pages));
  const pointedAt = drafts.flatMap(({ relations }) => relations.flatMap(({ reference }) => reference ?? []));
  const proposals = drafts.flatMap(({ things, relations, used }, index) => {
    const targets = pointedAt.filter((reference) => reference.things === things).map(({ column }) => column);
    return [propose(things, { relations, used, targets, all, ontology }), ...(undescribed[index] ?? [])];
  });
  return proposals.map((proposal, index) => ({
    ...proposal,
    remarks: [...proposal.remarks, ...copyRemarks(proposal, proposals.slice(0, index))],
  }));
}

/** Of fewer names it is chance that they are the same. */
const fewestCopied = 5;

/** That a table is a copy of one before it, by what it calls its things. */
function copyRemarks({ things, isUndescribed }: Proposal, before: readonly Proposal[]): string[] {
  const names = namesIn(things);
  if (isUndescribed === true || names.size < fewestCopied) return [];
  const original = before.find(
    ({ things: other }) => other.group !== things.group && other.kind === things.kind && isSame(namesIn(other), names),
  );
  if (original === undefined) return [];
  const { path } = original.things.group;
  return [`Has the same ${names.size} names as ${path}: if one of them is a copy of the other, take it out`];
}

function namesIn({ identity: { nameColumns } }: Things): Set<string> {
  return new Set(nameColumns.flatMap(({ texts }) => texts.map((each) => each.join(' '))));
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}

/** Pages of a folder that are things of one kind, with what they may be called. */
export interface PageThings {
  kind: string;
  names: ReadonlySet<string>;
}

/** Pages that describe this share of what rows name describe what they name. */
const describedShare = 0.2;

function shareOf(texts: readonly string[], names: ReadonlySet<string>): number {
  const distinct = [...new Set(texts)];
  return distinct.filter((text) => names.has(slugify(text) ?? text)).length / Math.max(1, distinct.length);
}

/** Names of other things have letters, and are no codes such as `D01`. */
const thingName = /\p{L}{3}/u;

/** Mappings for things that the rows name and that no table and no folder of pages describes, so that they are there and not only pointed at. */
function undescribedBy(
  { things, relations }: Draft & { things: Things },
  described: Set<string>,
  pages: readonly PageThings[],
): Proposal[] {
  return relations.flatMap(({ undescribed: kind, column, word, to, isObjects }): Proposal[] => {
    const texts = column.texts.flat();
    const form = kind === 'Person' ? personName : thingName;
    const isNamed = texts.filter((text) => form.test(text)).length >= texts.length * mostlyNames;
    const isOnPages = pages.some((folder) => folder.kind === kind && shareOf(texts, folder.names) >= describedShare);
    if (
      kind === undefined ||
      described.has(kind) ||
      isOnPages ||
      column.isList ||
      isObjects ||
      things.each !== undefined ||
      !isNamed
    )
      return [];
    described.add(kind);
    const value = access(column.path);
    const mapping = { kind, when: `$exists(${to}) and ${value} != ""`, key: value, name: value };
    const remark = `Nothing else in the folder describes what the rows say by “${word}”, so each name is a ${kind}`;
    return [{ things, mapping, remarks: [remark], reads: [column], leftOut: [], ownEnds: [], isUndescribed: true }];
  });
}

interface Draft {
  relations: ProposedRelation[];
  /** Columns that relations are made of. */
  used: Set<Column>;
}

/** Of two columns for one relation and one kind, the one that is found elsewhere more often is used. */
function relationsOf(things: Things, all: readonly Things[], ontology: Ontology): Draft {
  const best = new Map<string, ProposedRelation>();
  const used = new Set<Column>();
  const found = things.columns
    .filter((column) => !isIdentity(column, things))
    .map((column) => ({
      column,
      byName: guessRelation(column, things, all, ontology),
      byValues: relationByValues(column, things, all, ontology),
    }));
  const leads = whoLeads(found, things, all, ontology);
  for (const { column, byName, byValues } of found) {
    const relation = leads(column, byName, byValues);
    if (relation === undefined) continue;
    used.add(column);
    const token = relation.isObjects ? relation.to : `${relation.word} ${relation.kind ?? ''}`;
    const known = best.get(token);
    if (known === undefined || relation.certainty > known.certainty) best.set(token, relation);
  }
  return { relations: [...best.values()], used };
}

interface Guesses {
  column: Column;
  byName: ProposedRelation | undefined;
  byValues: ProposedRelation | undefined;
}

/**
 * Which guess holds for a column. Of several columns that may say who leads, such as `em` and `pm`, those that are called a lead do, each in
 * its role; a manager among them, or beside others who stand for the row, is what he is called.
 */
function whoLeads(
  found: readonly Guesses[],
  { kind }: Things,
  all: readonly Things[],
  ontology: Ontology,
): (column: Column, byName?: ProposedRelation, byValues?: ProposedRelation) => ProposedRelation | undefined {
  const leading = new Map(
    found.flatMap(({ column, byName }) => {
      const how = byName === undefined || byName.isObjects ? undefined : leadOf(column, kind, ontology);
      return how === undefined ? [] : [[column, how] as const];
    }),
  );
  const leads = [...leading.values()].filter((how) => how !== 'manager').length;
  const others = found.filter(
    ({ byName, byValues }) => byName === undefined && byValues?.own?.kind === 'Person',
  ).length;
  const isAlone = leading.size === 1 && others === 0;
  return (column, byName, byValues) => {
    const how = leading.get(column);
    if (how === 'manager' && !isAlone) return byValues ?? (leading.size === 1 ? byName : undefined);
    if (how === 'title' && leads > 1 && byName !== undefined) return inRole(byName, column.word, all);
    return byName ?? byValues;
  };
}

/** A relation of plain texts, which says in which role. */
function inRole(relation: ProposedRelation, role: string, all: readonly Things[]): ProposedRelation {
  const { to, by, reference } = relation;
  const namespace = by ?? (reference === undefined ? 'id' : (namespaceFor(reference, all) ?? 'name'));
  return {
    ...relation,
    isObjects: true,
    to: `${to}.{ ${JSON.stringify(namespace)}: $, "role": ${JSON.stringify(role)} }`,
  };
}

interface ProposeWork extends Draft {
  targets: readonly Column[];
  all: readonly Things[];
  ontology: Ontology;
}

function propose(things: Things, { relations, used, targets, all, ontology }: ProposeWork): Proposal {
  const { identity, kind, columns, each, list } = things;
  const remarks: string[] = [];
  const ids = idsOf(things, targets, all);
  const fields: Record<string, string> = {};
  const leftOut: string[] = [];
  const lists: Column[] = [];
  for (const column of columns) {
    const isSaid = used.has(column) || (isIdentity(column, things) && column !== identity.email);
    if (isSaid) continue;
    if (column.items.length > 0) {
      if (!isMappedWithin(column, things, all)) lists.push(column);
      continue;
    }
    const guess = guessField(column, kind, ontology);
    if (guess?.expression !== undefined && fields[guess.field] === undefined) fields[guess.field] = guess.expression;
    else leftOut.push(access(column.path));
    if (guess?.remark !== undefined) remarks.push(guess.remark);
  }
  remarks.push(...describeLists(lists));
  const stated = guessStated(columns.filter((column) => !used.has(column)));
  const key = identity.key;
  const isByPath = list.isSingle && each === undefined && key === undefined;
  if (key !== undefined && !key.isUnique)
    remarks.push(`${access(key.path)} is not different in each row: rows with the same one become one ${kind}`);
  const hasGaps = key !== undefined && key.filled < things.rowCount;
  const mapping: RowMapping = {
    kind,
    ...(each !== undefined && { each }),
    ...(hasGaps && { when: `$exists(${access(key.path)}) and ${access(key.path)} != ""` }),
    ...(!isByPath && key !== undefined && { key: access(key.path) }),
    name: identity.name,
    ...(identity.aliases.length > 0 && { aliases: listOf(identity.aliases) }),
    ...(Object.keys(ids).length > 0 && { ids }),
    ...(Object.keys(fields).length > 0 && { fields }),
    ...(relations.length > 0 && { relations: relationSettings(relations, all) }),
    ...(stated !== undefined && { stated: stated.expression }),
  };
  const reads = [...used, ...identity.nameColumns, ...(key === undefined ? [] : [key])];
  return {
    things,
    mapping,
    remarks,
    reads,
    leftOut: leftOut.filter((expression) => expression !== stated?.column),
    ownEnds: relations.flatMap(({ own }) => own ?? []),
  };
}

/** Whether the items of a list within the rows have a mapping of their own. */
function isMappedWithin({ path }: Column, { list, each = '' }: Things, all: readonly Things[]): boolean {
  const within = each === '' ? access(path) : `${each}.${access(path)}`;
  return all.some(
    (other) =>
      other.list === list &&
      (other.eachOf ?? [other.each]).some((place) => place?.replace('[$type($) = "object"]', '') === within),
  );
}

/** How to read lists of objects that nothing was proposed for. */
function describeLists(lists: readonly Column[]): string[] {
  const [first] = lists;
  if (first === undefined) return [];
  const [inner] = columnsOf(first.items);
  const path = access(first.path);
  const names = lists.map((list) => access(list.path)).join(', ');
  const value = inner === undefined ? path : `${path}.${access(inner.path)}`;
  return [
    `Left out: ${names}, which ${lists.length === 1 ? 'is a list' : 'are lists'} of objects. A field or relation may read a value of each item, such as ${value}; to make a thing of each item, add a mapping with each: ${path} (“Lists within rows” in docs/configuration.md)`,
  ];
}

/** E-mail, accounts, and every column that another table points at. */
function idsOf(things: Things, targets: readonly Column[], all: readonly Things[]): Record<string, string> {
  const { email, handles, nameColumns, aliases, key } = things.identity;
  const ids: Record<string, string> = {};
  if (email !== undefined && things.kind === 'Person') ids.email = access(email.path);
  const others = [...handles, ...targets, ...(key === undefined ? [] : [key])];
  for (const column of others) {
    const isHandle = handles.includes(column);
    if (column === email || aliases.includes(column) || (nameColumns.includes(column) && !isHandle)) continue;
    if (column === key && !targets.includes(column) && !isHandle) continue;
    ids[namespaceOf(column, things, all)] ??= access(column.path);
  }
  return ids;
}

function relationSettings(
  relations: readonly ProposedRelation[],
  all: readonly Things[],
): Record<string, RelationMapping> {
  const words = [...new Set(relations.map(({ word }) => word))];
  return Object.fromEntries(
    words.map((word): [string, RelationMapping] => {
      const settings = relations
        .filter((relation) => relation.word === word)
        .map(({ to, by, reference, kind, isObjects }): RelationMapping => {
          if (isObjects) return { to };
          const namespace = by ?? (reference === undefined ? undefined : namespaceFor(reference, all));
          return { to, ...(namespace !== undefined && { by: namespace }), ...(kind !== undefined && { kind }) };
        });
      const [only, ...more] = settings;
      return [word, only !== undefined && more.length === 0 ? only : { to: `[${settings.map(asObjects).join(', ')}]` }];
    }),
  );
}

/** Plain values of one kind beside those of another: each says itself what it is. */
function asObjects({ to, by, kind }: RelationMapping): string {
  if (/[)}]$/.test(to)) return to; // objects already
  const kindPart = kind === undefined ? '' : `, "kind": ${JSON.stringify(kind)}`;
  return `${to}.{ ${JSON.stringify(by ?? 'id')}: $${kindPart} }`;
}

function listOf(columns: readonly Column[]): string {
  const [only, ...more] = columns.map(({ path }) => access(path));
  return more.length === 0 && only !== undefined ? only : `[${[only, ...more].join(', ')}]`;
}
