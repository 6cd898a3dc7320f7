import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { personThatIs, teamThatIs, whoThatIs } from '../../../answer/compose/who-that-is.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../../support/engines.ts';
import { field, record, related } from '../../support/records.ts';

/** A made-up choir: pages speak of posts, the graph knows who has them. */

let store: GraphStore;

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded(), { schema: { kinds: { Team: { synonyms: ['voice'] } } } });
  const person = (name: string) => record({ kind: 'Person', key: name, name });
  const voice = (name: string, ...leads: [string, string][]) =>
    record({
      kind: 'Team',
      key: name,
      name,
      claims: leads.map(([who, role]) => related('LEADS', who, { end: 'to', role })),
    });
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        ...['Ada Vik', 'Bo Lund', 'Cy Holm'].map(person),
        record({
          kind: 'Person',
          key: 'Di Moe',
          name: 'Di Moe',
          claims: [related('MEMBER_OF', 'Low Voices')],
        }),
        voice('Low Voices', ['Ada Vik', 'chair'], ['Bo Lund', 'tech lead']),
        record({ kind: 'Team', key: 'Hall Board', name: 'Hall Board', claims: [field('type', 'board')] }),
        record({ kind: 'Team', key: 'Key Board', name: 'Key Board', claims: [field('type', 'board')] }),
        voice('High Voices', ['Cy Holm', 'chair']),
        voice('C++ Voices'),
      ],
      removals: [],
    },
  );
});
afterAll(() => store.close());

const told = async (question: string, quote: string) =>
  (await whoThatIs(question, [{ text: quote, sources: [], quote }], { store, viewer: anyEmployee, on: '2026-11-30' }))
    .map(({ text }) => text)
    .join(' ');

describe('who has the post that a page names', () => {
  test.each([
    ['who picks the soloist of a season?', 'Rules.\nThe Low Voices chairs pick the soloist of each season.', /Ada Vik/],
    ['names of those who pick the soloist?', 'The soloist is picked by the chair of the Low Voices.', /Ada Vik/],
    ['who tunes the organ pipes?', 'The Low Voices tech leads tune the organ pipes.', /Bo Lund/],
    ['who chairs the voice I should ask about sore throats?', 'With sore throats, ask the Low Voices.', /Ada Vik/],
    ['who are the people that pick the soloist?', 'The soloist of May is picked by the Low Voices.', /Di Moe/],
    ['who is in the voice that gets the organ keys?', 'The organ keys go to a few of the Low Voices.', /Di Moe/],
    ["who's actually on the voice that gets the organ keys?", 'The organ keys go to some Low Voices.', /Di Moe/],
    ['who picks the soloist of May, by name?', 'The soloist of May is picked by members of the Low Voices.', /Di Moe/],
  ])('%s', async (question, quote, name) => {
    expect(await told(question, quote)).toMatch(name);
  });

  test.each([
    [
      'how is the soloist of a season picked?',
      'The Low Voices chairs pick the soloist of each season.',
      'no people are asked for',
    ],
    ['who picks the soloist?', 'The Low Voices chairs meet in May.', 'the sentence is about something else'],
    [
      'who picks the soloist of a season?',
      'The Low Voices chairs and the High Voices chairs pick the soloist of each season.',
      'of two teams neither is meant',
    ],
    ['who picks the soloist of a season?', 'The Low Voices pick the soloist of each season.', 'no post is named'],
    ['who picks the soloist of May?', 'The soloist of May is picked by the Low Voices.', 'the team is the answer'],
    ['who are the people that pick the soloist?', 'The soloist of May may join the Low Voices.', 'they do not pick'],
    ['who chairs the voice I should ask?', 'Ask the Low Voices or the High Voices.', 'two teams are named'],
    ['who chairs the board I should ask?', 'Ask the Low Voices.', 'they are no board'],
    ['who is in the board that gets the organ keys?', 'The organ keys go to the Low Voices.', 'nor for its members'],
    [
      'who is in the voice that gets the organ keys?',
      'The organ keys go to the Low Voices or the High Voices.',
      'of two none is meant',
    ],
  ])('nobody: %s (%s)', async (question, quote) => {
    expect(await told(question, quote)).toBe('');
  });
});

describe('the team that does what is asked', () => {
  const teamOf = (question: string, quote: string) =>
    teamThatIs(question, [{ text: quote, sources: [], quote }], { store, viewer: anyEmployee, on: '2026-11-30' });

  test.each([
    ['Soloists of a season are picked by the Low Voices.', 'team:low-voices'],
    ['Soloists of a season are picked by the Low Voices, or in May by the High Voices.', undefined],
    ['Soloists of a season are picked by the C++ Voices.', 'team:c-voices'],
    ['Soloists of a season sing with the Low Voices.', undefined],
    ['The hall is swept by the Low Voices.', undefined],
    ['The Low Voices have the last word on soloists of a season; others sing with the High Voices.', 'team:low-voices'],
    ['For soloists of a season, ask the Low Voices.', 'team:low-voices'],
  ])('%s', async (quote, team) => {
    expect(await teamOf('who picks the soloists of a season?', quote)).toBe(team);
  });

  test.each([
    [
      'which voice sings the soloists of a season in?',
      'Soloists of a season sing with the Low Voices.',
      'team:low-voices',
    ],
    ['which board decides on soloists of a season?', 'The Low Voices decide on soloists of a season.', undefined],
    [
      'which board decides on soloists of a season?',
      'The Low Voices may propose soloists of a season. In doubt, the Hall Board will choose.',
      'team:hall-board',
    ],
    ['which board decides on soloists of a season?', 'Ask the Hall Board or the Key Board.', undefined],
    [
      'which voice do I join by PR?',
      'Send a page request to join the Low Voices. The High Voices will read it.',
      'team:low-voices',
    ],
  ])('%s %s', async (question, quote, team) => {
    expect(await teamOf(question, quote)).toBe(team);
  });
});

describe('the person who does what is asked', () => {
  test.each([
    ['who tunes the organ pipes?', 'The organ pipes are tuned by Bo Lund. Ada Vik sings.', 'person:bo-lund'],
    ['who tunes the organ pipes?', 'The organ pipes are tuned by Bo Lund or Ada Vik.', undefined],
    ['who has the keys to the Tower?', 'Keys: for the Crypt Ada Vik, for the Tower Bo Lund.', 'person:bo-lund'],
    ['who has the keys to the Tower?', 'Keys: for the Crypt Ada Vik, for the Loft Bo Lund.', undefined],
    ['when are the organ pipes tuned?', 'The organ pipes are tuned by Bo Lund.', undefined],
    ['who tunes the organ pipes beside Bo Lund?', 'The organ pipes are tuned by Bo Lund.', undefined],
  ])('%s %s', async (question, quote, person) => {
    const context = { store, viewer: anyEmployee, on: '2026-11-30' };
    expect(await personThatIs(question, [{ text: quote, sources: [], quote }], context)).toBe(person);
  });
});
