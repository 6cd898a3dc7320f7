import { describe, expect, test } from '@jest/globals';
import { composeQuotes } from '../../../answer/compose/compose.ts';
import { emptyMemory } from '../../../answer/understand/understand.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { pageOf } from '../../support/page-sections.ts';

const fees = pageOf('Mooring fees', [
  [
    'Fees of the harbour',
    '| Berth | Summer fee | Winter fee | Keeper |\n|---|---|---|---|\n' +
      '| North Quay | 12 | ? | Ada Vik |\n| South Quay | TBD | 7 | vacant |\n| Old Dock | N/A | - | none |\n| Mole | to be confirmed | 3 | Bo Lund |',
  ],
]);

const told = async (question: string) =>
  (
    await composeQuotes({
      question,
      exact: { mentioned: [], memory: emptyMemory },
      evidence: fees,
      thesaurus: () => [],
      context: { viewer: anyEmployee, on: '2026-11-20', store: {} as never },
    })
  )?.value;

describe('the value that a page tells', () => {
  test.each([
    ['what is the summer fee of the North Quay?', 12],
    ['what is the winter fee of the South Quay, please?', 7],
    ['hello, who is the keeper of the South Quay?', 'vacant'],
    ['who is the keeper of the Old Dock? thanks', 'none'],
  ])('%s', async (question, value) => {
    expect(await told(question)).toBe(value);
  });

  test.each([
    'what is the winter fee of the North Quay?',
    'what is the winter fee of the Old Dock?',
    'what is the summer fee of the South Quay?',
    'what is the summer fee of the Old Dock?',
    'what is the summer fee of the Mole?',
  ])('is none where the cell says that it is not known: %s', async (question) => {
    expect(await told(question)).toBeUndefined();
  });
});
