import { isBlank } from '../../schema/field-values.ts';
import { scalarText } from '../../schema/value.ts';
import { spoken } from '../mapping/vocabulary.ts';

/** A row as an object; rows of other forms are not mapped. */
export type Row = Record<string, unknown>;

/** What the rows of a table have under one name. */
export interface Column {
  /** One part per object that it is in. */
  path: readonly string[];
  /** The path as a person would say it: `dates.dueDate` is "dates due date". */
  word: string;
  /** Values as texts, one list per row that says anything; empty for values of other forms. */
  texts: readonly (readonly string[])[];
  /** True when a row has a list of values. */
  isList: boolean;
  /** All items, when the values are lists of objects. */
  items: readonly Row[];
  /** Beside the objects in those lists there are texts. */
  isMixed: boolean;
  /** Values of another form: yes or no, or structures that nothing can be guessed of. */
  isOther: boolean;
  /** Rows that say anything. */
  filled: number;
  /** Every row has a value, and no two the same. */
  isUnique: boolean;
}

/** Objects within objects are followed so deep. */
const deepest = 3;
/** More columns than this are data in the place of names; the rest is not looked at. */
const mostColumns = 300;

/** What fewer rows have within an object is most often data in the place of a name: `access.teams.payments`. */
const leastShare = 0.05;

/** The columns of some rows, in the order in which they appear. */
export function columnsOf(rows: readonly Row[]): Column[] {
  const found = new Map<string, { path: readonly string[]; values: unknown[] }>();
  for (const row of rows) {
    for (const { path, value } of leaves(row, [])) {
      const token = JSON.stringify(path);
      const known = found.get(token);
      if (known !== undefined) known.values.push(value);
      else if (found.size < mostColumns) found.set(token, { path, values: [value] });
    }
  }
  return [...found.values()]
    .filter(({ path, values }) => path.length === 1 || values.length >= rows.length * leastShare)
    .map(({ path, values }) => describe(path, values, rows.length));
}

/** Whether a value is an object with names and values. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function leaves(row: Row, above: readonly string[]): { path: readonly string[]; value: unknown }[] {
  return Object.entries(row).flatMap(([name, value]) => {
    const path = [...above, name];
    if (name.trim() === '' || isBlank(value)) return [];
    return isRow(value) && path.length < deepest ? leaves(value, path) : [{ path, value }];
  });
}

/** A name as words alone: `Head (employee no)` is "head employee no". */
export function plainWords(name: string): string {
  return spoken(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\bgit (hub|lab)\b/g, 'git$1') // one name, though it has a capital within
    .trim();
}

function describe(path: readonly string[], values: readonly unknown[], rowCount: number): Column {
  const items = values.flatMap((value) => (Array.isArray(value) ? value.filter(isRow) : []));
  const isOther = values.some((value) => typeof value === 'boolean' || isRow(value));
  const texts =
    isOther || items.length > 0
      ? []
      : values.map((value) => [value].flat().flatMap((item: unknown) => scalarText(item) ?? []));
  const distinct = new Set(texts.map((each) => each.join('\n')));
  return {
    path,
    word: plainWords(path.join(' ')),
    texts,
    isList: values.some(Array.isArray),
    items,
    isMixed:
      items.length > 0 &&
      values.some((value) => Array.isArray(value) && value.some((item) => typeof item === 'string')),
    isOther,
    filled: values.length,
    isUnique: texts.length === rowCount && distinct.size === rowCount,
  };
}
