import { describe, expect, test } from '@jest/globals';
import { countedThing, isCounted } from '../../../answer/retrieve/counted.ts';
import { stem } from '../../../graph/text/analyse.ts';

describe('what a question wants counted', () => {
  test.each([
    ['how many cows does the farm have?', 'cows'],
    ['how many sturdy boats are in the harbour?', 'boats'],
    ['hi, how many people work in the ward?', 'people'],
    ['how many spare beds in the ward do we have?', 'beds'],
    ['how many member-seats does the dairy have?', 'seats'],
  ])('is a thing: %s', (question, thing) => {
    expect(countedThing(question)).toBe(stem(thing));
  });

  test.each([
    'how many days of leave do I get?',
    'how many hours ahead do I have to ask?',
    'how many kinds of cheese are there?',
    'how many of them may stay?',
    'how many does the farm have?',
    'how long is the quay?',
    'which cows are there?',
  ])('is none, or time, or kinds: %s', (question) => {
    expect(countedThing(question)).toBeUndefined();
  });
});

test.each([
  ['The farm has 40 cows.', true],
  ['The farm has forty brown cows.', true],
  ['Take no more than 3 of the old cows along.', true],
  ['| Cows | 40 |', false],
  ['The farm has cows, and was founded 40 years ago.', false],
  ['40 people on the farm milk the cows.', false],
])('a number stands shortly before it: %s', (text, isTold) => {
  expect(isCounted(stem('cows'), text)).toBe(isTold);
});
