import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { OntologySettings } from '../../schema/ontology.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';
import { field, record, related } from '../support/records.ts';

/** A made-up choir with several sorts of teams, several roles in one, and several meetings of one. No model, no embeddings. */

const schema: OntologySettings = {
  kinds: {
    ChatGroup: { singular: 'chat group', plural: 'chat groups' },
    Person: {
      fields: { employer: { type: 'text', label: 'Company', synonyms: ['company', 'works for', 'works at'] } },
    },
    Team: {
      fields: {
        motto: { type: 'text', label: 'Motto' },
        meetings: { type: 'list', label: 'Meetings', synonyms: ['meeting', 'meets', 'rehearsal', 'call'] },
      },
    },
  },
  relations: {
    MEMBER_OF: { to: 'ChatGroup' },
    'guest of': {
      from: 'Team',
      to: 'Team',
      inverse: 'guests',
      headings: ['Guest of', 'Guests'],
      synonyms: { inverse: ['guest'] },
    },
    'godparent of': {
      from: 'Person',
      to: 'Team',
      inverse: 'godparent',
      headings: ['Godparent of', 'Godparent'],
      subject: 'to',
    },
  },
};

let store: GraphStore;
let ask: Ask;

const person = (name: string, employer: string, ...teams: [relation: string, team: string, role?: string][]) =>
  record({
    kind: 'Person',
    key: name,
    name,
    claims: [
      field('employer', employer),
      ...teams.map(([relation, team, role]) => related(relation, team, role === undefined ? {} : { role })),
    ],
  });

const team = (name: string, type: string, meetings: string[] = [], guestOf: string[] = []) =>
  record({
    kind: 'Team',
    key: name,
    name,
    claims: [
      field('type', type),
      field('chat', `#choir-${name.toLowerCase()}`),
      field('email', `https://lists.example/choir-${name.toLowerCase()}-list`),
      ...(meetings.length === 0 ? [] : [field('meetings', meetings)]),
      ...guestOf.map((host) => related('guest of', host)),
    ],
  });

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded(), { schema });
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        team('Altos', 'voice', [
          'Full rehearsal: Monday 19:00 (weekly)',
          'Early-birds rehearsal: Friday 6:30 (biweekly)',
        ]),
        team('Basses', 'voice', ['Full rehearsal: Tuesday 19:00 (weekly)']),
        team('Tenors', 'voice', [], ['Travel', 'Concerts']),
        team('Concerts', 'task force', ['Programme review: first Wednesday 9:00 (monthly)']),
        team('Travel', 'task force', [], ['Elders']),
        team('Elders', 'committee'),
        person('Kaj Vik', 'Harbour', ['MEMBER_OF', 'Elders', 'elder-rep-altos'], ['MEMBER_OF', 'Altos']),
        person('Liv Moe', 'Harbour', ['MEMBER_OF', 'Elders', 'elder-rep-tenors'], ['MEMBER_OF', 'Altos']),
        person('Nia Bo', 'Harbour', ['MEMBER_OF', 'Tenors', 'tenors-soloist'], ['MEMBER_OF', 'Travel']),
        person('Ari Dal', 'Harbour', ['MEMBER_OF', 'Altos'], ['MEMBER_OF', 'Concerts'], ['MEMBER_OF', 'Elders']),
        record({
          kind: 'Article',
          key: 'soloists',
          name: 'Soloists',
          passages: [
            {
              heading: [],
              text: 'The chairs of the Basses group pick the soloist for the harvest concert.',
            },
            {
              heading: [],
              text: 'The Tenors group stores the robes that the soloist wears at the harvest concert.',
            },
          ],
        }),
        record({ kind: 'ChatGroup', key: 'stage-members', name: 'stage-members' }),
        team('Stage', 'committee'),
        record({ kind: 'ChatGroup', key: 'stage-crew', name: 'stage-crew' }),
        person(
          'Wei Zhang 张伟',
          'Old Bank',
          ['godparent of', 'Altos'],
          ['godparent of', 'Concerts'],
          ['godparent of', 'Elders'],
          ['LEADS', 'Altos', 'chair'],
        ),
        person(
          'Odd Lien',
          'Old Bank',
          ['godparent of', 'Basses'],
          ['LEADS', 'Basses', 'chair'],
          ['LEADS', 'Basses', 'pitch lead'],
        ),
        person('Mia Kol', 'Harbour', ['LEADS', 'Tenors', 'chair'], ['LEADS', 'Altos', 'pitch lead']),
        person(
          'Per Aas',
          'Harbour',
          ['MEMBER_OF', 'stage-crew'],
          ['godparent of', 'Travel'],
          ['LEADS', 'Concerts', 'chair'],
          ['LEADS', 'Concerts', 'pitch lead'],
        ),
        person(
          'Ina Bru',
          'Old Bank',
          ['MEMBER_OF', 'Stage'],
          ['LEADS', 'Travel', 'chair'],
          ['LEADS', 'Elders', 'chair'],
        ),
      ],
      removals: [],
    },
  );
  ask = plainAnswerer(store, { company: 'Choir' });
});
afterAll(() => store.close());

