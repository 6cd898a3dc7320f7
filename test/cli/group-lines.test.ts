import { expect, test } from '@jest/globals';
import { groupLines } from '../../cli/commands/group-lines.ts';

test('a reason of many rows is told once, with its first place and how many more there are', () => {
  expect(
    groupLines(['a.csv:2: The key is empty: fill it in.', 'a.csv:3: Other.', 'b.csv:7: The key is empty: fill it in.']),
  ).toEqual(['a.csv:2: The key is empty: fill it in. (and 1 more)', 'a.csv:3: Other.']);
});

test('a line without a place stands by itself', () => {
  expect(groupLines(['Odd.'])).toEqual(['Odd.']);
});
