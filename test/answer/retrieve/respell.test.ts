import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRespeller } from '../../../answer/retrieve/respell.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { type Audience, everyone } from '../../../schema/audience.ts';
import { anyEmployee, type Viewer } from '../../../schema/viewer.ts';
import { evidenceOf } from '../../support/evidence.ts';
import { record } from '../../support/records.ts';
import { sampleStore } from '../../support/sample-graph.ts';

const page = (key: string, text: string, audience: Audience = everyone) =>
  record({
    source: 'handbook',
    kind: 'Article',
    key,
    path: key,
    name: key,
    audience,
    passages: [{ heading: [], text }],
  });

const pages = [
  page('milk.md', 'Pasteurising is logged by the laboratory. Spoilt batches are reported to the inspector.'),
  page('ward.md', 'Visitors of the ward register. The quality of a bandage is checked by the physiotherapist.'),
  ...['a', 'b', 'c', 'd'].map((key) => page(`${key}.md`, 'The scanner of the gate is a marker of drums.')),
  page('one.md', 'Which markor is meant is not known. A tellar and a tellor came.'),
  page('two.md', 'A crane lifts; the coarse gravel is dry. The course is set.'),
  page('board.md', 'The confidentiality clause binds the trustees.', 'group:board'),
];

let store: GraphStore;
beforeAll(async () => {
  store = await sampleStore(pages);
});
afterAll(() => store.close());

const respelt = (question: string, viewer: Viewer = anyEmployee, found = '') =>
  createRespeller({ store })({ viewer, question, evidence: found === '' ? [] : [evidenceOf(found)] });

describe('a question to pages', () => {
  test.each([
    ['who logs pasturising?', 'who logs pasteurising?'],
    ['are spoilt batchs told to the inspecter?', 'are spoilt batchs told to the inspector?'],
    ['must vistors regsiter?', 'must visitors register?'],
    ['where is the labratory', 'where is the laboratory'],
    ['who looks at the qualties of a bandage?', 'who looks at the qualities of a bandage?'],
    ['a re-scaner', 'a re-scanner'],
  ])('%s', async (question, meant) => {
    expect(await respelt(question)).toBe(meant);
  });

  test('of two words that may be meant has the one that is much more frequent', async () => {
    expect(await respelt('what is a markir for?')).toBe('what is a marker for?');
  });

  test('is not mended where two words may be meant about as often', async () => {
    expect(await respelt('when did the tellir come?')).toBeUndefined();
  });

  test.each([
    ['a word that stands in a page', 'is the course coarse?'],
    ['a word that has an ending more than one that stands there', 'do visitors come registerly?'],
    ['a word that nothing is near', 'is there a canteen?'],
    ['names and words in capitals', 'who is Vistors, and what is a SCANER?'],
    ['paths, addresses and code', 'what is in scaner.md, /scaner, `scaner` or at scaner@port.example?'],
    ['short words', 'is the gaet dray?'],
    ['another word of English', 'who signs the contract?'],
  ])('keeps %s', async (_what, question) => {
    expect(await respelt(question)).toBeUndefined();
  });

  test('keeps a word that was found as it is', async () => {
    expect(await respelt('who is at the scaner?', anyEmployee, 'The scaner is at the gate.')).toBeUndefined();
  });

  test('is not mended by words that the asker may not read', async () => {
    const board: Viewer = { ...anyEmployee, audiences: [...anyEmployee.audiences, 'group:board'] };
    expect(await respelt('whom does confidentialty bind?')).toBeUndefined();
    expect(await respelt('whom does confidentialty bind?', board)).toBe('whom does confidentiality bind?');
  });
});
