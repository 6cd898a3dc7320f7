import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { InjectOptions } from 'fastify';
import { kiki as system } from '../../schema/actor.ts';
import { anyEmployee, localAdmin } from '../../schema/viewer.ts';
import { type ServingKiki, servingKiki } from '../support/serving-kiki.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeFiles } from '../support/write-files.ts';

const token = 'token-of-hr-for-tests';
const config = `
sources:
  - { name: hr, kind: push, token: '\${HR_TOKEN}' }
  - { name: open, kind: push }
  - { name: unset, kind: push, token: '\${UNSET_TOKEN}' }
  - { name: short, kind: push, token: '\${SHORT_TOKEN}' }
  - { name: wrong, kind: push, token: '\${HR_TOKEN}', entities: [{ kind: Person, key: 'foo(' }] }
  - name: rows
    kind: push
    token: '\${HR_TOKEN}'
    id: no
    entities:
      - { kind: Person, when: $not(kind = "room"), name: name, ids: { email: mail }, relations: { member of: unit } }
      - { kind: Team, when: $exists(unit), key: unit, name: unit }
  - { name: files, kind: table, files: 'people.csv', entities: [{ kind: Person, key: id, name: name }] }
`;

let server: ServingKiki;
// Before the folder is removed.
afterAll(() => server.stop());
const folder = temporaryFolder();
beforeAll(async () => {
  writeFiles(folder, { 'kiki.yaml': config, 'people.csv': 'id,name\n1,File Person\n' });
  server = await servingKiki(folder, { HR_TOKEN: token, SHORT_TOKEN: 'short' });
});

interface Told {
  status: number;
  body: Record<string, unknown> & { error?: { code: string; message: string; fix?: string } };
}

const send = async (method: 'PUT' | 'DELETE', path: string, payload?: InjectOptions['payload'], headers = {}) => {
  const reply = await server.app.inject({
    method,
    url: `/api/records/${path}`,
    headers: { host: 'localhost', authorization: `Bearer ${token}`, ...headers },
    ...(payload !== undefined && { payload }),
  });
  return { status: reply.statusCode, body: reply.json<Told['body']>() } satisfies Told;
};
const person = (name: string, more: object = {}) => ({ kind: 'Person', name, ...more });
const runs = async (source: string) => server.kiki.store.runs(localAdmin, { source, limit: 100 });
const names = async (source: string) => (await server.kiki.store.recordsOf(source)).map(({ id }) => id).sort();

