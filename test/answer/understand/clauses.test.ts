import { describe, expect, test } from '@jest/globals';
import { splitClauses, toldBefore } from '../../../answer/understand/clauses.ts';

const parts = (question: string) => splitClauses(question).map(({ text }) => text);

describe('a question', () => {
  test('of two questions is split where the second begins', () => {
    expect(parts('who owns the ledger and who leads it?')).toEqual(['who owns the ledger', 'who leads it?']);
    expect(parts('Who is Ada? Where does she sit?')).toHaveLength(2);
  });
  test.each([
    'who owns the ledger; who leads it?',
    'who owns the ledger, then who leads it?',
    'who owns the ledger and then who leads it?',
    'who owns the ledger; also who leads it?',
  ])('is split where what comes before asks too: %s', (question) => {
    expect(parts(question)).toEqual(['who owns the ledger', 'who leads it?']);
  });
  test('is split behind what is told', () => {
    expect(parts('the ledger is down. who owns it; who leads them?')).toEqual([
      'the ledger is down. who owns it',
      'who leads them?',
    ]);
  });
  test.each(['if the ledger breaks, then who mends it?', 'the ledger is down; who mends it?', 'Risk: who leads it?'])(
    'stays one where only the end asks: %s',
    (question) => {
      expect(parts(question)).toEqual([question]);
    },
  );
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
