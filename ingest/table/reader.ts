import { createHash } from 'node:crypto';
import type { ReadRecord } from '../../graph/apply/write-records.ts';
import type { RowMapping, TableSource, TableSpec } from '../../schema/config-file.ts';
import { invalid } from '../../schema/errors.ts';
import { isBlank } from '../../schema/field-values.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { type Claim, recordId } from '../../schema/record.ts';
import { scalarText } from '../../schema/value.ts';
import { type FileChange, type FileHistory, noChanges } from '../files/file-history.ts';
import { hashFiles, type SourceFolder } from '../files/source-folder.ts';
import { compileMapping, type Mapping } from '../mapping/compile-mapping.ts';
import { applies, type Item, mapItem } from '../mapping/map-item.ts';
import { sectionsOfMarkdown } from '../pages/sections.ts';
import { type Reading, refusal, type SourceReader } from '../reading.ts';
import { type LoadedTables, loadTables, type TableRow } from './tables.ts';

/** Raise it when the same file would give other records: then every table is read again once. */
const readerVersion = 2;

export interface ReaderOptions<Source> {
  source: Source;
  folder: SourceFolder;
  ontology: Ontology;
  /** What else the result depends on: the ontology's settings. */
  salt: string;
  /** Who changed the files, and when. */
  history?: FileHistory;
}

/** Reads a source of kind `table`: rows of CSV, JSON, YAML or TOML, mapped by expressions. */
export function createTableReader({
  source,
  folder,
  ontology,
  salt,
  history,
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
    async read(_known, onProgress) {
      const tables = await loadTables(specs, folder, where, onProgress);
      const reading: Reading = {
        records: [],
        unchanged: [],
        kept: [],
        refusals: [...tables.refusals],
        warnings: [],
        isWhole: tables.isWhole,
      };
      const { changes, problems } = (await history?.read(tables.paths)) ?? noChanges;
      for (const reason of problems) reading.warnings.push({ where, reason });
      const records = new Map<string, ReadRecord>();
      for (const [index, settings] of source.entities.entries()) {
        const mapping = compileMapping(settings, `${where}.entities[${index}]`, ontology, tables);
        await readMapping(mapping, tableName(settings, specs, where), {
          tables,
          source: source.name,
          ontology,
          reading,
          records,
          changes,
        });
      }
      reading.records = [...records.values()];
      return reading;
    },
  };
}

function tablesOf(source: TableSource): Record<string, TableSpec> {
  if (source.tables !== undefined) return source.tables;
  const { files = [], exclude, format, encoding, delimiter, rows } = source;
  return { rows: { files, exclude, format, encoding, delimiter, rows } };
}

function tableName(mapping: RowMapping, specs: Readonly<Record<string, TableSpec>>, where: string): string {
  const names = Object.keys(specs);
  if (mapping.from !== undefined) return mapping.from;
  if (names.length === 1 && names[0] !== undefined) return names[0];
  throw invalid('A mapping does not say from which table', { where, fix: `Add from: with one of ${names.join(', ')}` });
}

/** What a row is read with, and where what it says goes. */
export interface RowWork {
  source: string;
  ontology: Ontology;
  reading: Pick<Reading, 'warnings'>;
  /** By id. */
  records: Map<string, ReadRecord>;
  /** Last changes of files, by path, where they have a history. */
  changes?: ReadonlyMap<string, FileChange>;
}

interface MappingWork extends RowWork {
  tables: LoadedTables;
  reading: Reading;
}

async function readMapping(mapping: Mapping, table: string, work: MappingWork): Promise<void> {
  for (const row of work.tables.rows(table)) {
    const place = row.line === undefined ? `${row.path}#${row.index + 1}` : `${row.path}:${row.line}`;
    try {
      await readRow(mapping, row, place, work);
    } catch (error) {
      // Which thing the row was about is not known, so nothing may be taken for gone.
      work.reading.refusals.push(refusal(place, error));
      work.reading.isWhole = false;
    }
  }
}

