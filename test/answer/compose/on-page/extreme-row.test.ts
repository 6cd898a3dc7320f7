import { describe, expect, test } from '@jest/globals';
import { extremeRow } from '../../../../answer/compose/on-page/extreme-row.ts';
import { pageOf } from '../../../support/page-sections.ts';

const harbour = pageOf('Harbour guide', [
  [
    'Boats',
    '| Boat | Crew | Length in metres | Berth |\n|---|---|---|---|\n| Gull | 12 | 31.5 | 1 |\n| Tern | 4 | 18 | 2 |\n| Swan | 4 | 44 | 3 |',
  ],
  [
    'Fares',
    '| Fare | Price | Valid |\n|---|---|---|\n| Day | £9 | 1 day |\n| Week | £1,030 | 7 days |\n| Month | £99 | 30 days |\n| Staff | n/a | 365 days |',
  ],
  ['Shifts', '| Day | Hours |\n|---|---|\n| Monday | 10 |\n| Tuesday | 6 |\n| Friday | 8 |'],
  ['Cranes', '| Crane | Load |\n|---|---|\n| A | 3 t |\n| B | 400 kg |\n| C | 5 t |'],
]);
const best = (question: string) => extremeRow(question, harbour)?.value;

describe('the row with the largest or smallest number is told', () => {
  test.each<[question: string, value: string | string[]]>([
    ['which boat has the largest crew?', 'Gull'],
    ['which of the boats has the smallest crew?', ['Tern', 'Swan']],
    ['what boat has the greatest length in metres', 'Swan'],
    ['which fare is the cheapest?', 'Day'],
    ['which fare is most expensive?', 'Week'],
    ['which fare has the highest price', 'Week'],
    ['which fare is valid longest?', 'Staff'],
    ['on which day is the shift longest?', 'Monday'],
  ])('%s', (question, value) => {
    expect(best(question)).toEqual(value);
  });

  test('with the number and how many were compared', () => {
    expect(extremeRow('which fare is the cheapest?', harbour)?.statement.text).toBe(
      '**Day**: £9, the smallest of 3 under **Price** (Harbour guide › Fares).',
    );
  });
});

test.each([
  ['where no column is of it', 'which boat has the largest sail?'],
  ['where the rows are of something else', 'which pilot has the largest crew?'],
  ['where a word says something else', 'which boat has the largest crew at night?'],
  ['where the units differ', 'which crane has the highest load?'],
  ['where the second is asked for', 'which boat has the second largest crew?'],
  ['where all but one are meant', 'which boat except the Gull has the largest crew?'],
])('nothing is told %s: %s', (_why, question) => {
  expect(best(question)).toBeUndefined();
});
