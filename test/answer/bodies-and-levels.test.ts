import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';
import { record, related } from '../support/records.ts';

/** A made-up orchard with a council, and teams below others. No model, no embeddings. */

let store: GraphStore;
let ask: Ask;

const person = (name: string, ...teams: [relation: string, team: string][]) =>
  record({ kind: 'Person', key: name, name, claims: teams.map(([relation, team]) => related(relation, team)) });
const former = (name: string, team: string) =>
  record({ kind: 'Person', key: name, name, claims: [related('LEADS', team, { role: 'emeritus lead', ended: true })] });
const team = (name: string, parent?: string) =>
  record({ kind: 'Team', key: name, name, claims: parent === undefined ? [] : [related('PART_OF', parent)] });

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded());
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        team('orchard-council'),
        team('council-helpers'),
        team('Tasting Committee'),
        team('Harvest Committee'),
        team('Groves'),
        team('Pruning', 'Groves'),
        team('Grafting', 'Groves'),
        team('Saplings', 'Grafting'),
        former('Pia Lunt', 'Pruning'),
        person('Ilse Oker', ['MEMBER_OF', 'orchard-council'], ['MEMBER_OF', 'Pruning']),
        person('Bo Tamm', ['MEMBER_OF', 'orchard-council'], ['LEADS', 'Pruning'], ['LEADS', 'Saplings']),
        person('Una Reis', ['MEMBER_OF', 'Grafting'], ['MEMBER_OF', 'Saplings']),
        person('Kit Vale', ['MEMBER_OF', 'Saplings'], ['MEMBER_OF', 'Pruning'], ['MEMBER_OF', 'Tasting Committee']),
      ],
      removals: [],
    },
  );
  ask = plainAnswerer(store, { company: 'Orchard' });
});
afterAll(() => store.close());

const answerTo = (question: string) => ask({ question, asker: anyEmployee });

describe('the only body of its sort', () => {
  test.each([
    ['who is on the council?', ['Bo Tamm', 'Ilse Oker']],
    ['who represents Pruning on the council?', ['Ilse Oker']],
    ['who reps Pruning on the council?', ['Ilse Oker']],
    ['how many people sit on the council?', 2],
    ['which leads of Pruning are on the council too?', ['Bo Tamm']],
    ['which Pruning leads are also in the council?', ['Bo Tamm']],
  ])('goes by its noun: %s', async (question, value) => {
    const answer = await answerTo(question);
    expect([answer.mode, answer.value]).toEqual(['graph', value]);
  });

  test('nobody is named who is not there', async () => {
    const { text } = await answerTo('which leads of Pruning are on the tasting committee?');
    expect(text).not.toMatch(/Bo Tamm|Saplings/);
  });

  test('does not where there are two', async () => {
    expect((await answerTo('who is on the committee?')).mode).not.toBe('graph');
    expect((await answerTo('who is on the tasting committee?')).value).toEqual(['Kit Vale']);
  });
});

describe('teams below others', () => {
  test.each([
    ['what teams sit straight under Groves?', ['Grafting', 'Pruning']],
    ['which of the teams right below Groves is the smallest?', 'Grafting'],
    ['which team under Groves is the biggest?', 'Pruning'],
    ["what's the biggest team under Groves?", 'Pruning'],
  ])('%s', async (question, value) => {
    const answer = await answerTo(question);
    expect([answer.mode, answer.value]).toEqual(['graph', value]);
  });
});

describe('who led once', () => {
  test.each([
    ['is Pia Lunt an emeritus lead of Pruning?', true],
    ['is Una Reis an emeritus lead of Pruning?', false],
  ])('%s', async (question, value) => {
    const answer = await answerTo(question);
    expect([answer.mode, answer.value]).toEqual(['graph', value]);
    expect(answer.text).toContain('emeritus lead of');
  });

  test('leads no more', async () => {
    expect((await answerTo('is Pia Lunt a lead of Pruning?')).value).not.toBe(true);
  });
});

describe('a list', () => {
  test.each([
    ['list the teams that Bo Tamm leads', ['Pruning', 'Saplings']],
    ['what are the teams that Una Reis is on?', ['Grafting', 'Saplings']],
    ['which teams does Bo Tamm (co-)lead, just the teams', ['Pruning', 'Saplings']],
  ])('%s', async (question, value) => {
    const answer = await answerTo(question);
    expect([answer.mode, answer.value]).toEqual(['graph', value]);
  });

  test('"that one" is what was answered, not what it was asked of', async () => {
    const answer = await answerTo('which team is Saplings part of, and who are the members of that one?');
    expect(answer.text).toMatch(/Saplings is part of \*\*Grafting\*\*[^]*Una Reis\*\* are in Grafting/);
  });
});
