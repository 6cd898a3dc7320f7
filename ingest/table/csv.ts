import { parse, type CsvError } from 'csv-parse/sync';
import { invalid } from '../../schema/errors.ts';
import type { Refusal } from '../reading.ts';
import type { TableDocument } from './document.ts';

const separators = [',', ';', '\t', '|'];

/**
 * Rows by the names of the first line; a column without a name is called by its place, `column 1`, and one whose name another has before it
 * by its number, `phone 2`, which a warning tells. A row with too many or too few cells is refused and the others stand.
 *
 * @throws Invalid when the file as a whole makes no sense: no header, a quote that never ends
 */
export function parseCsv(path: string, text: string, delimiter = likelySeparator(text)): TableDocument {
  const refusals: Refusal[] = [];
  let header: string[] = [];
  const warnings: Refusal[] = [];
  const unclosed: CsvError[] = [];
  let rows: { record: Record<string, string>; info: { lines: number } }[];
  try {
    rows = parse(text, {
      delimiter,
      columns: (names: string[]) => {
        header = withoutRepeats(names, (reason) => warnings.push({ where: `${path}:1`, reason }));
        return header;
      },
      bom: true,
      trim: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      info: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        if (error?.code === 'CSV_QUOTE_NOT_CLOSED') unclosed.push(error);
        else refusals.push(refusedRow(path, error, header));
        return undefined;
      },
    });
  } catch (error) {
    if (isCsvError(error))
      throw invalid(messageOf(error, header), {
        where: `${path}:${lineOf(error)}`,
        fix: 'Mend the file; quotes inside quotes are doubled',
        cause: error,
      });
    throw error;
  }
  if (unclosed.length > 0)
    refusals.push(unclosedQuote(path, [...rows.map(({ info }) => info.lines), ...refusals.map(lineIn)]));
  if (header.length === 0)
    throw invalid('The file has no header line', { where: path, fix: 'Begin it with a line of column names' });
  return {
    path,
    data: rows.map(({ record }) => record),
    lines: rows.map(({ info }) => info.lines),
    refusals,
    warnings,
  };
}

function withoutRepeats(names: readonly string[], warn: (reason: string) => void): string[] {
  const called = names.map((name, index) => (name === '' ? `column ${index + 1}` : name));
  const taken = new Set(called);
  const others = new Map<string, string[]>();
  const header = called.map((name, index) => {
    if (called.indexOf(name) === index) return name;
    let number = 2;
    while (taken.has(`${name} ${number}`)) number += 1;
    const other = `${name} ${number}`;
    taken.add(other);
    others.set(name, [...(others.get(name) ?? []), other]);
    return other;
  });
  for (const [name, more] of others) {
    const read = more.map((other) => `"${other}"`).join(', ');
    const times = more.length === 1 ? 'twice' : `${more.length + 1} times`;
    warn(
      `The column "${name}" is there ${times}: behind the first it is read as ${read}. Give each column its own name`,
    );
  }
  return header;
}

function refusedRow(path: string, error: CsvError | undefined, header: readonly string[]): Refusal {
  return {
    where: error === undefined ? path : `${path}:${lineOf(error)}`,
    reason: error === undefined ? 'The row can’t be read.' : `${messageOf(error, header)}.`,
  };
}

/** The parser knows where the file ends, and a person needs to know where the quote may begin: behind the last whole row. */
function unclosedQuote(path: string, lines: readonly number[]): Refusal {
  const begin = lines.reduce((last, line) => Math.max(last, line), 1) + 1;
  return {
    where: `${path}:${begin}`,
    reason:
      'A quote is opened here or below and never closed, so no row from here on is read. Close it; quotes inside quotes are doubled.',
  };
}

function lineIn({ where }: Refusal): number {
  return Number(/:(\d+)$/.exec(where)?.[1] ?? 1);
}

function messageOf(error: CsvError, header: readonly string[]): string {
  switch (error.code) {
    case 'CSV_RECORD_INCONSISTENT_COLUMNS':
    case 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH':
      return `The row has ${Array.isArray(error.record) ? error.record.length : 'another number of'} cells, and ${header.length} are expected`;
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'A quote is opened and never closed';
    default:
      return error.message;
  }
}

function lineOf(error: CsvError): number {
  return typeof error.lines === 'number' ? error.lines : 1;
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('CSV_');
}

/** The separator that the first line has most of, outside quotes. */
export function likelySeparator(text: string): string {
  const first = (/^.*$/m.exec(text)?.[0] ?? '').replace(/"[^"]*"/g, '');
  const count = (separator: string) => first.split(separator).length;
  return separators.reduce((best, separator) => (count(separator) > count(best) ? separator : best), ',');
}
