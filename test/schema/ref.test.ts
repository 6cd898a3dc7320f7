import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRef, mintRef, parseRef } from '../../schema/ref.ts';

const free = () => false;

describe('parsing', () => {
  test('gives kind and slug', () => {
    expect(parseRef('team:payments-2')).toEqual({ kind: 'team', slug: 'payments-2' });
  });

  test.each([
    '',
    'team',
    'team:',
    ':x',
    'Team:x',
    'team:X',
    'team:a b',
    'team:a:b',
    'team:ä',
    'team:a\n',
    `team:${'a'.repeat(81)}`,
    '1team:a',
  ])('%j is refused, and the form is shown', (text) => {
    expect(isRef(text)).toBe(false);
    expect(() => parseRef(text)).toThrow(
      expect.objectContaining({ code: 'invalid', fix: expect.stringContaining('kind:slug') }),
    );
  });

  test('a very long text is quoted in part only', () => {
    expect(() => parseRef('x'.repeat(10_000))).toThrow(
      expect.objectContaining({ message: `"${'x'.repeat(100)}" is not a ref` }),
    );
  });
});

describe('minting', () => {
  test('takes the first text that has a letter or digit, transliterated', () => {
    expect(mintRef('Team', ['!!!', 'Größe & Maß'], 'k', free)).toBe('team:grosse-mass');
    expect(mintRef('CostCentre', ['東京'], 'k', free)).toMatch(/^costcentre:[a-z0-9-]+$/);
  });

  test('without one takes a hash of the key', () => {
    expect(mintRef('Team', ['!!!'], 'k', free)).toMatch(/^team:[0-9a-f]{12}$/);
  });

  test('adds a suffix of the key, never a counter, and a longer one when that is taken', () => {
    const taken = new Set(['team:core']);
    const first = mintRef('Team', ['Core'], 'hr:1', (ref) => taken.has(ref));
    expect(first).toMatch(/^team:core-[0-9a-f]{6}$/);
    expect(mintRef('Team', ['Core'], 'hr:1', (ref) => taken.has(ref))).toBe(first);
    expect(mintRef('Team', ['Core'], 'hr:2', (ref) => taken.has(ref))).not.toBe(first);
    taken.add(first);
    expect(mintRef('Team', ['Core'], 'hr:1', (ref) => taken.has(ref))).toMatch(/^team:core-[0-9a-f]{12}$/);
  });

  test('any text in any kind makes a ref that can be parsed, whatever is taken', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.string(), fc.nat(3), (texts, key, refusals) => {
        let left = refusals;
        const ref = mintRef('Person', texts, key, () => left-- > 0);
        expect(parseRef(ref).kind).toBe('person');
      }),
    );
  });
});
