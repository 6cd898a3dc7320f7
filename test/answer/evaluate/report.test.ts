import { expect, test } from '@jest/globals';
import { isRight, report } from '../../../answer/evaluate/report.ts';
import { scoreEach, sumUp } from '../../../answer/evaluate/score.ts';
import { answers, questions } from './cases.ts';

const rows = scoreEach(questions, answers);
const { types, abstention } = report(rows);

test('the figures of the scorer stay what they are', () => {
  const scores = sumUp(rows);
  expect(types).toMatchObject(scores.types);
  expect(abstention).toMatchObject(scores.abstention);
});

test('every figure lies in its interval, and only figures have one', () => {
  for (const { intervals, ...scores } of Object.values(types)) {
    const measured = Object.entries(scores).filter(([name, value]) => name !== 'n' && value !== null);
    expect(Object.keys(intervals).sort()).toEqual(measured.map(([name]) => name).sort());
    for (const [name, value] of measured) {
      const [low, high] = intervals[name as keyof typeof intervals] ?? [1, 0];
      expect(low).toBeLessThanOrEqual(Number(value));
      expect(high).toBeGreaterThanOrEqual(Number(value));
    }
  }
});

test('shares have the interval of shares, also those that refuse', () => {
  expect(types.structured).toMatchObject({ exact: 0.588, intervals: { exact: [0.36, 0.784] } });
  expect(abstention.intervals.recall).toEqual([0.208, 0.939]);
});

test('refusals are false where there is an answer, and right where there is none', () => {
  expect(types.passage?.false_refusals).toBe(0.333);
  expect(types.passage).not.toHaveProperty('refused');
  expect(types.unanswerable?.refused).toBe(0.667);
  expect(types.unanswerable).not.toHaveProperty('false_refusals');
  // Of those that can be answered only: 3 of 30.
  expect(types.ALL?.false_refusals).toBe(0.1);
});

test('right is: exact, with all facts, or refused where nothing is known', () => {
  const right = (type: string) => rows.filter((row) => row.type === type && isRight(row)).length;
  expect(right('structured')).toBe(10);
  expect(right('passage')).toBe(1);
  expect(right('unanswerable')).toBe(2);
  expect(types.unanswerable?.right).toBe(0.667);
});

test('no questions have no figures', () => {
  expect(report([])).toEqual({
    types: { ALL: { n: 0, answered: null, right: null, intervals: {} } },
    abstention: { precision: null, recall: null, missing_answers: 0, intervals: {} },
  });
});
