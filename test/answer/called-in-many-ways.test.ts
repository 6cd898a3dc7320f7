import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import { everyone } from '../../schema/audience.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import { catalogueOf } from '../support/catalogue.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { field, record, related } from '../support/records.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';

/** A made-up company whose things are called otherwise than they are written: by ids, in part, misspelt. No model, no embeddings. */

let store: GraphStore;
let ask: Ask;

const person = (name: string, forge: string, ...teams: [team: string, role?: string][]) =>
  record({
    kind: 'Person',
    key: forge.toLowerCase(),
    name,
    path: `people/${forge.toLowerCase()}.toml`,
    ids: { forge: [forge], badgeNumber: [String(100 + forge.length)], page: [`people/${forge.toLowerCase()}.md`] },
    claims: teams.map(([team, role]) => related('MEMBER_OF', team, role === undefined ? {} : { role })),
  });

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded());
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        record({
          kind: 'Team',
          key: 'moorings',
          name: 'Moorings',
          claims: [field('chat', '#moorings'), field('email', 'moorings@quay.example')],
        }),
        record({
          kind: 'System',
          key: 'tugbook',
          name: 'Tugbook',
          claims: [related('OWNS', 'Moorings', { end: 'to' })],
        }),
        person('Zora Quill', 'ZoQu', ['Moorings'], ['harbour-council-berth-wardens'], ['tide-gauge-servers']),
        person('Milo Brandt', 'tideline', ['Moorings']),
        record({ kind: 'Team', key: 'servers', name: 'tide-gauge-servers' }),
        record({ kind: 'Team', key: 'wardens', name: 'harbour-council-berth-wardens' }),
        ...['Tide Reliability Engineering Platform', 'Pier Lights North Gate', 'Pier Lights South Gate'].map((name) =>
          record({ kind: 'Team', key: name, name, claims: [related('PART_OF', 'Moorings')] }),
        ),
        record({
          kind: 'Team',
          key: 'night',
          name: 'Night Watch (pier-2)',
          claims: [related('PART_OF', 'Moorings'), field('aliases', ['patrol-night'])],
        }),
        ...['Deep Divers (north)', 'Deep Divers (south)', 'System (core)'].map((name) =>
          record({ kind: 'Team', key: name, name, claims: [related('PART_OF', 'Moorings')] }),
        ),
        record({ kind: 'Team', key: 'kiosk', name: 'Kiosk', claims: [related('PART_OF', 'Moorings')] }),
        ...[
          'quayside/just-tide-tables',
          'quayside/kiosk',
          'quayside/quayside',
          'quayside/log-book',
          'pier/log-book',
          'quayside/kiosk-team',
        ].map((name, index) =>
          record({
            kind: 'System',
            key: name,
            name,
            claims: [related('OWNS', index === 1 ? 'Kiosk' : 'Moorings', { end: 'to' })],
          }),
        ),
        record({
          kind: 'Article',
          key: 'horses',
          name: 'Horses',
          passages: [{ heading: ['Horses'], text: 'Each horse has its own manger. Clean the manger once a week.' }],
        }),
        // What the guards' list says of her is read by guards alone.
        record({
          source: 'guards',
          kind: 'Person',
          key: 'zoqu',
          name: 'Zora Quill',
          ids: { forge: ['zoqu'], locker: ['blue 7'] },
          audience: 'guards',
        }),
      ],
      removals: [],
    },
  );
  ask = plainAnswerer(store, { company: 'Quayside' });
});
afterAll(() => store.close());

const answerTo = (question: string, asker: Viewer = anyEmployee) => ask({ question, asker });

