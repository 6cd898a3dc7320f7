import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { OntologySettings } from '../../schema/ontology.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { field, record, related } from '../support/records.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';

/** A made-up sailing league with relations, kinds and fields of its own, in words that Kiki has for others too. No model, no embeddings. */

const schema: OntologySettings = {
  kinds: {
    Yard: { singular: 'yard', plural: 'yards', synonyms: ['company'] },
    Team: {
      synonyms: ['crew', 'circle'],
      fields: { meets: { type: 'text', label: 'Meeting time', synonyms: ['meeting', 'meets'] } },
    },
    Person: { fields: { mandateEnd: { type: 'text', label: 'End of mandate', synonyms: ['mandate'] } } },
  },
  relations: {
    'works for': {
      from: 'Person',
      to: 'Yard',
      inverse: 'employs',
      one: true,
      synonyms: { name: ['works at', 'is from'] },
      nouns: { from: ['employer', 'company'], to: ['employee'] },
    },
    'patron of': {
      from: 'Person',
      to: 'Team',
      inverse: 'patron',
      headings: ['Patron of', 'Patrons'],
      subject: 'to',
      synonyms: { name: ['looks out for'] },
    },
    'board patron of': {
      from: 'Person',
      to: 'Team',
      inverse: 'board patron',
      headings: ['Board patron of', 'Board patron'],
      subject: 'to',
    },
  },
};

let store: GraphStore;
let ask: Ask;

const person = (name: string, yard: string | undefined, mandate?: string, ...boards: string[]) =>
  record({
    kind: 'Person',
    key: name,
    name,
    claims: [
      ...(yard === undefined ? [] : [related('works for', yard)]),
      ...(mandate === undefined ? [] : [field('mandateEnd', mandate)]),
      ...boards.map((board) => related('MEMBER_OF', board)),
    ],
  });

/** A crew with its patrons: who, and how. */
const crew = (name: string, patrons: [name: string, role?: string][], board: string | undefined, meets?: string) =>
  record({
    kind: 'Team',
    key: name,
    name,
    claims: [
      field('type', 'circle'),
      ...(meets === undefined ? [] : [field('meets', meets)]),
      ...patrons.map(([who, role]) => related('patron of', who, { end: 'to', ...(role !== undefined && { role }) })),
      ...(board === undefined ? [] : [related('board patron of', board, { end: 'to' })]),
    ],
  });

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded(), { schema });
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        ...['Northsail', 'Keelworks', 'Rope & Sons'].map((name) => record({ kind: 'Yard', key: name, name })),
        record({
          kind: 'Team',
          key: 'board',
          name: 'Steering Board',
          claims: [field('aliases', ['SB']), field('type', 'board')],
        }),
        person('Ada Vik', 'Northsail', 'May 2027', 'Steering Board'),
        person('Bo Lund', 'Keelworks', 'May 2028', 'Steering Board'),
        person('Cy Holm', 'Rope & Sons', 'May 2027'),
        person('Dia Moe', undefined, undefined, 'Steering Board'),
        crew(
          'Dinghies',
          [
            ['Cy Holm', 'leading'],
            ['Bo Lund', 'guiding'],
          ],
          'Ada Vik',
          'every second Monday at 18:00',
        ),
        crew('Cutters', [['Bo Lund', 'leading']], 'Ada Vik', 'Tuesdays at 9:00 and Mondays at 20:00'),
        crew('Ketches', [['Cy Holm', 'guiding']], 'Bo Lund', 'on Fridays'),
        crew('Yawls', [['Dia Moe']], undefined),
        crew('Brigs', [['Cy Holm']], undefined),
      ],
      removals: [],
    },
  );
  ask = plainAnswerer(store, { company: 'Sailing League' });
});
afterAll(() => store.close());

const answerTo = (question: string) => ask({ question, asker: anyEmployee });
type Row = readonly [question: string, value: number | boolean | string | readonly string[] | null];

