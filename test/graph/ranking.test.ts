import { expect, test } from '@jest/globals';
import { createRanking } from '../../graph/ranking.ts';

const ranking = createRanking([{ name: 'hr', authoritative: ['MEMBER_OF'] }, { name: 'wiki' }]);

test('what people say in Kiki goes first, then sources in their order, then unknown ones', () => {
  const ranks = ['people', 'hr', 'wiki', 'gone'].map((source) => ranking.rankOf(source));
  expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
  expect(new Set(ranks).size).toBe(4);
});

test('a source is authoritative for the relations it names only', () => {
  expect(ranking.isAuthoritative('hr', 'MEMBER_OF')).toBe(true);
  expect(ranking.isAuthoritative('hr', 'LEADS')).toBe(false);
  expect(ranking.isAuthoritative('wiki', 'MEMBER_OF')).toBe(false);
});

test('the fingerprint is equal for equal rankings and another for another order or authority', () => {
  const fingerprint = (...sources: Parameters<typeof createRanking>[0]) => createRanking(sources).fingerprint;
  const base = fingerprint({ name: 'hr', authoritative: ['MEMBER_OF'] }, { name: 'wiki' });
  expect(base).toBe(ranking.fingerprint);
  expect(fingerprint({ name: 'wiki' }, { name: 'hr', authoritative: ['MEMBER_OF'] })).not.toBe(base);
  expect(fingerprint({ name: 'hr' }, { name: 'wiki' })).not.toBe(base);
});

test('the fingerprint is another when what is the same or different is', () => {
  const fingerprint = (stated: Parameters<typeof createRanking>[1]) =>
    createRanking([{ name: 'hr' }], stated).fingerprint;
  const prints = [{}, { sameAs: [['hr:1', 'hr:2']] }, { different: [['hr:1', 'hr:2']] }].map(fingerprint);
  expect(new Set(prints).size).toBe(3);
  expect(fingerprint({ sameAs: [], different: [] })).toBe(prints[0]);
});
