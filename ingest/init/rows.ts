import { access } from '../mapping/access.ts';
import type { RepeatedColumn } from '../table/fill-down.ts';
import { isRow, type Row } from './columns.ts';

/** Where the rows of a document are. */
export interface FoundRows {
  /** JSONata that gets them from the document; undefined for the document's own items. */
  expression: string | undefined;
  /** What the document calls them, if it does. */
  name: string | undefined;
  rows: Row[];
  /** The document is one thing, and not a list of them. */
  isSingle: boolean;
  /** Columns whose empty cells may mean the one above. */
  repeated?: readonly RepeatedColumn[];
  /** A map of lists of names: what it is about is said by its name alone. */
  isOfLists?: true;
}

/** Names that say which thing a document is about; a document that has one is a thing and not a list of things. */
const identifying = /^(id|key|name|title|slug|email|mail|github|login|username|code)$/i;
const deepest = 3;

/**
 * The rows of a parsed document: the items of a list, each list of objects within an object and the maps of lists beside it, the values of an
 * object whose names are keys, or the document itself. Empty when nothing in it looks like a thing.
 */
export function findRows(data: unknown): FoundRows[] {
  if (Array.isArray(data)) {
    const rows = data.filter(isRow);
    return rows.length === 0 ? [] : [{ expression: undefined, name: undefined, rows, isSingle: false }];
  }
  if (!isRow(data)) return [];
  if (Object.keys(data).length === 0) return [];
  if (!Object.entries(data).some(([name, value]) => identifying.test(name) && !isRow(value))) {
    const byKey = keyedRows(data);
    if (byKey !== undefined) return [byKey];
    const lists = listsWithin(data, []);
    if (lists.length > 0) return [...lists, ...listsByKey(data)];
  }
  return [{ expression: undefined, name: undefined, rows: [data], isSingle: true }];
}

function listsWithin(data: Row, above: readonly string[]): FoundRows[] {
  return Object.entries(data).flatMap(([name, value]) => {
    const path = [...above, name];
    if (Array.isArray(value)) {
      const rows = value.filter(isRow);
      return rows.length === 0 ? [] : [{ expression: access(path), name, rows, isSingle: false }];
    }
    if (!isRow(value)) return [];
    const byKey = keyedRows(value);
    if (byKey !== undefined)
      return [{ ...byKey, expression: byKey.expression.replace(/^\$/, () => access(path)), name }];
    return path.length < deepest ? listsWithin(value, path) : [];
  });
}

/** Turns `{"council": ["ada", "bob"], …}` into a list of rows with a `key` and `members`. */
const withMembers = '$each(function($value, $key) { { "key": $key, "members": $value } })';

/** Beside other lists, maps of lists of names: `teams: { council: [ada, bob], board: [eve] }`. */
function listsByKey(data: Row): FoundRows[] {
  return Object.entries(data).flatMap(([name, value]): FoundRows[] => {
    if (!isRow(value)) return [];
    const entries = Object.entries(value);
    const isOfNames = (list: unknown) => Array.isArray(list) && list.every((item) => typeof item === 'string');
    if (entries.length < 2 || !entries.every(([, list]) => isOfNames(list))) return [];
    const rows = entries.map(([key, members]): Row => ({ key, members }));
    return [{ expression: `${access([name])} ~> ${withMembers}`, name, rows, isSingle: false, isOfLists: true }];
  });
}

/** Turns `{"ada": {…}, "bob": {…}}` into a list of rows with a `key`. */
const withKeys = '$each(function($value, $key) { $merge([{ "key": $key }, $value]) })';
/** What stands beside the things is no thing: `version: 1`. */
const onlyThings = '$sift(function($value) { $type($value) = "object" })';

/** Of what things of one form say, at least this share stands under names that they share. */
const alike = 0.5;
/** A name is shared when at least this share of things has it. */
const leastShared = 0.25;
/** Of the names in a map of things, at most this share is of something else. */
const mostBeside = 0.34;

/** Objects of one form under names that are keys: at least two. Some may lack much of what the others have. */
function keyedRows(data: Row): (FoundRows & { expression: string }) | undefined {
  const entries = Object.entries(data);
  const things = entries.filter((entry): entry is [string, Row] => isRow(entry[1]));
  const beside = entries.length - things.length;
  if (things.length < 2 || beside > entries.length * mostBeside || !areAlike(things.map(([, value]) => value)))
    return undefined;
  const rows = things.map(([key, value]): Row => ({ key, ...value }));
  return {
    expression: `$ ~> ${beside > 0 ? `${onlyThings} ~> ` : ''}${withKeys}`,
    name: undefined,
    rows,
    isSingle: false,
  };
}

/** Whether most of what objects say stands under names that others of them have too. */
function areAlike(values: readonly Row[]): boolean {
  const counts = new Map<string, number>();
  for (const value of values) for (const name of Object.keys(value)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const all = [...counts.values()];
  const shared = all.filter((count) => count > 1 && count >= values.length * leastShared);
  return shared.length > 0 && sumOf(shared) >= sumOf(all) * alike;
}

/** The one thing of a document that may be a map of things with one in it: `ledger: { lead: ada, … }`. */
export function oneKeyed(data: unknown): FoundRows | undefined {
  const [entry, ...more] = isRow(data) ? Object.entries(data) : [];
  if (entry === undefined || more.length > 0 || !isRow(entry[1])) return undefined;
  const [key, value] = entry;
  return { expression: `$ ~> ${withKeys}`, name: undefined, rows: [{ key, ...value }], isSingle: false };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
