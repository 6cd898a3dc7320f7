import { describe, expect, test } from '@jest/globals';
import { parseBaseline, scoresBefore, toBaseline } from '../../../answer/evaluate/baseline.ts';
import { compare } from '../../../answer/evaluate/compare.ts';
import type { EvalAnswer, EvalQuestion } from '../../../answer/evaluate/question.ts';
import { type QuestionScore, scoreEach } from '../../../answer/evaluate/score.ts';
import { answers, questions } from './cases.ts';

const rows = scoreEach(questions, answers);
const saved = toBaseline({ questions, rows, search: 'words' }, new Date('2026-11-29T08:00:00Z'));
const file = JSON.stringify(saved);

/** The same questions, with other answers to some. */
function after(given: Readonly<Record<string, Partial<EvalAnswer>>>): QuestionScore[] {
  const changed = Object.entries(given).map(([id, answer]): [string, EvalAnswer] => [
    id,
    { id, answer: '', abstained: false, contexts: [], citations: [], ...answer },
  ]);
  return scoreEach(questions, new Map([...answers, ...changed]));
}
const idOf = (question: string) => questions.find((each) => each.question === question)?.id ?? '';

describe('a baseline', () => {
  test('is read as it was written', () => {
    const read = parseBaseline(file, 'b.json');
    expect(read).toEqual(saved);
    expect(scoresBefore(read, questions, 'b.json')).toEqual(rows);
  });

  test.each([
    ['cut off', file.slice(0, 200), 'not JSON'],
    ['something else', '{"structured": {"n": 3}}', 'not a baseline (format'],
    ['of a later form', file.replace('"version":1', '"version":2'), 'not a baseline (version'],
    [
      'with a figure that is none',
      file.replace('"values":{"answered":1', '"values":{"answered":7'),
      'not a baseline (questions',
    ],
  ])('that is %s is refused with its place', (_how, text, message) => {
    expect(() => parseBaseline(text, 'b.json')).toThrow(
      expect.objectContaining({ code: 'invalid', where: 'b.json', message: expect.stringContaining(message) }),
    );
  });

  test('of other questions is refused, naming them', () => {
    const [first, second, ...others] = questions;
    const now: EvalQuestion[] = [
      { ...first!, must_include: ['something else'] },
      ...others,
      { ...second!, id: 'a-new-one' },
    ];
    expect(() => scoresBefore(saved, now, 'b.json')).toThrow(
      expect.objectContaining({
        code: 'conflict',
        message: `The baseline is of other questions: 1 new (a-new-one), 1 gone (${second!.id}), 1 changed (${first!.id})`,
      }),
    );
  });
});

describe('a comparison', () => {
  test('with itself finds nothing', () => {
    const { ALL } = compare(rows, rows);
    expect(ALL).toMatchObject({ became_right: [], became_wrong: [], p: 1 });
    expect(new Set(Object.values(ALL?.differences ?? { none: 1 }))).toEqual(new Set([0]));
  });

  test('names what became right and what wrong, by type', () => {
    const now = after({
      [idOf('n2')]: { answer: 8 },
      [idOf('n1')]: { answer: 9 },
      [idOf('l2')]: { answer: ['Ada', 'Grace'] },
    });
    const { structured, passage, ALL } = compare(rows, now);
    expect(structured).toMatchObject({
      n: 17,
      before: 10,
      after: 11,
      became_right: [idOf('n2'), idOf('l2')],
      became_wrong: [idOf('n1')],
      p: 1,
      differences: { exact: 0.059, right: 0.059 },
    });
    expect(passage).toMatchObject({ became_right: [], became_wrong: [] });
    expect(ALL).toMatchObject({ before: structured!.before + 7, after: structured!.after + 7 });
  });

  test('says how likely so uneven a change is by chance', () => {
    const wrong = rows.filter(({ type, values }) => type === 'structured' && values.exact === 1).slice(0, 6);
    const now = after(Object.fromEntries(wrong.map(({ id }) => [id, { answer: 'nonsense' }])));
    expect(compare(rows, now).structured).toMatchObject({ before: 10, after: 4, p: 0.0313 });
  });
});
