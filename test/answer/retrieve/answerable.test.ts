import { describe, expect, test } from '@jest/globals';
import { isAnswerable } from '../../../answer/retrieve/answerable.ts';
import { createThesaurus } from '../../../answer/retrieve/thesaurus.ts';
import { evidenceOf } from '../../support/evidence.ts';

const text = 'Hotels in Oslo cost up to NOK 2,200 a night.';
/** Scored as `readingScore` does the first section of the first page. */
const near = (closeness: number | undefined, coverage: number, more = text) =>
  evidenceOf(more, {
    coverage,
    score: (closeness ?? 0) + 0.3 * coverage,
    ...(closeness !== undefined && { closeness }),
  });

describe('prose answers a question', () => {
  const asked = 'what may a hotel room in the old town cost?';

  test('when it is near it in meaning and in words', () => {
    expect(isAnswerable(asked, [near(0.5, 0.8)])).toBe(true);
    expect(isAnswerable(asked, [near(0.3, 0.1)])).toBe(false);
  });

  test('not when it is as near to a question that says less', () => {
    expect(isAnswerable('what may a hotel cost?', [near(0.45, 0.6)])).toBe(false);
    expect(isAnswerable(asked, [near(0.45, 0.6)])).toBe(true);
    expect(isAnswerable('what may a hotel cost?', [near(0.6, 0.8)])).toBe(true);
  });

  test('not when a long question has hardly anything to do with it', () => {
    const long =
      'what should I do when the cat has scratched the sofa again and the neighbours are on holiday until June?';
    expect(isAnswerable(long, [near(0.3, 0.3)])).toBe(false);
    expect(isAnswerable(long, [near(0.45, 0.3)])).toBe(true);
  });

  test('a title alone is found by its words', () => {
    expect(isAnswerable('travel policy', [near(0.45, 1)])).toBe(true);
    expect(isAnswerable('travel policy', [near(0.45, 0.3)])).toBe(false);
  });

  test('by words where there are no embeddings', () => {
    expect(isAnswerable('what may a hotel cost?', [near(undefined, 0.5)])).toBe(true);
    expect(isAnswerable('what may a hotel cost?', [near(undefined, 0.4)])).toBe(false);
    expect(isAnswerable('what is the door code?', [near(undefined, 0.5)])).toBe(false);
    expect(isAnswerable('how many beds are in it?', [near(undefined, 0.5, 'The beds are soft.')])).toBe(false);
    expect(isAnswerable('how many beds are in it?', [near(undefined, 0.5, 'It has 40 beds.')])).toBe(true);
  });

  test('not when nothing was found, or only far behind', () => {
    expect(isAnswerable('what may a hotel cost?', [])).toBe(false);
    expect(isAnswerable('what may a hotel cost?', [...Array.from({ length: 6 }, () => near(0, 0)), near(1, 1)])).toBe(
      false,
    );
  });
});

describe('what pages tell', () => {
  test.each([
    ['may I book a room by the sea?', true],
    ['which rooms are by the sea?', false],
    ['who books rooms by the sea?', false],
    ['what do rooms by the sea cost?', false],
    ['which rooms by the sea are taken now?', false],
    ['which rooms are by the sea if I bring the dog?', true],
  ])('is rules rather than who it is, what it costs and how it is today: %s', (question, isTold) => {
    expect(isAnswerable(question, [near(0.4, 0.5, 'Rooms by the sea.')])).toBe(isTold);
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

describe('a team in a question', () => {
  const found = [near(0.9, 0.9, 'The design team works on Mondays.'), near(0, 0, 'Payroll is done by Ada.')];

  test.each([
    ['what does the design team do on Mondays?', true],
    ['what does the payroll team do on Mondays?', true],
    ['what does the robotics team do on Mondays?', false],
    ['what does the robotics working group do on Mondays?', false],
    ['what does the new team do on Mondays?', true],
  ])('must be known by a word at least: %s', (question, isTold) => {
    expect(isAnswerable(question, found)).toBe(isTold);
  });

  test('may be called otherwise', () => {
    const thesaurus = createThesaurus([{ written: ['design'], said: ['ux'] }]);
    expect(isAnswerable('what does the ux team do on Mondays?', found)).toBe(false);
    expect(isAnswerable('what does the ux team do on Mondays?', found, thesaurus)).toBe(true);
  });
});

describe('the thing that is asked for', () => {
  const found = [near(0.7, 0.5, 'The cold store is locked at night.'), near(0.7, 0.5, 'Ring Ada about its key.')];

  test('must stand in a section that would be quoted, unless much else speaks for it', () => {
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
    const leave = [near(0.55, 0.4, 'Parental leave is 20 weeks.')];
    const thesaurus = createThesaurus([{ written: ['parental leave'], said: ['baby leave'] }]);
    expect(isAnswerable(asked, leave)).toBe(false);
    expect(isAnswerable(asked, leave, thesaurus)).toBe(true);
  });
});

describe('what holds now', () => {
  const found = [near(0.9, 0.9, 'One of 12 engineers is on call each week. Ring the one on call.')];

  test.each([
    'who is on call this week?',
    'what was our share of billable hours last month?',
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
  const told = (telling: number, score = 0.75) =>
    evidenceOf('Two days are granted for who has moved.', {
      coverage: 0.5,
      closeness: 0.6,
      score,
      telling: { closeness: telling },
    });

  test('is told where a sentence that has one is near', () => {
    expect(isAnswerable(asked, [told(0.9)])).toBe(true);
    expect(isAnswerable(asked, [told(0.1)])).toBe(false);
    expect(isAnswerable(asked, [told(0.1), told(0.9)])).toBe(true);
    expect(isAnswerable(asked, [told(0.1), told(0.1), told(0.1), told(0.9)])).toBe(false);
  });

  test('of a short question must be in a section that is nearer', () => {
    expect(isAnswerable('how many days for moves?', [told(0.9, 0.65)])).toBe(false);
    expect(isAnswerable('how many days for moves?', [told(0.9, 1)])).toBe(true);
  });

  test('is that of what the question names, not of its like', () => {
    const office = (place: string, telling: number) =>
      evidenceOf(`The phone number of the health unit is 555-0134.`, {
        coverage: 0.5,
        closeness: 0.5,
        score: 0.7,
        telling: { closeness: telling },
        passage: { id: place, ref: `article:${place}`, title: place, heading: [place, 'Health unit'] },
      });
    const question = 'what is the phone number of the health unit in bergen?';
    expect(isAnswerable(question, [office('Oslo', 0.9), office('Bergen', 0)])).toBe(false);
    expect(isAnswerable(question, [office('Oslo', 0.9), office('Bergen', 0.9)])).toBe(true);
    expect(isAnswerable(question, [office('Oslo', 0.9), office('Tromsø', 0)])).toBe(true);
  });

  test('is none of a section that has hardly a word of the question', () => {
    const [about, other] = [told(0), { ...told(0.9), coverage: 0.1 }];
    expect(isAnswerable(asked, [about, other])).toBe(false);
    expect(isAnswerable(asked, [about, { ...other, coverage: 0.3 }])).toBe(true);
  });
});
