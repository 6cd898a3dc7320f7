import { describe, expect, it } from '@jest/globals';
import { createPrecedence } from '../../../bot/claims/precedence.ts';
import { quietMoment, until } from '../../support/bot-harness.ts';

/** Work for an acknowledgement that ends when told. */
function open(precedence: ReturnType<typeof createPrecedence>): () => void {
  let end: () => void = () => undefined;
  void precedence.first(() => new Promise<void>((resolve) => (end = resolve)));
  return () => end();
}

describe('answering', () => {
  it('waits while an event waits for its acknowledgement, and then begins in order', async () => {
    const precedence = createPrecedence({ seconds: 60, atOnce: 10 });
    const end = open(precedence);
    const order: number[] = [];
    const begun = [1, 2, 3].map((n) => precedence.calm().then(() => order.push(n)));
    await quietMoment(30);
    expect(order).toEqual([]);
    end();
    await Promise.all(begun);
    expect(order).toEqual([1, 2, 3]);
  });

  it('waits between two events of a crowd, and not between two of a few', async () => {
    const acknowledged = async (count: number) => {
      const precedence = createPrecedence({ seconds: 60, atOnce: 10 });
      for (let n = 0; n < count; n += 1) await precedence.first(() => Promise.resolve());
      let isBegun = false;
      void precedence.calm().then(() => (isBegun = true));
      await quietMoment(50);
      return () => isBegun;
    };
    expect((await acknowledged(19))()).toBe(true);
    const isBegun = await acknowledged(20);
    expect(isBegun()).toBe(false);
    await until(isBegun);
  });

  it('lets an event that comes meanwhile go before the next', async () => {
    const precedence = createPrecedence({ seconds: 60, atOnce: 10 });
    const order: number[] = [];
    let end: () => void = () => undefined;
    void precedence.calm().then(() => {
      order.push(1);
      end = open(precedence);
    });
    const second = precedence.calm().then(() => order.push(2));
    await until(() => order.length === 1);
    await quietMoment(30);
    expect(order).toEqual([1]);
    end();
    await second;
  });

  it('prepares so many at once; the next begins when one is prepared, however often it says so', async () => {
    const precedence = createPrecedence({ seconds: 60, atOnce: 2 });
    const begun: (() => void)[] = [];
    for (let count = 0; count < 4; count += 1) void precedence.calm().then((prepared) => begun.push(prepared));
    await quietMoment(30);
    expect(begun).toHaveLength(2);
    begun[0]?.();
    begun[0]?.();
    await until(() => begun.length === 3);
    await quietMoment(30);
    expect(begun).toHaveLength(3);
    begun[1]?.();
    await until(() => begun.length === 4);
  });

  it('does not wait for ever', async () => {
    const precedence = createPrecedence({ seconds: 0.03, atOnce: 10 });
    open(precedence);
    await precedence.calm();
  });

  it('of those that have waited for too long goes on with one at a time while events wait', async () => {
    const precedence = createPrecedence({ seconds: 0.03, atOnce: 10 });
    const end = open(precedence);
    const begun: (() => void)[] = [];
    for (let count = 0; count < 4; count += 1) void precedence.calm().then((prepared) => begun.push(prepared));
    await until(() => begun.length === 1);
    await quietMoment(50);
    expect(begun).toHaveLength(1);
    begun[0]?.();
    await until(() => begun.length === 2);
    end();
    await until(() => begun.length === 4);
  });

  it('goes on after work that fails', async () => {
    const precedence = createPrecedence({ seconds: 60, atOnce: 10 });
    await expect(precedence.first(() => Promise.reject(new Error('down')))).rejects.toThrow('down');
    await precedence.calm();
  });
});
