import { describe, expect, test } from '@jest/globals';
import { countKinds, sampleKinds } from '../../cli/commands/sample-kinds.ts';

const kindOf = (item: string) => item.slice(0, 1);

describe('a sample of kinds', () => {
  test.each([
    [
      'gives each kind its turn, in order',
      ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'],
      5,
      ['a1', 'a2', 'b1', 'b2', 'c1'],
    ],
    ['gives what small kinds leave to the others', ['a1', 'a2', 'a3', 'b1'], 3, ['a1', 'a2', 'b1']],
    ['is everything where that is few', ['b1', 'a1'], 5, ['b1', 'a1']],
    ['holds no more than the limit of many kinds', ['a1', 'b1', 'c1'], 2, ['a1', 'b1']],
  ])('%s', (_, items, limit, sample) => {
    expect(sampleKinds(items, kindOf, limit)).toEqual(sample);
  });

  test('counts kinds, the most first', () => {
    expect(countKinds(['a1', 'b1', 'b2'], kindOf)).toBe('2 b, 1 a');
  });
});
