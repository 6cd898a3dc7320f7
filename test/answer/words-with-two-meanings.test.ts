import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { OntologySettings } from '../../schema/ontology.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';
import { field, record, related } from '../support/records.ts';

/** Made-up island ferries, in which teams, boats and people share names, and words for roles are values of fields too. No model, no embeddings. */

const schema: OntologySettings = {
  kinds: {
    Team: {
      synonyms: ['crew'],
      fields: {
        helm: { type: 'choice', label: 'Helm', choices: [{ value: 'skipper', synonyms: ['helmsman'] }, 'shared'] },
        chat: { type: 'text', label: 'Radio channel', synonyms: ['channel', 'radio'] },
        season: {
          type: 'choice',
          label: 'Season status',
          synonyms: ['season'],
          choices: ['trial', 'sailing', 'laid up', 'wound down'],
        },
        berth: { type: 'text', label: 'Berth' },
        pay: { type: 'choice', label: 'Pay', choices: ['paid', 'voluntary'] },
        endedOn: { type: 'date', label: 'Dissolved on', synonyms: ['dissolved'] },
      },
    },
    Person: { fields: { chat: { type: 'text', label: 'Call sign', synonyms: ['radio', 'radio name'] } } },
    Boat: { singular: 'boat', plural: 'boats', synonyms: ['vessel'] },
    Wharf: { singular: 'wharf', plural: 'wharves', synonyms: ['site'] },
  },
  relations: { OWNS: { to: ['Boat'] } },
};

let store: GraphStore;
let ask: Ask;

const person = (name: string, sign: string) =>
  record({
    kind: 'Person',
    key: name,
    name,
    ids: { radio: [sign] },
    claims: [field('chat', sign), field('aliases', [sign])],
  });

const crew = (name: string, fields: Record<string, string>, ...skippers: string[]) =>
  record({
    kind: 'Team',
    key: name,
    name,
    claims: [
      ...Object.entries(fields).map(([key, value]) => field(key, value)),
      ...skippers.map((who) => related('LEADS', who, { end: 'to', role: 'skipper' })),
    ],
  });

const boat = (name: string, owner: string) =>
  record({ kind: 'Boat', key: `boat/${name}`, name, claims: [related('OWNS', owner, { end: 'to' })] });

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded(), { schema });
  await store.apply(
    { type: 'run', id: 'r', source: 'log' },
    {
      upserts: [
        person('Runa Sund', 'seal7'),
        person('Ivo Brandt', 'cormorant'),
        person('Maj Holt', 'tern22'),
        crew('Gannet', { helm: 'skipper', season: 'sailing', chat: 'vhf-gannet', berth: 'North Quay' }),
        crew('Puffin', { helm: 'skipper', season: 'sailing', chat: 'vhf-puffin', berth: 'North Quay' }, 'Runa Sund'),
        crew('Skua', { helm: 'shared', season: 'trial' }),
        crew(
          'Petrel',
          { helm: 'skipper', season: 'wound down', status: 'archived', endedOn: '2024-03-01', berth: 'Old Dock' },
          'Ivo Brandt',
        ),
        crew('Dunlin', { season: 'wound down', status: 'archived', endedOn: '2024-09-01', pay: 'voluntary' }),
        crew('Knot', { season: 'laid up', status: 'archived', berth: 'Old Dock' }),
        crew('Ruff', { season: 'laid up' }),
        crew('crew lookout', {}, 'Maj Holt'),
        record({
          kind: 'Team',
          key: 'crew tiderips',
          name: 'crew tiderips',
          claims: [related('LEADS', 'Ivo Brandt', { end: 'to' }), related('PART_OF', 'crew lookout')],
        }),
        record({
          kind: 'Article',
          key: 'Lookout',
          name: 'Lookout',
          passages: [{ heading: [], text: 'Keep a lookout.' }],
        }),
        boat('Gannet', 'Gannet'),
        boat('Puffin', 'Puffin'),
        boat('Sea Lark', 'Puffin'),
      ],
      removals: [],
    },
  );
  ask = plainAnswerer(store, { company: 'Skerry Ferries', now: () => new Date('2026-11-30T12:00:00Z') });
});
afterAll(() => store.close());

const answerTo = (question: string) => ask({ question, asker: anyEmployee });

type Row = readonly [question: string, value: number | boolean | string | readonly string[]];

