import { describe, expect, test } from '@jest/globals';
import { databaseTime } from '../../../graph/cypher/locks.ts';
import type { Engine } from '../../../graph/engine.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { kiki } from '../../../schema/actor.ts';
import { usualWishes } from '../../../schema/outreach.ts';
import { type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect, each } from '../../support/iterables.ts';
import { useStore } from './harness.ts';

const ada = 'person:ada';
const digest = { id: 'digest:2026-W48:person:ada', kind: 'digest' as const, week: '2026-W48', person: ada };
const at = '2026-11-23T09:00:00.000Z';

export function describeOutreach(openEmpty: OpenEmpty): void {
  describe('what Kiki says of its own accord', () => {
    const harness = useStore(openEmpty);
    const stores = (count: number) =>
      Promise.all(Array.from({ length: count }, () => storeOn(harness.engine, { now: () => new Date(at) })));

    test('is of one of many who claim it at the same moment, and stays so after a restart', async () => {
      const all = await stores(8);
      const claims = await Promise.all(all.map((store) => store.claimOutreach(kiki, digest)));
      expect(claims.filter(({ isNew }) => isNew)).toHaveLength(1);
      const open = { ...digest, at, changedAt: at, state: 'open' };
      for (const { outreach } of claims) expect(outreach).toEqual(open);
      const [again] = await stores(1);
      expect(await again!.claimOutreach(kiki, digest)).toEqual({ isNew: false, outreach: open });
      expect((await again!.claimOutreach(kiki, { ...digest, id: 'digest:2026-W49:person:ada' })).isNew).toBe(true);
      await expect(again!.claimOutreach(kiki, { ...digest, id: '' })).rejects.toMatchObject({ code: 'invalid' });
    });

    test('goes on from one state to the next once, however many want to', async () => {
      const all = await stores(6);
      await all[0]!.claimOutreach(kiki, digest);
      const message = { channel: 'D1', ts: '17.1' };
      const move = (store: GraphStore) =>
        store.moveOutreach(kiki, digest.id, { from: ['open'], change: { state: 'sent', message } });
      const moved = await Promise.all(all.map(move));
      expect(moved.filter((each) => each !== undefined)).toEqual([
        { ...digest, at, changedAt: at, state: 'sent', message },
      ]);
      expect(await move(all[0]!)).toBeUndefined();
      const unknown = { from: ['open' as const], change: { state: 'sent' as const } };
      expect(await all[0]!.moveOutreach(kiki, 'none', unknown)).toBeUndefined();
      expect(await all[0]!.outreach('none')).toBeUndefined();
      expect(await all[0]!.outreachAt(message)).toMatchObject({ id: digest.id, state: 'sent' });
      expect(await all[0]!.outreachAt({ channel: 'D2', ts: '17.1' })).toBeUndefined();
    });

    test('is taken over from who worked on it and is gone, not from who works on it', async () => {
      let now = new Date(at);
      const store = await storeOn(harness.engine, { now: () => now });
      await store.claimOutreach(kiki, digest);
      await store.moveOutreach(kiki, digest.id, { from: ['open'], change: { state: 'working', body: '{"a":1}' } });
      now = new Date('2026-11-23T09:05:00Z');
      const take = (stuckBefore: string) =>
        store.moveOutreach(kiki, digest.id, { from: ['sent'], stuckBefore, change: { state: 'working' } });
      expect(await take(at)).toBeUndefined();
      await store.claimOutreach(kiki, { ...digest, id: 'open' });
      const open = { from: [], stuckBefore: '2026-11-23T09:06:00.000Z', change: { state: 'open' as const } };
      expect(await store.moveOutreach(kiki, 'open', { ...open, stuckBefore: at })).toBeUndefined();
      expect(await store.moveOutreach(kiki, 'open', open)).toMatchObject({ state: 'open' });
      const taken = await take('2026-11-23T09:02:00.000Z');
      expect(taken).toMatchObject({ state: 'working', body: '{"a":1}', changedAt: '2026-11-23T09:05:00.000Z' });
      expect(await take('2026-11-23T09:02:00.000Z')).toBeUndefined();
      const long = { state: 'done' as const, body: 'x'.repeat(100_001) };
      await expect(store.moveOutreach(kiki, digest.id, { from: ['working'], change: long })).rejects.toMatchObject({
        code: 'invalid',
      });
    });

    test('is found by person and by time, and forgotten after a time', async () => {
      let now = new Date('2026-11-16T09:00:00Z');
      const store = await storeOn(harness.engine, { now: () => now });
      await store.claimOutreach(kiki, { ...digest, id: 'a', week: '2026-W47' });
      now = new Date(at);
      await store.claimOutreach(kiki, digest);
      await store.claimOutreach(kiki, { ...digest, id: 'b', kind: 'question', person: 'person:bob' });
      const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id);
      expect(ids(await store.outreachOf(ada, ''))).toEqual([digest.id, 'a']);
      expect(ids(await store.outreachOf(ada, at))).toEqual([digest.id]);
      expect(ids(await store.outreachSince(at))).toEqual(['b', digest.id]);
      expect(await store.sweepOutreach(kiki, at)).toBe(1);
      expect(ids(await store.outreachSince(''))).toEqual(['b', digest.id]);
    });

    test('is claimed and changed under a lease only while it holds', async () => {
      const clock = { ahead: 0 };
      const engine: Engine = {
        ...harness.engine,
        write: (work) =>
          harness.engine.write((run) =>
            work(async (statement) => {
              const rows = await run(statement);
              return statement.text === databaseTime
                ? rows.map(({ now }) => ({ now: Number(now) + clock.ahead }))
                : rows;
            }),
          ),
      };
      const store = await storeOn(engine);
      const order = { id: 'slack', holder: 'a', milliseconds: 60_000 };
      const taken = await store.takeLock(kiki, order);
      if (!('lease' in taken)) throw new Error('It is held');
      const own = store.underLease(taken.lease);
      expect((await own.claimOutreach(kiki, digest)).isNew).toBe(true);
      clock.ahead = 120_000;
      expect(await store.takeLock(kiki, { ...order, holder: 'b' })).toHaveProperty('lease');
      await expect(own.claimOutreach(kiki, { ...digest, id: 'other' })).rejects.toMatchObject({ code: 'unavailable' });
      const change = { from: ['open' as const], change: { state: 'sent' as const } };
      await expect(own.moveOutreach(kiki, digest.id, change)).rejects.toMatchObject({ code: 'unavailable' });
      expect(await store.outreach('other')).toBeUndefined();
    });

    test('keeps what a person wants, change by change, whoever writes beside', async () => {
      const { store } = harness;
      expect(await store.outreachWishes([ada, 'person:bob'])).toEqual(
        new Map([
          [ada, usualWishes],
          ['person:bob', usualWishes],
        ]),
      );
      await store.changeOutreachWishes(kiki, ada, { digest: false });
      await Promise.all(
        ['x', 'y', 'z', 'x'].map((decline) => store.changeOutreachWishes(kiki, ada, { decline, questions: true })),
      );
      const snoozed = await store.changeOutreachWishes(kiki, ada, { snoozedUntil: '2026-12-01T00:00:00.000Z' });
      expect({ ...snoozed, declined: [...snoozed.declined].sort() }).toEqual({
        digest: false,
        questions: true,
        snoozedUntil: '2026-12-01T00:00:00.000Z',
        declined: ['x', 'y', 'z'],
      });
      expect((await store.outreachWishes([ada])).get(ada)).toEqual(snoozed);
      await store.changeOutreachWishes(kiki, ada, { digest: true, snoozedUntil: null, declineNothing: true });
      expect((await store.outreachWishes([ada])).get(ada)).toEqual(usualWishes);
    });

    test('moves with the graph, so that another engine says nothing twice, and is no change of it', async () => {
      const { store } = harness;
      const version = await store.version();
      await store.claimOutreach(kiki, digest);
      await store.changeOutreachWishes(kiki, ada, { digest: false, decline: 'x' });
      expect(await store.version()).toBe(version);
      const lines = await collect(store.exportAll(kiki));
      await harness.startAnew();
      await harness.store.importAll(kiki, each(lines));
      expect((await harness.store.claimOutreach(kiki, digest)).isNew).toBe(false);
      expect((await harness.store.outreachWishes([ada])).get(ada)).toEqual({
        digest: false,
        questions: true,
        declined: ['x'],
      });
    });
  });
}
