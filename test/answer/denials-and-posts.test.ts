import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { OntologySettings } from '../../schema/ontology.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { field, record, related } from '../support/records.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';

/** A made-up railway museum that says of its engines where they run and where they do not. No model, no embeddings. */

const schema: OntologySettings = {
  kinds: {
    Engine: { singular: 'engine', plural: 'engines', fields: { fuel: { type: 'text', label: 'Fuel' } } },
    Track: { singular: 'track', plural: 'tracks' },
    Team: {
      synonyms: ['crew', 'group'],
      fields: { channels: { type: 'list', label: 'Channels', synonyms: ['channel'] } },
    },
    Person: { fields: { home: { type: 'text', label: 'Home town', synonyms: ['lives in', 'based'] } } },
  },
  relations: {
    OWNS: { to: 'Engine' },
    'runs on': {
      from: 'Engine',
      to: 'Track',
      inverse: 'carries',
      headings: ['Runs on', 'Engines'],
      synonyms: { name: ['is suited to', 'fits', 'is fit for'], inverse: ['is suited to'] },
    },
    'does not run on': {
      from: 'Engine',
      to: 'Track',
      inverse: 'closed to',
      headings: ['Does not run on', 'Engines that do not run'],
      synonyms: { name: ['is unsuited to', 'does not fit', 'is not fit for'] },
    },
    'shown with': { from: 'Engine', to: 'Track', inverse: 'shows', headings: ['Shown with', 'Shown engines'] },
    'guest of': {
      from: 'Team',
      to: 'Team',
      inverse: 'guests',
      headings: ['Guest of', 'Guests'],
      subject: 'to',
      synonyms: { inverse: ['guest'] },
    },
    'driver of': {
      from: 'Person',
      to: 'Team',
      inverse: 'driver',
      headings: ['Driver of', 'Drivers'],
      subject: 'to',
    },
  },
};

let store: GraphStore;
let ask: Ask;

const engine = (name: string, runs: readonly string[], not: readonly string[], shown: readonly string[] = []) =>
  record({
    kind: 'Engine',
    key: name,
    name,
    claims: [
      ...runs.map((track) => related('runs on', track)),
      ...not.map((track) => related('does not run on', track)),
      ...shown.map((track) => related('shown with', track)),
    ],
  });

interface Crew {
  parent?: string;
  driver?: string;
  leads?: readonly [name: string, role?: string][];
  members?: readonly string[];
  former?: readonly string[];
  owns?: readonly string[];
  guests?: readonly string[];
  channel?: string;
  does?: string;
  email?: string;
}

const crew = (name: string, said: Crew) =>
  record({
    kind: 'Team',
    key: name,
    name,
    claims: [
      ...(said.parent === undefined ? [] : [related('PART_OF', said.parent)]),
      ...(said.driver === undefined ? [] : [related('driver of', said.driver, { end: 'to' })]),
      ...(said.leads ?? []).map(([who, role]) => related('LEADS', who, { end: 'to', ...(role && { role }) })),
      ...(said.members ?? []).map((who) => related('MEMBER_OF', who, { end: 'to' })),
      ...(said.former ?? []).map((who) => related('MEMBER_OF', who, { end: 'to', ended: true })),
      ...(said.owns ?? []).map((thing) => related('OWNS', thing)),
      ...(said.guests ?? []).map((team) => related('guest of', team, { end: 'to' })),
      ...(said.channel === undefined ? [] : [field('channels', [said.channel])]),
      ...(said.does === undefined ? [] : [field('description', said.does)]),
      ...(said.email === undefined ? [] : [field('email', said.email)]),
    ],
  });

