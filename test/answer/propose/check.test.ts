import { describe, expect, test } from '@jest/globals';
import { checkFacts } from '../../../answer/propose/check.ts';
import { createNameFinder } from '../../../answer/propose/names.ts';
import type { Fact } from '../../../answer/propose/prompt.ts';
import { createOntology } from '../../../schema/ontology.ts';

const ontology = createOntology({ relations: { 'runs on': { from: 'System', to: 'System' } } });
const entry = (kind: string, name: string, more: { aliases?: string[]; keys?: string[]; ref?: string } = {}) => ({
  ref: more.ref ?? `${kind.toLowerCase()}:${name.toLowerCase().replace(/\W+/g, '-')}`,
  kind,
  name,
  aliases: more.aliases ?? [],
  redirects: [],
  keys: more.keys ?? [],
});
const entries = [
  entry('Person', 'Ada Lovelace', { keys: ['email:ada@example.com', '@hr:1', 'handle:adal'] }),
  entry('Person', 'Jo Doe'),
  entry('Person', 'Jo Doe', { ref: 'person:jo-doe-2' }),
  entry('Team', 'Payments Team', { aliases: ['Payments'] }),
  entry('Team', 'Risk Team'),
  entry('Team', 'IT'),
  entry('System', 'Ledger', { aliases: ['The Book'] }),
  entry('System', 'Payments'),
  entry('Term', '決済', { ref: 'term:kessai' }),
];
const page = 'team:payments-team';
const text = [
  'Ada Lovelace leads Payments and knows  the\nLedger. Jo Doe knows the Ledger too.',
  'We own the Ledger. “Risk” depends on nobody. ada@example.com runs IT. 決済チーム owns 決済.',
  'Ledger runs on Payments. The team leads itself. Café Ledger. Ledger \u202eevil\u202c is read backwards.',
].join(' ');
const sections = [{ passage: `${page}#top`, heading: [], text }];

const fact = (subject: string, relation: string, object: string, quote: string, role: string | null = null): Fact => ({
  subject,
  relation,
  object,
  role,
  quote,
});
const check = (...facts: Fact[]) =>
  checkFacts({ facts, page, sections, names: createNameFinder(entries, ontology), ontology });

describe('a fact is proposed', () => {
  test.each([
    [
      'by names',
      fact('Ada Lovelace', 'LEADS', 'Payments Team', 'Ada Lovelace leads Payments'),
      'person:ada-lovelace LEADS team:payments-team',
    ],
    [
      'by an address',
      fact('ada@example.com', 'LEADS', 'IT', 'ada@example.com runs IT'),
      'person:ada-lovelace LEADS team:it',
    ],
    [
      'by a handle',
      fact('@adal', 'EXPERT_IN', 'Ledger', 'Ada Lovelace leads Payments and knows the Ledger.'),
      'person:ada-lovelace EXPERT_IN system:ledger',
    ],
    ['by a ref', fact(page, 'OWNS', 'system:ledger', 'We own the Ledger.'), 'team:payments-team OWNS system:ledger'],
    [
      'by a name with an article or its noun',
      fact('the Payments team', 'OWNS', 'the Ledger system', 'We own the Ledger.'),
      'team:payments-team OWNS system:ledger',
    ],
    [
      'of the page itself, which its text calls "we"',
      fact('Payments Team', 'OWNS', 'Ledger', 'We own the Ledger.'),
      'team:payments-team OWNS system:ledger',
    ],
    [
      'with white space as the page has not',
      fact('Ada Lovelace', 'EXPERT_IN', 'Ledger', '\n Ada Lovelace leads\tPayments and knows the Ledger. '),
      'person:ada-lovelace EXPERT_IN system:ledger',
    ],
    [
      'of a relation that the company added',
      fact('Ledger', 'runs on', 'system:payments', 'Ledger runs on Payments.'),
      'system:ledger runs on system:payments',
    ],
    [
      'of a relation in another case',
      fact('Payments Team', 'owns', 'Ledger', 'We own the Ledger.'),
      'team:payments-team OWNS system:ledger',
    ],
    [
      'in a script without spaces',
      fact('Payments Team', 'OWNS', '決済', '決済チーム owns 決済.'),
      'team:payments-team OWNS term:kessai',
    ],
  ])('%s', (_name, given, expected) => {
    const { drafts, dropped } = check(given);
    const said = drafts.map(({ subject, relation, object }) => `${subject} ${relation} ${object}`);
    expect(said[0] ?? Object.keys(dropped)[0]).toBe(expected);
  });

  test('with the words as the page has them, and the passage where they are', () => {
    expect(check(fact('Ada Lovelace', 'EXPERT_IN', 'Ledger', 'knows  the Ledger. Jo Doe')).dropped).toEqual({
      unnamed: 1,
    });
    expect(
      check(fact('Ada Lovelace', 'EXPERT_IN', 'Ledger', 'Ada Lovelace leads Payments and knows the Ledger')).drafts,
    ).toEqual([
      {
        subject: 'person:ada-lovelace',
        relation: 'EXPERT_IN',
        object: 'system:ledger',
        quote: 'Ada Lovelace leads Payments and knows the Ledger',
        passage: `${page}#top`,
      },
    ]);
  });

  test('with a role that the quote says, without one that it does not', () => {
    const said = (role: string) =>
      check(fact('Ada Lovelace', 'LEADS', 'Payments Team', 'Ada Lovelace leads Payments', role)).drafts[0]?.role;
    expect([said('Leads'), said('chair'), said(' ')]).toEqual(['Leads', undefined, undefined]);
  });

  test('once', () => {
    const given = fact('Payments Team', 'OWNS', 'Ledger', 'We own the Ledger.');
    const { drafts, dropped } = check(given, given, { ...given, quote: 'We own the Ledger' });
    expect([drafts.length, dropped]).toEqual([1, { twice: 2 }]);
  });
});

