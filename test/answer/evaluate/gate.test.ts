import { describe, expect, test } from '@jest/globals';
import { parseGate, shortfalls, unguarded } from '../../../answer/evaluate/gate.ts';
import { report } from '../../../answer/evaluate/report.ts';
import { scoreEach } from '../../../answer/evaluate/score.ts';
import { answers, questions } from './cases.ts';

const scores = report(scoreEach(questions, answers));
const short = (text: string, search: 'words' | 'words and meaning' = 'words') =>
  shortfalls(parseGate(text, 'gate.yaml'), scores, search, 'gate.yaml');

describe('a gate', () => {
  test('is passed when every type reaches what it must, to the digit', () => {
    expect(short('words: { structured: { exact: 0.588 }, passage: { false_refusals: 0.333, R@5: 0.75 } }')).toEqual([]);
  });

  test('names the type and the measure that fall short, whatever the others have', () => {
    expect(
      short('words: { structured: { exact: 0.59 }, multi-hop: { exact: 1 }, unanswerable: { refused: 0.9 } }'),
    ).toEqual([
      { type: 'structured', measure: 'exact', is: 0.588, bound: 0.59, side: 'at least' },
      { type: 'unanswerable', measure: 'refused', is: 0.667, bound: 0.9, side: 'at least' },
    ]);
  });

  test('bounds false refusals from above', () => {
    expect(short('words: { passage: { false_refusals: 0.3 } }')).toEqual([
      { type: 'passage', measure: 'false_refusals', is: 0.333, bound: 0.3, side: 'at most' },
    ]);
  });

  test('is not passed by what was not measured', () => {
    expect(short('words: { procedure: { R@5: 0 } }')).toMatchObject([{ measure: 'R@5', is: undefined }]);
  });

  test('has bounds for search by words alone and for both', () => {
    const text = 'words: { structured: { exact: 0.9 } }\nmeaning: { structured: { exact: 0.5 } }';
    expect(short(text)).toHaveLength(1);
    expect(short(text, 'words and meaning')).toEqual([]);
    expect(() => short('words: { structured: { exact: 0.9 } }', 'words and meaning')).toThrow(
      expect.objectContaining({ code: 'invalid', fix: expect.stringContaining('meaning:') }),
    );
  });

  test('says which types it holds to nothing', () => {
    const gate = parseGate('words: { structured: { exact: 0.5 }, passage: { R@5: 0 } }', 'gate.yaml');
    expect(unguarded(gate, scores, 'words')).toEqual(['multi-hop', 'procedure', 'unanswerable']);
  });

  test.each([
    ['a mean of all types', 'words: { ALL: { exact: 0.5 } }', 'words'],
    ['a measure that there is not', 'words: { structured: { exactly: 0.5 } }', 'words.structured'],
    ['a bound that is no share', 'words: { structured: { exact: 90 } }', 'words.structured.exact'],
    ['a way to search that there is not', 'guesses: { structured: { exact: 0.9 } }', 'guesses'],
    ['text', 'as good as possible', 'can’t be used'],
    ['nothing', '', 'can’t be used'],
  ])('of %s is refused, naming the place', (_what, text, message) => {
    expect(() => parseGate(text, 'gate.yaml')).toThrow(
      expect.objectContaining({ code: 'invalid', where: 'gate.yaml', message: expect.stringContaining(message) }),
    );
  });

  test('that is no YAML is refused with its line', () => {
    expect(() => parseGate('words:\n  - {', 'gate.yaml')).toThrow(
      expect.objectContaining({ code: 'invalid', where: expect.stringMatching(/^gate\.yaml:\d$/) }),
    );
  });
});
