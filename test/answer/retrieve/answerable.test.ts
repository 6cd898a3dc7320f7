import { describe, expect, test } from '@jest/globals';
import { isAnswerable } from '../../../answer/retrieve/answerable.ts';
import { evidenceOf } from '../../support/evidence.ts';

const text = 'Hotels in Oslo cost up to NOK 2,200 a night.';
const near = (closeness: number | undefined, coverage: number, more = text) =>
  evidenceOf(more, { coverage, ...(closeness !== undefined && { closeness }) });

describe('prose answers a question', () => {
  test('when one passage is near it in meaning and in words', () => {
    expect(isAnswerable('what may a hotel cost?', [near(0.45, 0.6)])).toBe(true);
    expect(isAnswerable('what may a hotel cost?', [near(0.1, 0.1), near(0.45, 0.6)])).toBe(true);
  });

  test('when it is so near in meaning that words do not matter', () => {
    expect(isAnswerable('what may a room be?', [near(0.6, 0)])).toBe(true);
  });

  test('not when meaning is in one passage and words in another', () => {
    expect(isAnswerable('what may a hotel cost?', [near(0.45, 0), near(0.1, 0.6)])).toBe(false);
  });

  test('not when only words are the same', () => {
    expect(isAnswerable('what may a hotel cost?', [near(0.2, 0.9)])).toBe(false);
  });

  test('by words where there are no embeddings', () => {
    expect(isAnswerable('what may a hotel cost?', [near(undefined, 0.5)])).toBe(true);
    expect(isAnswerable('what may a hotel cost?', [near(undefined, 0.4)])).toBe(false);
  });

  test('not when nothing was found, or only far behind', () => {
    expect(isAnswerable('what may a hotel cost?', [])).toBe(false);
    expect(isAnswerable('what may a hotel cost?', [...Array.from({ length: 6 }, () => near(0, 0)), near(1, 1)])).toBe(
      false,
    );
  });
});

describe('names in a question', () => {
  test.each(['what may a hotel in Bergen cost?', 'does Acme, Inc pay for hotels?'])('must be known: %s', (question) => {
    expect(isAnswerable(question, [near(0.9, 0.9)])).toBe(false);
  });

  test.each([
    'what may a hotel in Oslo cost?',
    'What may a hotel cost?',
    'may I book a hotel on Monday in May?',
    'Travel: how much for hotels?',
    'is it Hotels in OSLO?',
  ])('are none when they begin the sentence, name a day, or are known: %s', (question) => {
    expect(isAnswerable(question, [near(0.9, 0.9)])).toBe(true);
  });

  test('may be known to any of the passages', () => {
    expect(isAnswerable('what may a hotel in Bergen cost?', [near(0.9, 0.9), near(0, 0, 'Bergen is wet.')])).toBe(true);
  });
});
