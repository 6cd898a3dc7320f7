import { expect, test } from '@jest/globals';
import { conflict, describeError, invalid, notAllowed, notFound, unavailable } from '../../schema/errors.ts';

test('each word has its code, and the cause is kept', () => {
  const cause = new Error('deep');
  const codes = [notFound, invalid, conflict, notAllowed, unavailable].map((make) => make('x', { cause }));
  expect(codes.map(({ code }) => code)).toEqual(['not-found', 'invalid', 'conflict', 'not-allowed', 'unavailable']);
  expect(codes.every((error) => error.cause === cause)).toBe(true);
  expect('cause' in invalid('x')).toBe(false);
});

test.each<[unknown, string]>([
  [invalid('No name', { where: 'people.csv:3', fix: 'Give one' }), 'people.csv:3: No name. Give one.'],
  [invalid('Is that all?'), 'Is that all?'],
  [new Error('two\n  lines'), 'two lines'],
  [new TypeError(''), 'TypeError'],
  ['a text', 'a text'],
  [undefined, 'undefined'],
  [new AggregateError([new Error('one'), invalid('two')]), 'one; two.'],
])('%p is one line without a stack', (error, line) => {
  expect(describeError(error)).toBe(line);
});