describe('ids', () => {
  test.each([
    ["what's zora quill's forge handle?", 'ZoQu'],
    ['forge nick of zora quill?', 'ZoQu'],
    ['zora quill handle on forge', 'ZoQu'],
    ["what is Zora Quill's username?", 'ZoQu'],
    ['badge no of Milo Brandt', '108'],
    ['who is @tideline on forge?', ['Milo Brandt']],
    ['whose forge account is ZOQU?', ['Zora Quill']],
    ['who has badge number 108?', ['Milo Brandt']],
    ['forge handles of the Moorings team', ['tideline', 'ZoQu']],
    ["is tideline Milo Brandt's forge?", true],
    ["is tideline Zora Quill's forge login?", false],
  ])('%s', async (question, value) => {
    const answer = await answerTo(question);
    expect([answer.mode, answer.value]).toEqual(['graph', value]);
    expect(answer.citations[0]?.source.path).toMatch(/^people\//);
  });

  test('are told to those who may read the record that says them', async () => {
    expect((await answerTo("what is Zora Quill's locker id?")).mode).not.toBe('graph');
    const guard: Viewer = { ...anyEmployee, id: 'g', audiences: [everyone, 'guards'] };
    expect((await answerTo("what is Zora Quill's locker id?", guard)).value).toBe('blue 7');
  });

  test('are given with the whole thing to programs, as the source spells them', async () => {
    const { result } = await catalogueOf(store).run('get_entity', { of: 'Zora Quill' }, { viewer: anyEmployee });
    expect(result).toMatchObject({
      ids: [
        { namespace: 'forge', value: 'ZoQu', sources: [{ path: 'people/zoqu.toml' }] },
        { namespace: 'badgeNumber', value: '104' },
      ],
    });
  });

  test.each([
    "what is Zora Quill's page?",
    'when did Zora Quill join forge?',
    'how many forge accounts does Zora Quill have?',
    'who has no forge account?',
    'who is @nobody42 on forge?',
  ])('%s gets no exact answer', async (question) => {
    expect((await answerTo(question)).mode).not.toBe('graph');
  });
});

describe('misspelt words of questions', () => {
  test.each([
    ['who are the memebers of Moorings', ['Milo Brandt', 'Zora Quill']],
    ['how many poeple are in Moorings?', 2],
    ['whos the onwer of Tugbook', ['Moorings']],
    ['which taem owns Tugbook', ['Moorings']],
    ['whats the chanel of Moorings', '#moorings'],
    ['how many memebers has the Moorings taem', 2],
  ])('are taken for what they are a slip away from: %s', async (question, value) => {
    const answer = await answerTo(question);
    expect([answer.mode, answer.value]).toEqual(['graph', value]);
  });

  test.each([
    ['a word that means something else', 'who is the contract of Moorings?'],
    ['a word that the pages use', 'who is the manger of Zora Quill?'],
    ['a word that is further away', 'who are the mebmerrs of Moorings?'],
    ['a word with another first letter', 'who is the bowner of Tugbook?'],
  ])('do not turn %s', async (_what, question) => {
    expect((await answerTo(question)).mode).not.toBe('graph');
  });
});

describe('a name that is a path', () => {
  test.each([
    ['is known by its last part of several words', 'who owns just-tide-tables?', ['Moorings']],
    ['and in the words of it', 'who owns just tide tables', ['Moorings']],
    ['is known by one word beside its noun, where another thing is called so', 'who owns the kiosk system?', ['Kiosk']],
    ['does not take the name of that', 'which team is Kiosk part of?', ['Moorings']],
    ['is known beside its noun though it ends in another', 'who owns the kiosk-team system?', ['Moorings']],
    ['is rather the team without its noun', 'which team is the Kiosk team part of?', ['Moorings']],
    ['nor that of the company', 'how many people work at Quayside?', 2],
  ])('%s: %s', async (_what, question, value) => {
    const answer = await answerTo(question);
    expect([answer.mode, answer.value]).toEqual(['graph', value]);
  });

  test('stands for both where two end so, beside their noun', async () => {
    const { text } = await answerTo('who owns the log book system?');
    expect(text).toContain('quayside/log-book');
    expect(text).toContain('pier/log-book');
  });
});

describe('a part of a name', () => {
  test.each([
    ['names the only thing that has it', 'what is the reliability engineering team part of?', ['Moorings']],
    ['also without its noun', 'what is reliability engineering part of?', ['Moorings']],
  ])('%s: %s', async (_what, question, value) => {
    const answer = await answerTo(question);
    expect([answer.mode, answer.value]).toEqual(['graph', value]);
  });

  test('names nothing where several have it', async () => {
    expect((await answerTo('what is pier lights part of?')).mode).not.toBe('graph');
  });
});

describe('a name with something in brackets', () => {
  test.each([
    ['is known without it', 'what is Night Watch part of?', ['Moorings']],
    ['and with it', 'what is Night Watch (pier-2) part of?', ['Moorings']],
    ['with its noun', 'what is the Night Watch team part of?', ['Moorings']],
    ['and a word of its other names between', 'what is the night watch patrol team part of?', ['Moorings']],
  ])('%s: %s', async (_what, question, value) => {
    const answer = await answerTo(question);
    expect([answer.mode, answer.value]).toEqual(['graph', value]);
  });

  test.each([
    ['where two have the rest', 'what are Deep Divers part of?'],
    ['where the rest means something else', 'what is the system part of?'],
    ['with a word that is in none of its names', 'what is the night watch kitchen team part of?'],
  ])('is not known %s: %s', async (_what, question) => {
    expect((await answerTo(question)).mode).not.toBe('graph');
  });
});

describe('a team that is called after its people', () => {
  test.each([
    ['who are the berth wardens?', ['Zora Quill']],
    ['how many berth wardens are there?', 1],
    ['which berth wardens are on the Moorings team as well?', ['Zora Quill']],
    ['is Zora Quill one of our berth wardens?', true],
    ['is Milo Brandt one of the berth wardens', false],
  ])('stands for them: %s', async (question, value) => {
    const answer = await answerTo(question);
    expect([answer.mode, answer.value]).toEqual(['graph', value]);
  });

  test.each(['which berth wardens are not on the Moorings team?', 'how many gauge servers are there?'])(
    '%s gets no exact answer',
    async (question) => {
      expect((await answerTo(question)).mode).not.toBe('graph');
    },
  );
});
