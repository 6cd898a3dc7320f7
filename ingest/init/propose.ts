import type { RelationMapping, RowMapping } from '../../schema/config-file.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { access } from '../mapping/access.ts';
import { type Column, columnsOf } from './columns.ts';
import { guessField, guessStated } from './guess-field.ts';
import { guessRelation, type ProposedRelation } from './guess-relation.ts';
import { namespaceOf } from './references.ts';
import type { Things } from './things.ts';

/** A mapping as it goes into kiki.yaml, with what a reader should know of it. */
export interface Proposal {
  things: Things;
  mapping: RowMapping;
  /** Doubts, and columns that were left out for a reason. */
  remarks: string[];
  /** Columns that nothing was proposed for. */
  leftOut: string[];
}

/** Mappings for all things, which know of one another: a column that is pointed at becomes an id. */
export function proposeMappings(all: readonly Things[], ontology: Ontology): Proposal[] {
  const drafts = all.map((things) => ({ things, ...relationsOf(things, all, ontology) }));
  const pointedAt = drafts.flatMap(({ relations }) => relations.flatMap(({ reference }) => reference ?? []));
  return drafts.map(({ things, relations, used }) => {
    const targets = pointedAt.filter((reference) => reference.things === things).map(({ column }) => column);
    return propose(things, { relations, used, targets, all, ontology });
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
  for (const column of things.columns) {
    if (isIdentity(column, things)) continue;
    const relation = guessRelation(column, things, all, ontology);
    if (relation === undefined) continue;
    used.add(column);
    const token = relation.isObjects ? relation.to : `${relation.word} ${relation.kind ?? ''}`;
    const known = best.get(token);
    if (known === undefined || relation.certainty > known.certainty) best.set(token, relation);
  }
  return { relations: [...best.values()], used };
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
  return { things, mapping, remarks, leftOut: leftOut.filter((expression) => expression !== stated?.column) };
}

/** Whether the items of a list within the rows have a mapping of their own. */
function isMappedWithin({ path }: Column, { list, each = '' }: Things, all: readonly Things[]): boolean {
  const within = each === '' ? access(path) : `${each}.${access(path)}`;
  return all.some((other) => other.list === list && other.each?.replace('[$type($) = "object"]', '') === within);
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
    ids[namespaceOf(column, things, all)] = access(column.path);
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

/** What the values are, where they are ids; names are found by themselves. */
function namespaceFor(
  { things, column }: NonNullable<ProposedRelation['reference']>,
  all: readonly Things[],
): string | undefined {
  const { email, nameColumns, aliases } = things.identity;
  if (column === email) return 'email';
  return nameColumns.includes(column) || aliases.includes(column) ? undefined : namespaceOf(column, things, all);
}

function isIdentity(column: Column, { identity }: Things): boolean {
  const { key, email, nameColumns, aliases, handles } = identity;
  return column === key || column === email || [...nameColumns, ...aliases, ...handles].includes(column);
}

function listOf(columns: readonly Column[]): string {
  const [only, ...more] = columns.map(({ path }) => access(path));
  return more.length === 0 && only !== undefined ? only : `[${[only, ...more].join(', ')}]`;
}
