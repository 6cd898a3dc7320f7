import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readFirst } from '../../support/ingesting.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();

async function warningsOf(fields: string, csv: string) {
  const folder = mkdtempSync(join(root, 'silent-'));
  writeFiles(folder, { 'p.csv': csv });
  const entity = `{ kind: Person, key: id, name: name, fields: ${fields} }`;
  const { warnings } = await readFirst(
    `sources: [{ name: hr, kind: table, files: p.csv, entities: [${entity}] }]`,
    folder,
  );
  return warnings;
}

const csv = 'id,name,site,note,begun\n1,Ada,HAV,,soon\n2,Bob,ROS,,\n3,Eve,HAV,,\n';

test('a field that never has a value although what it reads has is told once', async () => {
  expect(await warningsOf(`{ location: '$lookup({"H": "Haverstone"}, site)', chat: note }`, csv)).toEqual([
    {
      where: 'source hr.entities[0] (Person)',
      reason:
        'Never a value in 3 rows, although what is read has values: location (reads site). Check what it is compared with or looked up in',
    },
  ]);
});

test('empty columns, values that are left out, few rows and fields that speak once are not told so', async () => {
  expect(await warningsOf(`{ chat: note, phone: '$trim(note)', location: 'site = "ROS" ? site' }`, csv)).toEqual([]);
  expect(await warningsOf('{ startDate: begun }', csv)).toEqual([
    { where: 'p.csv:2', reason: expect.stringContaining('"soon" is not a date') },
  ]);
  expect(await warningsOf(`{ location: 'site = "X" ? site' }`, csv.split('\n').slice(0, 3).join('\n'))).toEqual([]);
});
