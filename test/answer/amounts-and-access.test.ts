import { afterAll, beforeAll } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { OntologySettings } from '../../schema/ontology.ts';
import type { Ask } from '../../schema/services.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { type AskedRow, describeAnswers } from '../support/describe-answers.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';
import { field, record, related } from '../support/records.ts';

/** A made-up museum: circles below circles, vaults that circles and single people may open, keepers with a town. No model, no embeddings. */

const schema: OntologySettings = {
  kinds: {
    Person: { fields: { town: { type: 'text', label: 'Town', synonyms: ['home town'] } } },
    Team: { synonyms: ['group'], fields: { chat: { type: 'text', label: 'Channel', synonyms: ['channel'] } } },
    System: { synonyms: ['vault'], fields: { sensors: { type: 'list', label: 'Sensors', synonyms: ['sensor'] } } },
  },
  relations: {
    'can open': {
      from: ['Team', 'Person'],
      to: 'System',
      inverse: 'opened by',
      headings: ['Can open', 'May be opened by'],
      synonyms: { name: ['open'] },
    },
  },
};

let store: GraphStore;
let ask: Ask;

const circle = (
  name: string,
  type: string,
  {
    parent,
    leads = [],
    now = [],
    ...others
  }: {
    parent?: string;
    leads?: [string, string?][];
    now?: [string, string?][];
    opens?: [string, string?][];
    owns?: string[];
    description?: string;
    status?: string;
  },
) =>
  record({
    kind: 'Team',
    key: name,
    name,
    claims: [
      field('type', type),
      ...(others.status === undefined ? [] : [field('status', others.status)]),
      ...(others.description === undefined ? [] : [field('description', others.description)]),
      ...(parent === undefined ? [] : [related('PART_OF', parent)]),
      ...leads.map(([who, role]) => related('LEADS', who, { end: 'to', ...(role !== undefined && { role }) })),
      ...now.map(([who, role]) => related('MEMBER_OF', who, { end: 'to', ...(role !== undefined && { role }) })),
      ...(others.opens ?? []).map(([what, role]) => related('can open', what, role === undefined ? {} : { role })),
      ...(others.owns ?? []).map((what) => related('OWNS', what)),
    ],
  });

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded(), { schema });
  const towns = {
    'Ana Sol': 'Kiel',
    'Ben Roth': 'Kiel',
    'Cleo Hart': 'Husum',
    'Dov Adler': 'Kiel',
    'Eli Marsh': 'Husum',
  };
  const vaults: Record<string, string[]> = {
    Amber: ['hum', 'old-hum'],
    Basalt: ['old-hum'],
    Coral: ['hum'],
    Delft: [],
  };
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        ...Object.entries(towns).map(([name, town]) =>
          record({
            kind: 'Person',
            key: name,
            name,
            claims: [field('town', town), ...(name === 'Eli Marsh' ? [related('can open', 'Coral Vault')] : [])],
          }),
        ),
        ...Object.entries(vaults).map(([name, sensors]) =>
          record({
            kind: 'System',
            key: `${name} Vault`,
            name: `${name} Vault`,
            claims: sensors.length === 0 ? [] : [field('sensors', sensors)],
          }),
        ),
        record({ kind: 'System', key: 'hum', name: 'hum' }),
        circle('Glass', 'circle', {
          leads: [['Ana Sol', 'chair']],
          now: [['Ana Sol'], ['Ben Roth'], ['Dov Adler', 'summer school']],
          opens: [['Amber Vault', 'night access'], ['Basalt Vault'], ['Coral Vault']],
          owns: ['Amber Vault', 'Basalt Vault', 'Coral Vault'],
          description: 'Mends windows',
        }),
        circle('Lead Lights', 'guild', {
          parent: 'Glass',
          leads: [['Ben Roth', 'chair']],
          now: [['Ben Roth'], ['Cleo Hart']],
        }),
        circle('Mirrors', 'guild', { parent: 'Glass', now: [['Cleo Hart']] }),
        circle('Wax', 'circle', {
          leads: [
            ['Cleo Hart', 'chair'],
            ['Eli Marsh', 'warden'],
          ],
          now: [['Cleo Hart'], ['Ana Sol'], ['Eli Marsh']],
          owns: ['Delft Vault'],
        }),
        circle('Felt', 'guild', { status: 'archived', now: [['Ana Sol']] }),
      ],
      removals: [],
    },
  );
  ask = plainAnswerer(store, { company: 'Museum' });
});
afterAll(() => store.close());

