import { createHash } from 'node:crypto';
import type { TableSpec } from '../../schema/config-file.ts';
import { invalid } from '../../schema/errors.ts';
import { scalarText } from '../../schema/value.ts';
import { decode } from '../files/decode.ts';
import type { SourceFolder } from '../files/source-folder.ts';
import { compile, type Tables } from '../mapping/expressions.ts';
import { type Refusal, refusal } from '../reading.ts';
import type { TableDocument } from './document.ts';
import { parseTableFile } from './formats.ts';
import { describeOddTable } from './odd-tables.ts';

/** One row of a table, with where it is. */
export interface TableRow {
  data: unknown;
  path: string;
  /** Line in the file, for formats of lines. */
  line?: number;
  /** Position in its file, from 0. */
  index: number;
  /** The only row of its file, so that the path identifies it. */
  isOnly: boolean;
}

export interface LoadedTables extends Tables {
  rows(table: string): readonly TableRow[];
  refusals: Refusal[];
  /** What is odd about whole tables. */
  warnings: Refusal[];
  /** No file and no row was refused. */
  isWhole: boolean;
  /** Files that were read. */
  paths: string[];
  /** Of the content of all files. */
  digest: string;
}

/**
 * Reads all tables of a source, so that rows can be joined.
 *
 * @param place the source, for messages, and whether its tables have names of their own
 */
export async function loadTables(
  specs: Readonly<Record<string, TableSpec>>,
  folder: SourceFolder,
  { where, isNamed }: { where: string; isNamed: boolean },
  onFile: (done: number, total: number) => void,
): Promise<LoadedTables> {
  const placeOf = (name: string) => (isNamed ? `${where}.tables.${name}` : where);
  const paths = new Map<string, string[]>();
  for (const [name, { files, exclude = [] }] of Object.entries(specs)) {
    const found = await folder.find(files, exclude);
    if (found.length === 0)
      throw invalid(`No file matches ${files.join(', ')}`, {
        where: placeOf(name),
        fix: 'Check root: and files:',
      });
    paths.set(name, found);
  }
  const total = [...paths.values()].flat().length;
  const tables = new Map<string, TableRow[]>();
  const refusals: Refusal[] = [];
  const warnings: Refusal[] = [];
  const digest = createHash('sha256');
  let done = 0;
  for (const [name, spec] of Object.entries(specs)) {
    const rows: TableRow[] = [];
    const documents: unknown[] = [];
    const refusedBefore = refusals.length;
    const expression = spec.rows === undefined ? undefined : compile(spec.rows, `${placeOf(name)}.rows`);
    for (const path of paths.get(name) ?? []) {
      try {
        const content = await folder.read(path);
        digest.update(`${path} ${content.hash}\n`);
        const document = parseTableFile(path, decode(content, spec.encoding), spec);
        refusals.push(...document.refusals);
        warnings.push(...(document.warnings ?? []));
        documents.push(document.data);
        const data = expression === undefined ? document.data : await expression.evaluate(document.data, { path });
        rows.push(...toRows(path, data, linesOf(document)));
      } catch (error) {
        refusals.push(refusal(path, error));
      }
      done += 1;
      onFile(done, total);
    }
    tables.set(name, rows);
    const found = { documents, rows, paths: paths.get(name) ?? [] };
    if (refusals.length === refusedBefore)
      for (const reason of describeOddTable(spec, found)) warnings.push({ where: placeOf(name), reason });
  }
  if (refusals.length > 0 && [...tables.values()].every((rows) => rows.length === 0)) {
    const first = refusals[0];
    throw invalid(`No row could be read (${first === undefined ? '' : `${first.where}: ${first.reason}`})`, { where });
  }
  return {
    ...createLookup(tables, where),
    rows: (name) => rowsOf(tables, name, where),
    refusals,
    warnings,
    isWhole: refusals.length === 0,
    paths: [...paths.values()].flat(),
    digest: digest.digest('hex'),
  };
}

/** Lines of a document by its rows. An expression may leave out rows; those that it makes itself have no line. */
function linesOf({ data, lines }: TableDocument): (row: unknown) => number | undefined {
  if (lines === undefined || !Array.isArray(data)) return () => undefined;
  const byRow = new Map((data as unknown[]).map((row, index) => [row, lines[index]]));
  return (row) => byRow.get(row);
}

function toRows(path: string, data: unknown, lineOf: (row: unknown) => number | undefined): TableRow[] {
  if (data === undefined || data === null) return [];
  const items: unknown[] = Array.isArray(data) ? data : [data];
  return items.map((item, index) => ({
    data: item,
    path,
    ...withLine(lineOf(item)),
    index,
    isOnly: !Array.isArray(data),
  }));
}

function withLine(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line };
}

function rowsOf(tables: ReadonlyMap<string, TableRow[]>, name: string, where: string): readonly TableRow[] {
  const rows = tables.get(name);
  if (rows === undefined)
    throw invalid(`There is no table "${name}"`, { where, fix: `The tables are ${[...tables.keys()].join(', ')}` });
  return rows;
}

/** Finds rows by the value of a column, with one index per column that is asked for. */
function createLookup(tables: ReadonlyMap<string, TableRow[]>, where: string): Tables {
  const indexes = new Map<string, Map<string, unknown[]>>();
  return {
    find(table, column, value) {
      const name = `${table}\n${column}`;
      let index = indexes.get(name);
      if (index === undefined) {
        index = indexBy(rowsOf(tables, table, where), column);
        indexes.set(name, index);
      }
      return index.get(scalarText(value) ?? '') ?? [];
    },
  };
}

/** The value of a column: of the name as it stands, else of the path that its dots make. */
function valueAt(data: unknown, column: string): unknown {
  if (typeof data !== 'object' || data === null) return undefined;
  if (column in data) return (data as Record<string, unknown>)[column];
  const dot = column.indexOf('.');
  if (dot === -1) return undefined;
  return valueAt((data as Record<string, unknown>)[column.slice(0, dot)], column.slice(dot + 1));
}

function indexBy(rows: readonly TableRow[], column: string): Map<string, unknown[]> {
  const index = new Map<string, unknown[]>();
  for (const { data } of rows) {
    for (const item of [valueAt(data, column)].flat()) {
      const key = scalarText(item);
      if (key === undefined) continue;
      const known = index.get(key);
      if (known === undefined) index.set(key, [data]);
      else known.push(data);
    }
  }
  return index;
}
