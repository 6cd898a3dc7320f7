import { singularWord } from '../../schema/names.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { access } from '../mapping/access.ts';
import { type Column, columnsOf, plainWords, type Row } from './columns.ts';
import { baseOf, type FileGroup, folderOf } from './group.ts';
import { guessField } from './guess-field.ts';
import { guessTableKind, kindNamed } from './guess-kind.ts';
import { guessRelation, viewOf } from './guess-relation.ts';
import { guessIdentity, type Identity } from './identity.ts';
import { arePeople, namesOfPeople, roleRelation, withPeople } from './people-within.ts';
import type { FoundRows } from './rows.ts';

/** Rows of which it is known what they are about: a table, or a list within the rows of one. */
export interface Things {
  group: FileGroup;
  list: FoundRows;
  /** JSONata of the list within a row; undefined for the rows themselves. */
  each: string | undefined;
  /** The places that `each` puts together, where it is of several. */
  eachOf?: readonly string[];
  kind: string;
  /** Why it was taken for that kind. */
  because: string[];
  rowCount: number;
  columns: Column[];
  identity: Identity;
  /** The objects themselves, of a list within rows. */
  items?: readonly Row[];
}

/** A list of rows that nothing was proposed for, and why. */
export interface Riddle {
  /** Nothing says that they are no things of their own. */
  isOpen?: true;
  group: FileGroup;
  list: FoundRows;
  columns: Column[];
  reason: string;
}

/** What the lists of a group are about, the lists within their rows included. */
export function recognise(group: FileGroup, ontology: Ontology): { things: Things[]; riddles: Riddle[] } {
  const things: Things[] = [];
  const riddles: Riddle[] = [];
  for (const list of group.lists) {
    const given = columnsOf(list.rows);
    const columns = withoutNoun(given, namesOf(group, list));
    const guess = isOfPeople(list, ontology)
      ? { kind: 'Person', because: [`the list “${list.name ?? ''}”`] }
      : guessTableKind(namesOf(group, list), list.isOfLists ? [] : words(given), ontology);
    if (guess === undefined) {
      riddles.push({ group, list, columns, isOpen: true, reason: 'its columns do not say what it is about' });
      continue;
    }
    const identity = guessIdentity(guess.kind, columns, ontology);
    if (identity === undefined) {
      riddles.push({ group, list, columns, reason: `it looks like ${guess.kind}, but no column reads like a name` });
      continue;
    }
    const thing: Things = {
      group,
      list,
      each: undefined,
      ...guess,
      rowCount: list.rows.length,
      columns: withPeople(columns, list.rows, guess.kind, ontology),
      identity,
    };
    const doubt = whyOther(thing, ontology);
    if (doubt !== undefined) {
      riddles.push({ group, list, columns, reason: doubt });
      continue;
    }
    things.push(thing, ...within(thing, ontology));
  }
  return { things, riddles };
}

/** Columns that say again what the rows are, as if they did not: `package_name` in `packages.yml` is the name. */
export function withoutNoun(columns: readonly Column[], names: readonly string[]): Column[] {
  const nouns = names.map((name) => singularWord(plainWords(name).split(' ').at(-1) ?? ''));
  const words = new Set(columns.map(({ word }) => word));
  return columns.map((column) => {
    const noun = nouns.find((each) => each !== '' && column.word.startsWith(`${each} `));
    const word = noun === undefined ? '' : column.word.slice(noun.length + 1);
    return column.path.length > 1 || word === '' || words.has(word) ? column : { ...column, word };
  });
}

/** Whether a column says which thing a row is. */
export function isIdentity(column: Column, { identity }: Things): boolean {
  const { key, email, nameColumns, aliases, handles } = identity;
  return column === key || column === email || [...nameColumns, ...aliases, ...handles].includes(column);
}

/** Lists that are called after what people are of something, if their items are people: no teams, although the file is called so. */
const lists =
  /^(co ?)?(chairs|leads|leaders|members|maintainers|owners|contacts|approvers|reviewers|liaisons|alumni)$|(chairs|leads)$/;

function isOfPeople({ name, rows }: FoundRows, ontology: Ontology): boolean {
  return name !== undefined && lists.test(plainWords(name)) && arePeople(rows, ontology);
}

/** Of fewer rows it is chance that names repeat. */
const fewestRows = 5;
/** Things are called by this share of different names at least, or the names are of what they are about. */
const leastNames = 0.5;
/** Values of a column that are different in this share of the rows name the rows. */
const hardlyRepeats = 0.8;

/**
 * Why rows that have a column called after their kind are of another sort: few different names in many rows, each of which has an id or a name
 * of its own. An exception that names its project is no project.
 */
