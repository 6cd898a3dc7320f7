import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { OntologySettings } from '../../schema/ontology.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';
import { field, record, related } from '../support/records.ts';

/** A made-up printing house: since when somebody has a post, numbers that fields tell, values like names. No model, no embeddings. */

const schema: OntologySettings = {
  kinds: {
    Area: { singular: 'area', plural: 'areas' },
    Election: {
      singular: 'election',
      plural: 'elections',
      fields: {
        seats: { type: 'number', label: 'Seats' },
        voters: { type: 'number', label: 'Eligible voters', synonyms: ['voter'] },
      },
    },
    System: {
      synonyms: ['repository', 'repo'],
      fields: {
        organization: { type: 'text', label: 'Organization', synonyms: ['org'] },
        lifecycle: {
          type: 'choice',
          label: 'Lifecycle',
          choices: [{ value: 'active' }, { value: 'archived' }, { value: 'frozen' }],
        },
      },
    },
  },
  relations: {
    'approver of': {
      from: 'Person',
      to: 'Area',
      inverse: 'approvers',
      headings: ['Approver of', 'Approvers'],
      synonyms: { inverse: ['approver'] },
    },
    'bot of': {
      from: 'System',
      to: 'Team',
      inverse: 'bots',
      headings: ['Bot of', 'Bots'],
      synonyms: { inverse: ['bot'] },
    },
  },
};

let store: GraphStore;
let ask: Ask;

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded(), { schema });
  const area = (name: string) => record({ kind: 'Area', key: name, name });
  const repo = (name: string, organization: string, lifecycle: string, ...more: ReturnType<typeof related>[]) =>
    record({
      kind: 'System',
      key: name,
      name,
      claims: [field('organization', organization), field('lifecycle', lifecycle), ...more],
    });
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        ...['Ink', 'Paper', 'Glue', 'Plates', 'Covers', 'Maps'].map(area),
        record({ kind: 'Team', key: 'Binding', name: 'Binding' }),
        record({ kind: 'Team', key: 'Proofs', name: 'Proofs' }),
        record({
          kind: 'Person',
          key: 'ada',
          name: 'Ada Vik',
          claims: [
            related('LEADS', 'Binding', { role: 'chair', from: '2024-03-01' }),
            related('MEMBER_OF', 'Proofs', { from: '2021-05-01' }),
            ...['Ink', 'Paper', 'Glue', 'Plates'].map((each) => related('approver of', each)),
          ],
        }),
        record({
          kind: 'Person',
          key: 'bo',
          name: 'Bo Lund',
          claims: [
            related('LEADS', 'Proofs', { role: 'chair' }),
            related('LEADS', 'Binding', { role: 'treasurer', from: '2022-11-15' }),
            related('approver of', 'Ink'),
            related('MEMBER_OF', 'Proofs'),
          ],
        }),
        record({
          kind: 'Election',
          key: 'e24',
          name: 'Board Election 2024',
          claims: [field('seats', 3), field('voters', 120)],
        }),
        record({ kind: 'Election', key: 'e25', name: 'Board Election 2025', claims: [field('seats', 4)] }),
        repo('archiver', 'press', 'active'),
        repo('fonts', 'press', 'archived'),
        repo('layout', 'press', 'archived'),
        repo('freezer', 'bindery', 'frozen'),
        repo('spines', 'bindery', 'archived'),
        repo('inkbot', 'press', 'active', related('bot of', 'Proofs')),
      ],
      removals: [],
    },
  );
  ask = plainAnswerer(store, { company: 'Printing house' });
});
afterAll(() => store.close());

const answerTo = (question: string) => ask({ question, asker: anyEmployee });
type Row = readonly [question: string, value: number | boolean | string | readonly string[] | null];

const rows: Record<string, readonly Row[]> = {
  'a value goes before a name that is like it': [
    ['how many of the repositories in the press org are archived?', 2],
    ['which repos of the press org are archived?', ['fonts', 'layout']],
    ['how many repositories are archived?', 3],
    ['how many archived repos does the bindery org have?', 1],
    ['which repos are frozen?', ['freezer']],
    ['how many of the repos in the bindery org are frozen?', 1],
  ],
  'since when': [
    ['who chairs Binding, and since when?', ['Ada Vik']],
    ['since when is Ada Vik chair of Binding?', '2024-03-01'],
    ['since when has Ada Vik been chair of Binding?', '2024-03-01'],
    ['when did Ada Vik become chair of Binding?', '2024-03-01'],
    ['how long has Ada Vik chaired Binding?', '2024-03-01'],
    ['since when does Bo Lund chair Proofs?', null],
    ['since when is Bo Lund treasurer of Binding?', '2022-11-15'],
    ['when did Ada Vik join Proofs?', '2021-05-01'],
    ['since when is Ada Vik in Proofs?', '2021-05-01'],
  ],
  'a number that a field tells': [
    ['how many seats does the Board Election 2024 have?', 3],
    ['how many seats are there in the Board Election 2025?', 4],
    ['number of seats in the Board Election 2025?', 4],
    ['how many eligible voters did the Board Election 2024 have?', 120],
  ],
  'so many of a relation of your own': [
    ['who is an approver of more than 3 areas?', ['Ada Vik']],
    ['who is approver of more than three areas?', ['Ada Vik']],
    ['which people approve more than 3 areas?', ['Ada Vik']],
    ['who is an approver in at least 4 areas?', ['Ada Vik']],
    ['how many areas is Ada Vik approver of?', 4],
    ['who is the bot inkbot of?', ['Proofs']],
    ['which team is inkbot the bot of?', ['Proofs']],
    ['whose bot is inkbot?', ['Proofs']],
  ],
};

describe.each(Object.entries(rows))('%s', (_what, questions) => {
  test.each(questions)('%s', async (question, value) => {
    const { mode, value: said } = await answerTo(question);
    const one = (each: unknown) => (Array.isArray(each) && each.length === 1 ? String(each[0]) : each);
    expect(one(mode === 'graph' ? said : null)).toEqual(one(value));
  });
});

test('who has a post is told with the day, and of whom no source tells it this is said', async () => {
  const { text } = await answerTo('who leads Binding, and since when?');
  expect(text).toContain('Ada Vik leads Binding, since **2024-03-01**.');
  expect(text).toContain('Bo Lund leads Binding, since **2022-11-15**.');
});

test.each([
  'since when does Bo Lund chair Proofs?',
  'who chairs Proofs, and since when?',
  'since when is Bo Lund chair of Binding?',
  'how many seats does the Board Election 2026 have?',
])('no source says it: %s', async (question) => {
  expect((await answerTo(question)).mode).not.toBe('graph');
});
