import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Engine } from '../../graph/engine.ts';
import type { GraphStore } from '../../graph/store.ts';
import { openSource } from '../../ingest/open-source.ts';
import type { SourceReader } from '../../ingest/reading.ts';
import { runAll, type RunAllInput } from '../../ingest/run-all.ts';
import type { RunReport } from '../../ingest/run-source.ts';
import { isRead } from '../../schema/config-file.ts';
import { unavailable } from '../../schema/errors.ts';
import { anyEmployee, localAdmin } from '../../schema/viewer.ts';
import { emptyEmbedded, type OpenEmpty, storeOn } from '../support/engines.ts';
import { movingConfig, writeCompany } from '../support/faults/moving-company.ts';
import { differences, saidBy } from '../support/faults/said.ts';
import { parseConfig } from '../support/ingesting.ts';
import { meaning } from '../support/order-property.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { writeFiles } from '../support/write-files.ts';

const hour = 3_600_000;
const config = parseConfig(movingConfig);
const size = { people: 36, pages: 12 };
const trust = { sources: config.sources.map(({ name }) => ({ name })) };

/** Members by name: the engines give the fields of an entity in different orders. */
const inOrder = (_name: string, item: unknown): unknown =>
  typeof item === 'object' && item !== null && !Array.isArray(item)
    ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
    : item;

