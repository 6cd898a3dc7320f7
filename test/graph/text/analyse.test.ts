import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { queryTerms, terms, typedWords, words } from '../../../graph/text/analyse.ts';
import { searchedFields } from '../../../graph/text/searched.ts';

describe('words', () => {
  test.each([
    ['Refunds, refunded & REFUNDING', 'refunds refunded refunding'],
    ['Café CAFÉ café'.normalize('NFD'), 'cafe cafe cafe'],
    ["the team’s don't", 'the teams dont'],
    ['C++ and C# but a+b', 'c++ and c# but a b'],
    ['k8s docs.rs node_modules', 'k8s docs rs node modules'],
    ['東京都 10', '東京 京都 10'],
    ['京', '京'],
    ['𝒳 Ｆｕｌｌ', 'x full'],
    ['', ''],
  ])('of %j are %j', (text, expected) => {
    expect(words(text).join(' ')).toBe(expected);
  });
});

describe('a text without accents', () => {
  test('has the words that it has beside one with them', () => {
    const ascii = fc.string({ unit: fc.constantFrom(...Array.from('abzAZ09+#\'"-_. \n\u007f`')) });
    fc.assert(
      fc.property(ascii, (text) => expect(words(`${text} é`)).toEqual([...words(text), 'e'])),
      { numRuns: 300 },
    );
  });
});

describe('terms', () => {
  test('leave out stop words and are stemmed', () => {
    expect(terms('Who is refunding the customers?')).toEqual(['refund', 'custom']);
  });

  test('of a query keep stop words when there is nothing else, and each stands once', () => {
    expect(queryTerms('who is it')).toEqual(['who', 'is', 'it']);
    expect(queryTerms('refund refunds refunding')).toEqual(['refund']);
    expect(queryTerms('?!')).toEqual([]);
  });

  test('of a query are at most 200, and words of a name at most ten', () => {
    const many = Array.from({ length: 1000 }, (_, index) => `w${index}`).join(' ');
    expect([queryTerms(many).length, typedWords(many).length]).toEqual([200, 10]);
  });

  test('of a text and of a query for it agree, whatever its form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const found = new Set(terms(text));
        if (found.size === 0) return;
        for (const form of [text.normalize('NFD'), text.normalize('NFC')])
          expect(queryTerms(form).filter((term) => !found.has(term))).toEqual([]);
      }),
    );
  });

  test('hold no space, so that an index may cut its text at spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(terms(text).filter((term) => term === '' || /\s/.test(term))).toEqual([]);
      }),
    );
  });
});

describe('searched fields', () => {
  const document = {
    id: 'x',
    ref: 'team:x',
    kind: 'Team',
    audience: 'everyone',
    title: 'Payments',
    aliases: ['Pay'],
    heading: ['Refunds'],
    text: 'Send money',
    textHash: 'h',
  };

  test('of prose count title and headings twice, and have no name', () => {
    expect(searchedFields({ ...document, card: false })).toEqual({
      prose: 'payment pai refund payment pai refund send monei',
    });
  });

  test('have the initials of title and headings once', () => {
    const city = {
      ...document,
      title: 'New York City',
      aliases: [],
      heading: ['Ways to Work'],
      text: 'x',
      card: false,
    };
    expect(searchedFields(city).prose).toBe('new york citi wai work new york citi wai work nyc wtw x');
  });

  test('of a card have the names as written', () => {
    expect(searchedFields({ ...document, card: true })).toMatchObject({
      name: 'payments pay',
      card: expect.any(String),
    });
  });
});