const person = (name: string, home?: string) =>
  record({ kind: 'Person', key: name, name, claims: home === undefined ? [] : [field('home', home)] });

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded(), { schema });
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        ...['Hill Line', 'Quay Loop', 'Mill Spur', 'Yard Siding'].map((name) =>
          record({ kind: 'Track', key: name, name }),
        ),
        engine('Goliath', ['Quay Loop'], ['Hill Line', 'Mill Spur'], ['Quay Loop']),
        engine('Thistle', ['Hill Line', 'Quay Loop'], ['Mill Spur']),
        engine('Old Bess', [], []),
        engine('Signal Box', ['Hill Line'], []),
        person('Ada Vik', 'Bergen'),
        person('Bo Lund', 'Bergen'),
        person('Cy Holm', 'Oslo'),
        person('Dia Moe', 'Tromso'),
        person('Eli Ness'),
        crew('Workshops', { leads: [['Dia Moe']], members: ['Dia Moe'] }),
        crew('Boiler Club', {
          parent: 'Workshops',
          leads: [['Ada Vik', 'foreman']],
          driver: 'Cy Holm',
          members: ['Ada Vik', 'Bo Lund', 'Cy Holm'],
          former: ['Eli Ness'],
          owns: ['Goliath', 'Old Bess'],
        }),
        crew('Paint Shop', {
          parent: 'Workshops',
          leads: [['Bo Lund', 'foreman']],
          driver: 'Ada Vik',
          members: ['Bo Lund', 'Dia Moe'],
          owns: ['Thistle'],
        }),
        crew('Signal Box', { leads: [['Cy Holm', 'foreman']], members: ['Cy Holm'] }),
        crew('Press', {
          leads: [['Eli Ness']],
          members: ['Eli Ness', 'Bo Lund'],
          channel: 'press-dev',
          does: 'Prints the summer timetable and the ticket booklets',
          email: 'press@museum.example',
        }),
        crew('Ticket Sales', { members: ['Dia Moe'], guests: ['Press'], does: 'Sells at the gate' }),
        crew('Kitchen', { parent: 'Ticket Sales', leads: [['Dia Moe', 'cook']], members: ['Dia Moe', 'Eli Ness'] }),
        crew('Cafe', { parent: 'Ticket Sales', members: ['Eli Ness'] }),
      ],
      removals: [],
    },
  );
  ask = plainAnswerer(store, { company: 'Railway Museum' });
});
afterAll(() => store.close());

type Value = number | boolean | string | readonly string[] | null;
type Row = readonly [question: string, value: Value];

