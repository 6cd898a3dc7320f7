import { describe, expect, it } from '@jest/globals';
import { createTurnstile, QueueTooLong } from '../../../bot/answering/turnstile.ts';

describe('a turnstile', () => {
  it('lets the waiting through in the order in which they came', async () => {
    const turnstile = createTurnstile({ places: 1, seconds: 60 });
    const { signal } = new AbortController();
    const order: string[] = [];
    const leave = await turnstile.enter(signal);
    const waiting = ['a', 'b'].map(async (name) => {
      const done = await turnstile.enter(signal);
      order.push(name);
      done();
    });
    await Promise.resolve();
    expect(order).toEqual([]);
    leave();
    await Promise.all(waiting);
    expect(order).toEqual(['a', 'b']);
  });

  it('gives the place of one who gave up waiting to the next', async () => {
    const turnstile = createTurnstile({ places: 1, seconds: 60 });
    const impatient = new AbortController();
    const { signal } = new AbortController();
    const leave = await turnstile.enter(signal);
    const first = turnstile.enter(impatient.signal);
    const second = turnstile.enter(signal);
    impatient.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    leave();
    (await second)();
    await expect(turnstile.enter(impatient.signal)).rejects.toThrow('enough');
    (await turnstile.enter(signal))();
  });

  it('tells those who wait how many come before them, and when their turn comes', async () => {
    const turnstile = createTurnstile({ places: 1, seconds: 60 });
    const { signal } = new AbortController();
    const told: string[] = [];
    const leave = await turnstile.enter(signal, (before) => told.push(`at once ${before}`));
    const waiting = ['a', 'b'].map((name) => turnstile.enter(signal, (before) => told.push(`${name} ${before}`)));
    expect(told).toEqual(['a 1', 'b 2']);
    leave();
    (await waiting[0]!)();
    (await waiting[1]!)();
    expect(told).toEqual(['a 1', 'b 2', 'a 0', 'b 0']);
  });

  it('lets nobody wait for too long', async () => {
    const turnstile = createTurnstile({ places: 1, seconds: 0.05 });
    const { signal } = new AbortController();
    const leave = await turnstile.enter(signal);
    await expect(turnstile.enter(signal)).rejects.toThrow(QueueTooLong);
    leave();
    (await turnstile.enter(signal))();
  });
});
