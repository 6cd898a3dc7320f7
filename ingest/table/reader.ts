import { createHash } from 'node:crypto';
import type { RowMapping, TableSource, TableSpec } from '../../schema/config-file.ts';
import { invalid } from '../../schema/errors.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { type RecordDraft, recordId } from '../../schema/record.ts';
import { type FileChange, type FileHistory, noChanges } from '../files/file-history.ts';
import { hashFiles, type SourceFolder } from '../files/source-folder.ts';
import { compileMapping, type Mapping } from '../mapping/compile-mapping.ts';
import { applies, type Item } from '../mapping/map-item.ts';
import { refusal, type SourceReader } from '../reading.ts';
import { describeRepeatedColumn, findRepeatedColumns } from './fill-down.ts';
import { findKnownParts, gather, hashItem, type HashInput, type Part } from './known-parts.ts';
import { itemsOf, mapRowItem, type RowContext, wholeRow } from './map-row.ts';
import { describeMissingColumns, type MappedContexts } from './missing-columns.ts';
import { describeSharedNames } from './shared-names.ts';
import { describeSilentFields, type SpokenFields } from './silent-fields.ts';
import { type LoadedTables, loadTables, type TableRow } from './tables.ts';

/** Raise it when the same file would give other records: then every table is read again once. */
const readerVersion = 4;

export interface ReaderOptions<Source> {
  source: Source;
  folder: SourceFolder;
  ontology: Ontology;
  /** What else the result depends on: the ontology's settings. */
  salt: string;
  /** Who changed the files, and when. */
  history?: FileHistory;
  /** Keys and ids of which kiki.yaml says whether they are one thing. */
  stated?: ReadonlySet<string>;
}

