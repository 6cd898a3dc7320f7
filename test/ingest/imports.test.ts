import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import { createFileImports } from '../../ingest/imports/file-imports.ts';
import { createReverter } from '../../graph/curation/revert.ts';
import { createEditor } from '../../graph/edits.ts';
import { parseConfigFile } from '../../schema/config-file.ts';
import { importedSource } from '../../schema/file-import.ts';
import { localAdmin } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { record } from '../support/records.ts';

const kept: { store?: GraphStore; imports?: ReturnType<typeof createFileImports>; time: number } = {
  time: Date.parse('2026-11-20T09:00:00Z'),
};
const imports = () => kept.imports!;
const store = () => kept.store!;

beforeAll(async () => {
  kept.store = await storeOn(await emptyEmbedded());
  await store().apply(
    { type: 'run', id: 'first', source: 'hr' },
    {
      upserts: [
        record({ kind: 'Team', key: 'T1', name: 'Payments' }),
        record({ kind: 'Team', key: 'T2', name: 'Risk' }),
      ],
      removals: [],
    },
  );
  const config = parseConfigFile({ limits: { fileMegabytes: 2 } }, 'kiki.yaml');
  // Each run a second after the one before.
  const now = () => new Date((kept.time += 1000));
  kept.imports = createFileImports({ store: store(), config, now });
});
afterAll(() => store().close());

const add = (name: string, content: string | Uint8Array) => imports().add({ name, bytes: Buffer.from(content) });
const take = async (id: string) => {
  const { run } = await imports().start(id, { version: (await imports().look(id)).version, by: 'Bea' });
  await imports().drained();
  return store().run(localAdmin, run);
};
const people = async () =>
  (await store().list(localAdmin, { kind: 'Person' })).items.map(({ name, fields }) => [
    name,
    fields.title,
    fields.startDate,
  ]);

const file = [
  'Full name;E-mail;Job title;Team;Joined;Shoe size',
  '"Lind; Bo";bo@example.com;Clerk;Payments;31.01.2020;42',
  'Cy;cy@example.com;Analyst;Payments; Risk;13.02.2021;39',
  'Ada;ada@example.com;Engineer;"Payments; Risk";14.03.2021;37',
].join('\n');

