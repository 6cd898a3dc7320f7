import { describe, expect, test } from '@jest/globals';
import { matches } from '../../../answer/evaluate/patterns.ts';

describe('a pattern', () => {
  test.each([
    ['\\bÅsa\\b', 'That is Åsa.'],
    ['\\bore\\b', 'Øre'],
    ['José', 'jose'],
    ['[\\w-]+@\\w+', 'søren@ørsted'],
    ['tier.?1', 'TIER-1'],
    ['a\\-b', 'a-b'],
  ])('%s is in "%s"', (pattern, text) => {
    expect(matches(pattern, text)).toBe(true);
  });

  test.each([
    ['\\bsa\\b', 'Åsa'],
    ['(unclosed', '(unclosed'],
    ['\\d{3}', '12'],
  ])('%s is not in "%s"', (pattern, text) => {
    expect(matches(pattern, text)).toBe(false);
  });
});
