import { describe, expect, it } from '@jest/globals';
import { createTurnstile } from '../../../bot/answering/turnstile.ts';

describe('a turnstile', () => {
  it('lets the waiting through in the order in which they came', async () => {
    const turnstile = createTurnstile(1);
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
    const turnstile = createTurnstile(1);
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
});