/** What runs do when something goes wrong beside them, on either engine. */
export function describeRunFaults(name: string, openEmpty: OpenEmpty): void {
  const root = temporaryFolder();
  let folder: string;
  let engine: Engine;
  let store: GraphStore;
  /** The same company, on a graph that nothing disturbs. */
  let undisturbed: GraphStore;

  beforeEach(async () => {
    folder = mkdtempSync(join(root, 'run-'));
    engine = await openEmpty();
    store = await storeOn(engine, trust);
    undisturbed = await storeOn(await emptyEmbedded(), trust);
    writeCompany(folder, 0, size);
  });
  afterEach(async () => {
    await undisturbed.close();
    await store.close();
  });

  type Change = (reader: SourceReader, source: string) => SourceReader;
  const sources = (change: Change = (reader) => reader) =>
    config.sources.filter(isRead).map((source) => ({
      name: source.name,
      open: () => change(openSource(source, { config, configFolder: folder, variables: {} }), source.name),
    }));
  const run = (on: GraphStore, input: Partial<RunAllInput> = {}): Promise<RunReport[]> =>
    runAll({ store: on, sources: sources(), maximumRemovals: 0.2, ...input });
  const state = ({ status, added, changed, removed }: RunReport) => ({ status, added, changed, removed });
  const nothing = { added: 0, changed: 0, removed: 0 };
  const failed = { status: 'failed', ...nothing };
  const expectAsUndisturbed = async () => {
    expect(differences(await saidBy(undisturbed), await saidBy(store))).toEqual([]);
  };

  /** What was written in another order has other refs and revisions; what readers are told is the same. */
  const expectSameMeaning = async () => {
    const [expected, found] = [await meaning(undisturbed), await meaning(store)].map((entities) =>
      entities.map((entity) => JSON.stringify(entity, inOrder).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')),
    );
    expect(differences(expected ?? [], found ?? [])).toEqual([]);
  };

  describe(`on ${name}, a source that fails half-way`, () => {
    beforeEach(async () => {
      await run(store);
      await run(undisturbed);
    });

    /** Reads each source as `change` has it, sees that nothing was removed, and that all is well when the fault is mended. */
    const expectNothingRemoved = async (change: Change): Promise<RunReport[]> => {
      const reports = await run(store, { sources: sources(change) });
      for (const report of reports) expect(report.removed).toBe(0);
      await expectAsUndisturbed();
      writeCompany(folder, 1, size);
      await run(store);
      await run(undisturbed);
      await expectAsUndisturbed();
      return reports;
    };

    test('because a page goes while the pages before it are read, removes nothing', async () => {
      const gone = join(folder, 'wiki/page-9.md');
      // Its name sorts last, so the others are read before.
      const reports = await expectNothingRemoved((reader, source) =>
        source !== 'wiki'
          ? reader
          : {
              fingerprint: async () => 'other',
              read: (known, onProgress) =>
                reader.read(known, (done, total) => {
                  rmSync(gone, { force: true });
                  onProgress(done, total);
                }),
            },
      );
      expect(reports[2]).toMatchObject({
        status: 'partly',
        refused: [expect.stringContaining("page-9.md: The file can't be read (ENOENT)")],
      });
    });

    test.each<[string, () => void, (reports: RunReport[]) => void]>([
      [
        'because its folder is gone',
        () => renameSync(join(folder, 'wiki'), join(folder, 'elsewhere')),
        ([, , wiki]) => expect(wiki).toMatchObject({ ...failed, message: expect.stringContaining("can't be read") }),
      ],
      [
        'because its folder is empty',
        () => {
          rmSync(join(folder, 'wiki'), { recursive: true });
          writeFiles(folder, { 'wiki/notes.txt': '' });
        },
        ([, , wiki]) => expect(wiki).toMatchObject({ removed: 0, message: expect.any(String) }),
      ],
      [
        'because its file is cut off in a row',
        () => writeFiles(folder, { 'hr/people.csv': 'id,name,mail,title,boss,team\n0,"Name0 Fam' }),
        ([hr]) => expect(hr && state(hr)).toEqual(failed),
      ],
      [
        'because its file is cut off in the middle of JSON',
        () => writeFiles(folder, { 'desk/people.json': '[{"login":"user1","name":"Nam' }),
        ([, desk]) => expect(desk && state(desk)).toEqual(failed),
      ],
    ])('%s, removes nothing', async (_why, breakIt, check) => {
      breakIt();
      check(await expectNothingRemoved((reader) => reader));
    });

    test.each(['fingerprint', 'read'] as const)(
      'because %s may not look into a folder, removes nothing',
      async (step) => {
        const refused = () =>
          Promise.reject(unavailable("A folder can't be read (EACCES)", { where: 'inner', fix: 'Let Kiki read it' }));
        const reports = await expectNothingRemoved((reader) => ({
          fingerprint: async () => 'other',
          read: (...order) => reader.read(...order),
          [step]: refused,
        }));
        expect(reports.map(state)).toEqual([failed, failed, failed]);
        expect(reports[0]?.message).toBe("inner: A folder can't be read (EACCES). Let Kiki read it.");
      },
    );
  });

  describe(`on ${name}, two runs at once`, () => {
    test('of the same sources leave what one leaves, and the one that has to wait its turn is told for whom', async () => {
      const other = await storeOn(engine, trust);
      const reports = await Promise.all([run(store, { holder: 'first' }), run(other, { holder: 'second' })]);
      // Each source is read by one, and found held, or as it is, by the other.
      for (const index of [0, 1, 2]) {
        const [one, two] = reports.map((each) => each[index]);
        expect([one?.added, two?.added].sort()).toContain(0);
        for (const report of [one, two]) {
          if (report?.isHeld !== true) continue;
          expect(report.message).toMatch(/is being read by (first|second), since 20\d\d-/);
        }
      }
      expect(reports.flat().some(({ isHeld }) => isHeld)).toBe(true);
      await run(undisturbed);
      await expectSameMeaning();
      const version = await store.version();
      await run(store);
      expect(await store.version()).toBe(version);
    }, 60_000);

    test('of the same sources both have their turn when they are patient', async () => {
      const other = await storeOn(engine, trust);
      const told: string[] = [];
      const patience = { milliseconds: 60_000, onHeld: (held: Error) => told.push(held.message) };
      const reports = await Promise.all([run(store, { patience }), run(other, { patience })]);
      expect(reports.flat().map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'done'));
      expect(told[0]).toMatch(/^hr is being read by .+, process \d+, since /);
      await run(undisturbed);
      await expectSameMeaning();
    }, 60_000);

    test('of two sources leave what one after another does', async () => {
      const other = await storeOn(engine, trust);
      const [hr, desk, wiki] = sources();
      for (const step of [0, 1]) {
        writeCompany(folder, step, size);
        const both = await Promise.all([run(store, { sources: [hr!, wiki!] }), run(other, { sources: [desk!] })]);
        expect(both.flat().map(({ status }) => status)).toEqual(['done', 'done', 'done']);
        await run(undisturbed);
        await expectSameMeaning();
      }
    }, 60_000);
  });

  describe(`on ${name}, a clock that is set back between runs`, () => {
    test('changes nothing of what is said, in which order, and by which run', async () => {
      const start = Date.parse('2026-05-05T12:00:00.000Z');
      let time = start;
      const now = () => new Date(time);
      const late = await storeOn(engine, { ...trust, now });
      for (const [index, hours] of [0, -24, -48, 1, -100].entries()) {
        time = start + hours * hour;
        writeCompany(folder, index, size);
        const reports = await run(late, { now });
        expect(reports.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
        await run(undisturbed);
        await expectAsUndisturbed();
      }
      await expectVersionsInOrder();
      await expectRevisionsInOrder(late);
    }, 60_000);

    /** The versions of each record follow one another without overlap, and the live one is the last. */
    const expectVersionsInOrder = async () => {
      const rows = await engine.read({
        text: 'MATCH (p:PastRecord) RETURN p.record AS id, p.since AS since, p.until AS until',
      });
      const live = await engine.read({ text: 'MATCH (r:Record) RETURN r.id AS id, r.since AS since' });
      const byId = new Map<string, { since: string; until: string }[]>();
      for (const { id, since, until } of rows)
        byId.set(String(id), [...(byId.get(String(id)) ?? []), { since: String(since), until: String(until) }]);
      for (const { id, since } of live)
        byId.set(String(id), [...(byId.get(String(id)) ?? []), { since: String(since), until: 'now' }]);
      expect([...byId.values()].filter((versions) => versions.length > 2).length).toBeGreaterThan(1);
      for (const [id, versions] of byId) {
        const sorted = versions.sort((a, b) => (a.since < b.since ? -1 : 1));
        sorted.forEach(({ since, until }, index) => {
          expect([id, since < until || until === 'now']).toEqual([id, true]);
          const next = sorted[index + 1];
          if (next !== undefined) expect([id, until <= next.since]).toEqual([id, true]);
        });
      }
    };

    const expectRevisionsInOrder = async (late: GraphStore) => {
      for (const { ref } of await late.names(anyEmployee)) {
        const numbers = (await late.history(anyEmployee, ref)).map(({ number }) => number);
        expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
        expect(new Set(numbers).size).toBe(numbers.length);
      }
    };

    test('lets the next run close the one that was cut off', async () => {
      await run(store);
      const [last] = await store.runs(localAdmin, { source: 'wiki', limit: 1 });
      await store.saveRun({ type: 'run', id: last!.id, source: 'wiki' }, { ...last!, id: 'cut', status: 'running' });
      await run(store, { now: () => new Date('2020-01-01T00:00:00.000Z') });
      expect(await store.run(localAdmin, 'cut')).toMatchObject({ status: 'stopped' });
    });
  });
}
