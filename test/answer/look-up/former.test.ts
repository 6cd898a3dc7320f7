import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { GraphStore } from '../../../graph/store.ts';
import type { Ask } from '../../../schema/services.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { record, related } from '../../support/records.ts';
import { sampleStore } from '../../support/sample-graph.ts';
import { plainAnswerer } from '../../support/plain-answerer.ts';

const crew = record({
  source: 'projects',
  kind: 'Team',
  key: 'relief',
  name: 'Relief Crew',
  claims: [
    related('MEMBER_OF', 'Håkon Sæther', { end: 'to' }),
    related('MEMBER_OF', 'Karin Moen', { end: 'to', ended: true }),
    related('MEMBER_OF', 'Jonas Vik', { end: 'to', ended: true }),
  ],
});

let store: GraphStore;
let ask: Ask;
beforeAll(async () => {
  store = await sampleStore([crew]);
  ask = plainAnswerer(store, { now: () => new Date('2026-11-20T12:00:00Z') });
});
afterAll(() => store.close());

test.each([
  'who used to be in the Relief Crew?',
  'former members of the relief crew',
  'alumni of the relief crew?',
  'the relief crew has changed completely. who are their alumni?',
])('%s', async (question) => {
  const { value, text } = await ask({ question, asker: anyEmployee });
  expect([...(value as string[])].sort()).toEqual(['Jonas Vik', 'Karin Moen']);
  expect(text).toMatch(/^Former members of Relief Crew: /);
});

test('their number is said to be of former ones', async () => {
  const { value, text } = await ask({ question: 'how many alumni does the relief crew have', asker: anyEmployee });
  expect(value).toBe(2);
  expect(text).toMatch(/^\*\*2 people\*\*: former members of Relief Crew: /);
});

test('who is there now is not among them', async () => {
  const { value } = await ask({ question: 'who is in the relief crew?', asker: anyEmployee });
  expect(value).toEqual(['Håkon Sæther']);
});
