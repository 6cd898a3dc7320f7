import { describe, expect, test } from '@jest/globals';
import { isMisspelling, isOneSlip } from '../../../answer/understand/spelling.ts';

describe('a misspelling', () => {
  test.each([
    ['one letter left out', 'linea', 'linnea'],
    ['one letter too many', 'paymments', 'payments'],
    ['one letter wrong', 'gatehause', 'gatehouse'],
    ['two letters swapped', 'chrun', 'churn'],
    ['two changes from eight letters on', 'gatehuose', 'gatehousse'],
  ])('may have %s', (_what, word, known) => expect(isMisspelling(word, known)).toBe(true));

  test.each([
    ['another first letter', 'batehouse', 'gatehouse'],
    ['fewer than four letters', 'abd', 'abc'],
    ['two changes in a short word', 'saxo', 'silo'],
    ['half of the word left out', 'gate', 'gatehouse'],
    ['another number', '2026', '2025'],
    ['another number behind letters', 'depot41', 'depot42'],
  ])('does not have %s', (_what, word, known) => expect(isMisspelling(word, known)).toBe(false));
});

describe('one slip', () => {
  test.each([
    ['chanel', 'channel'],
    ['memebers', 'members'],
    ['onwer', 'owner'],
    ['stutus', 'status'],
    ['laed', 'lead'],
  ])('lies between %s and %s', (word, known) => expect(isOneSlip(word, known)).toBe(true));

  test.each([
    ['owner', 'owner'],
    ['load', 'lead'],
    ['leads', 'lead'],
    ['wner', 'owner'],
    ['mebmerrs', 'members'],
  ])('does not lie between %s and %s', (word, known) => expect(isOneSlip(word, known)).toBe(false));
});
