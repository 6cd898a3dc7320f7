import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { RunAllOptions } from '../../ingest/run-all.ts';
import type { RunReport } from '../../ingest/run-source.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { ingestAll, namesAt, parseConfig, storeFor } from '../support/ingesting.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeFiles } from '../support/write-files.ts';

const root = temporaryFolder();

const config = parseConfig(`
sources:
  - name: hr
    kind: table
    files: people.csv
    entities:
      - kind: Person
        key: id
        name: name
        relations: { reports to: { to: boss, by: key }, member of: team }
  - name: wiki
    kind: pages
    root: wiki
`);

const people = (rows: string[]) => ({ 'people.csv': ['id,name,boss,team', ...rows].join('\n') });
const ten = Array.from({ length: 10 }, (_, index) => `${index},Person ${index},${index === 0 ? '' : 0},`);
const pages = { 'wiki/a.md': '# Alpha\n\nSee [Beta](b.md).\n', 'wiki/b.md': '# Beta\n\nWords.\n' };

let folder: string;
let store: GraphStore;
const run = async (options: RunAllOptions = {}): Promise<[hr: RunReport, wiki: RunReport]> => {
  const [hr, wiki] = await ingestAll(store, config, folder, options);
  if (hr === undefined || wiki === undefined) throw new Error('A run is missing');
  return [hr, wiki];
};
const counts = ({ status, added, changed, unchanged, removed }: RunReport) => ({
  status,
  added,
  changed,
  unchanged,
  removed,
});
const persons = async () => (await store.list(anyEmployee, { kind: 'Person' })).total;

beforeEach(async () => {
  folder = mkdtempSync(join(root, 'run-'));
  store = await storeFor(config);
  writeFiles(folder, { ...people(ten), ...pages });
});
afterEach(() => store.close());

