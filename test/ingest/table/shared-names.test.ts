import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readFirst } from '../../support/ingesting.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();
const staff = [
  'skipper: { name: Ada Holm, mail: ada@x.example }',
  'acting_mate: { name: Ada  Holm }',
  'acting_cook: { name: "Holm, Ada" }',
  'bo: { name: Bo Lind, mail: bo@x.example }',
].join('\n');

async function warningsOf(mapping: string, more = '') {
  const folder = mkdtempSync(join(root, 'names-'));
  writeFiles(folder, { 'crew.yml': staff });
  const rows = '$each($, function($v, $k) { $merge([{ "key": $k }, $v]) })';
  const { warnings } = await readFirst(
    `sources: [{ name: crew, kind: table, files: crew.yml, rows: '${rows}', entities: [{ key: key, name: name, ${mapping} }] }]\n${more}`,
    folder,
  );
  return warnings;
}

test('names that several keys have are told, with the way to make them one', async () => {
  expect(await warningsOf('kind: Person, ids: { email: mail }')).toEqual([
    {
      where: 'source crew (Person)',
      reason:
        '1 name occurs under several keys: Ada Holm (skipper, acting_mate, acting_cook). Each key is a Person of its own, unless an id joins them: if they are the same, give them one id, such as ids: { fullName: name } (“One person under several keys” in docs/configuration.md)',
    },
  ]);
});

test.each([
  ['where an id makes them one', `kind: Person, ids: { of: '$contains(name, "Ada") ? "ada"' }`, ''],
  ['where each has an address', `kind: Person, ids: { email: 'key & "@x.example"' }`, ''],
  ['of kinds whose names repeat', 'kind: Article', ''],
  ['where names mean nothing', 'kind: Person, matchName: false', ''],
  [
    'where kiki.yaml says that they are one',
    'kind: Person',
    'sameAs: [[crew:skipper, crew:acting_mate, crew:acting_cook]]',
  ],
  ['or that they are several', 'kind: Person', 'different: [[crew:skipper, crew:acting_mate, crew:acting_cook]]'],
])('but not %s', async (_what, mapping, more) => {
  expect(await warningsOf(mapping, more)).toEqual([]);
});
