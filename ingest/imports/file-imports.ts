import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { nothingCounted } from '../../graph/run-record.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { ConfigFile, TableSource } from '../../schema/config-file.ts';
import { conflict, describeError, invalid, KikiError } from '../../schema/errors.ts';
import { type FileImports, importedSource, type ImportLook, type ImportSettings } from '../../schema/file-import.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { RecordDraft } from '../../schema/record.ts';
import { decode } from '../files/decode.ts';
import type { FileContent, SourceFolder } from '../files/source-folder.ts';
import { type Column, columnsOf, isRow } from '../init/columns.ts';
import { nameSource } from '../init/name-sources.ts';
import { decodeAny } from '../init/survey.ts';
import { compileMapping, type Mapping } from '../mapping/compile-mapping.ts';
import type { SourceReader } from '../reading.ts';
import { previewRuns } from '../preview-runs.ts';
import type { RunReport } from '../run-source.ts';
import { startRun } from '../start-run.ts';
import { parseCsv } from '../table/csv.ts';
import { mapRowItem, wholeRow } from '../table/map-row.ts';
import { createTableReader } from '../table/reader.ts';
import { composeMapping } from './compose-mapping.ts';
import { createKeptFiles } from './kept-files.ts';
import { columnName, likelyKind, proposeTargets } from './propose-targets.ts';

export interface FileImportsOptions {
  store: GraphStore;
  config: Pick<ConfigFile, 'limits'>;
  /** Called after each import that changed something. */
  onChanged?: () => void;
  now?: () => Date;
}

/** Rows of which the page shows what they become. */
const sampledRows = 3;
const shownExamples = 3;
const shownRefusals = 20;
/** Milliseconds for which a file is kept. */
const keptFor = 7 * 86_400_000;

