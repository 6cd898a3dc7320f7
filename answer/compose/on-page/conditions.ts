import { terms } from '../../../graph/text/analyse.ts';
import { doingOf } from './asked.ts';
import { columnOfPeople, isPerson, isVacant } from './people.ts';
import type { RowsAsked, Said } from './rows-asked.ts';
import { inLine, type Table } from './tables.ts';

/** Words for leading, as search terms. */
export const leading: ReadonlySet<string> = new Set(
  terms('lead leads led leader leaders leading leadership head heads chair chairs run runs help'),
);

/** What a question says of the rows that it asks for: "built of steel", "not insured". */
export interface Condition {
  column: number;
  /** As an answer tells what is so, or is not so: "Built of: steel". */
  told: string;
  /** What the cells say instead where it is denied, if all of those say the same: "Insured: no". */
  toldDenied?: string;
  isDenied: boolean;
  isOr: boolean;
  /** Whether a cell of the column says it. */
  isSaidIn: (cell: string) => boolean;
}

/** How a cell says yes. */
export const yes = /^(?:y|yes|true|✓|✔|✅|x)(?![\p{L}\p{N}/])/iu;
/** How a cell says no. */
export const no = /^(?:n|no|false|✗|✘|❌)(?![\p{L}\p{N}/])/iu;
/** Words up to which a cell names something; more of them describe it. */
const longest = 10;

/**
 * What a question says of rows of a table, where each of its words is found in the table, or says which table it is.
 *
 * @param place words of the title and headings, and of the text above the table, as search terms
 * @param isNoun whether a word names the rows
 */
export function conditionsOf(
  { said }: RowsAsked,
  table: Table,
  {
    place,
    leadIn,
    isNoun,
  }: { place: ReadonlySet<string>; leadIn: ReadonlySet<string>; isNoun: (term: string) => boolean },
): Condition[] | undefined {
  const heads = table.columns.map((column) => terms(column));
  const used = new Set<number>();
  const conditions: Condition[] = [];
  const take = (at: readonly number[], condition: Omit<Condition, 'isDenied' | 'isOr'>): boolean => {
    const own = at.flatMap((index) => said[index] ?? []);
    const [first] = own;
    if (first === undefined || own.some(({ isDoubtful, isDenied }) => isDoubtful || isDenied !== first.isDenied))
      return false;
    for (const index of at) used.add(index);
    conditions.push({ ...condition, isDenied: first.isDenied, isOr: first.isOr });
    return true;
  };
  const isPlace = (index: number) => place.has(said[index]?.term ?? '');

  for (const { column, at } of valuesIn(said, table)) {
    if (at.some((index) => used.has(index)) || at.every((index) => isPlace(index) || isNoun(said[index]?.term ?? '')))
      continue;
    const value = at.map((index) => said[index]?.term ?? '');
    const isSaidIn = (cell: string) => itemsOf(cell).some((item) => same(item, value));
    const cells = table.rows.map((row) => row[column] ?? '');
    // "Required" and "Required for pilots": which of them is meant can't be told.
    if (cells.some((cell) => !isSaidIn(cell) && has(terms(cell), value))) return undefined;
    const shown = inLine(itemShown(cells.find(isSaidIn) ?? '', value));
    if (!take(at, { column, told: `${head(table, column)}${shown}`, isSaidIn })) return undefined;
  }
  for (const [column, own] of heads.entries()) {
    if (column === 0 || own.length === 0 || !isYesOrNo(table, column)) continue;
    const at = [...said.keys()].filter((index) => !used.has(index) && own.includes(said[index]?.term ?? ''));
    const found = new Set(at.map((index) => said[index]?.term));
    const isWhole = own.every((term) => found.has(term));
    if (!isWhole && at.every((index) => isPlace(index) || leadIn.has(said[index]?.term ?? ''))) continue;
    // A word of the head that also says where the table is need not be a part of what is denied.
    const meant = at.filter((index) => !isPlace(index) && !leadIn.has(said[index]?.term ?? ''));
    const isSaidIn = (cell: string) => yes.test(cell);
    if (
      !take(meant.length > 0 ? meant : at, {
        column,
        told: `${head(table, column)}yes`,
        toldDenied: `${head(table, column)}no`,
        isSaidIn,
      })
    )
      return undefined;
    for (const index of at) used.add(index);
  }
  const vacancy = vacancyOf(said, table);
  if (
    vacancy !== undefined &&
    !conditions.some(({ column }) => column === vacancy.column) &&
    !vacancy.at.some((index) => used.has(index))
  ) {
    const { at, column } = vacancy;
    const cells = table.rows.map((row) => row[column] ?? '');
    const [cell = '', ...others] = new Set(cells.filter(isVacant));
    const is = cell === '' || others.length > 0 ? (cells.some(isPerson) ? 'nobody' : 'nothing') : inLine(cell);
    const toldDenied = `${head(table, column)}${is}`;
    if (!take(at, { column, told: `${head(table, column)}somebody`, toldDenied, isSaidIn: (own) => !isVacant(own) }))
      return undefined;
  }
  // What people of a table without heads are, it need not say where it says that there is nobody.
  const isVacancy = conditions.some(
    ({ toldDenied, column }) => toldDenied !== undefined && column === columnOfPeople(table),
  );
  const isExplained = ({ term }: Said, index: number) =>
    used.has(index) ||
    isNoun(term) ||
    place.has(term) ||
    leadIn.has(term) ||
    (isVacancy && leading.has(term)) ||
    conditions.some(({ column }) => headWords(table.columns[column] ?? '').has(term));
  return conditions.length > 0 && said.every(isExplained) ? conditions : undefined;
}

