import { describe, expect, test } from '@jest/globals';
import { hasIdentifier, identifiersNamed } from '../../../answer/retrieve/identifiers-named.ts';

describe('what a question calls by an identifier', () => {
  test.each<[question: string, identifiers: string[][]]>([
    ['who owns the ledger-sync repo?', [['ledger', 'sync']]],
    ['what is in repository tide_gauge-2?', [['tide', 'gaug', '2']]],
    [
      'who keeps our berth-plan crate and the rope-log package?',
      [
        ['berth', 'plan'],
        ['rope', 'log'],
      ],
    ],
    ['who owns tide-api-provider-bergen?', [['tide', 'api', 'provid', 'bergen']]],
    ['is it a state-of-the-art lock, or an end-of-the-line one?', []],
    ['who is at acme-tide-api-provider@example.org?', []],
    ['who reads #acme-tide-api-provider?', []],
    ['who owns the ledger repo?', []],
    ['how do I reset the two-factor app?', []],
    ['what is the on-call rota?', []],
    ['see docs/ledger-sync repos', []],
  ])('%s', (question, identifiers) => {
    expect(identifiersNamed(question)).toEqual(identifiers);
  });
});

test.each<[text: string, has: boolean]>([
  ['The ledger-sync repo is archived.', true],
  ['Ledger Sync runs at night.', true],
  ['Sync the ledger at night.', false],
  ['The ledger is kept. Nothing else may sync it.', false],
])('%s', (text, has) => {
  expect(hasIdentifier(['ledger', 'sync'], { title: 'Books', heading: [], text })).toBe(has);
});