/** Imports of files that people give Kiki in the browser: each is a source of its own, read by the reader of every table. */
export function createFileImports(options: FileImportsOptions): FileImports & { drained(): Promise<void> } {
  const { store, config, onChanged, now = () => new Date() } = options;
  const { ontology } = store;
  const files = createKeptFiles(store);
  const underWay = new Map<string, Promise<void>>();
  const largest = config.limits.fileMegabytes * 1024 ** 2;

  const sweep = () => files.sweep(new Date(now().getTime() - keptFor).toISOString());

  const openFile = async (id: string) => {
    const { bytes, kept } = await files.read(id);
    return { kept, content: contentOf(kept.file, bytes), version: versionOf(bytes, kept.settings) };
  };

  /** The file as a source. @throws Invalid when the choice of columns makes no mapping */
  const sourceOf = (content: FileContent, settings: ImportSettings): { name: string; reader: SourceReader } => {
    const table = readTable(content, settings);
    const { encoding = table.encoding, delimiter } = settings;
    const name = importedSource(settings.name);
    const source: TableSource = {
      name,
      kind: 'table',
      root: '.',
      files: [content.path],
      format: 'csv',
      ...(encoding !== undefined && { encoding }),
      ...(delimiter !== undefined && { delimiter }),
      entities: [composeMapping(settings, table.columns, ontology)],
    };
    const reader = createTableReader({ source, folder: folderOf(content), ontology, salt: '' });
    // Whoever imports the same again means it: what it said may have been taken back.
    return {
      name,
      reader: { ...reader, fingerprint: () => Promise.resolve(`${content.hash} ${now().toISOString()}`) },
    };
  };

  const finish = async (id: string, report: RunReport, by: string): Promise<void> => {
    const { entities: _entities, changes: _changes, isHeld: _isHeld, ...run } = report;
    const said = `Imported by ${by}`;
    const message = run.message === undefined ? said : `${said}. ${run.message}`;
    await store.saveRun({ type: 'run', id: run.id, source: run.source }, { ...run, message });
    if (run.status !== 'done' && run.status !== 'partly') return;
    await files.remove(id).catch(() => undefined);
    await store.flush();
    onChanged?.();
  };

  return {
    largest,
    async add({ name, bytes }) {
      await sweep();
      const file = safeName(name);
      if (bytes.length === 0) throw invalid('The file is empty', { where: file, fix: 'Choose another one' });
      if (bytes.length > largest)
        throw invalid(`The file is larger than ${config.limits.fileMegabytes} MB`, {
          where: file,
          fix: 'Split it, or raise limits: fileMegabytes in kiki.yaml',
        });
      const content = contentOf(file, Buffer.from(bytes));
      const { columns, encoding } = readTable(content, {});
      const kind = likelyKind(file, columns, ontology);
      const settings: ImportSettings = {
        name: nameSource(file, new Set()).slice(0, 32),
        kind,
        encoding,
        targets: proposeTargets(file, columns, kind, ontology).targets,
      };
      return files.add(bytes, { file, at: now().toISOString(), settings: settings });
    },
    async waiting() {
      return (await files.list()).map(({ id, kept: { file, at } }) => ({ id, file, at }));
    },
    async look(id) {
      const { kept, content, version } = await openFile(id);
      const { file, settings } = kept;
      const blank = { id, file, settings, version };
      try {
        const table = readTable(content, settings);
        const doubts = new Map(Object.entries(proposeTargets(file, table.columns, settings.kind, ontology).doubts));
        return {
          ...blank,
          rows: table.rows.length,
          columns: table.columns.map((column) => ({
            name: columnName(column),
            examples: [...new Set(column.texts.flat())].slice(0, shownExamples),
            doubt: doubts.get(columnName(column)),
          })),
          refused: table.refusals.slice(0, shownRefusals),
          refusedCount: table.refusals.length,
          ...(await sampleOf(table, settings, ontology)),
        };
      } catch (error) {
        if (!(error instanceof KikiError) || error.code !== 'invalid') throw error;
        return {
          ...blank,
          rows: 0,
          columns: [],
          refused: [],
          refusedCount: 0,
          sample: [],
          problem: describeError(error),
        };
      }
    },
    async save(id, { targets, ...settings }) {
      const { kept, content } = await openFile(id);
      const { name, encoding, delimiter } = settings;
      const kind = ontology.kind(settings.kind).name;
      if (!/^[a-z][a-z0-9-]{0,31}$/.test(name))
        throw invalid(`"${name.slice(0, 40)}" is no name for an import`, {
          where: 'name',
          fix: 'Use lower-case letters, digits and hyphens, beginning with a letter, 32 at most',
        });
      if (encoding !== undefined) decode(content, encoding);
      const chosen =
        targets ??
        proposeTargets(kept.file, readTable(content, { encoding, delimiter }).columns, kind, ontology).targets;
      await files.save(id, { ...kept, settings: { name, kind, encoding, delimiter, targets: { ...chosen } } });
    },
    async preview(id) {
      const { kept, content, version } = await openFile(id);
      try {
        const { name, reader } = sourceOf(content, kept.settings);
        const source = { name, open: () => reader };
        const [report] = await previewRuns({ store, sources: [source], maximumRemovals: 1, now });
        if (report === undefined) throw new TypeError('A preview of nothing');
        const { added, changed, unchanged, removed, refused, refusedCount, warnings, changes = [], message } = report;
        const counts = { added, changed, unchanged, removed, refused, refusedCount, warnings };
        return {
          version,
          ...counts,
          changes,
          ...(report.status === 'failed' && { problem: message ?? refused[0] ?? '' }),
        };
      } catch (error) {
        if (!(error instanceof KikiError) || error.code !== 'invalid') throw error;
        return { version, ...nothingCounted(), changes: [], problem: describeError(error) };
      }
    },
    async start(id, { version, by }) {
      const { kept, content, version: current } = await openFile(id);
      if (version !== current)
        throw conflict('The columns were chosen otherwise since this was shown', {
          fix: 'Look at what would change now',
        });
      if (underWay.has(id)) throw conflict('This import is under way', { fix: 'See the list of runs' });
      const { name, reader } = sourceOf(content, kept.settings);
      // What is gone was shown before this was asked for.
      const started = await startRun(
        { store, name, open: () => reader, maximumRemovals: 1, now },
        { allowRemovals: true },
      );
      const done = started.report
        .then((report) => finish(id, report, by))
        .catch(() => undefined) // the run says why it failed
        .finally(() => underWay.delete(id));
      underWay.set(id, done);
      return { run: started.id };
    },
    discard: (id) => files.remove(id),
    async drained() {
      await Promise.all(underWay.values());
    },
  };
}

