import { describe, expect, test } from '@jest/globals';
import type { Engine } from '../../../graph/engine.ts';
import type { RunRecord } from '../../../graph/store.ts';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import { type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect, each } from '../../support/iterables.ts';
import { field, record } from '../../support/records.ts';
import { importer, useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

export function describeSafety(openEmpty: OpenEmpty): void {
  describe('safety', () => {
    const harness = useStore(openEmpty);

    test('a preview says what would change and writes nothing', async () => {
      await harness.read([ada, grace]);
      const version = await harness.store.version();
      const preview = await harness.store.preview({
        upserts: [record({ ...ada, claims: [field('title', 'Chief')] }), record(payments)],
        removals: ['hr:Person:E2'],
      });
      expect(preview.records).toEqual({ added: 1, changed: 1, unchanged: 0, removed: 1, held: 0 });
      expect(preview.changes.map(({ ref, fate }) => [ref, fate])).toEqual([
        ['person:ada-lovelace', 'changed'],
        ['person:grace-hopper', 'removed'],
        ['team:payments', 'added'],
      ]);
      expect(await harness.store.version()).toBe(version);
      expect((await harness.entity('person:ada-lovelace'))?.fields.title).toBe('Engineer');
    });

    test('a preview of several changes says what they do together, and each entity with the first that describes it', async () => {
      await harness.read([ada]);
      const version = await harness.store.version();
      const preview = await harness.store.previewTogether([
        { upserts: [record(grace)], removals: [] },
        { upserts: [record(payments), record({ ...grace, source: 'wiki', key: 'g' })], removals: ['hr:Person:E1'] },
      ]);
      expect(
        preview.changes.map(({ records, entities, changes }) => [
          records.added,
          entities,
          changes.map(({ ref }) => ref),
        ]),
      ).toEqual([
        [1, { added: 1, changed: 0, removed: 0 }, ['person:grace-hopper']],
        [2, { added: 1, changed: 0, removed: 1 }, ['person:ada-lovelace', 'team:payments']],
      ]);
      expect(preview.unresolved).toEqual([]);
      expect(preview.lines.put.map(({ relation, from, to }) => [from, relation, to])).toContainEqual([
        'person:grace-hopper',
        'MEMBER_OF',
        'team:payments',
      ]);
      expect(await harness.store.version()).toBe(version);
    });

    test('what a crash left between writing records and computing is finished by the next settling', async () => {
      await harness.read([grace, payments]);
      const { engine } = harness;
      const halted: Engine = { ...engine };
      let writes = 0;
      halted.write = (work) => {
        writes += 1;
        return writes > 1 ? Promise.reject(new Error('killed')) : engine.write(work);
      };
      const crashing = await storeOn(halted);
      await expect(crashing.apply(importer, { upserts: [record(ada)], removals: [] })).rejects.toThrow('killed');
      expect(await harness.entity('person:ada-lovelace')).toBeUndefined();
      await harness.store.settle(kiki);
      expect((await harness.entity('person:ada-lovelace'))?.relations.map(({ relation }) => relation)).toEqual([
        'MEMBER_OF',
        'MENTIONS',
        'REPORTS_TO',
      ]);
    });

    test('a failed write leaves nothing behind', async () => {
      const version = await harness.store.version();
      await expect(
        harness.engine.write(async (run) => {
          await run({ text: 'CREATE (s:Source {name: $name})', parameters: { name: 'half' } });
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      expect(await harness.store.sources(localAdmin)).toEqual([]);
      expect(await harness.store.version()).toBe(version);
    });

    test('text in every form is data, never Cypher or Lucene', async () => {
      const hostile = `'"\`; DETACH DELETE (n) // \\ \${x} \u0000 😀 ‮`;
      await harness.read([
        {
          kind: 'Term',
          key: hostile,
          name: `Odd ${hostile}`,
          claims: [field('description', hostile)],
          passages: [{ heading: [hostile], text: hostile }],
        },
      ]);
      const { items } = await harness.store.list(anyEmployee, { kind: 'Term' });
      expect(items).toHaveLength(1);
      expect((await harness.entity(items[0]?.ref ?? ''))?.fields.description).toBe(hostile);
      await expect(harness.store.searchText(anyEmployee, hostile, { limit: 5 })).resolves.toBeDefined();
      await expect(harness.store.suggest(anyEmployee, hostile, { limit: 5 })).resolves.toBeDefined();
    });

    test('an export fills an empty graph, and the export of that is the same', async () => {
      await harness.read([ada, grace, payments]);
      await harness.read([], ['hr:Person:E1']);
      const tasks = await harness.store.missingEmbeddings('m1', 100);
      await harness.store.putEmbeddings(
        kiki,
        'm1',
        2,
        tasks.map(({ textHash }) => ({ textHash, vector: Float32Array.of(0.6, 0.8) })),
      );
      const first = await collect(harness.store.exportAll(kiki));
      await harness.startAnew();
      const counts = await harness.store.importAll(kiki, each(first));
      expect(counts.nodes).toBeGreaterThan(8);
      expect(await collect(harness.store.exportAll(kiki))).toEqual(first);
      expect((await harness.store.searchText(anyEmployee, 'refund', { limit: 5 })).map(({ ref }) => ref)).toEqual([
        'team:payments',
      ]);
      expect(
        await harness.store.searchVector(anyEmployee, { model: 'm1', vector: Float32Array.of(0.6, 0.8), limit: 1 }),
      ).toHaveLength(1);
      const report = await harness.read([grace, payments]);
      expect(report.records.unchanged).toBe(2);
      await expect(harness.store.importAll(kiki, each(first))).rejects.toMatchObject({ code: 'conflict' });
    });

    test('a damaged export is refused at its line, and a graph that it half filled is not opened', async () => {
      await harness.read([ada]);
      const lines = await collect(harness.store.exportAll(kiki));
      await harness.startAnew();
      await expect(
        harness.store.importAll(kiki, each([...lines.slice(0, 2), { nonsense: true }])),
      ).rejects.toMatchObject({
        code: 'invalid',
        where: 'line 3',
      });
      await expect(storeOn(harness.engine)).rejects.toMatchObject({ code: 'invalid' });
    });

    test('runs and sources are remembered', async () => {
      const run = {
        id: 'r1',
        source: 'hr',
        status: 'partly' as const,
        startedAt: '2026-01-01T00:00:00.000Z',
        added: 1,
        changed: 0,
        unchanged: 0,
        removed: 0,
        refused: ['hr.csv:3: no name'],
        refusedCount: 1,
        warnings: [],
      };
      await harness.store.saveRun(kiki, run);
      await harness.store.saveRun(kiki, { ...run, status: 'done', finishedAt: '2026-01-01T00:00:01.000Z' });
      expect(await harness.store.runs(localAdmin, { source: 'hr', limit: 5 })).toEqual([
        { ...run, status: 'done', finishedAt: '2026-01-01T00:00:01.000Z' },
      ]);
      await harness.store.saveSource(kiki, {
        name: 'hr',
        readAt: '2026-01-01T00:00:01.000Z',
        inputHash: 'abc',
        dropped: false,
      });
      expect(await harness.store.sources(localAdmin)).toEqual([
        { name: 'hr', records: 0, readAt: '2026-01-01T00:00:01.000Z', inputHash: 'abc', dropped: false },
      ]);
    });

    const run: RunRecord = {
      id: 'run',
      source: 'hr',
      status: 'done',
      startedAt: '2026-01-01T00:00:00.000Z',
      added: 0,
      changed: 0,
      unchanged: 7,
      removed: 0,
      refused: [],
      refusedCount: 0,
      warnings: [],
    };

    test('runs are in the order in which they were started, also when the clock is set back', async () => {
      for (const [index, startedAt] of ['2026-05-05', '2026-05-06', '2026-01-01', '2026-05-05'].entries()) {
        const one = { ...run, id: `run-${index}`, startedAt: `${startedAt}T00:00:00.000Z` };
        await harness.store.saveRun(kiki, { ...one, status: 'running' });
        await harness.store.saveRun(kiki, one);
      }
      const ids = async (limit: number) => (await harness.store.runs(localAdmin, { limit })).map(({ id }) => id);
      expect(await ids(10)).toEqual(['run-3', 'run-2', 'run-1', 'run-0']);
      expect(await ids(2)).toEqual(['run-3', 'run-2']);
    });

    test('of runs that changed nothing the newest fifty of each source are kept, and all others', async () => {
      await harness.store.saveRun(kiki, { ...run, id: 'first', added: 7 });
      await harness.store.saveRun(kiki, { ...run, id: 'other', source: 'wiki' });
      await harness.store.saveRun(kiki, { ...run, id: 'open', status: 'running' });
      for (let index = 0; index < 53; index += 1)
        await harness.store.saveRun(kiki, {
          ...run,
          id: `idle-${index}`,
          status: index % 2 === 0 ? 'done' : 'failed',
        });
      const ids = (await harness.store.runs(localAdmin, { limit: 100 })).map(({ id }) => id);
      const kept = Array.from({ length: 50 }, (_, index) => `idle-${52 - index}`);
      expect(ids).toEqual([...kept, 'open', 'other', 'first']);
    });

    test('a source alone says what the list of sources says of it', async () => {
      await harness.read([ada, grace]);
      await harness.read([{ ...payments, source: 'wiki' }]);
      expect(await harness.store.sources(localAdmin)).toMatchObject([
        { name: 'hr', records: 2 },
        { name: 'wiki', records: 1 },
      ]);
      for (const source of await harness.store.sources(localAdmin))
        expect(await harness.store.source(localAdmin, source.name)).toEqual(source);
      expect(await harness.store.source(localAdmin, 'none')).toBeUndefined();
    });
  });
}