const rows: Record<string, readonly Row[]> = {
  'a relation whose own words deny goes before the denial of another': [
    ['which engines do not run on the Hill Line?', ['Goliath']],
    ["which engines don't run on the Mill Spur?", ['Goliath', 'Thistle']],
    ['what engines are unsuited to the Mill Spur?', ['Goliath', 'Thistle']],
    ["which engines aren't fit for the Hill Line?", ['Goliath']],
    ["how many engines don't fit the Mill Spur?", 2],
    ['which tracks does Goliath not run on?', ['Hill Line', 'Mill Spur']],
    ["which tracks doesn't Thistle run on?", null],
    ['which engines run on the Hill Line?', ['Signal Box', 'Thistle']],
    ['which engines are suited to the Quay Loop?', ['Goliath', 'Thistle']],
  ],
  'without one of its own, what is denied of a named thing is not known': [
    ['which engines are not shown with the Quay Loop?', null],
    ["which engines don't belong to the Boiler Club?", null],
  ],
  'no is said only where sources say something of the thing': [
    ['does Goliath run on the Quay Loop?', true],
    ['does Goliath run on the Hill Line?', false],
    ['is Goliath unsuited to the Hill Line?', true],
    ['does Thistle not run on the Hill Line?', false],
    ['does Thistle run on the Yard Siding?', null],
    ['does Old Bess run on the Quay Loop?', null],
    ['is Old Bess suited to the Hill Line?', null],
    ['is Eli Ness the driver of the Paint Shop?', false],
  ],
  'a noun for what the other end has': [
    ['is Press a guest of Ticket Sales?', true],
    ['which crews are guests at Ticket Sales?', ['Press']],
    ['who are the guests in Ticket Sales?', ['Press']],
    ['which crews is Press a guest at?', ['Ticket Sales']],
    ['is Kitchen a guest of Ticket Sales?', false],
    ['is Ticket Sales a guest of Press?', null],
  ],
  'every one is more than any one': [
    ['which tracks are suited to every engine?', null],
    ['which engines run on all tracks?', null],
    ['who is on every team?', null],
    ['who is in only one team?', ['Ada Vik']],
  ],
  'of several things that a relation of the company leads to, both are meant': [
    ['which engines run on the Hill Line and the Quay Loop?', ['Thistle']],
    ['who leads the Boiler Club and the Paint Shop?', ['Ada Vik', 'Bo Lund']],
  ],
  'a role in a team below is none in the team': [
    ['who is the cook of Ticket Sales?', null],
    ['who is the cook of Kitchen?', ['Dia Moe']],
  ],
  'what is named is not what is described': [
    ['which engine is red and belongs to the Signal Box?', null],
    ['which engine is green and owned by the Boiler Club?', null],
  ],
  "the company's name in an address says more than whose it is": [
    ['which crews have the #press-dev channel?', ['Press']],
    ['which crews have the #railway-dev channel?', null],
    ['how many railway crews do we have?', 8],
  ],
  'any of those that are found will do': [
    ['does Press have a member from Bergen?', true],
    ['does Signal Box have a member from Tromso?', null],
  ],
  'what a thing is may be said again at the end': [
    ['does Goliath run on the Hill Line as its track?', false],
    ['does Thistle run on the Quay Loop as a track?', true],
    ['which engines run on the Hill Line as a track?', ['Signal Box', 'Thistle']],
  ],
  'a name of two things means the one of which it can be said': [
    ['does Signal Box run on the Hill Line?', true],
    ['does Signal Box run on the Quay Loop?', false],
    ['is Cy Holm the lead of Signal Box?', true],
  ],
  'a team told by who has a post in it': [
    ['who is in the crew whose foreman is Ada Vik?', ['Ada Vik', 'Bo Lund', 'Cy Holm']],
    ['which engines belong to the crew whose foreman is bo lund?', ['Thistle']],
    ['how many people are in the team whose driver is Cy Holm?', 3],
    ['who leads the team whose driver is Ada Vik?', ['Bo Lund']],
    ['which engines does the crew with Ada Vik as its foreman own?', ['Goliath', 'Old Bess']],
    ['who works in the team with Cy Holm as driver?', ['Ada Vik', 'Bo Lund', 'Cy Holm']],
    ["which team's driver is Cy Holm?", ['Boiler Club']],
  ],
  'in the parent is not the parent': [
    ['which teams are in the parent of the Boiler Club?', ['Boiler Club', 'Paint Shop']],
    ['which crews are under the parent team of the Paint Shop?', ['Boiler Club', 'Paint Shop']],
    ['what is the parent of the Boiler Club?', ['Workshops']],
  ],
  'one of us': [
    ['anyone of us based in Bergen? who', ['Ada Vik', 'Bo Lund']],
    ['any of us based in Oslo?', ['Cy Holm']],
    ['is anybody of us based in Tromso, and who?', ['Dia Moe']],
    ['do any of us live in Bergen?', ['Ada Vik', 'Bo Lund']],
  ],
  'whoever is described is something else too': [
    ['is the person leading the Paint Shop in the Boiler Club too?', true],
    ['is the lead of the Boiler Club also in the Paint Shop?', false],
    ['is the person who leads the Paint Shop a member of Press as well?', true],
    ['is the driver of the Boiler Club the lead of Signal Box as well?', true],
    ['is Bo Lund one of the people who lead a crew?', true],
    ['is Cy Holm the foreman of the Paint Shop?', false],
  ],
  'what is told and then asked': [
    ["the Boiler Club's driver also leads a crew himself, which one?", ['Signal Box']],
    ['the foreman of the Boiler Club also drives a crew, which one?', ['Paint Shop']],
    ['into how many sub-teams is the Workshops team split?', 2],
    ['which crews is Workshops divided into?', ['Boiler Club', 'Paint Shop']],
    ['who used to be in the Boiler Club but left?', ['Eli Ness']],
    ['who used to be in the Boiler Club and then quit?', ['Eli Ness']],
    ['who has left the Boiler Club?', ['Eli Ness']],
  ],
  'people called after what they make': [
    ['who is in the summer timetable crew?', ['Bo Lund', 'Eli Ness']],
    ['mail address of the summer timetable people?', 'press@museum.example'],
    ['who leads the ticket booklet folks?', ['Eli Ness']],
    ['who leads the bridge building gang?', null],
    ['the team that prints timetables - who leads it?', ['Eli Ness']],
  ],
};

describe.each(Object.entries(rows))('%s', (_, cases) => {
  test.each(cases)('%s', async (question, value) => {
    const answer = await ask({ question, asker: anyEmployee });
    const said = answer.mode === 'graph' ? answer.value : null;
    expect(Array.isArray(said) ? [...said].sort() : said).toEqual(value);
  });
});
