import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setLock } from '../../graph/cypher/locks.ts';
import type { Engine } from '../../graph/engine.ts';
import type { GraphStore } from '../../graph/store.ts';
import { openSource } from '../../ingest/open-source.ts';
import { runAll } from '../../ingest/run-all.ts';
import { startRun } from '../../ingest/start-run.ts';
import { kiki } from '../../schema/actor.ts';
import { unavailable } from '../../schema/errors.ts';
import { anyEmployee, localAdmin } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { parseConfig } from '../support/ingesting.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeFiles } from '../support/write-files.ts';

const root = temporaryFolder();
const config = parseConfig(`
sources: [{ name: hr, kind: table, files: people.csv, entities: [{ kind: Person, key: id, name: name }] }]
`);

let engine: Engine;
let store: GraphStore;
let folder: string;
const source = () => ({
  name: 'hr',
  open: () => openSource(config.sources[0]!, { config, configFolder: folder, variables: {} }),
});
const start = (on: GraphStore, holder: string) =>
  startRun({ store: on, ...source(), maximumRemovals: 0.2, holder }, {});
const people = async () => (await store.list(anyEmployee, { kind: 'Person' })).total;

beforeEach(async () => {
  engine = await emptyEmbedded();
  store = await storeOn(engine);
  folder = mkdtempSync(join(root, 'run-'));
  writeFiles(folder, { 'people.csv': 'id,name\n1,Ada\n2,Bob\n' });
});
afterEach(() => store.close());

describe('a run of a source', () => {
  test('is in the graph from its beginning, and another one meanwhile is told who has the source', async () => {
    const other = await storeOn(engine);
    const first = await start(store, 'first');
    expect(await store.run(localAdmin, first.id)).toMatchObject({ source: 'hr', id: first.id });
    await expect(start(other, 'second')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^hr is being read by first, since 20\d\d-/),
    });
    expect(await first.report).toMatchObject({ id: first.id, status: 'done', added: 2 });
    expect(await (await start(other, 'second')).report).toMatchObject({ status: 'done', unchanged: 2 });
  });

  test('that finds its source held says by whom, writes nothing, and lets the next source have its turn', async () => {
    await store.takeLock(kiki, { id: 'source:hr', holder: 'elsewhere', milliseconds: 60_000 });
    const wiki = { name: 'wiki', open: source().open };
    const reports = await runAll({ store, sources: [source(), wiki], maximumRemovals: 0.2 });
    expect(reports).toMatchObject([
      { status: 'stopped', isHeld: true, message: expect.stringContaining('hr is being read by elsewhere') },
      { status: 'done' },
    ]);
    expect(await store.runs(localAdmin, { source: 'hr', limit: 5 })).toEqual([]);
  });

  test('that only says what it would do needs no lock', async () => {
    await store.takeLock(kiki, { id: 'source:hr', holder: 'elsewhere', milliseconds: 60_000 });
    const [report] = await runAll({ store, sources: [source()], maximumRemovals: 0.2 }, { dryRun: true });
    expect(report).toMatchObject({ status: 'done', added: 2 });
  });

  test('closes the run that a killed process left open', async () => {
    const { id, report } = await start(store, 'first');
    await report;
    const killed = { ...(await store.run(localAdmin, id))!, id: 'killed', status: 'running' as const };
    await store.saveRun(kiki, killed);
    await (
      await start(store, 'second')
    ).report;
    expect(await store.run(localAdmin, 'killed')).toMatchObject({
      status: 'stopped',
      message: expect.stringContaining('ended in the middle'),
    });
  });

  test('whose lock another process took over stops before its next write, and says so', async () => {
    const { report } = await startRun({
      store,
      name: 'hr',
      maximumRemovals: 0.2,
      open: () => ({
        ...source().open(),
        async fingerprint() {
          const token = { token: 'of another', holder: 'second', until: Number.MAX_SAFE_INTEGER };
          const parameters = { id: 'source:hr', properties: token };
          await engine.write((run) => run({ text: setLock, parameters }));
          return 'other';
        },
      }),
    });
    expect(await report).toMatchObject({ status: 'stopped', message: expect.stringContaining('took the source over') });
    expect(await people()).toBe(0);
    expect((await store.sources(localAdmin)).map(({ readAt }) => readAt)).toEqual([]);
  });

  test('that fails because of the graph is closed as failed, and gives its source back', async () => {
    let broken = false;
    const failing = await storeOn({
      ...engine,
      write: (work) =>
        engine.write((run) =>
          work((statement) => {
            if (broken && statement.text.includes(':Record')) throw unavailable('The disk is full');
            return run(statement);
          }),
        ),
    });
    const started = await start(failing, 'first');
    broken = true;
    await expect(started.report).rejects.toThrow('The disk is full');
    expect(await store.run(localAdmin, started.id)).toMatchObject({ status: 'failed', message: 'The disk is full.' });
    expect(await (await start(store, 'second')).report).toMatchObject({ status: 'done', added: 2 });
  });
});
