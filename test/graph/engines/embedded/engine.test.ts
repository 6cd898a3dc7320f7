import { existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import grafeo from '@grafeo-db/js';
import { describe, expect, test } from '@jest/globals';
import { openEmbedded } from '../../../../graph/engines/embedded/engine.ts';
import { kiki } from '../../../../schema/actor.ts';
import { anyEmployee } from '../../../../schema/viewer.ts';
import { storeOn } from '../../../support/engines.ts';
import { record } from '../../../support/records.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const root = temporaryFolder();
let count = 0;

/** A folder of its own for each test. */
function newFolder(): string {
  count += 1;
  return join(root, String(count));
}

const ada = record({
  kind: 'Person',
  key: 'E1',
  name: 'Ada Lovelace',
  passages: [{ heading: [], text: 'Biography.' }],
});

/** A folder with a graph that was closed in order. */
async function closedGraph(): Promise<string> {
  const folder = newFolder();
  const store = await storeOn(await openEmbedded({ folder }));
  await store.apply(kiki, { upserts: [ada], removals: [] });
  await store.close();
  return folder;
}

async function found(folder: string, text: string): Promise<string[]> {
  const store = await storeOn(await openEmbedded({ folder }));
  try {
    return (await store.searchText(anyEmployee, text, { limit: 5 })).map(({ ref }) => ref);
  } finally {
    await store.close();
  }
}

describe('opening', () => {
  test('a graph in use is Conflict, and says what to do', async () => {
    const folder = newFolder();
    const engine = await openEmbedded({ folder });
    await expect(openEmbedded({ folder })).rejects.toMatchObject({
      code: 'conflict',
      where: join(folder, 'graph.grafeo'),
      fix: expect.stringContaining('Stop that process'),
    });
    await engine.close();
    await (await openEmbedded({ folder })).close();
  });

  test.each([
    ['empty', (file: string) => truncateSync(file, 0)],
    ['cut off', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 3))],
    ['other text', (file: string) => writeFileSync(file, 'not a graph '.repeat(1000))],
  ])('a file that is %s is Invalid, names the file and the way out, and is left as it is', async (_how, damage) => {
    const folder = await closedGraph();
    const file = join(folder, 'graph.grafeo');
    damage(file);
    const bytes = readFileSync(file);
    await expect(openEmbedded({ folder })).rejects.toMatchObject({
      code: 'invalid',
      where: file,
      fix: expect.stringContaining('backup'),
    });
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  test('a file in the place of the data folder is Unavailable, and says what to set', async () => {
    const folder = newFolder();
    writeFileSync(folder, '');
    await expect(openEmbedded({ folder })).rejects.toMatchObject({
      code: 'unavailable',
      fix: expect.stringContaining('KIKI_DATA'),
    });
  });

  test('a graph of another form is Invalid, and is not locked afterwards', async () => {
    const folder = newFolder();
    const engine = await openEmbedded({ folder });
    await engine.write((run) => run({ text: "MATCH (m:Meta {id: 'graph'}) SET m.form = 99" }));
    await engine.close();
    for (let attempt = 0; attempt < 2; attempt += 1)
      await expect(openEmbedded({ folder })).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringContaining('form 99'),
      });
  });

  test('a graph that was made with fewer labels gets the keys of those that came since', async () => {
    const folder = await closedGraph();
    const file = join(folder, 'graph.grafeo');
    const before = grafeo.GrafeoDB.open(file);
    await before.executeCypher('DROP CONSTRAINT proposal_id');
    await before.executeCypher("CREATE (p:Proposal {id: 'a'}) CREATE (q:Proposal {id: 'a'})");
    await before.executeCypher('MATCH (p:Proposal) DELETE p');
    before.close();
    const engine = await openEmbedded({ folder });
    const create = () => engine.write((run) => run({ text: "CREATE (p:Proposal {id: 'a'})" }));
    await create();
    await expect(create()).rejects.toThrow(/already exists/);
    await engine.close();
  });

  test('a graph whose making was cut off is made', async () => {
    const folder = newFolder();
    grafeo.GrafeoDB.create(join(folder, 'graph.grafeo')).close();
    const store = await storeOn(await openEmbedded({ folder }));
    await store.apply(kiki, { upserts: [ada], removals: [] });
    expect(await store.countKinds(anyEmployee)).toEqual({ Person: 1 });
    await store.close();
  });
});

