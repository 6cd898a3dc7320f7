import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { OntologySettings } from '../../schema/ontology.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';
import { field, record, related } from '../support/records.ts';

/** A made-up hospital: wards below wards, who was there once, and devices with lists. No model, no embeddings. */

const schema: OntologySettings = {
  kinds: {
    Team: {
      synonyms: ['ward', 'clinic'],
      fields: { main: { type: 'boolean', label: 'Main' }, label: { type: 'text', label: 'Desk label' } },
    },
    System: {
      synonyms: ['device', 'scanner'],
      fields: {
        alarms: { type: 'list', label: 'Alarms', synonyms: ['alarm'] },
        exports: { type: 'list', label: 'Exported tables', synonyms: ['tables', 'exported', 'export', 'table'] },
      },
    },
  },
};

let store: GraphStore;
let ask: Ask;

interface Ward {
  parent?: string;
  leads?: string[];
  now?: string[];
  once?: string[];
}

const ward = (name: string, { parent, leads = [], now = [], once = [] }: Ward) =>
  record({
    kind: 'Team',
    key: name,
    name,
    claims: [
      ...(parent === undefined ? [field('main', true)] : [related('PART_OF', parent)]),
      ...leads.map((who) => related('LEADS', who, { end: 'to' })),
      ...now.map((who) => related('MEMBER_OF', who, { end: 'to' })),
      ...once.map((who) => related('MEMBER_OF', who, { end: 'to', ended: true })),
    ],
  });

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded(), { schema });
  const people = ['Ana Sol', 'Ben Roth', 'Cleo Hart', 'Dov Adler', 'Eli Marsh', 'Fay Winter'];
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        ...people.map((name) => record({ kind: 'Person', key: name, name })),
        ward('Surgery', { leads: ['Ana Sol'], now: ['Ana Sol', 'Ben Roth'], once: ['Cleo Hart', 'Dov Adler'] }),
        ward('Theatre Two', {
          parent: 'Surgery',
          leads: ['Ana Sol'],
          now: ['Ben Roth', 'Eli Marsh'],
          once: ['Fay Winter', 'Cleo Hart', 'Dov Adler'],
        }),
        ward('Paediatrics', { leads: ['Eli Marsh'], now: ['Eli Marsh', 'Ben Roth', 'Fay Winter'], once: ['Ana Sol'] }),
        ward('Night Desk', { now: ['Cleo Hart'] }),
        ward('Fire Wardens', { parent: 'Night Desk', now: ['Ben Roth', 'Cleo Hart'] }),
        record({ kind: 'Team', key: 'surgery-fcp', name: 'Surgery Rota', claims: [field('label', 'S-surgery')] }),
        record({
          kind: 'System',
          key: 'pulse',
          name: 'Pulse Monitor',
          claims: [field('alarms', ['siren', 'pager']), field('exports', ['rates', 'gaps', 'events'])],
        }),
        record({ kind: 'System', key: 'drip', name: 'Drip Counter', claims: [field('alarms', ['siren'])] }),
      ],
      removals: [],
    },
  );
  ask = plainAnswerer(store, { company: 'Saltmarsh Hospital' });
});
afterAll(() => store.close());

const answerTo = (question: string) => ask({ question, asker: anyEmployee });

type Row = readonly [question: string, value: number | boolean | string | readonly string[]];