/** Adds the records that a mapping makes of a row. @param place where the row is, for warnings @throws Invalid when it can't be read */
export async function readRow(mapping: Mapping, row: TableRow, place: string, work: RowWork): Promise<void> {
  for (const item of await itemsOf(mapping, row)) {
    if (await applies(mapping, item)) await readItem(mapping, row, item, place, work);
  }
}

async function itemsOf({ each }: Mapping, { data, path, index }: TableRow): Promise<Item[]> {
  const file = (path.split('/').pop() ?? path).replace(/\.[^.]+$/, '');
  const variables = { row: data, path, file, index };
  if (each === undefined) return [{ context: data, variables }];
  const items = [await each.evaluate(data, variables)].flat().filter((item) => item !== undefined);
  return items.map((context) => ({ context, variables }));
}

async function readItem(
  mapping: Mapping,
  row: TableRow,
  item: Item,
  place: string,
  { source, ontology, reading, records, changes }: RowWork,
): Promise<void> {
  const key = await keyOf(mapping, row, item);
  const { draft, problems } = await mapItem(mapping, item, ontology);
  for (const problem of problems) reading.warnings.push({ where: place, reason: problem });
  const markdown = await mapping.text?.evaluate(item.context, item.variables);
  const passages =
    typeof markdown === 'string' ? sectionsOfMarkdown(markdown, { withSteps: mapping.kind === 'Procedure' }) : [];
  const at = row.isOnly && mapping.each === undefined ? undefined : key;
  const change = changes?.get(row.path);
  const [statedAt, statedBy] = [draft.statedAt ?? change?.at, draft.statedBy ?? change?.by];
  const next: ReadRecord = {
    draft: {
      source,
      key,
      path: row.path,
      ...(at !== undefined && { at }),
      ...draft,
      ...(statedAt !== undefined && { statedAt }),
      ...(statedBy !== undefined && { statedBy }),
      passages,
    },
  };
  const id = recordId(next.draft);
  const known = records.get(id);
  records.set(id, known === undefined ? next : merged(known, next));
}

async function keyOf(mapping: Mapping, row: TableRow, item: Item): Promise<string> {
  if (mapping.key === undefined) {
    if (row.isOnly && mapping.each === undefined) return row.path;
    throw invalid('The mapping has no key', { fix: 'Add key: with what identifies a row' });
  }
  const key = await mapping.key.evaluate(item.context, item.variables);
  const text = scalarText(key);
  if (text !== undefined) return text.slice(0, 500);
  throw invalid(`The key is ${isBlank(key) ? 'empty' : 'not a text'}`, {
    fix: 'Fill it in, or leave the row out with when:',
  });
}

/** Several rows about one thing are one record: the first row's place, all their claims. */
function merged(first: ReadRecord, next: ReadRecord): ReadRecord {
  const place = next.draft.at === undefined ? next.draft.path : `${next.draft.path}#${next.draft.at}`;
  const isElsewhere = next.draft.path !== first.draft.path || next.draft.at !== first.draft.at;
  const known = new Set(first.draft.claims.map(comparable));
  const added = next.draft.claims.filter((claim) => !known.has(comparable(claim)));
  const placed = added.map((claim): Claim =>
    isElsewhere && (claim.about === 'field' || claim.about === 'relation') ? { ...claim, at: place } : claim,
  );
  const ids = { ...first.draft.ids };
  for (const [namespace, values] of Object.entries(next.draft.ids))
    ids[namespace] = [...new Set([...(ids[namespace] ?? []), ...values])];
  return {
    draft: {
      ...first.draft,
      ids,
      claims: [...first.draft.claims, ...placed],
      passages: [...first.draft.passages, ...next.draft.passages],
    },
  };
}

function comparable(claim: Claim): string {
  return JSON.stringify(claim, (key, value: unknown) => (key === 'at' ? undefined : value));
}
