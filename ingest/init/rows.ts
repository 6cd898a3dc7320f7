import { access } from './access.ts';
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
}

/** Names that say which thing a document is about; a document that has one is a thing and not a list of things. */
const identifying = /^(id|key|name|title|slug|email|mail|github|login|username|code)$/i;
const deepest = 3;

/**
 * The rows of a parsed document: the items of a list, each list of objects within an object, the values of an object whose names
 * are keys, or the document itself. Empty when nothing in it looks like a thing.
 */
export function findRows(data: unknown): FoundRows[] {
  if (Array.isArray(data)) {
    const rows = data.filter(isRow);
    return rows.length === 0 ? [] : [{ expression: undefined, name: undefined, rows, isSingle: false }];
  }
  if (!isRow(data)) return [];
  if (!Object.keys(data).some((name) => identifying.test(name))) {
    const byKey = keyedRows(data);
    if (byKey !== undefined) return [byKey];
    const lists = listsWithin(data, []);
    if (lists.length > 0) return lists;
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
    if (byKey !== undefined) return [{ ...byKey, expression: `${access(path)} ~> ${withKeys}`, name }];
    return path.length < deepest ? listsWithin(value, path) : [];
  });
}

/** Turns `{"ada": {…}, "bob": {…}}` into a list of rows with a `key`. */
const withKeys = '$each(function($value, $key) { $merge([{ "key": $key }, $value]) })';

/** Objects of one form under names that are keys: at least two, that share most of their names. */
function keyedRows(data: Row): FoundRows | undefined {
  const entries = Object.entries(data);
  const values = entries.map(([, value]) => value).filter(isRow);
  const [first] = values;
  if (first === undefined || values.length < 2 || values.length < entries.length) return undefined;
  const names = Object.keys(first);
  const isAlike = values.every((value) => names.filter((name) => name in value).length * 2 >= names.length);
  if (!isAlike || names.length === 0) return undefined;
  const rows = entries.map(([key, value]): Row => ({ key, ...(value as Row) }));
  return { expression: `$ ~> ${withKeys}`, name: undefined, rows, isSingle: false };
}