const rows: Record<string, readonly Row[]> = {
  'a page that is called as a crew is without its noun': [
    ['who is the skipper of lookout?', ['Maj Holt']],
    ['which crews are directly below lookout?', ['crew tiderips']],
  ],
  'two words that a name writes as one': [
    ['who leads the tide rips crew?', ['Ivo Brandt']],
    ["who's leading the tide rips crew", ['Ivo Brandt']],
  ],
  'a role that is a value of teams too': [
    ['who is the skipper of Puffin?', ['Runa Sund']],
    ['Puffin skipper?', ['Runa Sund']],
    ['which crews have a skipper?', ['Gannet', 'Puffin']],
    ['how many crews have a shared helm?', 1],
    ['who owns the boat Gannet?', ['Gannet']],
  ],
  'who is known by a value': [
    ...[
      'who has the call sign seal7?',
      'whose call sign is seal7?',
      'whose radio name is seal7',
      'which person has the call sign seal7?',
      'who uses the call sign seal7?',
      'who is seal7 on the radio?',
      'who goes by seal7 on the radio?',
    ].map((question) => [question, ['Runa Sund']] as const),
    ['which crew has the channel vhf-puffin?', ['Puffin']],
    ["what's the call sign of Runa Sund?", 'seal7'],
    ["what's seal7's call sign?", 'seal7'],
    ['what channel does Puffin use?', 'vhf-puffin'],
    ['which channel does the crew Puffin use?', 'vhf-puffin'],
  ],
  'who provides a thing owns it': [
    ['which crew provides the Sea Lark?', ['Puffin']],
    ['who provides the Sea Lark?', ['Puffin']],
    ['who operates the Sea Lark?', ['Puffin']],
    ['which boats does Puffin operate?', ['Puffin', 'Sea Lark']],
    ['which boats are operated by Puffin?', ['Puffin', 'Sea Lark']],
    ['which vessels does the Puffin crew offer?', ['Puffin', 'Sea Lark']],
    ['which boats are provided by the crew that Runa Sund leads?', ['Puffin', 'Sea Lark']],
  ],
  'what only those have that do not count': [
    ['which crews are wound down?', ['Dunlin', 'Petrel']],
    ['list all crews with season status wound down', ['Dunlin', 'Petrel']],
    ['how many crews are wound down?', 2],
    ['how many crews were dissolved in 2024?', 2],
    ['which wound down crew does Ivo Brandt lead?', ['Petrel']],
    ['which crews are laid up?', ['Ruff']],
    ['how many crews are laid up?', 1],
    ['how many crews are voluntary?', 0],
    ['how many crews have the berth Old Dock?', 0],
    ['how many crews are sailing?', 2],
  ],
  'a noun for what the company has none of': [
    ['which projects does Runa Sund lead?', ['Puffin']],
    ['what projects is Runa Sund leading?', ['Puffin']],
    ['which systems does Puffin own?', ['Puffin', 'Sea Lark']],
  ],
};

for (const [name, all] of Object.entries(rows))
  describe(name, () => {
    test.each(all)('%s', async (question, value) => {
      const { value: told, mode } = await answerTo(question);
      expect({ told: Array.isArray(told) ? [...told].sort() : told, mode }).toEqual({
        told: value,
        mode: 'graph',
      });
    });
  });

test.each([
  'who is the skipper of Gannet?',
  'skipper of Gannet?',
  'name the skipper of Gannet',
  'who is the helmsman of Gannet?',
  "who's Gannet's skipper?",
  'which person is skipper of Gannet?',
  'is there a skipper for Gannet?',
  'who provides the food for Puffin?',
  'which wharves does Runa Sund lead?',
  'which articles does Puffin own?',
])('%s is not known', async (question) => {
  expect(await answerTo(question)).toMatchObject({ abstained: true });
});

test('what does not count is told as such', async () => {
  expect((await answerTo('which crews are wound down?')).text).toMatch(
    /^\*\*2 teams\*\* \(season status: wound down\): Dunlin \(archived\) and Petrel \(archived\)\./,
  );
  expect((await answerTo('which crews are laid up?')).text).toMatch(
    /^\*\*1 team\*\* \(season status: laid up\): Ruff\. Not counted: 1 archived\./,
  );
});

test('that a noun was taken for another is told', async () => {
  expect((await answerTo('which projects does Runa Sund lead?')).text).toMatch(
    /^Runa Sund leads \*\*Puffin\*\*\. \[1\]\s+I know of no projects; this is a team\.$/,
  );
});
