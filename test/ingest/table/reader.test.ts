import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { claimed, readFirst } from '../../support/ingesting.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { writeFiles } from '../../support/write-files.ts';

const root = temporaryFolder();

function read(entities: string, files: Record<string, string>, more = 'files: "*.*"') {
  const folder = mkdtempSync(join(root, 'table-'));
  writeFiles(folder, files);
  return readFirst(`sources: [{ name: hr, kind: table, ${more}, entities: [${entities}] }]`, folder);
}

const person = '{ kind: Person, key: id, name: name }';

describe('a table', () => {
  test('gives a record for each row, with its place', async () => {
    const { records, refusals, isWhole } = await read(person, { 'p.csv': 'id,name\n1,Ada\n2,Bob\n' });
    expect(records.map(({ draft: { key, path, at } }) => [key, path, at])).toEqual([
      ['1', 'p.csv', '1'],
      ['2', 'p.csv', '2'],
    ]);
    expect({ refusals, isWhole }).toEqual({ refusals: [], isWhole: true });
  });

  test('refuses a row without key by file and line, keeps the rest, and is then not whole', async () => {
    const { records, refusals, isWhole } = await read(person, { 'p.csv': 'id,name\n1,Ada\n,Bob\n' });
    expect(records).toHaveLength(1);
    expect(refusals).toEqual([{ where: 'p.csv:3', reason: expect.stringContaining('The key is empty. Fill it in') }]);
    expect(isWhole).toBe(false);
  });

  test('refuses a row that rows: made with the mapping and what is in it, and says of a list that it is one', async () => {
    const { refusals } = await read(
      '{ kind: Person, from: all, key: id, name: name }',
      { 'p.yaml': 'teams: [{ people: [{ id: 1, name: Ada }, { name: "Bob: no id" }] }]\n' },
      "tables: { all: { files: p.yaml, rows: '$map(teams.people, function($p) { $p })' } }",
    );
    expect(refusals).toEqual([
      {
        where: 'p.yaml#2 (Person from all, {"name":"Bob:no id"})',
        reason: expect.stringContaining('The key is empty'),
      },
    ]);
    const lists = await read(person, {
      'p.json': '[{"id": 0, "name": "Eve"}, [{"id": 1, "name": "Ada"}, {"id": 2, "name": "Bob"}]]',
    });
    expect(lists.refusals).toEqual([
      {
        where: 'p.json#2',
        reason: expect.stringMatching(/^The row is a list of 2, and one thing is expected\..*\$reduce\(\$append\)/),
      },
    ]);
  });

  test('keeps the line of a row that rows: leaves in', async () => {
    const { refusals } = await read(
      person,
      { 'p.csv': 'id,name\n1,Ada\n2,\n,Bob\n' },
      `files: p.csv, rows: '$[name != ""]'`,
    );
    expect(refusals.map(({ where }) => where)).toEqual(['p.csv:4']);
  });

  test('refuses a file that can not be parsed, names the line, and reads the others', async () => {
    const { records, refusals, isWhole } = await read(person, {
      'a.json': '[{"id": 1, "name": "Ada"}]',
      'b.yaml': 'a: [1\n',
    });
    expect(records.map(({ draft }) => draft.key)).toEqual(['1']);
    expect(refusals).toEqual([
      { where: expect.stringMatching(/^b\.yaml:\d$/), reason: expect.stringContaining('not YAML') },
    ]);
    expect(isWhole).toBe(false);
  });

  test('fails as a whole when no file matches, no row can be read, or a mapping names no table', async () => {
    await expect(read(person, { 'a.json': '[' })).rejects.toMatchObject({ message: expect.stringContaining('No row') });
    await expect(read(person, {}, 'files: "*.csv"')).rejects.toMatchObject({
      message: 'No file matches *.csv',
      fix: expect.stringContaining('root'),
    });
    const tables = 'tables: { a: { files: a.json }, b: { files: a.json } }';
    await expect(read(person, { 'a.json': '[{"id":1}]' }, tables)).rejects.toMatchObject({
      fix: 'Add from: with one of a, b',
    });
    await expect(
      read('{ kind: Person, from: c, key: id, name: id }', { 'a.json': '[{"id":1}]' }, tables),
    ).rejects.toMatchObject({ message: 'There is no table "c"' });
  });

  test('makes one record of rows with one key, with all they say and where', async () => {
    const { records } = await read('{ kind: Person, key: id, name: name, fields: { title: title } }', {
      'a.csv': 'id,name,title\n1,Ada,Clerk\n',
      'b.csv': 'id,name,title\n1,Ada,Director\n',
    });
    expect(records).toHaveLength(1);
    expect(records[0]?.draft.claims).toEqual([
      { about: 'field', field: 'name', value: 'Ada' },
      { about: 'field', field: 'title', value: 'Clerk' },
      { about: 'field', field: 'title', value: 'Director', at: 'b.csv#1' },
    ]);
  });

  test.each<[string, string]>([
    ['p.json', '[null, {"id": 1, "name": null, "also": {"x": null}, "nicks": [null, "Ada"]}]'],
    ['p.jsonl', 'null\n{"id": 1, "name": null, "also": {"x": null}, "nicks": [null, "Ada"]}\n'],
    ['p.yaml', '- ~\n- { id: 1, name: ~, also: { x: null }, nicks: [null, Ada] }\n'],
  ])('in %s, a null says nothing, at any depth', async (path, text) => {
    const name = `'$replace(name, "a", "b") & $trim(also.x) & nicks[0]'`;
    const { records, refusals } = await read(`{ kind: Person, key: id, name: ${name} }`, { [path]: text });
    expect(refusals).toEqual([]);
    expect(records.map(({ draft }) => claimed(draft.claims, 'name'))).toEqual(['Ada']);
  });

  test('a YAML file that contains itself ends', async () => {
    const { records } = await read(person, { 'p.yaml': '- &a { id: 1, name: Ada, self: *a, none: ~ }\n' });
    expect(records).toHaveLength(1);
  });

  test('takes the path for the key of a file that is one thing', async () => {
    const { records } = await read('{ kind: Team, name: $file }', { 'core.toml': 'x = 1\n', 'docs.toml': 'x = 1\n' });
    expect(records.map(({ draft }) => [draft.key, claimed(draft.claims, 'name'), draft.at])).toEqual([
      ['core.toml', 'core', undefined],
      ['docs.toml', 'docs', undefined],
    ]);
  });

  test('looks up rows by columns within objects and by items of lists', async () => {
    const { records } = await read(
      `{ kind: Person, from: p, key: id, name: '$find("q", "of.id", id).name', fields: { title: '$findAll("q", "tags", id).name' } }`,
      { 'p.json': '[{"id": 7}]', 'q.json': '[{"of": {"id": "7"}, "name": "Ada"}, {"tags": [1, 7], "name": "Clerk"}]' },
      'tables: { p: { files: p.json }, q: { files: q.json } }',
    );
    expect(records[0]?.draft.claims).toEqual([
      { about: 'field', field: 'name', value: 'Ada' },
      { about: 'field', field: 'title', value: 'Clerk' },
    ]);
  });

  test('an unknown table in a look-up is a refusal that names those there are', async () => {
    const { refusals } = await read(`{ kind: Person, key: id, name: '$find("x", "a", id).b' }`, {
      'p.csv': 'id,b\n1,2\n',
    });
    expect(refusals).toEqual([{ where: 'p.csv:2', reason: expect.stringContaining('There is no table "x"') }]);
  });

  test.each([
    ['{ kind: Person, key: id, name: "a b" }', 'files: "*.*"', 'source hr.entities[0] (Person).name'],
    [
      '{ kind: Team, key: id }, { kind: Team, key: id, from: t, fields: { mission: "a b" } }',
      'tables: { t: { files: p.csv } }',
      'source hr.entities[1] (Team from t).fields.mission',
    ],
    [person, 'files: p.csv, rows: "a b"', 'source hr.rows'],
    [person, 'tables: { t: { files: p.csv, rows: "a b" } }', 'source hr.tables.t.rows'],
    [person, 'tables: { t: { files: q.csv } }', 'source hr.tables.t'],
  ])('a setting that is wrong is told by its place: %s with %s', async (entities, more, where) => {
    await expect(read(entities, { 'p.csv': 'id,name\n1,Ada\n' }, more)).rejects.toMatchObject({ where });
  });

  test('an authoritative relation that does not exist is refused', async () => {
    await expect(
      read(person, { 'p.csv': 'id,name\n1,Ada\n' }, 'files: p.csv, authoritative: [HATES]'),
    ).rejects.toMatchObject({ message: 'There is no relation "HATES"', fix: expect.stringContaining('MEMBER_OF') });
  });
});
