import { describe, expect, test } from '@jest/globals';
import { writeDifferences } from '../../../graph/apply/write-difference.ts';
import type { Guard } from '../../../graph/apply/write-records.ts';
import type { Engine, Run } from '../../../graph/engine.ts';
import { kiki } from '../../../schema/actor.ts';
import { describeError } from '../../../schema/errors.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect } from '../../support/iterables.ts';
import { field, record, type RecordSketch, related } from '../../support/records.ts';
import { timeless } from '../../support/timeless.ts';
import { importer, useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

/** An engine whose writes fail from this statement on, as if the process had been killed there. */
function failingAfter(engine: Engine, statements: number): Engine {
  let count = 0;
  return {
    ...engine,
    write: (work) =>
      engine.write((run) => {
        const counted: Run = (statement) => {
          count += 1;
          return count > statements ? Promise.reject(new Error('killed')) : run(statement);
        };
        return work(counted);
      }),
  };
}

export function describeConcurrency(openEmpty: OpenEmpty): void {
  describe('writers at once, and writers killed', () => {
    const harness = useStore(openEmpty);

    /** What readers see of some entities, times and revisions apart. */
    const seen = async () => {
      const views = await Promise.all(
        ['person:ada-lovelace', 'person:grace-hopper', 'team:payments'].map((ref) => harness.entity(ref)),
      );
      return views.map(
        (view) =>
          view && {
            facts: timeless(view.facts),
            relations: view.relations.map(({ relation, end, other }) => [relation, end, other.ref]),
            passages: view.passages.map(({ id, text }) => [id, text]),
          },
      );
    };

    test('two stores that write at once both have their way, and nothing is left to do', async () => {
      const other = await storeOn(harness.engine);
      const people = (from: number): RecordSketch[] =>
        Array.from({ length: 30 }, (_, index) => ({
          kind: 'Person',
          key: `P${from + index}`,
          name: `Person ${from + index}`,
          claims: [related('REPORTS_TO', `P${from + index + 1}`), related('MEMBER_OF', 'Payments')],
        }));
      await Promise.all([
        harness.read(people(0)),
        other.apply(importer, { upserts: people(20).map(record), removals: [] }),
        harness.read([payments]),
        other.apply(importer, { upserts: [record(ada), record(grace)], removals: [] }),
      ]);
      const version = await harness.store.version();
      await harness.store.settle(kiki);
      expect(await harness.store.version()).toBe(version);
      expect(await harness.store.countKinds(anyEmployee)).toEqual({ Person: 52, Team: 1 });
      expect(await harness.store.edges(anyEmployee, { relation: 'MEMBER_OF' })).toHaveLength(52);
      expect(await harness.store.edges(anyEmployee, { relation: 'REPORTS_TO' })).toHaveLength(50);
      expect(await harness.store.searchText(anyEmployee, 'person', { limit: 100 })).toHaveLength(52);
    }, 60_000);

    test('a thing that another writer meanwhile gives another ref leaves nothing behind under the one that was planned', async () => {
      const other = await storeOn(harness.engine);
      const email = { email: ['ada@example.com'] };
      let writes = 0;
      const late = await storeOn({
        ...harness.engine,
        async write(work) {
          const result = await harness.engine.write(work);
          writes += 1;
          // The record, and then its thing, are there; what is known of it is not.
          if (writes === 2)
            await other.apply(importer, {
              upserts: [record({ kind: 'Person', source: 'desk', key: 'ada', name: 'Ada King', ids: email })],
              removals: [],
            });
          return result;
        },
      });
      await late.apply(importer, {
        upserts: [record({ kind: 'Person', key: 'E1', name: 'Ada Lovelace', ids: email })],
        removals: [],
      });
      expect(await harness.store.countKinds(anyEmployee)).toEqual({ Person: 1 });
      const subjects = (await collect(harness.store.exportAll(kiki))).filter(
        (line) => 'node' in line && (line.node as string[]).includes('Subject'),
      );
      expect(subjects).toHaveLength(1);
    });

    test('of two values written at once for one record one stays, whole', async () => {
      const other = await storeOn(harness.engine);
      const version = (title: string): RecordSketch => ({
        ...ada,
        claims: [field('title', title), field('location', title)],
      });
      await Promise.allSettled([
        harness.read([version('One')]),
        other.apply(importer, { upserts: [record(version('Two'))], removals: [] }),
      ]);
      await harness.store.settle(kiki);
      const view = await harness.entity('person:ada-lovelace');
      expect(['One', 'Two']).toContain(view?.fields.title);
      expect(view?.fields.location).toBe(view?.fields.title);
    });

    test('a record that comes back while its removal is not finished stays', async () => {
      await harness.read([grace, payments, ada]);
      let writes = 0;
      const cut = await storeOn({
        ...harness.engine,
        write: (work) => {
          writes += 1;
          return writes > 1 ? Promise.reject(new Error('killed')) : harness.engine.write(work);
        },
      });
      await expect(cut.apply(importer, { upserts: [], removals: ['hr:Person:E1'] })).rejects.toThrow('killed');
      expect((await harness.store.recordsOf('hr')).map(({ id }) => id)).toEqual(['hr:Person:E2']);
      await harness.read([ada]);
      expect((await harness.entity('person:ada-lovelace'))?.relations).toHaveLength(3);
      expect((await harness.store.recordsOf('hr')).map(({ id }) => id).sort()).toEqual([
        'hr:Person:E1',
        'hr:Person:E2',
      ]);
    });

    test('a change made from another state of its record or entity is refused, and changes nothing', async () => {
      await harness.read([ada]);
      const [stored] = await harness.store.recordsOf('hr');
      const entity = { ref: 'person:ada-lovelace', revision: 1 };
      const change = (guard: Guard) =>
        harness.store.apply(importer, { upserts: [record({ ...ada, claims: [] })], removals: [], guards: [guard] });
      const version = await harness.store.version();
      const id = 'hr:Person:E1';
      const refused = { code: 'conflict' };
      await expect(change({ record: { id, hash: 'other' } })).rejects.toMatchObject(refused);
      await expect(change({ record: { id, hash: undefined } })).rejects.toMatchObject(refused);
      const stale = { record: { id, hash: stored?.hash }, entity: { ...entity, revision: 2 } };
      await expect(change(stale)).rejects.toMatchObject(refused);
      expect(await harness.store.version()).toBe(version);
      await change({ record: { id, hash: stored?.hash }, entity });
      expect((await harness.entity(entity.ref))?.fields).toEqual({});
    });

    test('differences computed from an older version of the graph are refused, and nothing of them is written', async () => {
      await harness.read([grace]);
      const version = await harness.store.version();
      const order = { actorOf: () => importer, at: '2026-01-01T00:00:00.000Z', differences: [], rehomed: new Map() };
      await expect(writeDifferences(harness.engine, { ...order, expectedVersion: version - 1 })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(await harness.store.version()).toBe(version);
      expect(await writeDifferences(harness.engine, { ...order, expectedVersion: version })).toBe(version + 1);
    });

    test('a write between planning and writing has the plan made again', async () => {
      await harness.read([payments]);
      const other = await storeOn(harness.engine);
      let writes = 0;
      // The third write is the first of what was planned: just before it someone else changes the graph.
      const interrupted = await storeOn({
        ...harness.engine,
        write: async (work) => {
          writes += 1;
          if (writes === 3) await other.apply(importer, { upserts: [record(grace)], removals: [] });
          return harness.engine.write(work);
        },
      });
      await interrupted.apply(importer, { upserts: [record(ada)], removals: [] });
      expect((await harness.entity('person:ada-lovelace'))?.relations.map(({ other: { ref } }) => ref)).toEqual([
        'team:payments',
        'team:payments',
        'person:grace-hopper',
      ]);
      const version = await harness.store.version();
      await harness.store.settle(kiki);
      expect(await harness.store.version()).toBe(version);
    });

    test('wherever a write is cut off, the next settling leaves what an uncut one would', async () => {
      await harness.read([grace, payments]);
      const before = await seen();
      await harness.read([ada]);
      const after = await seen();
      await harness.read([], ['hr:Person:E1']);
      expect(await seen()).toEqual(before);
      let cuts = 0;
      // A step of several statements, or the suite would take minutes on a database over the network.
      for (let statements = 0; ; statements += 3) {
        const cut = await storeOn(failingAfter(harness.engine, statements));
        const outcome = await cut.apply(importer, { upserts: [record(ada)], removals: [] }).then(
          () => 'done',
          (error: unknown) => describeError(error),
        );
        if (outcome === 'done') break;
        expect(outcome).toBe('killed');
        expect([before, after]).toContainEqual(await seen());
        cuts += 1;
        await harness.store.settle(kiki);
        await harness.read([ada]);
        expect(await seen()).toEqual(after);
        expect((await harness.store.searchText(anyEmployee, 'engineer', { limit: 5 })).length).toBe(1);
        await harness.read([], ['hr:Person:E1']);
      }
      expect(cuts).toBeGreaterThan(4);
    }, 60_000);
  });
}
