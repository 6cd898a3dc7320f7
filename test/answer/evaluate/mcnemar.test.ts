import { expect, test } from '@jest/globals';
import { mcnemar } from '../../../answer/evaluate/mcnemar.ts';

test.each([
  [0, 0, 1],
  [1, 1, 1],
  [5, 0, 0.0625],
  [6, 0, 0.03125],
  [0, 6, 0.03125],
  [10, 2, 158 / 4096],
  [3, 7, 352 / 1024],
])('%d became right, %d wrong', (right, wrong, p) => {
  expect(mcnemar(right, wrong)).toBeCloseTo(p, 10);
});

test('very many changes are no trouble', () => {
  expect(mcnemar(600, 500)).toBeCloseTo(0.0028, 3);
});
