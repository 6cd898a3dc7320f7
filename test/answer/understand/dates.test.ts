import { describe, expect, test } from '@jest/globals';
import { findDates } from '../../../answer/understand/dates.ts';
import { tokenise } from '../../../answer/understand/tokens.ts';

const today = '2026-11-25';
const times = (question: string) =>
  findDates(tokenise(question), today).map(({ from = '', until = '', start, end }) => [
    `${from}..${until}`,
    tokenise(question)
      .slice(start, end)
      .map(({ word }) => word)
      .join(' '),
  ]);

describe('times in a question', () => {
  test.each([
    ['projects due in December 2026', '2026-12-01..2026-12-31', 'in december 2026'],
    ['who joined in October?', '2026-10-01..2026-10-31', 'in october'],
    ['who starts in January', '2027-01-01..2027-01-31', 'in january'],
    ['who joined before March 2024', '..2024-02-29', 'before march 2024'],
    ['after 2026-10-31', '2026-11-01..', 'after 2026 10 31'],
    ['on 3 May 2025', '2025-05-03..2025-05-03', 'on 3 may 2025'],
    ['due by December 5th', '..2026-12-05', 'by december 5th'],
    ['who has been here since 2019', '2019-01-01..', 'since 2019'],
    ['whose term ends in 2027', '2027-01-01..2027-12-31', 'in 2027'],
    ['due in Q1 2027', '2027-01-01..2027-03-31', 'in q1 2027'],
    ['due this month', '2026-11-01..2026-11-30', 'this month'],
    ['due next quarter', '2027-01-01..2027-03-31', 'next quarter'],
    ['started last year', '2025-01-01..2025-12-31', 'last year'],
    ['due this week', '2026-11-23..2026-11-29', 'this week'],
    ['due tomorrow', '2026-11-26..2026-11-26', 'tomorrow'],
  ])('%s', (question, range, said) => {
    expect(times(question)).toEqual([[range, said]]);
  });

  test.each([
    'may I see the 2026 budget',
    'who may march',
    'tier 1 systems',
    'the 31 teams',
    'version 2019 of the tool',
  ])('%s has none', (question) => {
    expect(times(question)).toEqual([]);
  });

  test('a day that is none is none', () => {
    expect(times('on 2026-02-31')).toEqual([]);
  });
});
