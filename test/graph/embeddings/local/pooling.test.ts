import { describe, expect, test } from '@jest/globals';
import { pool } from '../../../../graph/embeddings/local/pooling.ts';

/** Two tokens of two numbers each. */
const states = Float32Array.of(3, 4, 9, -4);

describe('pooling', () => {
  test('by the first token takes its state alone, at length 1', () => {
    expect([...pool(states, 2, 'first')]).toEqual([expect.closeTo(0.6), expect.closeTo(0.8)]);
  });

  test('by the mean takes all tokens, at length 1', () => {
    expect([...pool(states, 2, 'mean')]).toEqual([1, 0]);
  });

  test('leaves the states as they were', () => {
    const copy = Float32Array.from(states);
    pool(states, 2, 'first');
    expect(states).toEqual(copy);
  });

  test.each([
    ['no tokens', []],
    ['half a token', [1, 2, 3]],
  ])('refuses %s', (_what, numbers) => {
    expect(() => pool(Float32Array.from(numbers), 2, 'mean')).toThrow('are not states of 2 each');
  });

  test.each([
    ['zeros', [0, 0]],
    ['something that is no number', [NaN, 1]],
    ['infinity', [Infinity, 1]],
  ])('refuses %s', (_what, numbers) => {
    expect(() => pool(Float32Array.from(numbers), 2, 'first')).toThrow('without direction');
  });
});
