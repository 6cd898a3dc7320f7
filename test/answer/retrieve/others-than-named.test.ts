import { describe, expect, test } from '@jest/globals';
import { othersThanNamed } from '../../../answer/retrieve/others-than-named.ts';

const page = (title: string, ...headings: string[]) =>
  headings.map((heading) => ({ ref: `article:${title}` as const, title, heading: [title, heading] }));
const offices = ['Toilets', 'Bicycles', 'Meeting rooms'];
const sections = [
  ...page('Bergen', ...offices),
  ...page('New Haven Harbour', ...offices, 'Ferries'),
  ...page('Stavanger, D.K.', ...offices.slice(1), 'Canteen'),
  ...page('Visitors', 'Toilets', 'Badges', 'Parking', 'Lunch'),
];
const others = (question: string, of = sections) => [...othersThanNamed(question, of)].map((ref) => ref.slice(8));

describe('pages made like one that the question names', () => {
  test.each([
    ['where are the toilets in the Bergen office?', ['New Haven Harbour', 'Stavanger, D.K.']],
    ['where can I leave my bike in new haven?', ['Bergen', 'Stavanger, D.K.']],
    // By its first letters, with and without dots.
    ['is there a canteen at NHH', ['Bergen', 'Stavanger, D.K.']],
    ['is there a canteen in DK', ['Bergen', 'New Haven Harbour']],
    ['is there a canteen in D.K.?', ['Bergen', 'New Haven Harbour']],
    // One word of a long name may mean anything.
    ['where does a new colleague find the toilets?', []],
    // Two are named, or none.
    ['do Bergen and Stavanger have the same canteen?', ['New Haven Harbour']],
    ['where are the toilets?', []],
  ])('%s', (question, expected) => {
    expect(others(question)).toEqual(expected);
  });

  test('have headings in common: one alone is chance', () => {
    const crews = [...page('Deck crew', 'Contact', 'Watches'), ...page('Galley crew', 'Contact', 'Menus')];
    expect(others('who do I contact in the galley crew?', crews)).toEqual([]);
  });

  test('may be about two times', () => {
    const reports = [...page('Herd report 2022', 'Calves', 'Milk'), ...page('Herd report 2023', 'Calves', 'Milk')];
    expect(others('how many calves were there in the herd report of 2023?', reports)).toEqual(['Herd report 2022']);
    expect(others('how many calves were there?', reports)).toEqual([]);
  });
});
