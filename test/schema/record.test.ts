import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { claim, contentHash, identities, mention, recordDraft, recordId } from '../../schema/record.ts';
import { sameValue } from '../../schema/value.ts';
import { field, record, related } from '../support/records.ts';

const { draft } = record({
  kind: 'Person',
  key: ' E1 ',
  name: 'Ada',
  ids: { email: ['Ada@Example.com', 'ada@example.com'] },
  claims: [field('title', 'Lead'), related('REPORTS_TO', 'E2', { from: '2025-01-01' })],
});

describe('a draft', () => {
  test('that is right is taken as it is', () => {
    expect(recordDraft.parse(draft)).toEqual(draft);
  });

  test.each([
    ['no key', { ...draft, key: '' }],
    ['a key of 501 letters', { ...draft, key: 'x'.repeat(501) }],
    ['no source', { ...draft, source: '' }],
    ['no audience', { ...draft, audience: '' }],
    ['an empty id', { ...draft, ids: { email: [''] } }],
    ['an unknown part', { ...draft, secret: 1 }],
    ['an empty passage', { ...draft, passages: [{ heading: [], text: '' }] }],
    ['step 0', { ...draft, passages: [{ heading: [], text: 'x', step: { number: 0 } }] }],
    ['line 0', { ...draft, passages: [{ heading: [], text: 'x', line: 0 }] }],
  ])('with %s is refused', (_what, bad) => {
    expect(recordDraft.safeParse(bad).success).toBe(false);
  });
});

describe('a claim', () => {
  test.each([
    ['a nested value', { about: 'field', field: 'x', value: { a: 1 } }],
    ['a list of numbers', { about: 'field', field: 'x', value: [1] }],
    ['a date that is none', { ...related('LEADS', 'x'), from: 'soon' }],
    ['a third end', { ...related('LEADS', 'x'), end: 'middle' }],
    ['an empty role', { ...related('LEADS', 'x'), role: '' }],
    ['"not" that is false', { about: 'field', field: 'x', value: 'y', not: false }],
    ['another subject', { about: 'weather' }],
  ])('of %s is refused', (_what, bad) => {
    expect(claim.safeParse(bad).success).toBe(false);
  });

  test('points at something by at least one and at most 500 letters', () => {
    const length = (value: string) => mention.safeParse({ namespace: 'any', value }).success;
    expect([length(''), length('x'), length('x'.repeat(500)), length('x'.repeat(501))]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('the content hash', () => {
  test('does not depend on the order of keys or on undefined parts', () => {
    const reversed = Object.fromEntries(Object.entries({ ...draft, url: undefined }).reverse()) as typeof draft;
    expect(contentHash(reversed)).toBe(contentHash(draft));
  });

  test('differs for another value, another order of claims and another path', () => {
    const hashes = [draft, { ...draft, claims: [...draft.claims].reverse() }, { ...draft, path: 'x' }].map(contentHash);
    expect(new Set(hashes).size).toBe(3);
  });
});

test('identities are the key and the ids, normalised, each once', () => {
  expect(recordId(draft)).toBe('hr:Person: E1 ');
  expect(identities(draft)).toEqual(['@hr:e1', 'email:ada@example.com']);
});

test('equal values are equal both ways, and lists in any order', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string()));
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(sameValue(a, a)).toBe(true);
      expect(sameValue(a, b)).toBe(sameValue(b, a));
      if (Array.isArray(a)) expect(sameValue(a, [...a].reverse())).toBe(true);
    }),
  );
  expect([sameValue(' A  b', 'a B'), sameValue('1', 1), sameValue('true', true)]).toEqual([true, false, false]);
});
