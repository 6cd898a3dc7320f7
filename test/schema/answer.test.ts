import { expect, test } from '@jest/globals';
import { answer, turn, type Answer } from '../../schema/answer.ts';

const right: Answer = {
  id: '1',
  question: 'How many?',
  text: 'Three [1].',
  value: 3,
  mode: 'graph',
  abstained: false,
  asOf: '2026-01-01',
  citations: [
    {
      n: 1,
      ref: 'team:x',
      title: 'X',
      url: '/wiki/team:x',
      source: { name: 'hr', path: 'a.csv#1', url: null, date: null },
      quote: null,
    },
  ],
  contexts: ['a.csv'],
  experts: [],
  timings: { all: 1 },
};

test('an answer of every kind of value is taken', () => {
  for (const value of [3, true, 'Ada', ['Ada', 'Bob'], null])
    expect(answer.safeParse({ ...right, value }).success).toBe(true);
});

test.each([
  ['citation 0', { ...right, citations: [{ ...right.citations[0], n: 0 }] }],
  ['an unknown mode', { ...right, mode: 'guess' }],
  ['eleven contexts', { ...right, contexts: Array.from({ length: 11 }, () => 'x') }],
  ['a value that is a map', { ...right, value: {} }],
  ['61 things', { ...right, found: Array.from({ length: 61 }, () => 'team:x') }],
  ['no day', { ...right, asOf: undefined }],
])('an answer with %s is refused', (_what, wrong) => {
  expect(answer.safeParse(wrong).success).toBe(false);
});

test('a turn of 20,001 letters is refused', () => {
  const length = (count: number) => turn.safeParse({ role: 'asker', text: 'x'.repeat(count) }).success;
  expect([length(20_000), length(20_001)]).toEqual([true, false]);
});
