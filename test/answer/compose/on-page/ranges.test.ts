import { describe, expect, test } from '@jest/globals';
import { labelOfNumber, rangeOf } from '../../../../answer/compose/on-page/ranges.ts';

describe('a label is of numbers', () => {
  test.each<[label: string, of: number[], notOf: number[]]>([
    ['5', [5], [4, 6]],
    ['0 (individual contributors)', [0], [1]],
    ['1-3', [1, 3], [0, 4]],
    ['4 to 6 people', [4, 6], [3, 7]],
    ['Between 3 and 15 years', [3, 15], [2, 16]],
    ['more than 6', [7, 90], [6]],
    ['>/=7', [7, 8], [6]],
    ['15+ years', [15, 40], [14]],
    ['10 or more', [10, 11], [9]],
    ['at least 2 boats', [2, 3], [1]],
    ['Fewer than 3 years', [2], [3]],
    ['up to 4', [4], [5]],
    ['3 years or less', [3, 1], [4]],
  ])('%s', (label, of, notOf) => {
    const range = rangeOf(label);
    expect(of.filter((number) => range?.has(number) !== true)).toEqual([]);
    expect(notOf.filter((number) => range?.has(number) === true)).toEqual([]);
  });

  test.each(['Gull', 'Pier 5', '5 Pier Street, second floor on the left', 'Play 1 - Listen', ''])(
    '%s: not',
    (label) => {
      expect(rangeOf(label)).toBeUndefined();
    },
  );
});

describe('the label of a number in a question', () => {
  const labels = ['0', '1-3', '4-6', 'more than 6'];
  test.each<[question: string, at: number | undefined]>([
    ['with 5 direct reports, what is the target?', 2],
    ['I lead nine reports', 3],
    ['I lead 9 boats', undefined],
    ['with 2 reports or 5 reports', undefined],
  ])('%s', (question, at) => {
    expect(labelOfNumber(question, labels, 'Number of reports')?.at).toBe(at);
  });

  test('is none where two have it', () => {
    expect(labelOfNumber('after 3 years', ['1-3 years', '3-9 years'])).toMatchObject({ at: undefined });
  });
});
