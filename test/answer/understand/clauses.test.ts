import { describe, expect, test } from '@jest/globals';
import { splitClauses, toldBefore } from '../../../answer/understand/clauses.ts';

const parts = (question: string) => splitClauses(question).map(({ text }) => text);

describe('a question', () => {
  test('of two questions is split where the second begins', () => {
    expect(parts('who owns the ledger and who leads it?')).toEqual(['who owns the ledger', 'who leads it?']);
    expect(parts('Who is Ada? Where does she sit?')).toHaveLength(2);
  });
  test('with "and" between names stays one', () => {
    expect(parts('who is in both Risk and Export?')).toEqual(['who is in both Risk and Export?']);
  });
});

describe('what is told before a question', () => {
  test.each([
    ['Risk sits under another team. who leads it?', 'Risk sits under another team', 'who leads it?', true],
    ['Risk repo: who leads the team behind it', 'Risk repo', 'who leads the team behind it', false],
    ['the council must agree to that, so who leads it?', 'the council must agree to that', 'so who leads it?', false],
  ])('%s', (text, statement, question, isSentence) => {
    expect(toldBefore(text)).toEqual({ statement, question, isSentence });
  });

  test.each([
    'of the people in Risk, who is also in Export?',
    'if Ada leaves, who leads Risk?',
    'is there a way in, and for which teams?',
    'who leads Risk. who leads Export?',
    'who leads Risk?',
  ])('is nothing in: %s', (text) => expect(toldBefore(text)).toBeUndefined());
});
