import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { createClaims } from '../../../bot/claims/claims.ts';
import { together } from '../../../bot/claims/together.ts';
import type { Incoming } from '../../../bot/listeners/incoming.ts';

const incoming = (ts: string, eventId = `Ev${ts}`, extra: Partial<Incoming> = {}): Incoming => ({
  surface: 'channel',
  eventId,
  teamId: 'T1',
  channel: 'C1',
  ts,
  text: '',
  isBot: false,
  isExternallyShared: false,
  ...extra,
});

function claimsOf({ claims = 10, now = () => new Date(0), enterpriseId = '' } = {}) {
  const home = { teamId: 'T1', userId: 'UBOT', botId: 'BBOT', ...(enterpriseId !== '' && { enterpriseId }) };
  const limits = { claimSeconds: 60, claims, leaseSeconds: 30 };
  return createClaims({ home: () => home, limits, now, logger: pino({ level: 'silent' }) });
}

describe('claims of one process', () => {
  it('are taken once under any of their names', async () => {
    const claims = claimsOf();
    expect(await claims.hold(incoming('1'))).toBe(true);
    expect(await claims.take(incoming('1'))).toBe(true);
    expect(await claims.take(incoming('1'))).toBe(false);
    expect(await claims.take(incoming('1', 'EvOther'))).toBe(false);
    expect(await claims.take(incoming('2', 'Ev1'))).toBe(false);
    expect(await claims.take(incoming('3'))).toBe(true);
  });

  it('in an Enterprise Grid hold whichever workspace brings the message', async () => {
    const claims = claimsOf({ enterpriseId: 'E1' });
    expect(await claims.take(incoming('1', 'Ev1', { enterpriseId: 'E1' }))).toBe(true);
    expect(await claims.take({ ...incoming('1', 'Ev2'), teamId: 'T2', enterpriseId: 'E1' })).toBe(false);
  });

  it('are given again after their time', async () => {
    let time = 0;
    const claims = claimsOf({ now: () => new Date(time) });
    const first = incoming('1');
    await claims.take(first);
    await claims.finish(first);
    time = 59_000;
    expect(await claims.once('other')).toBe(true);
    expect(await claims.take(incoming('1'))).toBe(false);
    time = 60_000;
    expect(await claims.once('another')).toBe(true);
    expect(await claims.take(incoming('1'))).toBe(true);
  });

  it('take no more room than they may, and forget nothing that is worked on', async () => {
    const claims = claimsOf({ claims: 6 });
    const open = incoming('0');
    await claims.take(open);
    for (const ts of ['1', '2', '3', '4', '5', '6', '7']) {
      const message = incoming(ts);
      expect(await claims.take(message)).toBe(true);
      await claims.finish(message);
    }
    expect(await claims.take(incoming('0'))).toBe(false);
    expect(await claims.take(incoming('7'))).toBe(false);
    expect(await claims.take(incoming('1'))).toBe(true);
  });

  it('are given once for what is no message', async () => {
    const claims = claimsOf();
    expect(await claims.once('step:Fx1')).toBe(true);
    expect(await claims.once('step:Fx1')).toBe(false);
  });
});

describe('together', () => {
  it('does what came meanwhile at once, so many at a time, and gives each its own result', async () => {
    const batches: number[][] = [];
    const double = together(async (items: readonly number[]) => {
      batches.push([...items]);
      await Promise.resolve();
      return items.map((item) => item * 2);
    }, 3);
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(double))).toEqual([2, 4, 6, 8, 10, 12]);
    expect(batches).toEqual([[1], [2, 3, 4], [5, 6]]);
  });

  it('fails those whose work failed, and goes on', async () => {
    const work = together((items: readonly string[]) => {
      if (items.includes('bad')) return Promise.reject(new Error('no'));
      return Promise.resolve(items);
    }, 1);
    const [good, bad, next] = await Promise.allSettled([work('a'), work('bad'), work('b')]);
    expect([good, bad, next].map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