/** Reads a source of kind `table`: rows of CSV, JSON, YAML or TOML, mapped by expressions. */
export function createTableReader({
  source,
  folder,
  ontology,
  salt,
  history,
  stated = new Set(),
}: ReaderOptions<TableSource>): SourceReader {
  const specs = tablesOf(source);
  const where = `source ${source.name}`;
  return {
    async fingerprint() {
      const hash = createHash('sha256').update(JSON.stringify([readerVersion, salt, source]));
      for (const { files, exclude = [] } of Object.values(specs)) {
        hash.update(await hashFiles(folder, await folder.find(files, exclude)));
      }
      if (history !== undefined) hash.update(await history.version());
      return hash.digest('hex');
    },
    async read(known, onProgress) {
      const tables = await loadTables(specs, folder, { where, isNamed: source.tables !== undefined }, onProgress);
      const { changes, problems } = (await history?.read(tables.paths)) ?? noChanges;
      const refusals = [...tables.refusals];
      const warnings = [...problems.map((reason) => ({ where, reason })), ...tables.warnings];
      const refuse = (place: string, error: unknown) => void refusals.push(refusal(place, error));
      const knownPart = findKnownParts(known);
      const parts = new Map<string, Part[]>();
      const identifying = new Map<string, Set<string>>();
      const drafts: RecordDraft[] = [];
      let isAllMapped = tables.isWhole;
      for (const [index, settings] of source.entities.entries()) {
        const place = placeOf(settings, index, where);
        const mapping = compileMapping(settings, place, ontology, tables);
        const table = tableName(settings, specs, where);
        for (const column of identifyingColumns(mapping)) addTo(identifying, table, column);
        const { contexts, silent, ...read } = await readMapping(mapping, table, {
          tables,
          source: source.name,
          isComputed: specs[table]?.rows !== undefined,
          ontology,
          changes,
          hash: hashInputOf(settings, index, tables),
          knownPart,
          parts,
          drafts,
          refuse,
          warn: (place, reason) => void warnings.push({ where: place, reason }),
        });
        isAllMapped &&= read.isAllMapped;
        // What could not be read may be what has the column.
        const missing = tables.isWhole ? describeMissingColumns(mapping, contexts) : undefined;
        for (const reason of [missing, silent]) if (reason !== undefined) warnings.push({ where: place, reason });
      }
      const isNameOfOne = (kind: string) => ontology.kind(kind).nameIdentifies;
      if (isAllMapped)
        for (const { kind, reason } of describeSharedNames(drafts, { isNameOfOne, stated }))
          warnings.push({ where: `${where} (${kind})`, reason });
      for (const [table, columns] of identifying)
        for (const reason of describeRepeats(specs[table], tables.rows(table), columns))
          warnings.push({ where: source.tables === undefined ? where : `${where}.tables.${table}`, reason });
      // Which thing a refused row was about is not known, so nothing may be taken for gone.
      const gathered = await gather(parts, { known, isWhole: refusals.length === 0, refuse });
      return { ...gathered, refusals, warnings, isWhole: refusals.length === 0 };
    },
  };

  function hashInputOf(settings: RowMapping, index: number, { digest }: LoadedTables): Omit<HashInput, 'changes'> {
    const text = JSON.stringify(settings);
    // `$find` looks into other rows, and any of them may have changed.
    const all = [readerVersion, salt, source, index, text.includes('$find') ? digest : ''];
    return { settings: sha256(JSON.stringify(all)), isPositional: text.includes('$index') };
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function tablesOf(source: TableSource): Record<string, TableSpec> {
  if (source.tables !== undefined) return source.tables;
  const { files = [], exclude, format, encoding, delimiter, fill, rows } = source;
  return { rows: { files, exclude, format, encoding, delimiter, fill, rows } };
}

/** `source hr.entities[1] (Person from staff)`: nobody likes to count mappings. */
function placeOf({ kind, from }: RowMapping, index: number, where: string): string {
  return `${where}.entities[${index}] (${kind}${from === undefined ? '' : ` from ${from}`})`;
}

function tableName(mapping: RowMapping, specs: Readonly<Record<string, TableSpec>>, where: string): string {
  const names = Object.keys(specs);
  if (mapping.from !== undefined) return mapping.from;
  if (names.length === 1 && names[0] !== undefined) return names[0];
  throw invalid('A mapping does not say from which table', { where, fix: `Add from: with one of ${names.join(', ')}` });
}

/** Columns that say which thing a row is, or with which it is connected. */
function identifyingColumns({ each, when, key, ids, fields, relations }: Mapping): string[] {
  const named = fields.filter(({ spec }) => spec.name === 'name');
  const expressions = [when, key, ...[...ids, ...named, ...relations].map(({ expression }) => expression)];
  return expressions.flatMap((expression) =>
    (expression?.columns() ?? []).flatMap(({ path: [name], of }) =>
      name !== undefined && (of === 'row' || each === undefined) ? [name] : [],
    ),
  );
}

function addTo(sets: Map<string, Set<string>>, name: string, item: string): void {
  const known = sets.get(name);
  if (known === undefined) sets.set(name, new Set([item]));
  else known.add(item);
}

/** Of these columns, those of a CSV file whose empty cells may mean the one above, unless the config says what they mean. */
function describeRepeats(
  spec: TableSpec | undefined,
  rows: readonly TableRow[],
  columns: ReadonlySet<string>,
): string[] {
  if (spec === undefined || spec.fill !== undefined || spec.rows !== undefined) return [];
  const files = new Map<string, unknown[]>();
  for (const { path, line, data } of rows) {
    if (line === undefined) return []; // what is no table of lines was made by a program, which repeats what it means
    const known = files.get(path);
    if (known === undefined) files.set(path, [data]);
    else known.push(data);
  }
  const repeated = findRepeatedColumns([...files.values()]);
  return repeated.filter(({ column }) => columns.has(column)).map(describeRepeatedColumn);
}

interface MappingWork extends RowContext {
  tables: LoadedTables;
  changes: ReadonlyMap<string, FileChange>;
  hash: Omit<HashInput, 'changes'>;
  /** The record that a part of this hash was of. */
  knownPart: (hash: string) => string | undefined;
  parts: Map<string, Part[]>;
  /** What was mapped anew. */
  drafts: RecordDraft[];
  /** The rows come out of an expression: where they are in the file is not known. */
  isComputed: boolean;
  refuse: (place: string, error: unknown) => void;
  warn: (place: string, reason: string) => void;
}

/** @returns what the mapping was about, and fields of which it never said anything, if that is odd */
async function readMapping(
  mapping: Mapping,
  table: string,
  work: MappingWork,
): Promise<{ contexts: MappedContexts; silent: string | undefined; isAllMapped: boolean }> {
  const contexts: MappedContexts = { rows: [], items: [] };
  const spoken: SpokenFields = { items: [], fields: new Set() };
  let isAllMapped = true;
  for (const row of work.tables.rows(table)) {
    const place = row.line === undefined ? `${row.path}#${row.index + 1}` : `${row.path}:${row.line}`;
    const shown = work.isComputed && row.line === undefined ? `${place} ${excerpt(mapping, table, row)}` : place;
    try {
      const items = mapping.each === undefined ? [wholeRow(row)] : await itemsOf(mapping.each, row);
      contexts.rows.push(row.data);
      for (const { context } of items) contexts.items.push(context);
      for (const item of items) {
        const hash = hashItem(row, item, { ...work.hash, changes: work.changes });
        // Most rows are known, and then nothing is waited for.
        const known = hash === undefined ? undefined : work.knownPart(hash);
        if (known === undefined) {
          await readItem(mapping, row, item, { hash, place, work, spoken });
          continue;
        }
        isAllMapped = false;
        addPart(work.parts, known, {
          hash,
          place,
          map: async () => (await mapRowItem(mapping, row, item, work)).draft,
        });
      }
    } catch (error) {
      isAllMapped = false;
      work.refuse(shown, error);
    }
  }
  const silent = isAllMapped ? describeSilentFields(mapping, spoken) : undefined;
  return { contexts, silent, isAllMapped };
}

/** As much of a row as tells it apart. */
const longestExcerpt = 80;

/** `(Person from leaders, {"name":"Ada"})`: what nobody can find in the file by its number. */
function excerpt({ kind }: Mapping, table: string, { data }: TableRow): string {
  let text: string;
  try {
    text = JSON.stringify(data);
  } catch {
    return `(${kind} from ${table})`; // YAML may contain itself
  }
  const line = text.replace(/: /g, ':').replace(/\s+/g, ' ');
  return `(${kind} from ${table}, ${line.length > longestExcerpt ? `${line.slice(0, longestExcerpt)}…` : line})`;
}

async function readItem(
  mapping: Mapping,
  row: TableRow,
  item: Item,
  { hash, place, work, spoken }: { hash: string | undefined; place: string; work: MappingWork; spoken: SpokenFields },
): Promise<void> {
  if (!(await applies(mapping, item))) return;
  const { draft, problems } = await mapRowItem(mapping, row, item, work);
  for (const problem of problems) work.warn(place, problem);
  work.drafts.push(draft);
  spoken.items.push(item.context);
  for (const claim of draft.claims) if (claim.about === 'field') spoken.fields.add(claim.field);
  for (const problem of problems) spoken.fields.add(problem.slice(0, problem.indexOf(':')));
  addPart(work.parts, recordId(draft), { hash: problems.length === 0 ? hash : undefined, place, map: () => draft });
}

function addPart(parts: Map<string, Part[]>, id: string, part: Part): void {
  const known = parts.get(id);
  if (known === undefined) parts.set(id, [part]);
  else known.push(part);
}
