import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findRepeatedColumns } from '../../../ingest/table/fill-down.ts';
import { claimed, readFirst } from '../../support/ingesting.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();

function read(files: Record<string, string>, more: string, relation = 'member of: Ward') {
  const folder = mkdtempSync(join(root, 'fill-'));
  writeFiles(folder, files);
  return readFirst(
    `sources: [{ name: hr, kind: table, files: "*.*", ${more} entities: [{ kind: Person, key: Nurse, name: Nurse, relations: { ${relation} } }] }]`,
    folder,
  );
}

/** Two wards of five nurses, each ward said once. */
const merged = `Ward,Nurse\n${['A', 'B']
  .map((ward) => [1, 2, 3, 4, 5].map((n) => `${n === 1 ? ward : ''},Nurse ${ward}${n}\n`).join(''))
  .join('')}`;
const wards = ({ records }: Awaited<ReturnType<typeof read>>) =>
  records.flatMap(({ draft }) =>
    draft.claims.flatMap((claim) => (claim.about === 'relation' ? [claim.other.value] : [])),
  );

describe('cells that are empty because they repeat the one above', () => {
  test('mean the one above where fill: names their column, file by file', async () => {
    const reading = await read({ 'a.csv': merged, 'b.csv': 'Ward,Nurse\n,Eve\nC,Zoë\n' }, 'fill: [Ward],');
    expect(wards(reading)).toEqual(['A', 'A', 'A', 'A', 'A', 'B', 'B', 'B', 'B', 'B', 'C']);
    expect(reading.warnings).toEqual([]);
  });

  test('are filled before rows: looks at them, also in JSON', async () => {
    const rows = [
      { Ward: 'A', Nurse: 'Ada' },
      { Ward: '', Nurse: 'Bob' },
      { Nurse: 'Eve' },
      { Ward: 'B', Nurse: 'Joe' },
    ];
    const reading = await read({ 'a.json': JSON.stringify(rows) }, `fill: [Ward], rows: '$[Ward = "A"]',`);
    expect(wards(reading)).toEqual(['A', 'A', 'A']);
  });

  test('are told where a mapping takes its key, its name or a relation from them, and fill: says nothing', async () => {
    const { warnings } = await read({ 'a.csv': merged }, '');
    expect(warnings).toEqual([
      {
        where: 'source hr',
        reason:
          'Ward is empty in 8 of 10 rows, always below one that has it. If an empty cell means the one above, set fill: ["Ward"] beside files:, else fill: []',
      },
    ]);
    expect((await read({ 'a.csv': merged }, 'fill: [],')).warnings).toEqual([]);
    expect((await read({ 'a.csv': merged }, '', 'reports to: Nurse')).warnings).toEqual([]);
  });

  test('fill: of a column that is not there is told, and of what is no list refused', async () => {
    const { warnings } = await read({ 'a.csv': merged }, 'fill: [Wards],');
    expect(warnings.map(({ reason }) => reason)).toEqual([
      'fill: names "Wards", and no row has it; there are Ward, Nurse',
    ]);
    await expect(read({ 'a.json': '{"Nurse": "Ada"}' }, 'fill: [Ward],')).rejects.toMatchObject({
      message: expect.stringContaining('The file is no list of rows, which fill: is for'),
    });
  });

  const column = (values: string[]) => [values.map((Ward, index) => ({ Ward, Nurse: String(index) }))];
  test.each<[string, string[], number]>([
    ['said once for several rows', ['A', '', '', '', 'B', '', '', ''], 1],
    ['filled in most rows', ['A', 'B', 'C', '', 'D', 'E', '', 'F'], 0],
    ['missing in the first row', ['', 'A', '', '', 'B', '', '', ''], 0],
    ['with values that come again', ['A', '', 'A', '', 'A', '', '', ''], 0],
    ['with one value', ['A', '', '', '', '', '', '', ''], 0],
    ['of few rows', ['A', '', '', 'B', '', ''], 0],
  ])('a column %s', (_what, values, found) => {
    expect(findRepeatedColumns(column(values))).toHaveLength(found);
  });

  test('a column without a heading is called by its place', async () => {
    const text = `,Nurse,\nA,Ada,x\nB,Bob,y\n`;
    const { records } = await read({ 'a.csv': text }, '', 'member of: "`column 1`"');
    expect(wards({ records } as Awaited<ReturnType<typeof read>>)).toEqual(['A', 'B']);
    expect(records.map(({ draft }) => claimed(draft.claims, 'name'))).toEqual(['Ada', 'Bob']);
  });
});

describe('a table without rows', () => {
  test.each<[string, Record<string, string>, string, RegExp[]]>([
    [
      'because rows: finds nothing',
      { 'a.yaml': 'tags: [{ Nurse: Ada }]\n' },
      'rows: labels,',
      [/^rows: gives nothing in a\.yaml; there are tags$/],
    ],
    ['that is empty', { 'a.csv': 'Ward,Nurse\n' }, '', []],
    ['in one of its files only', { 'a.yaml': 'labels: [{ Nurse: Ada }]\n', 'b.yaml': 'x: 1\n' }, 'rows: labels,', []],
  ])('%s', async (_why, files, more, expected) => {
    const { warnings } = await read(files, more, 'reports to: Nurse');
    expect(warnings.map(({ reason }) => reason)).toEqual(expected.map((each) => expect.stringMatching(each)));
  });

  test('is told where hidden folders are', async () => {
    const folder = mkdtempSync(join(root, 'hidden-'));
    writeFiles(folder, { 'a/tags.yaml': 'tags: []\n', 'a/.hidden/labels.yaml': 'labels: [{ id: x }]\n' });
    const { warnings } = await readFirst(
      'sources: [{ name: t, kind: table, files: "a/**/*.yaml", rows: labels, entities: [{ kind: Term, key: id, name: id }] }]',
      folder,
    );
    expect(warnings[0]?.reason).toContain('A folder that begins with a dot is read if files: names it');
  });
});
