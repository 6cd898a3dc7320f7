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

const rest = pageOf('Rest', [
  ['Hours of rest', 'A mate has 12 hours of rest; a cook has 9 hours of rest. A diver has 20 minutes of rest.'],
]);

const told = async (question: string) =>
  (
    await composeQuotes({
      question,
      exact: { mentioned: [], memory: emptyMemory },
      evidence: [...fees, ...rest],
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
    ['what is the summer fee of the North Quay (not the winter one)?', 12],
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

  test.each([
    ['how many more hours of rest does a mate have than a cook?', 3],
    ['how many hours of rest does a mate have?', '12 hours'],
    // What one has is not by how much it is more than what another has.
    ['how many more hours of rest does a mate have than a diver?', null],
    ['how much more is the winter fee of the South Quay than that of the Mole?', null],
  ])('of two that are compared: %s', async (question, value) => {
    expect((await told(question)) ?? null).toBe(value);
  });
});