interface Table {
  rows: { data: Record<string, unknown>; line: number | undefined }[];
  columns: Column[];
  refusals: { where: string; reason: string }[];
  /** Set when it is not UTF-8 and nobody said what it is. */
  encoding: string | undefined;
}

/** @throws Invalid, with the line, when the file as a whole makes no sense */
function readTable(
  content: FileContent,
  { encoding, delimiter }: Partial<Pick<ImportSettings, 'encoding' | 'delimiter'>>,
): Table {
  const decoded = encoding === undefined ? decodeAny(content) : { text: decode(content, encoding), encoding };
  const { data, lines = [], refusals, warnings: [twice] = [] } = parseCsv(content.path, decoded.text, delimiter);
  // Whoever is to say what each column means has to know which it is.
  if (twice !== undefined)
    throw invalid(twice.reason.replace(/:.*$/s, ''), { where: twice.where, fix: 'Give each column its own name' });
  const rows = [data].flat().flatMap((row, index) => (isRow(row) ? [{ data: row, line: lines[index] }] : []));
  const [first] = refusals;
  if (rows.length === 0)
    throw invalid(
      first === undefined ? 'The file has no rows below its header' : `No row can be read: ${first.reason}`,
      {
        where: first?.where ?? content.path,
        fix: 'Mend the file, and choose it again',
      },
    );
  return { rows, columns: columnsOf(rows.map(({ data: row }) => row)), refusals, encoding: decoded.encoding };
}

async function sampleOf(
  { rows, columns }: Table,
  settings: ImportSettings,
  ontology: Ontology,
): Promise<Pick<ImportLook, 'sample' | 'problem'>> {
  let mapping: Mapping;
  try {
    mapping = compileMapping(composeMapping(settings, columns, ontology), 'columns', ontology);
  } catch (error) {
    if (!(error instanceof KikiError)) throw error;
    return { sample: [], problem: describeError(error) };
  }
  const sample: ImportLook['sample'] = [];
  for (const [index, { data, line }] of rows.slice(0, sampledRows).entries()) {
    const row = { data, path: 'file', index, isOnly: false, ...(line !== undefined && { line }) };
    try {
      const item = wholeRow(row);
      const { draft, problems } = await mapRowItem(mapping, row, item, { source: 'file', ontology });
      sample.push({ ...presentDraft(draft, ontology), problems });
    } catch (error) {
      sample.push({ title: `${line ?? index + 1}`, lines: [], problems: [describeError(error)] });
    }
  }
  return { sample };
}

function presentDraft(
  { kind, key, claims }: RecordDraft,
  ontology: Ontology,
): Pick<ImportLook['sample'][number], 'title' | 'lines'> {
  const lines = claims.flatMap((claim) => {
    if (claim.about === 'field' && claim.field !== 'name')
      return [
        {
          label: ontology.findField(kind, claim.field)?.label ?? claim.field,
          value: [claim.value ?? ''].flat().join(', '),
        },
      ];
    if (claim.about !== 'relation') return [];
    const spec = ontology.relation(claim.relation);
    return [{ label: claim.end === 'from' ? spec.name : spec.inverse, value: claim.other.value }];
  });
  const name = claims.find((claim) => claim.about === 'field' && claim.field === 'name');
  return { title: name?.about === 'field' && name.value !== undefined ? String(name.value) : key, lines };
}

/** A folder with this one file in it. */
function folderOf(content: FileContent): SourceFolder {
  return {
    find: () => Promise.resolve([content.path]),
    read: () => Promise.resolve(content),
    has: (path) => path === content.path,
    hash: () => Promise.resolve(content.hash),
  };
}

function contentOf(path: string, bytes: Buffer): FileContent {
  return { path, bytes, hash: createHash('sha256').update(bytes).digest('hex') };
}

function versionOf(bytes: Buffer, settings: ImportSettings): string {
  return createHash('sha256').update(bytes).update(JSON.stringify(settings)).digest('hex').slice(0, 16);
}

/** The name of a file without a folder, as pages show it. */
function safeName(name: string): string {
  const base = basename(name.replaceAll('\\', '/'))
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}#:]/gu, '')
    .trim()
    .slice(0, 120);
  return base === '' || base === '.' || base === '..' ? 'file.csv' : base;
}
