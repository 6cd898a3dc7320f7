import { expect, test } from '@jest/globals';
import { parseConfigFile } from '../../schema/config-file.ts';
import { findStatedConflict, readStatedIdentity } from '../../schema/stated-identity.ts';

const parse = (settings: object) => parseConfigFile(settings, 'kiki.yaml');

test('an entry stands for a key of a source, an explicit id, or both', () => {
  const { same } = readStatedIdentity({ sameAs: [['hr:E12', 'email: @Ada:1']] }, ['hr']);
  expect(same).toEqual([
    [
      { written: 'hr:E12', identities: ['@hr:e12', 'hr:e12'] },
      { written: 'email: @Ada:1', identities: ['email:ada:1'] },
    ],
  ]);
});

test.each([
  [{ sameAs: [['hr:E1']] }, /sameAs\[0\]: needs two or more/],
  [{ sameAs: [['hr:E1', 'E2']] }, /sameAs\[0\]\[1\]: must be SOURCE:KEY/],
  [{ different: [['hr:E1', ':x']] }, /different\[0\]\[1\]/],
  [{ different: [['hr:E1', 'hr:']] }, /different\[0\]\[1\]/],
  [{ sameAs: 'hr:E1' }, /sameAs/],
])('%j is refused at its place', (settings, message) => {
  expect(() => parse(settings)).toThrow(message);
});

test('what is the same by one list, or by a chain of groups, can’t be different by the other', () => {
  const sameAs = [
    ['a:1', 'b:2'],
    ['B:3', 'a:4', 'b:2'],
  ];
  expect(() => parse({ sameAs, different: [['a:1', 'a:4']] })).toThrow(/"a:1" and "a:4" are one thing/);
  expect(findStatedConflict(readStatedIdentity({ sameAs, different: [['a:1', 'c:9']] }, []))).toBeUndefined();
});