function whyOther(things: Things, ontology: Ontology): string | undefined {
  const { kind, columns, identity, rowCount } = things;
  const [name, ...more] = identity.nameColumns;
  if (name === undefined || more.length > 0 || name.word !== ontology.kind(kind).singular) return undefined;
  const distinct = new Set(name.texts.flat()).size;
  if (rowCount < fewestRows || distinct > rowCount * leastNames) return undefined;
  const own = columns.find(
    (column) =>
      column !== name &&
      (column === identity.key ||
        (guessRelation(column, things, [], ontology) === undefined &&
          guessField(column, kind, ontology) === undefined)) &&
      new Set(column.texts.flat()).size >= rowCount * hardlyRepeats,
  );
  if (own === undefined) return undefined;
  return `it has only ${distinct} different values of “${name.word}” in ${rowCount} rows, which differ by “${own.word}”: they are about a ${name.word} and none themselves`;
}

/** What a table is called, the surest first: its list and its file, or for files that hold one thing their folders. */
export function namesOf(group: FileGroup, { name, isSingle, isOfLists }: FoundRows): string[] {
  if (isOfLists) return name === undefined ? [] : [name];
  if (isSingle) return folderOf(group.path).split('/').reverse();
  return [...(name === undefined ? [] : [name]), baseOf(group.path)];
}

function words(columns: readonly Column[]): string[] {
  return columns.map(({ word }) => word);
}

/** Lists of objects within rows, where their name says what they are and they say more than whom they mean. */
function within(parent: Things, ontology: Ontology): Things[] {
  const found = parent.columns.flatMap((column): Things[] => {
    if (column.items.length === 0) return [];
    const kind = kindWithin(column, parent.kind, ontology);
    if (kind === undefined) return [];
    const columns = columnsOf(column.items);
    const identity = guessIdentity(kind, columns, ontology);
    const saysMore =
      identity?.nameColumns.some((each) => !identity.handles.includes(each) && each.word !== 'id') === true;
    if (identity?.key === undefined || !saysMore) return [];
    const path = `${access(column.path)}${column.isMixed ? '[$type($) = "object"]' : ''}`;
    const thing: Things = {
      ...parent,
      each: parent.each === undefined ? path : `${parent.each}.${path}`,
      kind,
      because: [`${column.isList ? 'the list' : 'what is within'} “${column.word}”`],
      rowCount: column.items.length,
      columns,
      identity,
      items: column.items,
    };
    return [thing, ...within(thing, ontology)];
  });
  return peopleTogether(found, ontology);
}

/** More lists of people than this in a row are read by one mapping. */
const mostMappings = 2;

/** The people of a row's `lead`, `liaisons.release` and `liaisons.security`, all of one form, as one list. */
function peopleTogether(found: readonly Things[], ontology: Ontology): Things[] {
  const people = found.filter((each) => each.kind === 'Person' && within(each, ontology).length === 0);
  const [first, ...others] = people;
  const names = (things: Things) => [things.identity.name, access(things.identity.key?.path ?? [])].join(' ');
  if (first === undefined || others.length < mostMappings || !others.every((each) => names(each) === names(first)))
    return [...found];
  const items = people.flatMap(({ items: some = [] }) => some);
  const columns = columnsOf(items);
  const identity = guessIdentity('Person', columns, ontology);
  if (identity === undefined) return [...found];
  const eachOf = people.flatMap(({ each }) => each ?? []);
  const together: Things = {
    ...first,
    each: `[${eachOf.join(', ')}]`,
    eachOf,
    because: people.flatMap(({ because }) => because),
    rowCount: items.length,
    columns,
    identity,
    items,
  };
  return found.flatMap((each) => (each === first ? [together] : people.includes(each) ? [] : [each]));
}

/** What the items of a list within a row are: the list's own name says it, else the relation that it reads like. */
function kindWithin(column: Column, parent: string, ontology: Ontology): string | undefined {
  const last = column.path.at(-1) ?? '';
  const named = kindNamed(last, ontology, { isWhole: true });
  if (named !== undefined) return named;
  const view = viewOf(column, parent, ontology);
  if (view === undefined)
    return roleRelation(column, ontology) !== undefined ||
      (parent !== 'Person' && namesOfPeople(column.items, ontology))
      ? 'Person'
      : undefined;
  const others = ontology.otherKinds(view.relation, view.end, parent);
  if (others.length === 1) return others[0];
  if (others.includes('Person') && namesOfPeople(column.items, ontology)) return 'Person';
  return guessTableKind([], words(columnsOf(column.items)), ontology)?.kind;
}
