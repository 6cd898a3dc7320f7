import { expect, test } from '@jest/globals';
import { slipsOf } from '../../../answer/retrieve/slips.ts';

test.each([
  ['adress', 'address', 0],
  ['vaccation', 'vacation', 0],
  ['freind', 'friend', 0],
  ['graed', 'grade', 0],
  ['proces', 'process', 0],
  ['commitee', 'committee', 0],
  ['parantal', 'parental', 1],
  ['temporay', 'temporary', 1],
  ['publshing', 'publishing', 1],
  ['servise', 'service', 2],
  ['telefone', 'telephone', 2],
  ['survery', 'survey', 2],
])('%s may be %s, by the slips of place %d', (word, meant, place) => {
  expect(slipsOf(word).findIndex((slips) => slips.includes(meant))).toBe(place);
});

test.each([
  ['parking', 'parsing'],
  ['plane', 'place'],
  ['storm', 'store'],
  ['seven', 'steven'],
  ['thrown', 'throw'],
  ['plants', 'plans'],
  ['spinning', 'spanning'],
  ['nurses', 'purses'],
  ['from', 'form'],
])('%s is no %s', (word, other) => {
  expect(slipsOf(word).flat()).not.toContain(other);
});

test('a word is no slip of itself', () => {
  expect(slipsOf('mississippi').flat()).not.toContain('mississippi');
});