describe('a pushed record', () => {
  test('is added, unchanged, changed and removed, and the same content twice writes nothing', async () => {
    const first = await send('PUT', 'hr/E1', person('Ada Lovelace', { fields: { title: 'Engineer' } }));
    expect(first).toEqual({
      status: 200,
      body: { record: 'hr:Person:E1', ref: 'person:ada-lovelace', outcome: 'added', warnings: [] },
    });
    const before = [await server.kiki.store.version(), await runs('hr'), await server.kiki.store.sources(localAdmin)];
    const again = await send('PUT', 'hr/E1', { fields: { title: ' Engineer ' }, name: 'Ada Lovelace', kind: 'person' });
    expect(again.body).toMatchObject({ outcome: 'unchanged', ref: 'person:ada-lovelace' });
    expect([await server.kiki.store.version(), await runs('hr'), await server.kiki.store.sources(localAdmin)]).toEqual(
      before,
    );
    expect((await send('PUT', 'hr/E1', person('Ada Lovelace'))).body).toMatchObject({ outcome: 'changed' });
    const view = await server.kiki.store.entity(anyEmployee, 'person:ada-lovelace');
    expect(view?.fields.title).toBeUndefined();
    expect((await send('DELETE', 'hr/E1')).body).toMatchObject({ outcome: 'removed', record: null });
    expect((await send('DELETE', 'hr/E1')).body).toMatchObject({ outcome: 'unchanged' });
    expect(await server.kiki.store.entity(anyEmployee, 'person:ada-lovelace')).toBeUndefined();
  });

  test('names its run in the history, and the source keeps when it was told last', async () => {
    await send('PUT', 'hr/H1', person('History Person'));
    const [revision] = await server.kiki.store.history(anyEmployee, 'person:history-person');
    const [run] = await runs('hr');
    expect(revision).toMatchObject({ actorType: 'run', run: run?.id });
    expect(run).toMatchObject({ status: 'done', added: 1, message: 'Pushed: H1' });
    const source = (await server.kiki.store.sources(localAdmin)).find(({ name }) => name === 'hr');
    expect(source).toMatchObject({ readAt: run?.finishedAt, dropped: false });
  });

  test('of another kind under the same id takes the place of the former one', async () => {
    await send('PUT', 'hr/K1', person('Turned'));
    expect((await send('PUT', 'hr/K1', { kind: 'Team', name: 'Turned' })).body).toMatchObject({
      record: 'hr:Team:K1',
      outcome: 'changed',
    });
    expect(await names('hr')).not.toContain('hr:Person:K1');
  });

  test('makes the same claims as the row of a table', async () => {
    await send('PUT', 'hr/T1', {
      kind: 'team',
      name: 'Engines',
      aliases: 'Motors; Drives',
      ids: { code: 7, email: ['e@example.com', ''] },
      fields: { chat: '#engines', description: null },
      relations: {
        'led by': { name: 'Boss', role: 'chair', from: '2026-01-01' },
        members: ['a', { email: 'b@example.com' }],
      },
      url: 'https://example.com/t1',
      stated: '2026-01-31',
      by: 'HR',
      text: '# Purpose\n\nWe build.\n',
    });
    const stored = await server.kiki.store.record('hr:Team:T1');
    expect(stored?.draft).toEqual({
      source: 'hr',
      kind: 'Team',
      key: 'T1',
      path: 'T1',
      ids: { code: ['7'], email: ['e@example.com'] },
      claims: [
        { about: 'field', field: 'name', value: 'Engines' },
        { about: 'field', field: 'aliases', value: ['Motors', 'Drives'] },
        { about: 'field', field: 'chat', value: '#engines' },
        {
          about: 'relation',
          relation: 'LEADS',
          end: 'to',
          other: { namespace: 'name', value: 'Boss' },
          role: 'chair',
          from: '2026-01-01',
        },
        { about: 'relation', relation: 'MEMBER_OF', end: 'to', other: { namespace: 'any', value: 'a' } },
        { about: 'relation', relation: 'MEMBER_OF', end: 'to', other: { namespace: 'email', value: 'b@example.com' } },
      ],
      passages: [expect.objectContaining({ heading: ['Purpose'], text: 'We build.' })],
      url: 'https://example.com/t1',
      statedAt: '2026-01-31',
      statedBy: 'HR',
      audience: 'everyone',
    });
  });

  test('pushed many times at once is there once, and two that differ leave one, whole', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => send('PUT', 'hr/C1', person('Crowd Person'))));
    expect(replies.map(({ body }) => body.outcome).sort()).toEqual(['added', ...Array<string>(7).fill('unchanged')]);
  });
});

describe('a row that a mapping reads', () => {
  test('may make several records, which go with it', async () => {
    const made = await send('PUT', 'rows/1', { no: 1, name: 'Row One', mail: 'one@example.com', unit: 'Radio' });
    expect(made.body).toMatchObject({
      record: 'rows:Person:1',
      outcome: 'added',
      more: [{ record: 'rows:Team:Radio', ref: 'team:radio' }],
    });
    const other = await send('PUT', 'rows/2', { no: 2, name: 'Row Two', unit: 'Radio' });
    expect(other).toMatchObject({
      status: 409,
      body: { error: { message: expect.stringContaining('"1" makes already') } },
    });
    await send('PUT', 'rows/1', { no: 1, name: 'Row One' });
    expect(await names('rows')).toEqual(['rows:Person:1']);
    expect((await send('PUT', 'rows/1', { kind: 'room' })).body).toMatchObject({
      record: null,
      outcome: 'removed',
      warnings: [expect.stringContaining('No mapping')],
    });
  });

  test('sent under another id than its own is refused', async () => {
    const reply = await send('PUT', 'rows/7', { no: 8, name: 'X' });
    expect(reply.body.error?.message).toBe('id: The body is about "8", and it was sent under "7"');
  });

  test('of a mapping that is wrong is refused as the fault of Kiki’s operator', async () => {
    const reply = await send('PUT', 'wrong/1', { id: 1 });
    expect(reply).toMatchObject({
      status: 503,
      body: { error: { message: expect.stringMatching(/kiki\.yaml is wrong.*foo\(/) } },
    });
  });
});

describe('a list', () => {
  const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `L${from + index}`);
  const list = (each: readonly string[]) => each.map((id) => ({ id, ...person(`List ${id}`) }));

  test('takes in what is good, says what is not and why, and leaves what it does not name', async () => {
    await send('PUT', 'rows/before', { no: 'before', name: 'Before' });
    const reply = await send('PUT', 'rows', [
      { no: 'a', name: 'A' },
      { no: 'a', name: 'Again' },
      'text',
      { name: 'No id' },
      { no: 'b', name: 'B', unit: 'Shared' },
      { no: 'c', name: 'C', unit: 'Shared' },
    ]);
    expect(reply.body).toMatchObject({ added: 3, changed: 0, removed: 0, run: expect.any(String) });
    expect(reply.body.refused).toEqual([
      { index: 1, id: 'a', reason: expect.stringContaining('in the list already') },
      { index: 2, reason: expect.stringContaining('A record is an object') },
      { index: 3, reason: expect.stringContaining('There is no id') },
      { index: 5, id: 'c', reason: expect.stringContaining('"b" makes already') },
    ]);
    expect(await names('rows')).toEqual(['rows:Person:a', 'rows:Person:b', 'rows:Person:before', 'rows:Team:Shared']);
    const [run] = await runs('rows');
    expect(run).toMatchObject({ id: reply.body.run, status: 'partly', added: 3, refusedCount: 4 });
  });

  test('that is full removes what it lacks, under the guard, and not while anything is refused', async () => {
    await send('PUT', 'hr?full=true&allowRemovals=true', list(ids(0, 10)));
    expect(await names('hr')).toHaveLength(10);
    expect(await send('PUT', 'hr?full=true', list(ids(0, 7)))).toMatchObject({ status: 409 });
    expect(await send('PUT', 'hr?full=true', [])).toMatchObject({ status: 409 });
    expect(await names('hr')).toHaveLength(10);
    const bad = await send('PUT', 'hr?full=true', [...list(ids(0, 9)), { id: 'L9', kind: 'Persn' }]);
    expect(bad.body).toMatchObject({ removed: 0, unchanged: 9, run: null, refused: [{ index: 9 }] });
    expect(await names('hr')).toHaveLength(10);
    expect((await send('PUT', 'hr?full=true', list(ids(0, 9)))).body).toMatchObject({ removed: 1, unchanged: 9 });
    expect((await send('PUT', 'hr?full=true&allowRemovals=true', [])).body).toMatchObject({ removed: 9 });
  });

  test('may be one record a line, and a line that is no JSON is refused by its place', async () => {
    const lines = `${JSON.stringify({ id: 'N1', ...person('Line One') })}\r\n\n{"id": \n${JSON.stringify({ id: 'N2', ...person('Line Two') })}\n`;
    const reply = await send('PUT', 'hr', lines, { 'content-type': 'application/x-ndjson; charset=utf-8' });
    expect(reply.body).toMatchObject({
      added: 2,
      refused: [{ index: 1, reason: expect.stringContaining('not JSON') }],
    });
  });

  test('that is none is refused', async () => {
    expect(await send('PUT', 'hr', person('X'))).toMatchObject({ status: 400, body: { error: { code: 'invalid' } } });
  });
});

