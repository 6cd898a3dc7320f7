import { describe, expect, test } from '@jest/globals';
import { toldValue } from '../../../../answer/compose/on-page/told-value.ts';
import { pageOf } from '../../../support/page-sections.ts';

const days = pageOf('Days of the season', [
  [
    'Spring',
    '| Date | Item |\n|---|---|\n| October 1, 2025 | The season begins |\n| Oct 20, 2025 | Audit of the nets |\n| November 14, 2025 | Nets are due |\n| November 14, 2025 | Boats are due |\n| December 2025 | Rest |',
  ],
]);

describe('what happens on a day is told by a table of days', () => {
  test.each([
    ['what happens on oct 20 2025?', 'Audit of the nets'],
    ['season calendar: what happens on 20 October?', 'Audit of the nets'],
    ["what's due on 14 November 2025?", 'Nets are due; Boats are due'],
    ['what is planned on the 1st of October 2025', 'The season begins'],
  ])('%s', (question, value) => {
    expect(toldValue(question, days)?.value).toBe(value);
  });

  test.each([
    'what happens on oct 21 2025?',
    'what happens on oct 20 2026?',
    'what happens in the canteen of the lighthouse on 1 October?',
    'what happens in December 2025?',
    'who audits the nets on oct 20 2025?',
  ])('and nothing of another: %s', (question) => {
    expect(toldValue(question, days)).toBeUndefined();
  });
});
