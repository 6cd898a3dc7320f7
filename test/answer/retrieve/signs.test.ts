import { expect, test } from '@jest/globals';
import { type Signs, signNames, signsOf } from '../../../answer/retrieve/signs.ts';
import { createThesaurus } from '../../../answer/retrieve/thesaurus.ts';
import { evidenceOf } from '../../support/evidence.ts';

const none = createThesaurus([]);
const hotels = evidenceOf('Hotels in Oslo cost up to NOK 2,200 a night.', {
  score: 0.7,
  closeness: 0.6,
  coverage: 0.5,
});
const of = (question: string, ...evidence: (typeof hotels)[]): Signs =>
  signsOf(question, evidence.length === 0 ? [hotels] : evidence, none);

test('every sign is a number', () => {
  const signs = of('what may a hotel in Oslo cost?');
  expect(Object.keys(signs).sort()).toEqual([...signNames].sort());
  expect(Object.values(signs).every(Number.isFinite)).toBe(true);
  expect(Object.values(signsOf('', [], none)).every(Number.isFinite)).toBe(true);
});

test('each word of a short question counts more', () => {
  expect(of('what may hotels cost?').score).toBeCloseTo(0.7 / Math.log(4));
  expect(of('hotels?').score).toBeCloseTo(0.7 / Math.log(4));
  const long = of(`what may hotels cost ${'in the town '.repeat(9)}?`);
  expect([long.score, long.words]).toEqual([0.7 / Math.log(16), 16]);
});

test.each<[keyof Signs, string, number]>([
  ['asksForHolder', 'who is the treasurer?', 1],
  ['asksForHolder', 'hi! who chairs the board?', 1],
  ['asksForHolder', "who's the boss of Ada?", 1],
  ['asksForHolder', 'who signs the letter?', 0],
  ['asksForHolder', 'what is the lead time?', 0],
  ['asksForHolder', 'who decides when a vote of the board is tied?', 0],
  ['asksForHolder', 'who picks the lead of the night porters?', 0],
  ['asksForHolder', 'who appoints a new manager?', 0],
  ['asksForHolder', 'who of the council is the treasurer?', 1],
  ['names', "I'm staying at my parents' in Ohio, do I have to tell?", 0],
  ['names', 'may I work from Spain?', 0],
  ['names', 'may people work from Spain?', 1],
  ['names', 'can I book the Bergen office?', 1],
  ['seldomTold', 'what score do I need for the exam?', 1],
  ['seldomTold', 'how much do I get for a night shift?', 1],
  ['seldomTold', 'how much leave do I get per year?', 0],
  ['seldomTold', 'how much paid time do I get for that?', 0],
  ['seldomTold', 'how much do rooms cost us?', 1],
  ['seldomTold', 'since when has it been open?', 1],
  ['seldomTold', "what's the phone number of the hotel?", 0],
  ['seldomTold', 'how long may I stay?', 0],
  ['seldomTold', "what's the max we may spend on a room?", 1],
  ['seldomTold', 'what hourly rate do guides charge?', 1],
  ['seldomTold', 'what do the night porters get paid?', 1],
  ['seldomTold', 'how many days does the desk have to answer a request?', 1],
  ['seldomTold', "what's our SLO for lift doors?", 1],
  ['seldomTold', 'what is an SLO?', 0],
  ['seldomTold', 'until when is Ada the manager?', 1],
  ['seldomTold', "what's the wifi password of the hotel?", 1],
  ['seldomTold', "what's the password policy?", 0],
  ['seldomTold', 'how often do guests get a bill?', 0],
  ['seldomTold', 'how quickly do I have to answer?', 0],
  ['asksOfPast', 'how many rooms were booked last year?', 1],
  ['asksOfPast', 'how many guests came in 2025?', 1],
  ['asksOfPast', 'how many rooms must have been cleaned?', 0],
  ['asksOfPast', 'how many rooms are there?', 0],
  ['seldomTold', 'what do coasts look like?', 0],
  ['uncounted', 'how many rooms are there?', 1],
  ['uncounted', 'how many nights are there?', 0],
  ['uncounted', 'which rooms are there?', 0],
  ['asksOfToday', 'which rooms are free now?', 1],
  ['asksOfPast', 'how many guests have signed up for the tour?', 1],
  ['asksOfPast', 'how many keys have I left?', 0],
  ['seldomTold', 'when exactly was the pool closed?', 1],
  ['seldomTold', 'how much money does a porter get for a lost key?', 1],
  ['seldomTold', 'what does a night porter here earn?', 1],
  ['seldomTold', 'what do porters make of old keys?', 0],
  ['asksForRule', 'may I book it myself?', 1],
  ['asksWhether', 'does it have a lift?', 1],
  ['asksWhether', 'what does it have?', 0],
  ['saysWhen', 'what happens if I am late?', 1],
  ['names', 'what may a room in Oslo or Bergen cost?', 2],
  ['unknownNames', 'what may a room in Oslo or Bergen cost?', 0.5],
  ['unknownThing', "what's the door code of the hotel?", 1],
  ['unknownThing', 'what may a hotel cost?', 0],
  ['headed', 'which hotels are in the travel policy?', 1],
  ['headed', 'which hotels are dear?', 0.5],
  ['figure', 'how many rooms are there?', 0],
])('%s: %s', (sign, question, value) => {
  expect(of(question)[sign]).toBeCloseTo(value);
});

test('a figure is told by the nearest sentence of the sections that would be quoted', () => {
  const telling = (closeness: number) => ({ ...hotels, telling: { closeness } });
  const signs = of('how many rooms has a hotel?', telling(0.2), telling(0.6), telling(0.1), telling(0.9));
  expect([signs.figure, signs.telling]).toEqual([1, 0.6]);
});

test('phrases that a section shares with the question say which section answers, not whether one does', () => {
  const plain = of('what may hotels cost?', hotels).score;
  const { score } = of('what may hotels cost?', { ...hotels, score: 0.7 + 0.3 * 0.5, phrases: 0.5 });
  expect(score).toBeCloseTo(plain);
});

test('a name may stand in a section that is not read for what is asked', () => {
  const oslo = evidenceOf('Oslo.', { score: 0.2 });
  const bergen = evidenceOf('Bergen.', { score: 0.2 });
  const question = 'what may a room in Bergen cost?';
  expect(of(question, ...Array.from({ length: 7 }, () => oslo), bergen).unknownNames).toBe(0);
  expect(of(question, ...Array.from({ length: 8 }, () => oslo), bergen).unknownNames).toBe(1);
});