const answerTo = (question: string) => ask({ question, asker: anyEmployee });
type Row = readonly [question: string, value: number | boolean | string | readonly string[] | null];

const rows: Record<string, readonly Row[]> = {
  'several sorts of a kind named together': [
    ['which voices and task forces does Wei Zhang look after as godparent?', ['Altos', 'Concerts']],
    ['Wei Zhang is the godparent of which voices/task forces?', ['Altos', 'Concerts']],
    ['which voices, task forces and committees have Wei Zhang as their godparent?', ['Altos', 'Concerts', 'Elders']],
    ['which task force or committee does Ina Bru chair?', ['Elders', 'Travel']],
    ['how many voices and task forces are there?', 5],
    ['how many voices and committees is Wei Zhang godparent of?', 2],
  ],
  'a name that is written again in another script': [
    ['is Wei Zhang the godparent of Altos?', true],
    ['which voice does Wei Zhang chair?', ['Altos']],
  ],
  'two roles of one person': [
    ['who is chair and pitch lead of the same voice?', ['Odd Lien']],
    ['how many people are chair AND pitch lead of one and the same group right now?', 2],
    ['how many chairs double as pitch leads of the same group?', 2],
    ['who is chair of one voice and pitch lead of another?', ['Mia Kol']],
    ['who is both chair and pitch lead of Basses?', ['Odd Lien']],
    ['who chairs and pitch-leads Basses?', ['Odd Lien']],
    ['who is both chair and pitch lead of Altos?', []],
  ],
  'people of either role': [
    ['who are the chairs and pitch leads of Altos?', ['Mia Kol', 'Wei Zhang 张伟']],
    ['chairs and pitch leads of Altos?', ['Mia Kol', 'Wei Zhang 张伟']],
    ['who are the chair and pitch lead of Altos?', ['Mia Kol', 'Wei Zhang 张伟']],
    ['how many chairs and pitch leads do the Altos have?', 2],
    ['which groups does Ina Bru lead or chair?', ['Elders', 'Travel']],
    ['who chairs both a task force and a committee?', ['Ina Bru']],
    ['how many chairs come from Old Bank?', 3],
    ['how many chairs are there across all voices?', 3],
    ['chairs of Altos who are NOT employed by Harbour?', ['Wei Zhang 张伟']],
    ['which groups count Tenors as a guest?', ['Concerts', 'Travel']],
    ['which company do the chairs of Basses come from?', 'Old Bank'],
    ['which voice has more pitch leads, Altos or Tenors?', 'altos'],
  ],
  'so many that nobody has them': [
    ['which voices have more than two chairs?', []],
    ['does anybody chair more than two groups?', []],
    ['which people chair two groups', ['Ina Bru']],
  ],
  'people by what a field says of them, inside a question': [
    ['which voices are chaired by someone from Old Bank?', ['Altos', 'Basses']],
    ['which voices are chaired by people at Harbour?', ['Tenors']],
    ['how many voices have a chair from Old Bank?', 2],
    ['which task forces have no chair from Old Bank?', ['Concerts']],
    ['which people from Harbour chair a task force?', ['Per Aas']],
    ['which chairs of Basses are also pitch leads?', ['Odd Lien']],
  ],
  'who plays the part that a noun says': [
    ['which groups have Tenors as a guest?', ['Concerts', 'Travel']],
    ['which groups list Tenors as their guest', ['Concerts', 'Travel']],
    ['who are the guests of Travel?', ['Tenors']],
    ['how many guests does Travel have?', 1],
    ['is Tenors a guest at Travel?', true],
    ['which groups is Tenors a guest in?', ['Concerts', 'Travel']],
    ['which groups that Tenors and Travel are guests in?', ['Concerts', 'Elders', 'Travel']],
  ],
  'people who are described by their role and what they do': [
    ['who are the chairs who pick the soloist for the harvest concert?', ['Odd Lien']],
    ['how many of the people who store the robes that the soloist wears are in Travel as well?', 1],
    ['who chairs the folks who store the robes that the soloist wears?', ['Mia Kol']],
    ['which company do the chairs who pick the soloist for the harvest concert work for?', 'Old Bank'],
  ],
  'who has the most of what a role is of': [
    ['which person is chair of the most groups?', 'Ina Bru'],
    ['which person is godparent of the most groups?', 'Wei Zhang 张伟'],
    ['which stage member is chair of the most groups?', 'Ina Bru'],
  ],
  'which thing is reached there': [
    ['which voice uses the channel #choir-altos?', ['Altos']],
    ['what group has the mailing list choir-travel-list?', ['Travel']],
    ["what's the channel of the Altos?", '#choir-altos'],
  ],
  'members of a kind of your own': [
    ['is Per Aas in stage-crew?', true],
    ['is Mia Kol in stage-crew?', false],
    ['how many people are in the stage-crew chat group?', 1],
  ],
  'one of several texts that a field holds': [
    ["when's the early birds rehearsal of the Altos?", ['Early-birds rehearsal: Friday 6:30 (biweekly)']],
    ['what time is the Altos call on Fridays', ['Early-birds rehearsal: Friday 6:30 (biweekly)']],
    ['Altos bi-weekly meeting - what day?', ['Early-birds rehearsal: Friday 6:30 (biweekly)']],
    ['how often does the full rehearsal of the Altos happen?', ['Full rehearsal: Monday 19:00 (weekly)']],
    ['when does Concerts do its programme review', ['Programme review: first Wednesday 9:00 (monthly)']],
    ['when is the programme review meeting?', ['Programme review: first Wednesday 9:00 (monthly)']],
    ['do the Altos meet on Mondays?', true],
    ['which voices meet on Fridays?', ['Altos']],
    ['how many voices meet weekly?', 2],
    ['which voices meet weekly on Tuesdays?', ['Basses']],
    ['how many rehearsals do the Altos have?', 2],
    ['how many calls do the Altos hold?', 2],
    ['when do the Basses get together?', ['Full rehearsal: Tuesday 19:00 (weekly)']],
    ['which groups have biweekly meetings?', ['Altos']],
  ],
  'a role that is called after what it is for': [
    ['who represents the Altos on the Elders?', ['Kaj Vik']],
    ['who is the elder rep for the tenors?', ['Liv Moe']],
    ['who speaks for the Tenors on the Elders', ['Liv Moe']],
    ['how many of the current Tenors members have the soloist role?', 1],
    ['which members of the Tenors are soloists now?', ['Nia Bo']],
    // All of them, and not the one that represents the Altos.
    ['how many Elders reps are also members of the Altos?', 3],
    ['who is in both the Altos and the Elders?', ['Ari Dal', 'Kaj Vik', 'Liv Moe']],
    ['which Elders group members are also in the Altos?', ['Ari Dal', 'Kaj Vik', 'Liv Moe']],
  ],
  'what nobody has, by a role': [['which task forces have no pitch lead?', ['Travel']]],
  'of which sort one is': [
    ['what kind of group is Travel?', 'task force'],
    ['what type of team is the Elders', 'committee'],
  ],
  'words in another order': [
    ['is there one voice that has no rehearsal? which?', ['Tenors']],
    ['which voices have no rehearsal at all?', ['Tenors']],
    ['apart from Kaj Vik, who is in the Elders?', ['Ari Dal', 'Liv Moe']],
    ['who is in the Elders, Kaj Vik aside?', ['Ari Dal', 'Liv Moe']],
    ['the voice with the most rehearsals is ...?', 'Altos'],
    ['the voice having the most rehearsals?', 'Altos'],
    ['if I message stage-crew, who gets notified?', ['Per Aas']],
    ['if someone pings stage-crew on Slack, who is alerted?', ['Per Aas']],
    ['what weekday is the call of the voice that Odd Lien chairs?', ['Full rehearsal: Tuesday 19:00 (weekly)']],
    ["on which day is Basses' rehearsal meeting?", ['Full rehearsal: Tuesday 19:00 (weekly)']],
    ['which of the Altos members is also in Concerts?', ['Ari Dal']],
    ['which Altos member also has a seat on Concerts?', ['Ari Dal']],
    ['has Altos got more than two members left?', true],
    ['has Tenors got more than two chairs?', false],
    ['what channel does the voice have that Odd Lien chairs?', '#choir-basses'],
    ['how many people do we have among the current Tenors?', 1],
    ['what do I write on the notice, i.e. the channel of the Basses?', '#choir-basses'],
    ['which groups does Ina Bru chair, the committees I mean?', ['Elders', 'Travel']],
    ['which voices have a single pitch lead?', ['Altos', 'Basses']],
    ['where is Wei Zhang a godparent? all groups pls', ['Altos', 'Concerts', 'Elders']],
    ['which voice is split into the most rehearsals?', 'Altos'],
    ['how many rehearsals are listed for the Altos?', 2],
    ['where is Wei Zhang listed as godparent?', ['Altos', 'Concerts', 'Elders']],
    ['taking the voices together, how many people chair them?', 3],
    ['I need a headcount for the Altos', 3],
    ['bigger group: Altos or Tenors?', 'altos'],
    ['how many people are chair and pitch lead of the same group at once?', 2],
    ['one of the Altos members also sits on Concerts, who?', ['Ari Dal']],
    ['which groups have the early-birds rehearsal with them?', ['Altos']],
  ],
  'all but a sort': [
    ['which groups other than voice groups is Ari Dal in?', ['Concerts', 'Elders']],
    ['how many groups besides voice groups is Ari Dal in?', 2],
  ],
};

