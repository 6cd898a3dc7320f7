import { expect, test } from '@jest/globals';
import { readingScore, withoutPhrases } from '../../../answer/retrieve/reading-order.ts';

const section = { place: 0, nearness: 0.5, coverage: 0.5, characters: 500 };

test('a section comes first that is nearer, has more of the words, or is of a better page', () => {
  const score = readingScore(section);
  expect(readingScore({ ...section, nearness: 0.6 })).toBeGreaterThan(score);
  expect(readingScore({ ...section, coverage: 0.9 })).toBeGreaterThan(score);
  expect(readingScore({ ...section, place: 3 })).toBeLessThan(score);
});

test('a section comes first that has phrases of the question, which its score without them does not have', () => {
  const score = readingScore({ ...section, phrases: 0.5 });
  expect(score).toBeGreaterThan(readingScore(section));
  expect(withoutPhrases({ score, phrases: 0.5 })).toBeCloseTo(readingScore(section));
  expect(withoutPhrases({ score: 0.4 })).toBe(0.4);
});

test('the best section of a worse page comes before a poor one of the best page', () => {
  expect(readingScore({ ...section, place: 2, nearness: 0.7 })).toBeGreaterThan(readingScore(section));
});

test('a lead-in that says nothing by itself comes behind', () => {
  expect(readingScore({ ...section, nearness: 0.6, characters: 40 })).toBeLessThan(readingScore(section));
});

test('a section of another thing than the one that is named comes behind', () => {
  expect(readingScore({ ...section, nearness: 0.7, isOfAnother: true })).toBeLessThan(readingScore(section));
});

test('a section of a page that tells of the past comes behind one that is as near', () => {
  expect(readingScore({ ...section, isOfThePast: true })).toBeLessThan(readingScore(section));
  expect(readingScore({ ...section, nearness: 0.7, isOfThePast: true })).toBeGreaterThan(readingScore(section));
});
