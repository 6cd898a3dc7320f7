import { describe, expect, test } from '@jest/globals';
import { isAnswerable } from '../../../answer/retrieve/answerable.ts';
import { createThesaurus } from '../../../answer/retrieve/thesaurus.ts';
import { evidenceOf } from '../../support/evidence.ts';

const text = 'Hotels in Oslo cost up to NOK 2,200 a night.';
const near = (closeness: number | undefined, coverage: number, more = text) =>
  evidenceOf(more, { coverage, ...(closeness !== undefined && { closeness }) });

describe('prose answers a question', () => {
  const asked = 'what may a hotel room in the old town cost?';

  test('when it is near it in meaning and in words', () => {
    expect(isAnswerable(asked, [near(0.5, 0.8)])).toBe(true);
    expect(isAnswerable(asked, [near(0.1, 0.1), near(0.5, 0.8)])).toBe(true);
  });

  test('not when it is as near to a question that says less', () => {
    expect(isAnswerable('what may a hotel cost?', [near(0.5, 0.8)])).toBe(false);
    expect(isAnswerable('what may a hotel cost?', [near(0.75, 0.8)])).toBe(true);
  });

  test('not when it only has the same words, or is only on the same subject', () => {
    expect(isAnswerable(asked, [near(0.2, 0.9)])).toBe(false);
    expect(isAnswerable(asked, [near(0.35, 0.3)])).toBe(false);
  });

  test('where one section is near and has the words, not where one is near and another has them', () => {
    const asked = 'what may a hotel cost?';
    expect(isAnswerable(asked, [near(0.6, 0.6)])).toBe(true);
    expect(isAnswerable(asked, [near(0.6, 0), near(0.5, 0.6)])).toBe(false);
    // Nor does one help that would not be quoted.
    expect(isAnswerable(asked, [near(0.5, 0.3), near(0.5, 0.3), near(0.5, 0.3), near(0.75, 0.6)])).toBe(false);
  });

  test('a title alone is found by its words', () => {
    expect(isAnswerable('travel policy', [near(0.45, 1)])).toBe(true);
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

  test('are known where they are the initials of a title or heading', () => {
    const guide = evidenceOf('A hotel is NOK 90 a night.', {
      passage: { title: 'New York City', heading: ['Hotels'] },
    });
    expect(isAnswerable('what may a hotel in NYC cost?', [{ ...guide, closeness: 0.9, coverage: 0.9 }])).toBe(true);
    expect(isAnswerable('what may a hotel in NYT cost?', [{ ...guide, closeness: 0.9, coverage: 0.9 }])).toBe(false);
  });

  test('may be years', () => {
    const found = [near(0.9, 0.9, 'Chair of 2025: Ada Moe.')];
    expect(isAnswerable('who was elected chair for 2025?', found)).toBe(true);
    expect(isAnswerable('who was elected chair for 2026?', found)).toBe(false);
    expect(isAnswerable('who is chair by section 2026/3?', found)).toBe(true);
  });

  test('are known when texts put them otherwise', () => {
    const asked = 'how much PTO may I take?';
    const leave = [near(0.9, 0.9, 'Annual leave is 25 days.')];
    const thesaurus = createThesaurus([{ written: ['annual leave'], said: ['pto'] }]);
    expect(isAnswerable(asked, leave)).toBe(false);
    expect(isAnswerable(asked, leave, thesaurus)).toBe(true);
    expect(isAnswerable(asked, [near(0.9, 0.9)], thesaurus)).toBe(false);
  });
});

describe('the thing that is asked for', () => {
  const found = [near(0.9, 0.9, 'The cold store is locked at night.'), near(0.9, 0.9, 'Ring Ada about its key.')];

  test('must stand in a section that would be quoted, however near they are', () => {
    expect(isAnswerable("what's the key of the cold store?", found)).toBe(true);
    expect(isAnswerable("what's the door code of the cold store?", found)).toBe(false);
    expect(isAnswerable("what's the door code of the cold store?", [...found, near(0, 0, 'Door code: 12.')])).toBe(
      true,
    );
    const behind = [...found, near(0, 0), near(0, 0, 'Door code: 12.')];
    expect(isAnswerable("what's the door code of the cold store?", behind)).toBe(false);
  });

  test('may be put otherwise', () => {
    const asked = 'how long is the baby leave?';
    const leave = [near(0.9, 0.9, 'Parental leave is 20 weeks.')];
    const thesaurus = createThesaurus([{ written: ['parental leave'], said: ['baby leave'] }]);
    expect(isAnswerable(asked, leave)).toBe(false);
    expect(isAnswerable(asked, leave, thesaurus)).toBe(true);
  });
});

describe('what holds now', () => {
  const found = [near(0.9, 0.9, 'One of 12 engineers is on call each week. Ring the one on call.')];

  test.each([
    'who is on call this week?',
    'which engineer is on call tonight?',
    'how many engineers are on call right now?',
    'how much on call has been used so far?',
  ])('is told by no page: %s', (question) => {
    expect(isAnswerable(question, found)).toBe(false);
  });

  test.each([
    'who is on call?',
    'whom do I ring when I am on call this week?',
    'how many engineers are on call each week?',
    // The name of a paper.
    'which engineer is on call for this week in rings?',
  ])('is not asked by: %s', (question) => {
    expect(isAnswerable(question, found)).toBe(true);
  });
});

describe('a figure', () => {
  const asked = 'how many days off do I get for a move?';
  const told = (telling: number, more = 'Two days are granted for who has moved.') =>
    evidenceOf(more, { coverage: 0.2, closeness: 0.3, telling: { closeness: telling } });

  test('is told where one sentence that has one is near, however far its section is', () => {
    expect(isAnswerable(asked, [told(0.7)])).toBe(true);
    expect(isAnswerable(asked, [told(0.1), told(0.7)])).toBe(true);
    expect(isAnswerable(asked, [told(0.3)])).toBe(false);
    expect(isAnswerable(asked, [told(0.1), told(0.1), told(0.1), told(0.7)])).toBe(false);
  });

  test('need not be of a thing in the same words when it is nearer', () => {
    const unknown = 'how long is the sabbatical?';
    expect(isAnswerable(unknown, [told(0.7)])).toBe(false);
    expect(isAnswerable(unknown, [told(1.1)])).toBe(true);
  });

  test('of a short question must be nearer', () => {
    expect(isAnswerable('how many days for moves?', [told(0.6)])).toBe(false);
    expect(isAnswerable('how many days off do I get when I move into another flat?', [told(0.6)])).toBe(true);
  });

  test('is that of what the question names, not of its like', () => {
    const office = (place: string, telling: number) =>
      evidenceOf(`The phone number of the health unit is 555-0134.`, {
        coverage: 0.5,
        closeness: 0.5,
        telling: { closeness: telling },
        passage: { id: place, ref: `article:${place}`, title: place, heading: [place, 'Health unit'] },
      });
    const question = 'what is the phone number of the health unit in bergen?';
    expect(isAnswerable(question, [office('Oslo', 0.8), office('Bergen', 0)])).toBe(false);
    expect(isAnswerable(question, [office('Oslo', 0.8), office('Bergen', 0.8)])).toBe(true);
    expect(isAnswerable(question, [office('Oslo', 0.8), office('Tromsø', 0)])).toBe(true);
    expect(isAnswerable('how many phones has Bergen?', [office('Oslo', 0.9), office('Bergen', 0)])).toBe(false);
  });

  test('is none of a section that has hardly a word of the question', () => {
    const [about, other] = [told(0), { ...told(0.9, 'New in two days.'), coverage: 0.05 }];
    expect(isAnswerable(asked, [about, other])).toBe(false);
    expect(isAnswerable(asked, [about, { ...other, coverage: 0.1 }])).toBe(true);
  });
});