describe('a run', () => {
  test('adds what is there, and a second one changes nothing', async () => {
    expect((await run()).map(counts)).toEqual([
      { status: 'done', added: 10, changed: 0, unchanged: 0, removed: 0 },
      { status: 'done', added: 2, changed: 0, unchanged: 0, removed: 0 },
    ]);
    expect((await run()).map(counts)).toEqual([
      { status: 'done', added: 0, changed: 0, unchanged: 10, removed: 0 },
      { status: 'done', added: 0, changed: 0, unchanged: 2, removed: 0 },
    ]);
  });

  test('changes only the row that changed, and removes only what is gone', async () => {
    await run();
    writeFiles(folder, people([...ten.slice(0, 8), '8,Person Eight,0,']));
    expect(counts((await run())[0])).toEqual({ status: 'done', added: 0, changed: 1, unchanged: 8, removed: 1 });
    expect(await persons()).toBe(9);
    expect((await store.entity(anyEmployee, 'person:person-8'))?.name).toBe('Person Eight');
  });

  test('reads only the page that changed', async () => {
    await run();
    writeFiles(folder, { 'wiki/b.md': '# Beta\n\nOther words.\n' });
    expect(counts((await run())[1])).toEqual({ status: 'done', added: 0, changed: 1, unchanged: 1, removed: 0 });
  });

  test('follows a link of an old page to a page that is new', async () => {
    rmSync(join(folder, 'wiki/b.md'));
    expect((await run())[1].warnings).toEqual(['a.md: The link to b.md leads nowhere.']);
    // It is known also when a later run has nothing to read.
    await run();
    expect(await store.brokenLinks(anyEmployee)).toEqual([{ ref: 'article:alpha', path: 'a.md', links: ['b.md'] }]);
    writeFiles(folder, pages);
    await run();
    expect(await store.brokenLinks(anyEmployee)).toEqual([]);
    expect(await namesAt(store, 'article:alpha', 'MENTIONS', 'from')).toEqual(['Beta']);
  });

  test('tells what is odd about what it did not read again, relations first and links to nowhere last', async () => {
    writeFiles(folder, {
      'wiki/a.md': '# Alpha\n\n[gone](gone.md)\n',
      'wiki/c.md': '---\nabout: Nothing Known\n---\n# Gamma\n',
    });
    const warnings = (await run())[1].warnings;
    expect(warnings.at(-1)).toBe('a.md: The link to gone.md leads nowhere.');
    expect(warnings).toContainEqual(expect.stringContaining('ABOUT "Nothing Known": no source describes it'));
    expect((await run())[1].warnings).toEqual(warnings);
    writeFiles(folder, { 'wiki/b.md': '# Beta\n\nOther words.\n' });
    expect([...(await run())[1].warnings].sort()).toEqual([...warnings].sort());
    writeFiles(folder, { 'wiki/a.md': '# Alpha\n' });
    expect((await run())[1].warnings).not.toContainEqual(expect.stringContaining('leads nowhere'));
  });

  test('that would remove more than a fifth of a source stops, says how to force it, and can be forced', async () => {
    await run();
    writeFiles(folder, people(ten.slice(0, 7)));
    const [hr] = await run();
    expect(counts(hr)).toEqual({ status: 'stopped', added: 0, changed: 0, unchanged: 10, removed: 0 });
    expect(hr.message).toContain('would remove 3 of 10 records (30 %)');
    expect(hr.message).toContain('kiki ingest hr --allow-removals');
    expect(await persons()).toBe(10);
    expect(counts((await run({ allowRemovals: true }))[0])).toMatchObject({ status: 'done', removed: 3 });
    expect(await persons()).toBe(7);
  });

  test('removes nothing when a row is refused, and tries again', async () => {
    await run();
    writeFiles(folder, people([...ten.slice(0, 8), '8,Person 8,0,,too,many']));
    const [hr] = await run();
    expect(counts(hr)).toEqual({ status: 'partly', added: 0, changed: 0, unchanged: 8, removed: 0 });
    expect(hr.refused).toEqual(['people.csv:10: The row has 6 cells, and 4 are expected.']);
    expect(hr.message).toContain('2 records were not seen and are kept');
    expect(hr.message).toContain('(people.csv)');
    writeFiles(folder, people([...ten.slice(0, 9), '9,Person 9,0,,too,many']));
    expect((await run())[0].message).toContain('1 record was not seen and is kept');
    expect(await persons()).toBe(10);
  });

  test('reads files in which a name or a heading is there twice, and says so', async () => {
    const rows = ten.map((row) => `${row},x`).join('\n');
    writeFiles(folder, {
      'people.csv': `id,name,boss,team,name\n${rows}`,
      'wiki/a.md': '---\ntags: a\ntags: b\n---\n# Alpha\n',
    });
    const [hr, wiki] = await run();
    expect([...hr.refused, ...wiki.refused]).toEqual([]);
    expect(hr.warnings).toContainEqual(expect.stringContaining('people.csv:1: The column "name" is there twice'));
    expect(wiki.warnings).toContainEqual(
      expect.stringContaining('a.md: "tags" is there twice, on line 2 and on line 3'),
    );
    expect(await persons()).toBe(10);
    expect((await store.entity(anyEmployee, 'person:person-3'))?.name).toBe('Person 3');
  });

  test('keeps the record of a page that can not be read, and reads the others', async () => {
    await run();
    writeFiles(folder, { 'wiki/a.md': '---\na: b: c\n---\n', 'wiki/b.md': '# Beta\n\nNew.\n' });
    const [, wiki] = await run();
    expect(counts(wiki)).toEqual({ status: 'partly', added: 0, changed: 1, unchanged: 1, removed: 0 });
    expect(wiki.refused).toEqual([expect.stringContaining('a.md:2: The front matter is not YAML')]);
    expect(await store.entity(anyEmployee, 'article:alpha')).toBeDefined();
  });

  test('refuses a page that is too large and reads the others', async () => {
    const small = parseConfig('sources: [{ name: wiki, kind: pages, root: wiki }]\nlimits: { fileMegabytes: 0.001 }');
    writeFiles(folder, { 'wiki/large.md': 'x'.repeat(2000) });
    const [wiki] = await ingestAll(store, small, folder);
    expect(wiki).toMatchObject({ status: 'partly', added: 2, refusedCount: 1 });
  });

  test('of a source that can not be read fails with one line and leaves the graph as it was', async () => {
    await run();
    rmSync(join(folder, 'people.csv'));
    rmSync(join(folder, 'wiki'), { recursive: true });
    const [hr, wiki] = await run();
    expect(hr).toMatchObject({
      status: 'failed',
      unchanged: 10,
      message: expect.stringContaining('No file matches people.csv'),
    });
    expect(wiki).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('Set root to a folder that exists'),
    });
    expect(await persons()).toBe(10);
    expect(await store.entity(anyEmployee, 'article:alpha')).toBeDefined();
  });

  test('that is dry says what it would do and writes nothing', async () => {
    const [hr] = await run({ dryRun: true });
    expect(counts(hr)).toMatchObject({ status: 'done', added: 10 });
    expect(hr.changes?.map(({ ref, fate }) => `${fate} ${ref}`)).toContain('added person:person-3');
    expect(await persons()).toBe(0);
    expect(await store.runs(anyEmployee, { limit: 10 })).toEqual([]);
    expect(await store.sources(anyEmployee)).toEqual([]);
  });

  test('that is dry says what the real one says: of what sources tell together, and of what is odd then', async () => {
    const several = parseConfig(`
sources:
  - name: hr
    kind: table
    files: people.csv
    entities:
      - { kind: Person, key: id, name: name, ids: { email: mail }, relations: { reports to: { to: boss, by: key }, member of: team } }
  - name: directory
    kind: table
    files: directory.csv
    entities: [{ kind: Person, key: login, name: name, ids: { email: mail }, fields: { phone: phone } }]
  - name: teams
    kind: table
    files: teams.csv
    entities: [{ kind: Team, key: name, name: name, relations: { led by: { to: lead, by: email }, part of: parent } }]
  - name: broken
    kind: table
    files: nowhere.csv
    entities: [{ kind: Team, key: name }]
sameAs: [[hr:1, directory:none]]
`);
    const graph = await storeFor(several);
    const both = async () => {
      const said = (reports: RunReport[]) =>
        reports.map(({ id: _id, startedAt: _start, finishedAt: _end, changes: _changes, ...report }) => report);
      const dry = await ingestAll(graph, several, folder, { dryRun: true });
      const real = await ingestAll(graph, several, folder);
      expect(said(dry)).toEqual(said(real));
      return dry.flatMap(({ changes = [] }) => changes);
    };
    writeFiles(folder, {
      'people.csv':
        'id,name,mail,boss,team\n1,Ada Lovelace,ada@a.example,2,Engines\n2,Bob Ross,bob@a.example,,Engines\n',
      'directory.csv': 'login,name,mail,phone\nada,Ada King,ada@a.example,123\nzoe,Zoe,zoe@a.example,5\n',
      'teams.csv': 'name,lead,parent\nEngines,ada@a.example,Nowhere\n',
    });
    const first = await both();
    expect(first.map(({ fate, ref }) => `${fate} ${ref}`)).toEqual([
      'added person:ada',
      'added person:bob-ross',
      'added person:zoe',
      'added team:engines',
    ]);
    const lines = first.flatMap(({ ref, changes }) =>
      changes.filter(({ about }) => about === 'relation').map(({ name, other }) => `${ref} ${name} ${other ?? ''}`),
    );
    expect(lines.sort()).toEqual([
      'person:ada MEMBER_OF team:engines',
      'person:ada REPORTS_TO person:bob-ross',
      'person:bob-ross MEMBER_OF team:engines',
      'team:engines LEADS person:ada',
    ]);
    // A circle that one line closes which is there, and one that a removal opens.
    writeFiles(folder, {
      'people.csv':
        'id,name,mail,boss,team\n1,Ada Lovelace,ada@a.example,2,Engines\n2,Bob Ross,bob@a.example,1,Engines\n',
      'teams.csv': 'name,lead,parent\nEngines,zoe@a.example,\n',
    });
    const dry = await ingestAll(graph, several, folder, { dryRun: true });
    expect(dry[0]?.warnings).toContainEqual(expect.stringMatching(/circle: .*\(hr:Person:[12]\)$/));
    await both();
    writeFiles(folder, { 'people.csv': 'id,name,mail,boss,team\n2,Bob Ross,bob@a.example,1,Engines\n' });
    await expect(ingestAll(graph, several, folder, { dryRun: true })).resolves.toMatchObject([
      { status: 'stopped' },
      {},
      {},
      {},
    ]);
    const removed = await ingestAll(graph, several, folder, { dryRun: true, allowRemovals: true });
    expect(removed[0]).toMatchObject({
      removed: 1,
      warnings: [expect.stringContaining('sameAs'), expect.stringContaining('REPORTS_TO "1"')],
    });
    await graph.close();
  });

  test('says which names nobody describes, and that managers go in a circle; both do no harm', async () => {
    writeFiles(folder, people(['1,Ada,3,Engines', '2,Bob,1,', '3,Eve,2,', '4,Joe,1,']));
    const [hr] = await run();
    expect(hr.status).toBe('done');
    expect(hr.warnings).toEqual([
      expect.stringMatching(
        /^REPORTS_TO goes in a circle: person:\w+ → person:\w+ → person:\w+ → person:\w+ \(hr:Person:\d\)$/,
      ),
      'MEMBER_OF "Engines": no source describes it (hr:Person:1)',
    ]);
    const chain = await store.reach(anyEmployee, { relation: 'REPORTS_TO', of: 'person:joe', end: 'from' });
    expect(chain.map(({ ref }) => ref)).toEqual(['person:joe', 'person:ada', 'person:eve', 'person:bob']);
    const [run1] = await store.runs(anyEmployee, { source: 'hr', limit: 1 });
    expect(run1?.warnings).toHaveLength(2);
  });

  test('says which entries of sameAs and different match nothing, also when no source changed', async () => {
    await run();
    await store.close();
    const stated = {
      ...config,
      sameAs: [
        ['wiki:a.md', 'wiki:z.md'],
        ['hr:1', 'email:nobody@x'],
      ],
      different: [],
    };
    store = await storeFor(stated);
    const all = () => ingestAll(store, stated, folder);
    const warned = (reports: RunReport[]) => reports.map(({ warnings }) => warnings.map((text) => text.split(',')[0]));
    const expected = [['sameAs names "email:nobody@x"'], ['sameAs names "wiki:z.md"']];
    expect(warned(await all())).toEqual(expected);
    const again = await all();
    expect(again.map(({ changed, added }) => changed + added)).toEqual([0, 0]);
    expect(warned(again)).toEqual(expected);
    expect((await store.runs(anyEmployee, { source: 'wiki', limit: 1 }))[0]?.warnings).toHaveLength(1);
  });

  test('counts what sameAs joined although no source changed', async () => {
    const engine = await emptyEmbedded();
    const open = (sameAs: string[][]) =>
      storeOn(engine, { sources: config.sources.map(({ name }) => ({ name })), sameAs });
    const pagesOf = async (sameAs: string[][]) => {
      const [hr] = await ingestAll(await open(sameAs), config, folder);
      return hr?.entities;
    };
    await pagesOf([]);
    expect(await pagesOf([])).toEqual({ added: 0, changed: 0, removed: 0 });
    expect(await pagesOf([['hr:1', 'hr:2']])).toEqual({ added: 0, changed: 1, removed: 1 });
    await engine.close();
  });

  test('a tree has no circles to warn of', async () => {
    expect((await run()).flatMap(({ warnings }) => warnings)).toEqual([]);
  });
});