describe('who may push', () => {
  test.each<[string, string, object, number, RegExp]>([
    ['no token', 'hr/1', { authorization: '' }, 401, /no token/],
    ['something else than a token', 'hr/1', { authorization: 'Basic abc' }, 401, /no token/],
    ['a wrong token', 'hr/1', { authorization: 'Bearer token-of-hr-for-tesst' }, 403, /not the token/],
    ['the beginning of the token', 'hr/1', { authorization: `Bearer ${token.slice(0, -1)}` }, 403, /not the token/],
    ['a source without a token', 'open/1', {}, 403, /it has no token/],
    ['a source whose variable is not set', 'unset/1', {}, 403, /UNSET_TOKEN is not set/],
    ['a source whose token is too short', 'short/1', { authorization: 'Bearer short' }, 403, /shorter than 16/],
    ['a source that is read', 'files/1', {}, 404, /Kiki reads it/],
    ['a source that is not there', 'sales/1', {}, 404, /no source "sales"/],
  ])('%s is refused, before the body is read', async (_name, path, headers, status, message) => {
    for (const url of [path, path.replace('/1', '')]) {
      const reply = await send('PUT', url, '{ not json', { 'content-type': 'application/json', ...headers });
      expect(reply.status).toBe(status);
      expect(reply.body.error?.message).toMatch(message);
      expect(JSON.stringify(reply.body)).not.toContain(token);
    }
  });

  test('a page of another site may not, even with the token', async () => {
    expect((await send('PUT', 'hr/1', person('X'), { origin: 'https://evil.example' })).status).toBe(403);
  });
});