describe('a fact is dropped', () => {
  const owned = 'We own the Ledger.';
  test.each([
    ['of an invented relation', 'relation', fact('Payments Team', 'HACKS', 'Ledger', owned)],
    ['of a relation that is computed from text', 'relation', fact('Payments Team', 'MENTIONS', 'Ledger', owned)],
    [
      'of a relation that is an edge of the graph’s own',
      'relation',
      fact('Payments Team', 'HAS_PASSAGE', 'Ledger', owned),
    ],
    [
      'of a relation with Cypher in it',
      'relation',
      fact('Payments Team', 'OWNS]->() DETACH DELETE n //', 'Ledger', owned),
    ],
    ['whose relation goes the other way', 'kinds', fact('Ledger', 'OWNS', 'Payments Team', owned)],
    [
      'whose relation does not go between such kinds',
      'kinds',
      fact('Ada Lovelace', 'PART_OF', 'Payments Team', 'Ada Lovelace leads Payments'),
    ],
    ['of a thing and itself', 'kinds', fact('Risk Team', 'PART_OF', 'Risk Team', '“Risk” depends on nobody.')],
    ['about somebody unknown', 'unknown', fact('Eve', 'LEADS', 'Payments Team', 'Ada Lovelace leads Payments')],
    [
      'about a number that is a key of a source',
      'unknown',
      fact('1', 'LEADS', 'Payments Team', 'Ada Lovelace leads Payments'),
    ],
    [
      'about a name of two things that both fit',
      'ambiguous',
      fact('Ada Lovelace', 'LEADS', 'Payments', 'Ada Lovelace leads Payments'),
    ],
    ['about a name of several', 'ambiguous', fact('Jo Doe', 'EXPERT_IN', 'Ledger', 'Jo Doe knows the Ledger too.')],
    [
      'whose quote names someone else',
      'unnamed',
      fact('Ada Lovelace', 'EXPERT_IN', 'Ledger', 'Jo Doe knows the Ledger too.'),
    ],
    [
      'whose quote has only the noun of its kind',
      'unnamed',
      fact(
        'Ada Lovelace',
        'LEADS',
        'Risk Team',
        'Ada Lovelace leads Payments and knows the Ledger. Jo Doe knows the Ledger too. We own the Ledger.',
      ),
    ],
  ])('%s', (_name, reason, given) => {
    expect(check(given)).toEqual({ drafts: [], dropped: { [reason]: 1 } });
  });

  test.each([
    ['invented', 'We own the Ledger and all the money.'],
    ['in another case', 'we own the ledger.'],
    ['with a letter that looks alike', 'We own the L\u0435dger.'],
    ['with a letter that is not seen', 'We own the Led\u200bger.'],
    ['with its letters composed otherwise', 'Cafe\u0301 Ledger'],
    ['without a character that turns the text round', 'Ledger evil is read backwards.'],
    ['with another quotation mark', '"Risk" depends on nobody.'],
    ['of two places put together', 'We own the Ledger. Jo Doe'],
    ['of nothing but what is not seen', '\u200b'],
  ])('whose quote is %s', (_name, quote) => {
    expect(check(fact('Payments Team', 'OWNS', 'Ledger', quote))).toEqual({ drafts: [], dropped: { quote: 1 } });
  });
});
