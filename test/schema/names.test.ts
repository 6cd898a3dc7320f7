import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fold, normaliseId, normaliseName, slugify } from '../../schema/names.ts';

test.each([
  ['Müller', 'muller'],
  ['Müller'.normalize('NFD'), 'muller'],
  ['STRASSE ß', 'strasse ss'],
  ['Łódź Øre', 'lodz ore'],
  ['Ｆｕｌｌ', 'full'],
  ['東京', '東京'],
  ['Ελλάδα', 'ελλαδα'],
])('%j folds to %j', (text, folded) => {
  expect(fold(text)).toBe(folded);
});

describe('names', () => {
  test.each([
    ['Lovelace, Ada', 'ada lovelace'],
    ['O’Brien', 'obrien'],
    ["O'Brien", 'obrien'],
    ['Payments-Platform', 'payments platform'],
    ['C++', 'c++'],
    ['a, b, c', 'a b c'],
    ['King,', 'king'],
    ['King, Martin Luther, Jr.', 'martin luther king jr'],
    ['Martin Luther King, Jr.', 'martin luther king jr'],
    ['Martin Luther King Jr.', 'martin luther king jr'],
    ['Hopper, Grace, PhD, MBA', 'grace hopper phd mba'],
    ['Windsor, Charles, III', 'charles windsor iii'],
    ['Acme, Inc.', 'acme inc'],
    ['Müller, Jörg', 'jorg muller'],
    ['Müller, Jörg'.normalize('NFD'), 'jorg muller'],
    ['Jorg Mueller', 'jorg mueller'],
    ['Dr. Ada Lovelace', 'dr ada lovelace'],
    ['Nguyễn Văn An'.normalize('NFD'), 'nguyen van an'],
    ['राम', 'राम'],
    ['रोम', 'रोम'],
    ['がく'.normalize('NFD'), 'がく'],
    ['김민준'.normalize('NFD'), '김민준'],
    ['مُحَمَّد', 'محمد'],
    ['علی\u200cرضا', 'علیرضا'],
    ['Ada\u00ad Love\u00adlace\u200e', 'ada lovelace'],
    ['\u0301', ''],
    ['!?', ''],
  ])('%j is the name %j', (name, normal) => {
    expect(normaliseName(name)).toBe(normal);
  });

  test('normalised once are normalised for good', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const once = normaliseName(text);
        expect(normaliseName(once)).toBe(once);
      }),
    );
  });
});

test('ids are equal whatever their case, form, outer space and @', () => {
  expect(normaliseId(' @Zoë'.normalize('NFD'))).toBe(normaliseId('ZOË'.normalize('NFC')));
});

test('a slug is plain letters, digits and single dashes, at most 80, or nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const slug = slugify(text);
      if (slug !== undefined) {
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(slug.length).toBeLessThanOrEqual(80);
      }
    }),
  );
  expect(slugify('—')).toBeUndefined();
});