describe('a file that a person imports', () => {
  test('is understood by its columns and values, and says what of it can not be read, with the line', async () => {
    const look = await imports().look(await add('C:\\hr\\office people.csv', file));
    expect(look).toMatchObject({ file: 'office people.csv', rows: 2, refusedCount: 1 });
    expect(look.settings).toEqual({
      name: 'office-people',
      kind: 'Person',
      targets: {
        'Full name': 'name',
        'E-mail': 'field.email',
        'Job title': 'field.title',
        Team: 'relation.member of',
        Joined: 'field.startDate',
      },
    });
    expect(look.refused[0]?.where).toBe('office people.csv:3');
    expect(look.sample[1]).toEqual({
      title: 'Ada',
      problems: [],
      lines: [
        { label: 'E-mail', value: 'ada@example.com' },
        { label: 'Title', value: 'Engineer' },
        { label: 'Started', value: '2021-03-14' },
        { label: 'member of', value: 'Payments' },
        { label: 'member of', value: 'Risk' },
      ],
    });
  });

  test('is tried out, taken in as a run that says by whom, replaced by the next of its name, and taken back', async () => {
    const first = await add('staff.csv', 'Name,Title,Joined\nAda,Engineer,2021-03-14\nBo,Clerk,2020-01-31\n');
    const version = await store().version();
    const preview = await imports().preview(first);
    expect(preview).toMatchObject({ added: 2, changed: 0, removed: 0 });
    expect(preview.changes.map(({ ref, fate }) => [ref, fate]).sort()).toEqual([
      ['person:ada', 'added'],
      ['person:bo', 'added'],
    ]);
    expect(await store().version()).toBe(version);
    const run = await take(first);
    expect(run).toMatchObject({
      source: importedSource('staff'),
      status: 'done',
      added: 2,
      message: 'Imported by Bea',
    });
    expect(await people()).toEqual([
      ['Ada', 'Engineer', '2021-03-14'],
      ['Bo', 'Clerk', '2020-01-31'],
    ]);
    await expect(imports().look(first)).rejects.toMatchObject({ code: 'not-found' });

    const next = await add('staff.csv', 'Name,Title\nAda,Admiral\n');
    expect(await imports().preview(next)).toMatchObject({ changed: 1, removed: 1 });
    const second = await take(next);
    expect(await people()).toEqual([['Ada', 'Admiral', undefined]]);
    const reverter = createReverter({ store: store(), editor: createEditor({ store: store() }) });
    const person = { type: 'person', id: 'bea', name: 'Bea' } as const;
    await reverter.revertRun(person, localAdmin, second?.id ?? '');
    expect(await people()).toEqual([
      ['Ada', 'Engineer', '2021-03-14'],
      ['Bo', 'Clerk', '2020-01-31'],
    ]);
    // What a person imports again he means.
    await take(await add('staff.csv', 'Name,Title\nAda,Admiral\n'));
    expect(await people()).toEqual([['Ada', 'Admiral', undefined]]);
  });

  test('is taken as something else where the person says so, and not at all when that was changed since he looked', async () => {
    const id = await add('things.csv', 'a,b,c\nAda,x,1\nBo,y,2\n');
    const before = await imports().look(id);
    expect(before).toMatchObject({ settings: { kind: 'Person', targets: {} }, sample: [] });
    expect(before.problem).toContain('No column is the name');
    const settings = {
      name: 'words',
      kind: 'term',
      targets: { a: 'name', b: 'field.description', c: 'field.description' },
    };
    await imports().save(id, settings);
    expect((await imports().preview(id)).problem).toContain('Two columns are Description: b and c');
    await imports().save(id, { ...settings, targets: { a: 'name', c: 'key', b: 'field.wings' } });
    expect((await imports().preview(id)).problem).toContain('has no field "wings"');
    await imports().save(id, { ...settings, targets: { a: 'name', c: 'key', b: 'field.description' } });
    const stale = { version: before.version, by: 'Bea' };
    await expect(imports().start(id, stale)).rejects.toMatchObject({ code: 'conflict' });
    await take(id);
    const terms = await store().list(localAdmin, { kind: 'Term' });
    expect(terms.items.map(({ name, fields }) => [name, fields.description])).toEqual([
      ['Ada', 'x'],
      ['Bo', 'y'],
    ]);
    await expect(imports().save(id, settings)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('may be in another encoding, which is found out or said', async () => {
    const latin = Buffer.from('Name,Title\nJürgen,Öltechniker\n', 'latin1');
    const id = await add('latin.csv', latin);
    expect(await imports().look(id)).toMatchObject({
      settings: { encoding: 'windows-1252' },
      sample: [{ title: 'Jürgen' }],
    });
    const wrong = { name: 'latin', kind: 'Person', encoding: 'utf-8' };
    await expect(imports().save(id, wrong)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('line 2'),
    });
    const wide = await add(
      'wide.csv',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Name\tTitle\nZoë\tX\n', 'utf16le')]),
    );
    expect(await imports().look(wide)).toMatchObject({
      sample: [{ title: 'Zoë', lines: [{ label: 'Title', value: 'X' }] }],
    });
    await imports().discard(wide);
    expect((await imports().waiting()).map(({ id: each }) => each)).not.toContain(wide);
  });

  test('that is none is refused with what is wrong and where', async () => {
    const refusals: [string | Uint8Array, RegExp][] = [
      ['', /empty/],
      ['Name,Title\n', /no rows/],
      ['Name,Name\nAda,x\n', /The column "Name" is there twice/],
      ['Name,Title\nAda,x,y\n', /cells, and 2 are expected/],
      ['Name,Title\n"Ada,x\nBo,y\n', /quote is opened/],
      [Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), /binary|not utf-8/i],
      ['x'.repeat(2 * 1024 ** 2 + 1), /larger than 2 MB/],
    ];
    for (const [content, reason] of refusals)
      await expect(add('bad.csv', content)).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringMatching(reason),
      });
    await expect(imports().look('../../etc/passwd')).rejects.toMatchObject({ code: 'not-found' });
    const odd = await imports().look(await add('../..', 'constructor,__proto__,name\n1,2,Ada\n'));
    expect([odd.file, odd.settings.targets.name, odd.columns.length]).toEqual(['file.csv', 'name', 3]);
  });
});