const rows: Record<string, readonly Row[]> = {
  'a relation of the company goes before a built-in one of the same words': [
    ['who does Ada Vik work for?', ['Northsail']],
    ['where does Ada Vik work?', ['Northsail']],
    ["what is Ada Vik's employer", ['Northsail']],
    ['who works for Northsail?', ['Ada Vik']],
    ['who does the board patron of Cutters work for?', ['Northsail']],
    ['which company does the board patron of the Cutters crew work for?', ['Northsail']],
  ],
  'and not where that one explains more': [
    ['which team does Ada Vik work for?', ['Steering Board']],
    ['who works for the Steering Board?', ['Ada Vik', 'Bo Lund', 'Dia Moe']],
  ],
  'a role before the noun of its relation says which are meant': [
    ['who is the leading patron of Dinghies?', ['Cy Holm']],
    ['who are the patrons of Dinghies?', ['Bo Lund', 'Cy Holm']],
    ['of which circles is Bo Lund leading patron?', ['Cutters']],
    ['which circles is Cy Holm the guiding patron of?', ['Ketches']],
    ['is Cy Holm the guiding patron of Dinghies?', false],
    ['how many circles have a leading patron?', 2],
  ],
  'who has the most is whoever is asked for': [
    ['which person is board patron for the most circles?', 'Ada Vik'],
    ['who is patron of the most circles?', 'Cy Holm'],
    ['which Steering Board member is patron of the most circles?', 'Bo Lund'],
    ['which member of the Steering Board is patron of the fewest circles?', 'Dia Moe'],
    ['which circle has the most patrons?', 'Dinghies'],
  ],
  'a person who is described is looked up, and what is asked of such a one': [
    ['which circles is the Steering Board member who works at Keelworks leading patron of?', ['Cutters']],
    ['which circles have the SB member who works at Northsail as board patron?', ['Cutters', 'Dinghies']],
    ['who is the board patron of Ketches and where does he work?', null],
  ],
  'a part of a text is known beside its field': [
    ['which circles meet on Mondays?', ['Cutters', 'Dinghies']],
    ['which circles meet every second Monday?', ['Dinghies']],
    ['how many circles have a meeting on Friday?', 1],
  ],
  'a value of a field is known with the verb that belongs to the field': [
    ['whose mandate runs out in May 2027?', ['Ada Vik', 'Cy Holm']],
    ['whose Steering Board mandate ends in May 2027?', ['Ada Vik']],
    ['who has a mandate that expires in May 2028?', ['Bo Lund']],
    ["when is Bo Lund's end of mandate?", 'May 2028'],
    ['whose mandate ends before 2028?', ['Ada Vik', 'Cy Holm']],
    ['whose mandate runs out after May 2027?', ['Bo Lund']],
    ['who has a mandate that expires in 2028', ['Bo Lund']],
    ["which Steering Board members' mandates end by June 2027", ['Ada Vik']],
    ['how many people have a mandate that ends in 2027?', 2],
    ['how many people have a mandate that ends before 2027?', 0],
  ],
};

for (const [what, questions] of Object.entries(rows))
  describe(what, () => {
    test.each(questions)('%s', async (question, value) => {
      const answer = await answerTo(question);
      const sorted = Array.isArray(answer.value) ? [...answer.value].sort() : answer.value;
      expect([answer.mode, sorted]).toEqual(['graph', value]);
    });
  });

describe('what the graph does not know is not answered with something else', () => {
  test.each([
    ['where nobody leads, with those who have a role like it', 'who is the lead of Dinghies?'],
    ['nor what such a one would have', 'who does the lead of Dinghies work for?'],
    ['a member without an employer, with teams', 'who does Dia Moe work for?'],
    ['a patron whose employer nobody names, with the patron', 'who does the patron of Yawls work for?'],
    ['a part of a text without its field', 'which circles are on Monday?'],
    ['a day that no text has', 'which circles meet on Sunday?'],
    ['a field that says nothing of an end', 'whose meeting runs out in May 2027?'],
  ])('%s: %s', async (_what, question) => {
    expect((await answerTo(question)).mode).not.toBe('graph');
  });
});

test('who has the most of a group says of which', async () => {
  const { text } = await answerTo('which Steering Board member is board patron of the most circles?');
  expect(text).toMatch(
    /^\*\*Ada Vik\*\* has the most: .*Next: Bo Lund \(1\)\. \(Among 3 people of Steering Board\. As of /,
  );
});

test('a text that fits in part is told with each thing that has it', async () => {
  expect((await answerTo('which circles meet on Mondays?')).text).toMatch(
    /^\*\*2 teams\*\* \(type: circle\): Cutters \(Tuesdays at 9:00 and Mondays at 20:00\) and Dinghies \(every second Monday at 18:00\)\./,
  );
});

test('both halves of a question about a person are told', async () => {
  const { text } = await answerTo('who is the board patron of Ketches and where does he work?');
  expect(text).toMatch(/\*\*Bo Lund\*\*.*\*\*Keelworks\*\*/s);
});
