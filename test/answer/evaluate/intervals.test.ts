import { describe, expect, test } from '@jest/globals';
import { bootstrap, wilson } from '../../../answer/evaluate/intervals.ts';

const rounded = (interval: readonly number[]) => interval.map((end) => Number(end.toFixed(4)));

describe('the interval of a share', () => {
  test.each([
    [8, 10, [0.4902, 0.9433]],
    [1, 20, [0.0089, 0.2361]],
    [81, 263, [0.2553, 0.3662]], // Newcombe (1998), table I: method 3
  ])('%d of %d', (right, all, expected) => {
    expect(rounded(wilson(right, all))).toEqual(expected);
  });

  test('of none and of all is open on one side only', () => {
    expect(rounded(wilson(0, 20))).toEqual([0, 0.1611]);
    expect(rounded(wilson(20, 20))).toEqual([0.8389, 1]);
  });

  test('of nothing is everything', () => {
    expect(wilson(0, 0)).toEqual([0, 1]);
  });
});

describe('the interval of a mean', () => {
  const values = Array.from({ length: 40 }, (_, index) => (index % 8) / 7);

  test('is the same every time and holds the mean', () => {
    const [low, high] = bootstrap(values);
    expect(bootstrap(values)).toEqual([low, high]);
    expect(low).toBeLessThan(0.5);
    expect(high).toBeGreaterThan(0.5);
  });

  test('is about that of the normal distribution', () => {
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / values.length);
    const half = (1.96 * deviation) / Math.sqrt(values.length);
    const [low, high] = bootstrap(values);
    expect(Math.abs(low - (0.5 - half))).toBeLessThan(0.015);
    expect(Math.abs(high - (0.5 + half))).toBeLessThan(0.015);
  });

  test('of equal values is the value', () => {
    expect(bootstrap([0.5, 0.5, 0.5])).toEqual([0.5, 0.5]);
  });
});
