import { describe, expect, test } from '@jest/globals';
import { isOfNoColumn, isOfNoRow } from '../../../../answer/compose/on-page/no-column.ts';
import { pageOf as page } from '../../../support/page-sections.ts';

const tugs = page('Tugs', [
  [
    '',
    'The tugs help all ships.\n\n| Tug | Engine | Town |\n|---|---|---|\n| tug-eu-1 | diesel | Bergen |\n| tug-eu-2 | steam | Oslo |',
  ],
  ['Crew', 'Each tug has a crew of four.'],
]);
const none = () => [];

describe('a table that has the thing, and nothing of what is asked', () => {
  test.each([
    'how much memory does tug-eu-2 have?',
    'what is the callsign of tug-eu-1?',
    'how many cranes are there on tug-eu-1?',
    'how heavy is tug-eu-2?',
  ])('%s', (question) => {
    expect(isOfNoColumn(question, tugs, none)).toBe(true);
  });
});

describe('a page may tell it', () => {
  test.each([
    ['in a column', 'which engine does tug-eu-2 have?'],
    ['elsewhere', 'how big is the crew of tug-eu-1?'],
    ['of a thing that no table has', 'how much memory does tug-eu-9 have?'],
    ['how something is done', 'how do I board tug-eu-1?'],
    ['what it is', 'what is tug-eu-1?'],
  ])('%s: %s', (_where, question) => {
    expect(isOfNoColumn(question, tugs, none)).toBe(false);
  });

  test('in another word for it', () => {
    const otherwise = () => [{ phrase: 'motor', from: 0, to: 5, others: ['engine'] }];
    expect(isOfNoColumn('what motor has tug-eu-1?', tugs, none)).toBe(true);
    expect(isOfNoColumn('what motor has tug-eu-1?', tugs, otherwise)).toBe(false);
  });
});

describe('a number that no row has', () => {
  const docks = page('Docks', [
    ['', '| Dock | Customs zone |\n|---|---|\n| North | 12 |\n| South | 7 |'],
    ['Old', 'Zone 3 was closed.'],
  ]);

  test.each([
    ['what is the address of the dock in zone 9?', true],
    ['what is the address of the dock in zone 7?', false],
    ['what became of zone 3?', false],
    ['may I moor 9 boats there?', false],
  ])('%s', (question, isOfNone) => {
    expect(isOfNoRow(question, docks)).toBe(isOfNone);
  });
});