test('embeddings are found again after closing and opening', async () => {
  const folder = newFolder();
  const store = await storeOn(await openEmbedded({ folder }));
  await store.apply(kiki, { upserts: [ada], removals: [] });
  const tasks = await store.missingEmbeddings('m1', 10);
  const vectorOf = (text: string) => (text.includes('Biography') ? Float32Array.of(1, 0) : Float32Array.of(0, 1));
  const embeddings = tasks.map(({ textHash, text }) => ({ textHash, vector: vectorOf(text) }));
  await store.putEmbeddings(kiki, 'm1', 2, embeddings);
  await store.close();
  const again = await storeOn(await openEmbedded({ folder }));
  const query = { model: 'm1', vector: Float32Array.of(0.8, 0.6), limit: 1 };
  expect(await again.searchVector(anyEmployee, query)).toEqual([
    { id: 'person:ada-lovelace#top', ref: 'person:ada-lovelace', score: expect.closeTo(0.8, 5) },
  ]);
  await again.close();
});

describe('the snapshot of the text index', () => {
  const snapshotOf = (folder: string) => join(folder, 'text-index.json');

  /** Its mark shows that it is used: what it says is not in the graph. */
  const mark = (folder: string) => {
    const [head, body] = readFileSync(snapshotOf(folder), 'utf8').split('\n');
    writeFileSync(snapshotOf(folder), `${head ?? ''}\n${(body ?? '').replaceAll('biographi', 'snapshot')}`);
  };

  test('is used by each opening until the graph changes', async () => {
    const folder = await closedGraph();
    mark(folder);
    expect(await found(folder, 'snapshot')).toHaveLength(1);
    expect(await found(folder, 'snapshot')).toHaveLength(1);
    const store = await storeOn(await openEmbedded({ folder }));
    await store.apply(kiki, { upserts: [record({ kind: 'Team', key: 'T', name: 'Payments' })], removals: [] });
    // A process that is killed from here on leaves none.
    expect(existsSync(snapshotOf(folder))).toBe(false);
    await store.close();
    expect(await found(folder, 'payments')).toEqual(['team:payments']);
  });

  test('is written anew when the graph changed and no text of it did', async () => {
    const folder = await closedGraph();
    mark(folder);
    const store = await storeOn(await openEmbedded({ folder }));
    const before = await store.version();
    await store.apply(kiki, { upserts: [{ draft: { ...ada.draft, url: 'https://example.com' } }], removals: [] });
    expect(await store.version()).toBeGreaterThan(before);
    await store.close();
    expect(await found(folder, 'snapshot')).toHaveLength(1);
  });

  test.each([
    ['of another version of the graph', (text: string) => text.replace(/^(\d+)\/\d+/, '$1/999999')],
    ['of another form of text', (text: string) => text.replace(/^\d+/, '0')],
    ['cut off', (text: string) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
  ])('%s is not used: the index is made from the graph', async (_how, change) => {
    const folder = await closedGraph();
    const text = readFileSync(snapshotOf(folder), 'utf8').replaceAll('biographi', 'snapshot');
    writeFileSync(snapshotOf(folder), change(text));
    expect(await found(folder, 'biography')).toEqual(['person:ada-lovelace']);
  });

  test('without one the index is made from the graph', async () => {
    const folder = await closedGraph();
    writeFileSync(snapshotOf(folder), '');
    expect(await found(folder, 'biography')).toEqual(['person:ada-lovelace']);
    expect(await found(folder, 'biography')).toEqual(['person:ada-lovelace']);
  });
});

describe('closing', () => {
  test('waits for the write under way, refuses later ones, and may be repeated', async () => {
    const folder = newFolder();
    const engine = await openEmbedded({ folder });
    const store = await storeOn(engine);
    const writing = store.apply(kiki, { upserts: [ada], removals: [] });
    await store.close();
    await writing;
    await engine.close();
    await expect(store.countKinds(anyEmployee)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.apply(kiki, { upserts: [ada], removals: [] })).rejects.toMatchObject({ code: 'unavailable' });
    expect(await found(folder, 'biography')).toEqual(['person:ada-lovelace']);
  });
});
