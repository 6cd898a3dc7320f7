import { expect, test } from '@jest/globals';
import { identify, type IdentityRow } from '../../../graph/compute/identity.ts';
import { findStatedProblems } from '../../../graph/compute/stated-identity.ts';
import { readStatedIdentity } from '../../../schema/stated-identity.ts';

const row = (id: string, email?: string): IdentityRow => {
  const [source = '', kind = '', key = ''] = id.split(':');
  const identities = [`@${source}:${key.toLowerCase()}`, ...(email === undefined ? [] : [`email:${email}`])];
  return { id, source, kind, key, identities, names: [], mentions: [], rank: 1 };
};
const rows = [row('hr:Person:E1', 'a@x'), row('wiki:Person:a', 'a@x'), row('hr:Team:T1'), row('hr:Person:E2')];
const problems = (sameAs: string[][], different: string[][] = []) => {
  const stated = readStatedIdentity({ sameAs, different }, ['hr', 'wiki']);
  const clusters = identify(rows, { nameIdentifies: () => true, former: [], stated });
  return findStatedProblems(stated, clusters);
};

test('entries that records have are no problem', () => {
  expect(problems([['hr:e1', 'hr:E2', 'email:A@x']], [['hr:T1', 'hr:E1']])).toEqual([]);
});

test('an entry that no record has is named, with the source it is to be in', () => {
  expect(problems([['hr:E1', 'hr:E99']], [['email:b@x', 'hr:E1']])).toEqual([
    { source: 'hr', text: 'sameAs names "hr:E99", and no record has that key or id; check its spelling' },
    { text: 'different names "email:b@x", and no record has that key or id; check its spelling' },
  ]);
});

test('things of two kinds can’t be one', () => {
  expect(problems([['hr:E1', 'hr:T1']])).toMatchObject([{ text: expect.stringMatching(/hr:E1.*Person.*hr:T1.*Team/) }]);
});

test('two different things that share an id are told', () => {
  expect(problems([], [['hr:E1', 'wiki:a']])).toMatchObject([{ text: expect.stringMatching(/two things.*an id/) }]);
});
