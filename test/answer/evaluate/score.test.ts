import { describe, expect, test } from '@jest/globals';
import type { EvalAnswer, EvalQuestion } from '../../../answer/evaluate/question.ts';
import { scoreEach, sumUp } from '../../../answer/evaluate/score.ts';
import { answers, questions } from './cases.ts';

const score = (...given: Parameters<typeof scoreEach>) => sumUp(scoreEach(...given));
const { types, abstention } = score(questions, answers);

describe('the score is that of the scorer that came with the questions', () => {
  test('of computed answers: numbers, lists as sets, yes and no, names', () => {
    expect(types.structured).toEqual({
      n: 17,
      answered: 1,
      exact: 0.588,
      'R@1': 1,
      'R@5': 1,
      'all@5': 1,
      MRR: 1,
      cite_p: 0.5,
      cite_r: 1,
    });
    expect(types['multi-hop']).toEqual({
      n: 2,
      answered: 1,
      exact: 1,
      facts: 0.5,
      full: 0,
      'R@1': 1,
      'R@5': 1,
      'all@5': 0,
      MRR: 1,
      cite_p: 1,
      cite_r: 1,
    });
  });

  test('of prose: facts, polarity, ranks and citations', () => {
    expect(types.passage).toEqual({
      n: 6,
      answered: 0.667,
      facts: 0.444,
      full: 0.167,
      'R@1': 0.25,
      'R@5': 0.75,
      'all@5': 0.5,
      MRR: 0.542,
      cite_p: 0.25,
      cite_r: 0.25,
    });
  });

  test('of procedures: steps in order', () => {
    expect(types.procedure).toEqual({ n: 5, answered: 0.8, facts: 0.733, full: 0.6, order: 0.5 });
  });

  test('of all together, and of abstaining', () => {
    expect(types.ALL).toEqual({
      n: 33,
      answered: 0.848,
      exact: 0.611,
      facts: 0.569,
      full: 0.333,
      order: 0.5,
      'R@1': 0.5,
      'R@5': 0.833,
      'all@5': 0.5,
      MRR: 0.694,
      cite_p: 0.5,
      cite_r: 0.5,
    });
    expect(abstention).toEqual({ precision: 0.4, recall: 0.667, missing_answers: 1 });
  });
});

describe('figures', () => {
  const withShare = (right: number, all: number) => {
    const asked = Array.from({ length: all }, (_, index): EvalQuestion => ({
      id: String(index),
      type: 'passage',
      question: '?',
      answer: 'x',
      must_include: ['x'],
    }));
    const given = asked.map(({ id }, index): [string, EvalAnswer] => [
      id,
      { id, answer: index < right ? 'x' : '', abstained: false, contexts: [], citations: [] },
    ]);
    return score(asked, new Map(given)).types.passage?.full;
  };

  test('half-way between two are rounded to the even one', () => {
    expect([withShare(5, 16), withShare(7, 16), withShare(1, 16), withShare(3, 16)]).toEqual([
      0.312, 0.438, 0.062, 0.188,
    ]);
  });

  test('without anything to count are not there', () => {
    expect(score([], new Map())).toEqual({
      types: { ALL: { n: 0, answered: null } },
      abstention: { precision: null, recall: null, missing_answers: 0 },
    });
  });
});