const rows: Record<string, readonly AskedRow[]> = {
  'how many of a noun things have, where no relation is named': [
    ['which circles have more than 2 vaults?', ['Glass']],
    ['circles with exactly one vault', ['Wax']],
    ['how many groups have at least one vault?', 2],
    ['which circles have fewer than 3 vaults', ['Wax']],
    ['which guilds have no vaults?', ['Lead Lights', 'Mirrors']],
    ['which groups have exactly one current member?', ['Mirrors']],
  ],
  'those of a sort are not all meant by the one that does it': [
    ['the varnish has to be tested - which circle does that?', null],
    ['which circles do that?', null],
  ],
  'what no source ever says is not said to be none': [['which people have no vaults?', null]],
  'a plural noun behind a name is for those of it': [
    ['how many Glass guilds are there?', 2],
    ['which Glass guilds have no lead?', ['Mirrors']],
    ['which Glass guild has nobody listed as lead?', ['Mirrors']],
    ['who is in the Glass circle?', ['Ana Sol', 'Ben Roth', 'Dov Adler']],
    ['who is in the Glass and Wax circles?', ['Ana Sol', 'Ben Roth', 'Cleo Hart', 'Dov Adler', 'Eli Marsh']],
  ],
  'whether something has any': [
    ['does Wax have a warden?', true],
    ['does Glass have any wardens?', false],
    ['does Mirrors have a lead?', false],
    ['is there a chair of Glass?', true],
    ['are there any wardens in Glass?', false],
    ['does Glass have a treasurer?', null],
  ],
  'whether there is a thing': [
    ['do we have a Wax circle?', true],
    ['is there a circle for glass?', true],
    ['do we have a Felt guild?', false],
    ['is there a Wax guild?', false],
    ['do we have a Copper circle?', null],
    ['do we have a Felt guild and is it active?', false],
  ],
  'which value of a field most have': [
    ['which town has the most chairs?', 'Kiel'],
    ['what town do most people live in?', 'Kiel'],
    ["what's the most common home town among chairs?", 'Kiel'],
    ['which sensor has the most vaults?', ['hum', 'old-hum']],
  ],
  'a field of those who are something somewhere': [
    ['which towns do the Wax members live in?', ['Kiel', 'Husum']],
    ['where do the Glass chairs live?', null],
  ],
  'levels of a relation of the company, and people who have it themselves': [
    ['which vaults does Glass have night access to?', ['Amber Vault']],
    ['who can open the Coral Vault?', ['Eli Marsh', 'Glass']],
    ['who besides the Glass circle can open the Coral Vault?', ['Eli Marsh']],
    ['which people can open the Coral Vault?', ['Eli Marsh']],
    ['Coral Vault - who can open it as an individual, not through a group?', ['Eli Marsh']],
    ['which groups can open the Amber Vault?', ['Glass']],
  ],
  'one of a list beside a verb for having it': [
    ['which vaults use hum?', ['Amber Vault', 'Coral Vault']],
    ['how many vaults have the old-hum sensor?', 2],
    ['how many vaults have the hum sensor?', 2],
    ['which vaults use gas?', null],
  ],
  'the lead of a group leads it, and is no member of it who leads another': [
    ['what other groups is the lead of Lead Lights in?', ['Glass']],
    ['which other groups is the chair of Wax in?', ['Lead Lights', 'Mirrors']],
  ],
  'who of one group is on another': [
    ['is there anyone from the Glass circle on the Wax circle?', ['Ana Sol']],
    ['who from Glass is on Lead Lights?', ['Ben Roth']],
    ['is anyone from Mirrors in Glass', null],
  ],
  'what is wished before is no question': [
    ['I want to join Lead Lights - who chairs it?', ['Ben Roth']],
    ['we want to join Wax. who is the warden of it?', ['Eli Marsh']],
  ],
  'roles, said in other words': [
    ['which members of Glass came in through the summer school?', ['Dov Adler']],
    ['how many people lead Wax (chairs + wardens)?', 2],
    ['which circles does Cleo Hart lead, as chair or warden?', ['Wax']],
    ['one of the Lead Lights leads also chairs a guild. which one?', ['Lead Lights']],
    ['Delft Vault: who chairs the owning circle?', ['Cleo Hart']],
    ['how many people get mailed if I write to Wax?', 3],
  ],
};

describeAnswers(rows, () => ask);
