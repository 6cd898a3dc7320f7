import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compile } from '../../../ingest/mapping/expressions.ts';
import { readFirst } from '../../support/ingesting.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();

async function warningsOf(entity: string, files: Record<string, string>): Promise<{ where: string; reason: string }[]> {
  const folder = mkdtempSync(join(root, 'missing-'));
  writeFiles(folder, files);
  const { warnings } = await readFirst(
    `sources: [{ name: hr, kind: table, files: "*.*", entities: [${entity}] }]`,
    folder,
  );
  return warnings;
}

const teams = {
  'a.yaml': '[{ id: a, name: Ada, chat: { slack: "#a" }, people: [{ mail: m, job: clerk }] }, { id: b, name: Bob }]',
};

describe('columns that no row has', () => {
  test('are told once for a mapping, with the name that may be meant', async () => {
    const entity =
      '{ kind: Team, key: id, name: nme, fields: { chat: chat.slak, location: site }, relations: { members: people.mial } }';
    expect(await warningsOf(entity, teams)).toEqual([
      {
        where: 'source hr.entities[0] (Team)',
        reason:
          'No row has nme (in name; did you mean name?), chat.slak (in fields.chat; did you mean chat.slack?), ' +
          'site (in fields.location; there are id, name, chat, people), people.mial (in relations.members; did you mean people.mail?). ' +
          'Check the spelling; what some rows may have is read as $exists(x) ? x',
      },
    ]);
  });

  test('are those of the items where a mapping has each, and of the row where it says so', async () => {
    const entity = '{ kind: Person, each: people, key: mail, name: nme, fields: { title: job, location: $row.nme } }';
    const [warning, ...more] = await warningsOf(entity, teams);
    expect(more).toEqual([]);
    expect(warning?.reason).toContain(
      'nme (in name; there are mail, job), $row.nme (in fields.location; did you mean $row.name?)',
    );
  });

  test('are not those that few rows have, that are asked for, or of which nothing is known', async () => {
    const entity =
      '{ kind: Team, key: id, name: "[short, name][0]", fields: { chat: chat.slack, location: "$exists(site) ? site", type: "sort ? sort : $uppercase(id)" } }';
    expect(await warningsOf(entity, teams)).toEqual([]);
    expect(await warningsOf('{ kind: Team, key: id, name: nme }', { 'a.yaml': '[]' })).toEqual([]);
    const { warnings, refusals } = await (async () => {
      const folder = mkdtempSync(join(root, 'missing-'));
      writeFiles(folder, { 'a.csv': 'id,name\n1,Ada\n', 'b.csv': 'id,nme\n1,Ada,more\n' });
      return readFirst(
        'sources: [{ name: hr, kind: table, files: "*.csv", entities: [{ kind: Team, key: id, name: nme }] }]',
        folder,
      );
    })();
    expect([warnings, refusals.length]).toEqual([[], 1]);
  });
});

test('an expression knows the columns that it expects', () => {
  const read = (text: string) =>
    compile(text, 'here')
      .columns()
      .map(({ path, of }) => (of === 'row' ? `row ${path.join('.')}` : path.join('.')));
  expect(read('a & " " & b.c')).toEqual(['a', 'b.c']);
  expect(read('$replace(a, /x/, "") ~> $uppercase')).toEqual(['a']);
  expect(read('members[role = "lead"].mail')).toEqual(['members.mail']);
  expect(read('people.{ "id": mail }')).toEqual(['people']);
  expect(read('{ "id": mail, "role": $row.role }')).toEqual(['mail', 'row role']);
  expect(read('$find("t", "c", code).name')).toEqual(['code']);
  expect(read('kind = "x" ? a : b')).toEqual(['kind', 'a', 'b']);
  expect(read('a ? a & b')).toEqual(['b']);
  expect(read('$exists(a.b) ? a.b.c')).toEqual([]);
  expect(read('[a, b]')).toEqual(['a', 'b']);
  expect(read('$map(list, function($v) { $v.x })')).toEqual(['list']);
});
