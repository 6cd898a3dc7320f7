import { describe, expect, test } from '@jest/globals';
import { databaseTime } from '../../../graph/cypher/locks.ts';
import type { Engine } from '../../../graph/engine.ts';
import type { GraphStore, Lease } from '../../../graph/store.ts';
import { kiki } from '../../../schema/actor.ts';
import { localAdmin } from '../../../schema/viewer.ts';
import { type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect } from '../../support/iterables.ts';
import { record } from '../../support/records.ts';
import { importer, useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The engine with a clock that a test can set, by milliseconds from the real one. */
function withClock(engine: Engine): { engine: Engine; clock: { ahead: number } } {
  const clock = { ahead: 0 };
  const shifted: Engine = {
    ...engine,
    write: (work) =>
      engine.write((run) =>
        work(async (statement) => {
          const rows = await run(statement);
          return statement.text === databaseTime ? rows.map(({ now }) => ({ now: Number(now) + clock.ahead })) : rows;
        }),
      ),
  };
  return { engine: shifted, clock };
}

const ask = (store: GraphStore, holder: string, id = 'source:hr') =>
  store.takeLock(kiki, { id, holder, milliseconds: minute });

async function taken(store: GraphStore, holder: string): Promise<Lease> {
  const answer = await ask(store, holder);
  if (!('lease' in answer)) throw new Error(`${answer.heldBy} has it`);
  return answer.lease;
}

export function describeLocks(openEmpty: OpenEmpty): void {
  describe('locks', () => {
    const harness = useStore(openEmpty);
    const refused = { code: 'unavailable', message: expect.stringContaining('taken over') };

    test('a lock is one holder’s until it is given back, and says whose it is', async () => {
      const other = await storeOn(harness.engine);
      const lease = await taken(harness.store, 'first');
      expect(await ask(other, 'second')).toEqual({ heldBy: 'first', since: expect.stringMatching(/^20\d\d-.*Z$/) });
      expect(await ask(other, 'second', 'source:wiki')).toHaveProperty('lease');
      await harness.store.releaseLock(kiki, lease);
      const next = await taken(other, 'second');
      await harness.store.releaseLock(kiki, lease);
      expect(await ask(harness.store, 'first')).toMatchObject({ heldBy: 'second' });
      expect(await other.renewLock(kiki, next)).toBe(true);
    });

    test('of many that ask at once one gets it', async () => {
      const other = await storeOn(harness.engine);
      const stores = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? harness.store : other));
      const answers = await Promise.all(stores.map((store, index) => ask(store, `holder ${index}`)));
      expect(answers.filter((answer) => 'lease' in answer)).toHaveLength(1);
    });

    test('a lease that is renewed lasts, one that is not ends, whatever the clocks of the processes say', async () => {
      const { engine, clock } = withClock(harness.engine);
      const first = await storeOn(engine, { now: () => new Date(Date.now() + day) });
      const second = await storeOn(engine, { now: () => new Date(Date.now() - day) });
      const lease = await taken(first, 'first');
      clock.ahead = 0.9 * minute;
      expect(await first.renewLock(kiki, lease)).toBe(true);
      clock.ahead = 1.8 * minute;
      expect(await ask(second, 'second')).toMatchObject({ heldBy: 'first' });
      clock.ahead = 2 * minute;
      await taken(second, 'second');
      expect(await first.renewLock(kiki, lease)).toBe(false);
      await expect(ask(first, 'first')).resolves.toMatchObject({ heldBy: 'second' });
    });

    test('a lease that ended and that nobody took is renewed', async () => {
      const { engine, clock } = withClock(harness.engine);
      const store = await storeOn(engine);
      const lease = await taken(store, 'first');
      clock.ahead = day;
      expect(await store.renewLock(kiki, lease)).toBe(true);
      expect(await ask(store, 'second')).toMatchObject({ heldBy: 'first' });
    });

    test('a clock that is set back keeps a dead holder’s lock for one lease more, not for a day', async () => {
      const { engine, clock } = withClock(harness.engine);
      const store = await storeOn(engine);
      await taken(store, 'dead');
      clock.ahead = -day;
      expect(await ask(store, 'second')).toMatchObject({ heldBy: 'dead' });
      clock.ahead = -day + 1.1 * minute;
      await taken(store, 'second');
    });

    test('a clock that is set back takes the lock from no living holder', async () => {
      const { engine, clock } = withClock(harness.engine);
      const store = await storeOn(engine);
      const lease = await taken(store, 'living');
      clock.ahead = -day;
      expect(await ask(store, 'second')).toMatchObject({ heldBy: 'living' });
      clock.ahead += 0.5 * minute;
      expect(await store.renewLock(kiki, lease)).toBe(true);
      clock.ahead += 0.9 * minute;
      expect(await ask(store, 'second')).toMatchObject({ heldBy: 'living' });
    });

    test('under a lease all is written as without, and nothing any more when another has the lock', async () => {
      const { engine, clock } = withClock(harness.engine);
      const store = await storeOn(engine);
      const own = store.underLease(await taken(store, 'first'));
      await own.apply(importer, { upserts: [record(ada), record(payments)], removals: [] });
      await own.saveSource(importer, { name: 'hr', readAt: '2026-01-01T00:00:00.000Z', dropped: false });
      expect((await harness.entity('person:ada-lovelace'))?.relations).toHaveLength(2);
      clock.ahead = 2 * minute;
      await own.apply(importer, { upserts: [], removals: ['wiki:Team:teams/payments.md'] });
      await taken(store, 'second');
      const version = await store.version();
      await expect(own.apply(importer, { upserts: [record(grace)], removals: [] })).rejects.toMatchObject(refused);
      await expect(own.saveSource(importer, { name: 'hr', dropped: true })).rejects.toMatchObject(refused);
      expect(await store.version()).toBe(version);
      expect((await store.sources(localAdmin)).some(({ dropped }) => dropped)).toBe(false);
      await store.apply(importer, { upserts: [record(grace)], removals: [] });
    });

    test('work that loses its lease half-way stops before its next write, and the next holder finishes it', async () => {
      const { engine, clock } = withClock(harness.engine);
      const second = await storeOn(engine);
      let writes = 0;
      const first = await storeOn({
        ...engine,
        write: async (work) => {
          writes += 1;
          // The first write takes the lock and the second is of the record; before the third another process takes over.
          if (writes === 3) {
            clock.ahead = 2 * minute;
            await taken(second, 'second');
          }
          return engine.write(work);
        },
      });
      const own = first.underLease(await taken(first, 'first'));
      await expect(own.apply(importer, { upserts: [record(ada)], removals: [] })).rejects.toMatchObject(refused);
      expect(writes).toBe(3);
      expect(await harness.entity('person:ada-lovelace')).toBeUndefined();
      await second.settle(kiki);
      expect(await harness.entity('person:ada-lovelace')).toBeDefined();
    });

    test('locks are in no export, and taking them does not change the graph', async () => {
      await harness.read([ada]);
      const version = await harness.store.version();
      const before = await collect(harness.store.exportAll(kiki));
      await taken(harness.store, 'first');
      expect(await harness.store.version()).toBe(version);
      expect(await collect(harness.store.exportAll(kiki))).toEqual(before);
    });
  });

  describe('runs and records of a source', () => {
    const harness = useStore(openEmpty);
    const run = {
      id: 'r1',
      source: 'hr',
      status: 'running' as const,
      startedAt: '2026-01-01T00:00:00.000Z',
      added: 0,
      changed: 0,
      unchanged: 0,
      removed: 0,
      refused: [],
      refusedCount: 0,
      warnings: [],
    };

    test('runs that nobody runs any more are closed, those of other sources and finished ones are left', async () => {
      await harness.store.saveRun(kiki, run);
      await harness.store.saveRun(kiki, { ...run, id: 'r2', status: 'done' });
      await harness.store.saveRun(kiki, { ...run, id: 'r3', source: 'wiki' });
      const end = { finishedAt: '2026-01-02T00:00:00.000Z', message: 'killed' };
      expect(await harness.store.stopRuns(kiki, 'hr', end)).toBe(1);
      expect(await harness.store.stopRuns(kiki, 'hr', end)).toBe(0);
      expect(await harness.store.run(localAdmin, 'r1')).toEqual({ ...run, status: 'stopped', ...end });
      expect(await harness.store.run(localAdmin, 'r2')).toMatchObject({ status: 'done' });
      expect(await harness.store.run(localAdmin, 'r3')).toMatchObject({ status: 'running' });
      expect(await harness.store.run(localAdmin, 'r4')).toBeUndefined();
    });

    test('records are found by their path in their source, with the entity they describe', async () => {
      await harness.read([
        { ...ada, path: 'a' },
        { ...grace, path: 'b' },
        { ...payments, source: 'wiki', path: 'a' },
      ]);
      expect(await harness.store.recordsAt('hr', ['a', 'c'])).toEqual([
        { id: 'hr:Person:E1', path: 'a', hash: expect.any(String), ref: 'person:ada-lovelace' },
      ]);
      await harness.read([], ['hr:Person:E1']);
      expect(await harness.store.recordsAt('hr', ['a'])).toEqual([]);
    });
  });
}
