import { expect, test } from '@jest/globals';
import { writtenDay } from '../../../../ingest/pages/exports/written-day.ts';

test.each([
  ['last modified on Mar 09, 2026', '2026-03-09'],
  ['March 9, 2026 2:56 PM', '2026-03-09'],
  ['09. März 2026', '2026-03-09'],
  ['27. Juli 2023 11:52', '2023-07-27'],
  ['9 févr. 2026', '2026-02-09'],
  ['9 de marzo de 2026', '2026-03-09'],
  ['2026/03/09', '2026-03-09'],
  ['2026年3月9日', '2026-03-09'],
  ['09.03.2026', '2026-03-09'],
  ['03/09/2026', undefined],
  ['Feb 30, 2026', undefined],
  ['Foo 3, 2026', undefined],
  ['', undefined],
])('the day of %j is %s', (text, day) => {
  expect(writtenDay(text)).toBe(day);
});
