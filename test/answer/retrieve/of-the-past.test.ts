import { describe, expect, test } from '@jest/globals';
import { isOfThePast, tellsOfThePast } from '../../../answer/retrieve/of-the-past.ts';

const page = (path: string, title = 'Releases') => ({ title, source: { record: 'r', source: 'wiki', path } });

describe('a page tells of the past', () => {
  test.each([
    page('archive/releases.md'),
    page('teams/Archived/ferries.md'),
    page('teams/ferries-deprecated.md'),
    page('reports/annual-report.md'),
    page('notes/2021-03.md'),
    page('x.md', 'Plan for 2019'),
    page('x.md', 'Meeting notes'),
  ])('%j', (passage) => {
    expect(tellsOfThePast(passage)).toBe(true);
  });

  test.each([
    page('releases.md'),
    page('archivists/handbook.md'),
    page('tickets/12019.md'),
    page('x.md', 'Old Harbour'),
    { title: 'No source' },
  ])('and %j does not', (passage) => {
    expect(tellsOfThePast(passage)).toBe(false);
  });
});

test('where reports are asked for, what is called one does not tell of the past, and that of a year does', () => {
  const question = 'by when is the annual report due?';
  expect(tellsOfThePast(page('reports/annual-report.md'), question)).toBe(false);
  expect(tellsOfThePast(page('x.md', 'Meeting notes'), 'who takes the minutes of a meeting?')).toBe(false);
  expect(tellsOfThePast(page('reports/annual-report-2024.md'), question)).toBe(true);
  expect(tellsOfThePast(page('archive/annual-report.md'), question)).toBe(true);
});

test.each([
  ['what did we decide in the meeting?', true],
  ['how many ferries sailed in 2021?', true],
  ['who was the lead?', true],
  ['since when do we sail on Sundays?', true],
  ['by when is the annual report due?', false],
  ['how do I book a ferry?', false],
  ['what is the limit for hotels?', false],
])('“%s” asks for the past: %s', (question, isPast) => {
  expect(isOfThePast(question)).toBe(isPast);
});