const rows: Record<string, readonly Row[]> = {
  'a remark on what is counted': [
    ['who leads the most wards, counting every kind of ward and team?', 'Ana Sol'],
    ['who leads the most teams (any kind)', 'Ana Sol'],
    ['how many people are in Surgery, not counting sub-teams?', 2],
    ['how many people are in Surgery (subteams excluded)?', 2],
    ['how many people are in Surgery (only Surgery itself, not its sub-wards)?', 2],
    ['how many people are in Surgery (direct members only)?', 2],
    ['how many people are in Surgery (no subteams)', 2],
    ["how many of Surgery's members are Paediatrics members too? (just the Surgery ward itself, not its subteams)", 1],
  ],
  'a remark that is a clause of its own': [
    ['headcount of Surgery? current people only, no alumni', 3],
    ['how many people are in Theatre Two? no former members', 2],
    ['who is in Surgery? leave alumni out', ['Ana Sol', 'Ben Roth']],
    ['how many people are in Surgery? subteams not counted', 2],
    ['how many people are in Surgery? no subteams', 2],
    ['which ward has the most alumni? no subteams', 'Theatre Two'],
    ['how many people are in Paediatrics, current ones only', 3],
    ['who was in Surgery but left? names only', ['Cleo Hart', 'Dov Adler']],
  ],
  'whether anybody of one team is in another as well': [
    ['does anybody in Surgery also do Paediatrics', ['Ben Roth']],
    ['is anyone on the Surgery ward also in Paediatrics?', ['Ben Roth']],
    ['is anyone from Theatre Two in Paediatrics too?', ['Ben Roth', 'Eli Marsh']],
    ['are there people in Theatre Two who are also in Paediatrics', ['Ben Roth', 'Eli Marsh']],
    ['is anyone in Surgery not in Paediatrics?', ['Ana Sol']],
    ['is Ana Sol one of the leads of Surgery?', true],
    ['is Ben Roth one of the leads of Surgery?', false],
  ],
  'the ward above, told before it is asked': [
    ['Theatre Two is a subteam of something. who leads that parent team?', ['Ana Sol']],
    ['Theatre Two is part of another ward. who leads that one?', ['Ana Sol']],
    ['Theatre Two is part of a bigger ward, who are the leads of that one?', ['Ana Sol']],
    ['Theatre Two is below some other ward; who leads that team?', ['Ana Sol']],
    ['Fire Wardens is part of something, how many people are in that parent team?', 2],
  ],
  'nobody in a role': [['which main ward has nobody listed as lead?', ['Night Desk']]],
  'a set that is named first': [
    ['of the three main wards, which one has the most members?', 'Paediatrics'],
    ['of all the wards: which has the most members', 'Paediatrics'],
    ['among the main teams, which has the fewest members', 'Night Desk'],
  ],
  'who was there once is counted where that is asked': [
    ['which ward has the most alumni?', 'Theatre Two'],
    ['which main ward has the most former members', 'Surgery'],
    ['of the main wards, which one has the most alumni of its own (subteams not counted)?', 'Surgery'],
    ['which team has the most members', 'Paediatrics'],
    ['which former member of Surgery is in the most teams', 'Cleo Hart'],
  ],
  'yes or no of who is there, and who was': [
    ['is Cleo Hart still an active member of Surgery?', false],
    ['is Ben Roth an active member of Surgery', true],
    ['is Cleo Hart a current member of Surgery', false],
    ['is Cleo Hart a former member of Surgery?', true],
    ['is Cleo Hart an alumna of Surgery', true],
    ['is Ben Roth a former member of Surgery', false],
    ['is Cleo Hart no longer in Surgery?', true],
    ['was Cleo Hart ever in Surgery?', true],
    ['was Ben Roth in Surgery?', true],
    ['was Eli Marsh ever a member of Surgery', false],
    ['has Dov Adler ever been in Surgery?', true],
    ['who was in Surgery but left?', ['Cleo Hart', 'Dov Adler']],
    ['how many people are in Surgery, excluding alumni', 2],
    ['how many people are in Surgery not incl. former members?', 2],
  ],
  'what is in a list, and how long it is': [
    ['which alarms are enabled on the Pulse Monitor?', ['siren', 'pager']],
    ['how many alarms does the Pulse Monitor have', 2],
    ['how many tables are exported from the Pulse Monitor device?', 3],
    ['which tables does the Pulse Monitor export', ['rates', 'gaps', 'events']],
    ['number of alarms on Drip Counter', 1],
    ['which devices have the pager alarm?', ['Pulse Monitor']],
    ['how many devices have the siren alarm', 2],
    ['which device exports the table gaps', ['Pulse Monitor']],
    ['which device has the most alarms?', 'Pulse Monitor'],
    ['which device has the fewest alarms', 'Drip Counter'],
    ['which device exports the most tables', 'Pulse Monitor'],
  ],
  'one of a team that is called after its people': [
    ['which fire warden is also in Paediatrics?', ['Ben Roth']],
    ['is Cleo Hart a fire warden?', true],
    ['is Ana Sol a fire warden', false],
    ['how many fire wardens are there', 2],
  ],
  'and who works where is not mixed with it': [
    ['how many devices are there', 2],
    ['who is in Surgery?', ['Ana Sol', 'Ben Roth']],
    ['n who leads Surgery', ['Ana Sol']],
    ['which ward has more members, Surgery or Paediatrics?', 'paediatrics'],
    ['who in Paediatrics also leads something', ['Eli Marsh']],
    ['Theatre Two lead + their other wards', ['Surgery']],
  ],
};