/** The rows of which all that is said holds. Undefined where a cell does not say whether it does, and where alternatives are of several columns. */
export function rowsHaving(conditions: readonly Condition[], { rows, ...table }: Table): string[][] | undefined {
  const columns = [...new Set(conditions.map(({ column }) => column))];
  for (const column of columns) {
    if (!isYesOrNo({ rows, ...table }, column)) continue;
    if (rows.some((row) => !yes.test(row[column] ?? '') && !no.test(row[column] ?? ''))) return undefined;
  }
  if (
    conditions.some(
      ({ isOr, isDenied }, index) => isOr && !isDenied && conditions[index - 1]?.column !== conditions[index]?.column,
    )
  )
    return undefined;
  return rows.filter((row) =>
    columns.every((column) => {
      const own = conditions.filter((each) => each.column === column);
      const holds = own.map(({ isSaidIn, isDenied }) => isSaidIn(row[column] ?? '') !== isDenied);
      return own.some(({ isOr, isDenied }) => isOr && !isDenied) ? holds.some(Boolean) : holds.every(Boolean);
    }),
  );
}

/** "Which clubs have no captain?", "which has nobody leading it?": what is denied of a column in some cells of which nobody stands. Undefined where none is meant. */
function vacancyOf(said: readonly Said[], table: Table): Value | undefined {
  const ofPeople = columnOfPeople(table);
  const asked = [...table.columns.entries()].slice(1).map(([column, name]) => {
    const own = headWords(name);
    const at = [...said.keys()].filter((index) => {
      const { term = '', isDenied = false } = said[index] ?? {};
      return isDenied && (own.has(term) || (column === ofPeople && leading.has(term)));
    });
    return { column, at, isWhole: terms(name).every((term) => at.some((index) => said[index]?.term === term)) };
  });
  // Who has no lead may have a "Deputy lead".
  const most = Math.max(1, ...asked.map(({ at }) => at.length));
  const best = asked.filter(({ at }) => at.length === most);
  const [meant, another] = best.length > 1 ? best.filter(({ isWhole }) => isWhole) : best;
  if (meant === undefined || another !== undefined) return undefined;
  const cells = table.rows.map((row) => row[meant.column] ?? '');
  return cells.some(isVacant) && !cells.every(isVacant) ? meant : undefined;
}

/** Words of a head, and what those do whom it names: of "Owner" also "own". */
function headWords(column: string): ReadonlySet<string> {
  return new Set([...terms(column), ...doingOf(column)]);
}

function head({ columns }: Table, column: number): string {
  const own = columns[column] ?? '';
  return own === '' ? '' : `${own}: `;
}

function isYesOrNo({ rows }: Pick<Table, 'rows'>, column: number): boolean {
  const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '');
  const told = cells.filter((cell) => yes.test(cell) || no.test(cell));
  return told.length > 1 && told.length >= 0.8 * cells.length;
}

interface Value {
  column: number;
  /** Places of its words in what is said. */
  at: number[];
}

/** Cells, or parts of them, that are said as a whole, the longest first; none that several columns have, unless one of them is named. */
function valuesIn(said: readonly Said[], table: Table): Value[] {
  const found = new Map<string, Value[]>();
  const asked = new Set(said.map(({ term }) => term));
  for (const column of table.columns.keys()) {
    if (column === 0 || isYesOrNo(table, column)) continue;
    const items = table.rows
      .flatMap((row) => itemsOf(row[column] ?? ''))
      .filter((item) => item.every((term) => asked.has(term)));
    for (const item of new Map(items.map((each) => [each.join(' '), each])).values())
      for (let start = 0; start + item.length <= said.length; start += 1) {
        if (!item.every((term, index) => said[start + index]?.term === term)) continue;
        const at = item.map((_term, index) => start + index);
        found.set(at.join(), [...(found.get(at.join()) ?? []), { column, at }]);
      }
  }
  const isNamed = ({ column }: Value) => terms(table.columns[column] ?? '').some((term) => asked.has(term));
  return [...found.values()]
    .flatMap((values) => {
      const named = values.length > 1 ? values.filter(isNamed) : values;
      return named.length === 1 ? named : [];
    })
    .sort((a, b) => b.at.length - a.at.length);
}

/** What a cell says, as a whole and in its parts. */
function partsOf(cell: string): string[] {
  return [cell, ...cell.split('\n'), ...cell.split(/[\n,;/&•()]| [–—-] |\band\b|\bor\b/)];
}

/** What a cell says, as a whole and in its parts, each as search terms. */
export function itemsOf(cell: string): string[][] {
  return partsOf(cell)
    .map((part) => terms(part))
    .filter(({ length }) => length > 0 && length <= longest);
}

/** The part of a cell that says a value, as it is written. */
export function itemShown(cell: string, value: readonly string[]): string {
  return (
    partsOf(cell)
      .find((part) => same(terms(part), value))
      ?.trim() ?? cell
  );
}

/** Whether two texts have the same words, as search terms. */
export function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((term, index) => term === b[index]);
}

/** Whether words stand in others in a row. */
export function has(all: readonly string[], some: readonly string[]): boolean {
  return all.some((_, start) => some.every((term, index) => all[start + index] === term));
}
