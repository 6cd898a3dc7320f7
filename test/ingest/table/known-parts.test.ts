import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openSource } from '../../../ingest/open-source.ts';
import type { KnownRecords, Reading } from '../../../ingest/reading.ts';
import { type RecordDraft, recordId } from '../../../schema/record.ts';
import { parseConfig } from '../../support/ingesting.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();

/** What the graph keeps of a source between two readings. */
class Kept {
  readonly records = new Map<string, { draft: RecordDraft; inputHash: string | undefined }>();

  known(): KnownRecords {
    const byPath = new Map<string, { id: string; inputHash?: string }[]>();
    for (const [id, { draft, inputHash }] of this.records)
      byPath.set(draft.path, [
        ...(byPath.get(draft.path) ?? []),
        { id, ...(inputHash !== undefined && { inputHash }) },
      ]);
    return byPath;
  }

  take({ records, unchanged, kept }: Reading): void {
    const present = new Set([...unchanged, ...kept]);
    for (const { draft, inputHash } of records) {
      present.add(recordId(draft));
      this.records.set(recordId(draft), { draft, inputHash });
    }
    for (const id of this.records.keys()) if (!present.has(id)) this.records.delete(id);
  }

  drafts(): [string, RecordDraft][] {
    return [...this.records]
      .map(([id, { draft }]): [string, RecordDraft] => [id, draft])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

async function read(yaml: string, files: Record<string, string>, known: KnownRecords = new Map()): Promise<Reading> {
  const folder = mkdtempSync(join(root, 'known-'));
  writeFiles(folder, files);
  const config = parseConfig(yaml);
  const [source] = config.sources;
  if (source === undefined) throw new Error('The config has no source');
  try {
    return await openSource(source, { config, configFolder: folder, variables: {} }).read(known, () => undefined);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const config = (entities: string) => `sources: [{ name: hr, kind: table, files: "*.csv", entities: [${entities}] }]`;
const csv = (rows: readonly (readonly string[])[]) => ['id,name,boss', ...rows.map((row) => row.join(','))].join('\n');

const people = '{ kind: Person, key: id, name: name, relations: { reports to: boss } }';
const bosses = `{ kind: Team, when: 'name != "Bo"', key: boss, name: '"Team of " & boss' }`;
const byPlace = `{ kind: Person, key: id, name: 'name & " " & $string($index)' }`;
const joined = `{ kind: Person, key: id, name: '$find("rows", "id", boss).name' }`;
const several = `{ kind: Team, each: '$split(boss, "")', key: $, name: '$ & $row.name' }`;

type Row = [id: string, name: string, boss: string];
const ids = ['1', '2', '3', '4', '5', '6'];
const row: fc.Arbitrary<Row> = fc.tuple(
  fc.constantFrom(...ids),
  fc.constantFrom('Al', 'Bo', 'Cy'),
  fc.constantFrom('1', '2', '12', 'x'),
);
/** Most of them about one thing each, so that many are as they were after an edit. */
const firstRows = fc
  .tuple(...ids.map((id) => row.map(([, ...rest]): Row => [id, ...rest])), row)
  .map((rows) => rows as Row[]);
/** A row is put in, or put in the place of another. */
const edit = fc.record({
  file: fc.constantFrom('a.csv' as const, 'b.csv' as const),
  at: fc.nat(3),
  remove: fc.constantFrom(0, 1),
  row,
});
const nothing = { file: 'a.csv' as const, at: 0, remove: 0, row: undefined };

describe('a table that was read before', () => {
  test.each([
    ['rows', people],
    ['several mappings, some for some rows only', `${people}, ${bosses}`],
    ['rows by their place', byPlace],
    ['rows that look into others', joined],
    ['several things a row', several],
  ])('of %s gives what it would give if it were read for the first time, whatever changed', async (_what, entities) => {
    await fc.assert(
      fc.asyncProperty(firstRows, fc.array(edit, { maxLength: 4 }), async (first, edits) => {
        const kept = new Kept();
        const files = { 'a.csv': [...first.slice(1)], 'b.csv': first.slice(0, 1) };
        for (const { file, at, row, remove } of [undefined, ...edits].map((each) => each ?? nothing)) {
          if (row !== undefined) files[file].splice(at, remove, row);
          const written = { 'a.csv': csv(files['a.csv']), 'b.csv': csv(files['b.csv']) };
          kept.take(await read(config(entities), written, kept.known()));
          const afresh = new Kept();
          afresh.take(await read(config(entities), written));
          expect(kept.drafts()).toEqual(afresh.drafts());
        }
      }),
      { numRuns: 20 },
    );
  });

  const twoRows = { 'a.csv': csv([['1', 'Al', ''], ['2', 'Bo', '1']]) }; // prettier-ignore

  test('maps the rows again that changed, and no others', async () => {
    const kept = new Kept();
    kept.take(await read(config(people), twoRows));
    const changed = { 'a.csv': csv([['2', 'Bo', '1'], ['1', 'Ada', '']]) }; // prettier-ignore
    const reading = await read(config(people), changed, kept.known());
    expect(reading.unchanged).toEqual(['hr:Person:2']);
    expect(reading.records.map(({ draft }) => draft.key)).toEqual(['1']);
  });

  test('maps a row again that is in another file now', async () => {
    const kept = new Kept();
    kept.take(await read(config(people), twoRows));
    const reading = await read(config(people), { 'b.csv': twoRows['a.csv'] }, kept.known());
    expect(reading.records.map(({ draft }) => draft.path)).toEqual(['b.csv', 'b.csv']);
  });

  test('maps all of them again when the mapping changed, or one of them may look into the others', async () => {
    const kept = new Kept();
    kept.take(await read(config(people), twoRows));
    const renamed = config(people.replace('name: name', `name: 'name & "!"'`));
    expect((await read(renamed, twoRows, kept.known())).records).toHaveLength(2);

    const looking = new Kept();
    looking.take(await read(config(joined), twoRows));
    expect((await read(config(joined), twoRows, looking.known())).unchanged).toHaveLength(2);
    const other = { 'a.csv': csv([['1', 'Ada', ''], ['2', 'Bo', '1']]) }; // prettier-ignore
    expect((await read(config(joined), other, looking.known())).records).toHaveLength(2);
  });

  test('leaves a thing as it was when one of its rows can no longer be read', async () => {
    const titled = config('{ kind: Person, key: id, name: name, fields: { title: boss } }');
    const kept = new Kept();
    kept.take(await read(titled, { 'a.csv': csv([['1', 'Al', 'Clerk'], ['1', 'Al', 'Chair'], ['2', 'Bo', '']]) })); // prettier-ignore
    const broken = await read(titled, { 'a.csv': csv([['1', 'Al', 'Clerk'], ['1', 'Al', 'Chair', 'x'], ['2', 'Bob', '']]) }, kept.known()); // prettier-ignore
    expect(broken.refusals).toHaveLength(1);
    expect(broken.kept).toEqual(['hr:Person:1']);
    expect(broken.records.map(({ draft }) => draft.key)).toEqual(['2']);
    // Whole again, it loses what really went.
    const mended = await read(titled, { 'a.csv': csv([['1', 'Al', 'Clerk']]) }, kept.known());
    expect(mended.records.map(({ draft }) => draft.claims)).toEqual([
      [
        { about: 'field', field: 'name', value: 'Al' },
        { about: 'field', field: 'title', value: 'Clerk' },
      ],
    ]);
  });

  test('says each time what is wrong with a row', async () => {
    const wrong = config(`{ kind: Person, key: id, name: name, fields: { email: boss } }`);
    const kept = new Kept();
    const first = await read(wrong, twoRows);
    expect(first.warnings).toEqual([{ where: 'a.csv:3', reason: expect.stringContaining('left out') }]);
    kept.take(first);
    const second = await read(wrong, twoRows, kept.known());
    expect(second.warnings).toEqual(first.warnings);
    expect(second.unchanged).toEqual(['hr:Person:1']);
  });
});