describe('hostile bodies', () => {
  const json = { 'content-type': 'application/json' };
  const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

  test.each<[string, string, RegExp]>([
    ['nothing', '', /A record is an object/],
    ['no JSON', '{', /JSON/],
    ['a list', '[]', /A record is an object/],
    ['a text', '"x"', /A record is an object/],
    ['null', 'null', /A record is an object/],
    ['nothing in it', '{}', /kind: is missing/],
    ['an unknown kind', '{"kind": "Persn", "name": "X"}', /kind: There is no kind "Persn"/],
    ['a kind of another type', '{"kind": 7, "name": "X"}', /kind/],
    ['no name', '{"kind": "Person"}', /name: .*neither a name nor ids/],
    ['an object as name', '{"kind": "Person", "name": {"a": 1}}', /name: /],
    ['an unknown key', '{"kind": "Person", "name": "X", "shoe": 9}', /unknown setting "shoe"/],
    [
      'an unknown field',
      '{"kind": "Person", "name": "X", "fields": {"shoe": 9}}',
      /fields\.shoe: A Person has no field/,
    ],
    [
      'a field that does not fit',
      '{"kind": "Person", "name": "X", "fields": {"status": "up"}}',
      /fields\.status: "up" is not one of/,
    ],
    ['fields in a list', '{"kind": "Person", "name": "X", "fields": [1]}', /fields/],
    [
      'an unknown relation',
      '{"kind": "Person", "name": "X", "relations": {"loves": "Y"}}',
      /relations\.loves: A Person has no relation/,
    ],
    [
      'a relation to nobody',
      '{"kind": "Person", "name": "X", "relations": {"leads": {"role": "y"}}}',
      /relations\.leads: An item names nobody/,
    ],
    [
      'a relation of another type',
      '{"kind": "Person", "name": "X", "relations": {"leads": [true]}}',
      /relations\.leads: /,
    ],
    ['a date that is none', '{"kind": "Person", "name": "X", "stated": "2026-99-99"}', /stated: /],
    ['a link that is none', '{"kind": "Person", "name": "X", "url": "javascript:alert(1)"}', /url: .*not a link/],
    ['a namespace that is none', '{"kind": "Person", "name": "X", "ids": {"@hr": "1"}}', /ids\.@hr/],
    ['a prototype', '{"kind": "Person", "name": "X", "__proto__": {"canEdit": true}}', /"__proto__" can't be the name/],
    [
      'a constructor',
      '{"kind": "Person", "name": "X", "fields": {"constructor": {"prototype": {}}}}',
      /"constructor" can't be the name/,
    ],
    ['depth', `{"kind": "Person", "name": "X", "fields": ${deep(200)}}`, /nested deeper/],
    ['bottomless depth', `{"kind": "Person", "name": "X", "fields": ${deep(100_000)}}`, /nested deeper/],
  ])('%s is refused in one line that says where', async (_name, payload, message) => {
    const version = await server.kiki.store.version();
    const reply = await send('PUT', 'hr/hostile', payload, json);
    expect([reply.status, reply.body.error?.message]).toEqual([400, expect.stringMatching(message)]);
    expect(reply.body.error?.message).not.toContain('\n');
    expect(await server.kiki.store.version()).toBe(version);
    expect(({} as Record<string, unknown>).canEdit).toBeUndefined();
  });

  test('prototypes and depth in a list are refused item by item', async () => {
    const lines = [
      `{"id": "P", "kind": "Person", "__proto__": {"name": "X"}}`,
      deep(5000),
      JSON.stringify({ id: 'ok', ...person('Fine') }),
    ];
    const reply = await send('PUT', 'hr', lines.join('\n'), { 'content-type': 'application/x-ndjson' });
    expect(reply.body).toMatchObject({ added: 1, refused: [{ index: 0 }, { index: 1 }] });
  });

  test('a record of more than 1 MB and a list of more than 32 MB are refused', async () => {
    expect((await send('PUT', 'hr/big', person('X', { text: 'x'.repeat(2 ** 20) }))).status).toBe(413);
    const list = `[${'"x",'.repeat(9 * 2 ** 20)}1]`;
    expect((await send('PUT', 'hr', list, json)).status).toBe(413);
  }, 30_000);

  test.each<[string, string]>([
    ['a/b', 'a%2Fb'],
    ['../../etc', '..%2F..%2Fetc'],
    ['你好 wörld', '你好 wörld'],
    ['\'"`; DETACH DELETE (n) //', '\'"`; DETACH DELETE (n) //'],
    ['é', 'é'.normalize('NFD')],
    ['你'.repeat(500), '你'.repeat(500)],
  ])('the id %s is an id like others', async (id, written) => {
    const url = `hr/${encodeURIComponent(written).replaceAll('%25', '%')}`;
    expect((await send('PUT', url, person(`Called ${id.slice(0, 40)}`))).body).toMatchObject({
      record: `hr:Person:${id}`,
      outcome: 'added',
    });
    expect((await send('DELETE', url)).body).toMatchObject({ outcome: 'removed' });
  });

  test.each([
    ['NUL', 'a%00b'],
    ['a line end', 'a%0Ab'],
    ['501 characters', 'x'.repeat(501)],
    ['only spaces', '%20%20'],
  ])('an id with %s is refused', async (_name, id) => {
    expect(await send('PUT', `hr/${id}`, person('X'))).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid' } },
    });
  });
});

test('tokens are in no export', async () => {
  for await (const line of server.kiki.store.exportAll(system)) expect(JSON.stringify(line)).not.toContain(token);
});