describe.each(Object.entries(rows))('%s', (_, questions) => {
  test.each(questions)('%s', async (question, value) => {
    const answer = await answerTo(question);
    const comparable = (each: unknown) => (Array.isArray(each) ? [...(each as string[])].sort() : each);
    expect([answer.mode, comparable(answer.value)]).toEqual(['graph', comparable(value)]);
  });
});

describe('what no source says is no answer', () => {
  test.each([
    'how many alarms are disabled on the Pulse Monitor?',
    'how many tables are exported from the Drip Counter?',
    'was Ben Roth ever in the Night Desk?',
    'of the wards with a garden, which one has the most members?',
    'how many people are in Surgery (only those with a licence)?',
    'is Ben Roth an inactive member of Surgery',
    'how many people are in Surgery? no surgeons',
    'Surgery waits for another ward. who is in that ward?',
    'Surgery is a subteam of something. who leads that parent team?',
    'Fire Wardens is a subteam of something. who leads that parent team?',
    'Fire Wardens does something at night, who are the leads of that one?',
    'does anybody in Surgery also do night shifts',
    'is everyone in Surgery also in Paediatrics?',
    'are all members of Surgery also in Paediatrics?',
    'how many people are in Surgery? leave licensed ones out',
    'which fire warden is running the Night Desk too',
    // How many there ought to be is a rule, which only a page can tell.
    'how many people should be leading Surgery?',
    'how many people can be in Surgery at most?',
    'how many people have to be in the Night Desk?',
    'how many leads does Surgery need?',
    'minimum number of people in Paediatrics?',
    'who can be in Paediatrics?',
    'which people should lead Surgery?',
    // No source tells of projects at all.
    'how many projects are there?',
    'how many projects do we have right now?',
  ])('%s', async (question) => {
    expect((await answerTo(question)).mode).not.toBe('graph');
  });
});

test('former ones are told as such', async () => {
  expect((await answerTo('is Cleo Hart a former member of Surgery?')).text).toMatch(
    /^Yes\. Former members of Surgery: Cleo Hart\./,
  );
  expect((await answerTo('was Eli Marsh ever a member of Surgery')).text).toMatch(
    /Members of Surgery, now or before: /,
  );
});

test('both parts of a question that names one thing twice are answered', async () => {
  const { text } = await answerTo('who is in Surgery but not in Paediatrics, n who leads Surgery');
  expect(text).toMatch(/Ana Sol\.[^]*\*\*Ana Sol\*\* leads Surgery/);
});

test('a field that no source fills is not known, whatever else its words may ask', async () => {
  const answer = await answerTo('desk label of the Surgery ward?');
  expect(answer.mode).not.toBe('graph');
});

test('a question in two parts with "n" and "..." between', async () => {
  const both = await answerTo('Theatre Two belongs to which ward n who leads that one');
  expect(both.text).toMatch(/Theatre Two is part of \*\*Surgery\*\*[^]*Ana Sol\*\* leads Surgery/);
  const needed = await answerTo('Theatre Two is part of which ward... i need its leads');
  expect(needed.value).toEqual(['Ana Sol']);
});
