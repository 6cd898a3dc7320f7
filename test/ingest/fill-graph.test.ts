import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../graph/engine.ts';
import type { GraphStore } from '../../graph/store.ts';
import { openSource } from '../../ingest/open-source.ts';
import { runAll, type RunAllOptions } from '../../ingest/run-all.ts';
import { kiki } from '../../schema/actor.ts';
import { unavailable } from '../../schema/errors.ts';
import { anyEmployee, localAdmin } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { parseConfig } from '../support/ingesting.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeFiles } from '../support/write-files.ts';

const root = temporaryFolder();
const person = 'kind: Person, key: id, name: name, ids: { email: email }';
const config = parseConfig(`
sources:
  - { name: hr, kind: table, files: hr.csv, entities: [{ ${person} }] }
  - { name: directory, kind: table, files: directory.csv, entities: [{ ${person}, fields: { title: title } }] }
`);

let engine: Engine;
let store: GraphStore;
let folder: string;
const fill = (on = store, options: RunAllOptions = {}) =>
  runAll(
    {
      store: on,
      sources: config.sources.map((source) => ({
        name: source.name,
        open: () => openSource(source, { config, configFolder: folder, variables: {} }),
      })),
      maximumRemovals: 0.2,
    },
    options,
  );
const names = async () => (await store.list(anyEmployee, { kind: 'Person' })).items.map(({ name }) => name).sort();
const lastRuns = async () => (await store.runs(localAdmin, { limit: 5 })).map(({ source, status }) => [source, status]);

beforeEach(async () => {
  engine = await emptyEmbedded();
  store = await storeOn(engine);
  folder = mkdtempSync(join(root, 'fill-'));
  writeFiles(folder, {
    'hr.csv': 'id,name,email\n1,Ada,ada@example.com\n2,Bob,bob@example.com\n',
    'directory.csv': 'id,name,email,title\na,Ada,ada@example.com,Engineer\nc,Cleo,cleo@example.com,Lead\n',
  });
});
afterEach(() => store.close());

describe('an empty graph', () => {
  test('is computed once from all sources, and each entity is the work of the first that describes it', async () => {
    const reported: string[] = [];
    const reports = await fill(store, { onReport: ({ source }) => void reported.push(source) });
    expect(reports).toMatchObject([
      { source: 'hr', status: 'done', added: 2, entities: { added: 2, changed: 0, removed: 0 } },
      { source: 'directory', status: 'done', added: 2, entities: { added: 1, changed: 0, removed: 0 } },
    ]);
    expect(reported).toEqual(['hr', 'directory']);
    expect((await lastRuns()).sort()).toEqual([
      ['directory', 'done'],
      ['hr', 'done'],
    ]);
    const ada = await store.history(anyEmployee, 'person:ada');
    expect(ada).toMatchObject([{ number: 1, actor: 'import of hr' }]);
    expect((await store.entity(anyEmployee, 'person:ada'))?.facts.title?.value).toBe('Engineer');
    expect(await store.history(anyEmployee, 'person:cleo')).toMatchObject([{ actor: 'import of directory' }]);
  });

  test('keeps its sources until it is computed: no other process closes the runs or reads them meanwhile', async () => {
    const order = { id: 'source:hr', holder: 'other', milliseconds: 1000 };
    const answers: Promise<object>[] = [];
    await fill(store, { onTaken: () => void answers.push(store.takeLock(kiki, order)) });
    expect(await Promise.all(answers)).toMatchObject([{ heldBy: expect.any(String) }, { heldBy: expect.any(String) }]);
    expect(await store.takeLock(kiki, order)).toMatchObject({ lease: { id: 'source:hr' } });
  });

  test('that is stopped before it is computed says so, and the next run computes it', async () => {
    const stopping = new AbortController();
    const stopped = await fill(store, {
      signal: stopping.signal,
      onProgress: (source, stage) => {
        if (source === 'directory' && stage === 'reading') stopping.abort();
      },
    });
    expect(stopped.map(({ status }) => status)).toContain('stopped');
    expect(await names()).toEqual([]);
    expect((await lastRuns()).map(([, status]) => status)).not.toContain('running');
    await fill();
    expect(await names()).toEqual(['Ada', 'Bob', 'Cleo']);
  });

  test('that fails to be computed has its runs closed as failed, and the next run computes it', async () => {
    let broken = true;
    const failing = await storeOn({
      ...engine,
      write: (work) =>
        engine.write((run) =>
          work((statement) => {
            if (broken && statement.text.includes(':Revision')) throw unavailable('The disk is full');
            return run(statement);
          }),
        ),
    });
    await expect(fill(failing)).rejects.toThrow('The disk is full');
    expect((await lastRuns()).sort()).toEqual([
      ['directory', 'failed'],
      ['hr', 'failed'],
    ]);
    broken = false;
    await fill(failing);
    expect(await names()).toEqual(['Ada', 'Bob', 'Cleo']);
  });

  test('of which one source can not be read is filled by the others', async () => {
    writeFiles(folder, { 'hr.csv': '' });
    const reports = await fill();
    expect(reports.map(({ status }) => status)).toEqual([expect.not.stringMatching('running'), 'done']);
    expect(await names()).toEqual(['Ada', 'Cleo']);
  });
});

test('a graph that is not empty is computed after each source', async () => {
  await fill();
  writeFiles(folder, { 'hr.csv': 'id,name,email\n1,Ada,ada@example.com\n2,Robert,bob@example.com\n' });
  expect(await fill()).toMatchObject([{ entities: { changed: 1 } }, { unchanged: 2, entities: { changed: 0 } }]);
});
