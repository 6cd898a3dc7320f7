import { isBlank } from '../../schema/field-values.ts';
import { invalid } from '../../schema/errors.ts';
import { scalarText } from '../../schema/value.ts';

/** A row of which something may be filled in. */
type Row = Record<string, unknown>;

/**
 * Fills empty cells with the value above, as a spreadsheet means them that says once what holds for several rows. Works in place.
 *
 * @param rows freshly parsed, and nobody else's
 * @throws Invalid when the document is no list of rows
 */
export function fillDown(rows: unknown, columns: readonly string[], path: string): void {
  if (columns.length === 0) return;
  if (!Array.isArray(rows))
    throw invalid('The file is no list of rows, which fill: is for', { where: path, fix: 'Fill it by rows: instead' });
  const above = new Map<string, unknown>();
  for (const row of (rows as unknown[]).filter(isRow)) {
    for (const column of columns) {
      if (!isBlank(row[column])) above.set(column, row[column]);
      else if (above.has(column)) row[column] = above.get(column);
    }
  }
}

/** A column whose empty cells look as if they meant the one above. */
export interface RepeatedColumn {
  column: string;
  empty: number;
  rows: number;
  /** Others that have values only where this one has. */
  beside: string[];
}

/** Of fewer rows nothing follows. */
const fewestRows = 8;
/** A spreadsheet that says a value once leaves at least this share of the cells empty, */
const leastEmpty = 0.5;
/** and hardly a value comes back further down. */
const leastDistinct = 0.9;
const fewestFilled = 2;

/**
 * Columns that are mostly empty, begin with a value and hardly repeat one: what is said once for several rows, or what most rows lack. Texts
 * alone can't tell which.
 *
 * @param files the rows of each file
 */
export function findRepeatedColumns(files: readonly (readonly unknown[])[]): RepeatedColumn[] {
  const tables = files.map((rows) => rows.filter(isRow)).filter((rows) => rows.length > 0);
  const rows = tables.flat();
  if (rows.length < fewestRows) return [];
  const names = Object.keys(rows[0] ?? {});
  const filledOf = (column: string) => rows.filter((row) => !isBlank(row[column]));
  return names.flatMap((column) => {
    const filled = filledOf(column);
    const distinct = new Set(filled.map((row) => scalarText(row[column]) ?? '')).size;
    const isRepeated =
      filled.length >= fewestFilled &&
      rows.length - filled.length >= rows.length * leastEmpty &&
      distinct >= filled.length * leastDistinct &&
      tables.every(([first]) => first !== undefined && !isBlank(first[column]));
    if (!isRepeated) return [];
    const beside = names.filter((other) => {
      const own = filledOf(other);
      return other !== column && own.length > 0 && own.every((row) => !isBlank(row[column]));
    });
    return [{ column, empty: rows.length - filled.length, rows: rows.length, beside }];
  });
}

/** What to do about such a column, in a sentence. */
export function describeRepeatedColumn({ column, empty, rows, beside }: RepeatedColumn): string {
  const also =
    beside.length === 0
      ? ''
      : ` (${beside.join(', ')} ${beside.length === 1 ? 'has' : 'have'} values only where it has)`;
  return `${column} is empty in ${empty} of ${rows} rows, always below one that has it${also}. If an empty cell means the one above, set fill: ${JSON.stringify([column])} beside files:, else fill: []`;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
