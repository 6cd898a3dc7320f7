import { describe, expect, test } from '@jest/globals';
import { coverages } from '../../../answer/retrieve/coverage.ts';

const passage = (text: string, title = '', heading: string[] = []) => ({ title, heading, text });

describe('coverage', () => {
  test('is all of the words with title and headings, none, or a share', () => {
    const [all, some, none] = coverages('refund a crossing', [
      passage('within a week', 'Refunds', ['Cancelled crossings']),
      passage('Crossings are daily.'),
      passage('Book early.'),
    ]);
    expect([all, none]).toEqual([1, 0]);
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(0.5);
  });

  test('counts a rare word more than a frequent one', () => {
    const [rare = 0, frequent = 0] = coverages('refund crossing', [
      passage('refund'),
      passage('crossing'),
      passage('crossing'),
    ]);
    expect(rare).toBeGreaterThan(frequent);
  });

  test('counts half of a word that is put otherwise, if all of the other phrase is there', () => {
    const otherwise = [{ phrase: 'holiday', from: 0, to: 7, others: ['annual leave'] }];
    const passages = [passage('holiday'), passage('Annual leave is paid.'), passage('Leave it.')];
    const [said = 0, otherwiseSaid = 0, half = 0] = coverages('holiday', passages, otherwise);
    expect([said, otherwiseSaid, half]).toEqual([1, 0.5, 0]);
  });

  test('of a question without words is none', () => {
    expect(coverages('?!', [passage('x')])).toEqual([0]);
  });
});