test.each([
  'when is the early birds rehearsal of the Basses?',
  'when does Travel have its full rehearsal?',
  'which voices meet biweekly on Mondays?',
  'when was the full rehearsal of the Altos invented?',
  'who pays for the early birds rehearsal of the Altos?',
  'when is the tenors meeting on Mondays?',
  'which chairs of Altos are also pitch leads?',
  'which voice uses the channel #choir-robes?',
  'who are the chairs who store the robes of the harvest concert?',
  'who are the chairs who book the bus to the harvest concert?',
  // Its only godparent is one elsewhere.
  'who is the pitch lead of Travel?',
  'who represents Travel on the Elders?',
  'who represents the Altos at the bank?',
  "who's pitch lead in Travel",
])('no text says it: %s', async (question) => {
  expect((await answerTo(question)).mode).not.toBe('graph');
});

describe.each(Object.entries(rows))('%s', (_what, questions) => {
  test.each(questions)('%s', async (question, value) => {
    const answer = await answerTo(question);
    expect([answer.mode, answer.value]).toEqual(['graph', value]);
  });
});

test('what is counted together is told apart', async () => {
  expect((await answerTo('how many voices and task forces are there?')).text).toContain('3 voice, 2 task force');
});

test('"a voice and a task force" are one of each', async () => {
  expect((await answerTo('who chairs a voice and a task force?')).value).toBeNull();
});

test('of those with the fewest it is told how many have none', async () => {
  const { text, value } = await answerTo('which voice has the fewest pitch leads?');
  expect(value).toEqual(['Altos', 'Basses']);
  expect(text).toContain('Of 1 more no source names any');
});

test.each([
  'motto of the Tenors group?',
  'which motto does the Tenors group use?',
  'which motto belongs to the Tenors group?',
])('a field that no source tells of a known thing is not looked for on pages: %s', async (question) => {
  const { text, abstained } = await answerTo(question);
  expect(abstained).toBe(true);
  expect(text).toContain('**Tenors** is known to me, but no source says this of it.');
});
