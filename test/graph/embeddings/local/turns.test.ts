import { describe, expect, test } from '@jest/globals';
import { createTurns } from '../../../../graph/embeddings/local/turns.ts';

/** Takes turns with work that ends when it is told, and notes the order in which it began. */
function bench() {
  const turns = createTurns();
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const take = (name: string, { urgent = false, signal }: { urgent?: boolean; signal?: AbortSignal } = {}) =>
    turns.take(
      () => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      },
      { urgent, signal },
    );
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  const end = async (name: string) => {
    ends.get(name)!();
    await settle();
  };
  return { turns, begun, take, end, settle };
}

describe('turns', () => {
  test('are one at a time, urgent work first, else in the order of asking', async () => {
    const { begun, take, end } = bench();
    const all = [take('a'), take('b'), take('c'), take('query', { urgent: true }), take('second', { urgent: true })];
    expect(begun).toEqual(['a']);
    for (const name of ['a', 'query', 'second', 'b', 'c']) await end(name);
    expect(begun).toEqual(['a', 'query', 'second', 'b', 'c']);
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'query', 'second']);
  });

  test('go on after work that fails, also at once', async () => {
    const { turns, take, end } = bench();
    const thrower = () => {
      throw new Error('at once');
    };
    await expect(turns.take(thrower, { urgent: false })).rejects.toThrow('at once');
    await expect(turns.take(() => Promise.reject(new Error('later')), { urgent: false })).rejects.toThrow('later');
    const next = take('next');
    await end('next');
    expect(await next).toBe('next');
  });

  test('that are not wanted any more are not taken, and say why at once', async () => {
    const { begun, take, end, settle } = bench();
    const stop = new AbortController();
    const first = take('first', { signal: stop.signal });
    const second = take('second', { signal: stop.signal });
    const third = take('third');
    stop.abort(new Error('stopped'));
    await expect(first).rejects.toThrow('stopped');
    await expect(second).rejects.toThrow('stopped');
    await end('first');
    await settle();
    await end('third');
    expect(await third).toBe('third');
    expect(begun).toEqual(['first', 'third']);
  });

  test('are not given to who comes with an aborted signal', async () => {
    const { begun, take } = bench();
    await expect(take('late', { signal: AbortSignal.abort(new Error('over')) })).rejects.toThrow('over');
    expect(begun).toEqual([]);
  });
});
