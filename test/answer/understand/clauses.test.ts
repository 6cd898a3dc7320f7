import { describe, expect, test } from '@jest/globals';
import { splitClauses } from '../../../answer/understand/clauses.ts';

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
