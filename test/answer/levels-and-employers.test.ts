import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { OntologySettings } from '../../schema/ontology.ts';
import type { Ask } from '../../schema/services.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';
import { field, record, related } from '../support/records.ts';

/** A made-up association of mills: machines at a stage, keepers with an employer, permits with an outcome. No model, no embeddings. */

const schema: OntologySettings = {
  kinds: {
    Project: {
      fields: {
        stage: {
          type: 'choice',
          label: 'Stage',
          synonyms: ['level', 'stage of development'],
          noun: true,
          choices: ['Sketch', 'Trial', 'Proven'],
        },
      },
    },
    Mill: { singular: 'mill', plural: 'mills', synonyms: ['employer'] },
    Permit: {
      singular: 'permit',
      plural: 'permits',
      synonyms: ['planning permit'],
      nameIdentifies: false,
      fields: { outcome: { type: 'choice', label: 'Outcome', choices: ['granted', 'refused', 'pending'] } },
    },
  },
  relations: {
    keeps: {
      from: 'Person',
      to: 'Project',
      inverse: 'kept by',
      headings: ['Keeps', 'Keepers'],
      nouns: { to: ['keeper'] },
      synonyms: { name: ['is a keeper of'] },
    },
    'works for': {
      from: 'Person',
      to: 'Mill',
      inverse: 'employs',
      headings: ['Mill', 'People'],
      nouns: { from: ['employer'], to: ['employee'] },
    },
    'permit for': { from: 'Permit', to: 'Project', inverse: 'permits', headings: ['For project', 'Permits'] },
  },
};

let store: GraphStore;
let ask: Ask;

const named = (kind: string, name: string, ...claims: ReturnType<typeof field>[]) =>
  record({ kind, key: `${kind} ${name}`, name, claims });
const machine = (name: string, stage: string) => named('Project', name, field('stage', stage));
const person = (name: string, mill: string, kept: readonly string[], ...others: ReturnType<typeof related>[]) =>
  record({
    kind: 'Person',
    key: name,
    name,
    claims: [related('works for', mill), ...kept.map((machine) => related('keeps', machine)), ...others],
  });
const permit = (name: string, outcome: string, project?: string) =>
  record({
    kind: 'Permit',
    key: `${name} ${outcome}`,
    name,
    claims: [field('outcome', outcome), ...(project === undefined ? [] : [related('permit for', project)])],
  });

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded(), { schema });
  await store.apply(
    { type: 'run', id: 'r', source: 'hr' },
    {
      upserts: [
        ...['Northmill', 'Grindstone', 'Weir & Sons'].map((name) => named('Mill', name)),
        named('Team', 'Safety Circle', field('type', 'circle')),
        named('Team', 'Sluice Watch', field('type', 'watch')),
        machine('Tidewheel', 'Proven'),
        machine('Eelgate', 'Proven'),
        machine('Sifter', 'Trial'),
        machine('Dustcatcher', 'Trial'),
        machine('Nightmill', 'Sketch'),
        named('Project', 'Tidewheel Council'),
        person(
          'Ada Vik',
          'Northmill',
          ['Tidewheel Council', 'Sifter'],
          related('keeps', 'Tidewheel', { role: 'Tidewheel: Council' }),
          related('LEADS', 'Safety Circle'),
        ),
        person('Bo Lund', 'Grindstone', ['Tidewheel'], related('MEMBER_OF', 'Safety Circle')),
        person('Cy Holm', 'Northmill', ['Eelgate', 'Sifter'], related('LEADS', 'Sluice Watch')),
        // A role whose first letters are "of".
        record({
          kind: 'Person',
          key: 'Dia Moe',
          name: 'Dia Moe',
          claims: [
            related('works for', 'Weir & Sons'),
            related('keeps', 'Tidewheel', { role: 'Outer Floodgate: Sluices' }),
            related('keeps', 'Nightmill'),
          ],
        }),
        permit('Diesel pump', 'refused', 'Sifter'),
        permit('Steam whistle', 'refused'),
        permit('Oak beam', 'granted', 'Tidewheel'),
        permit('Copper pipe', 'granted', 'Tidewheel'),
        permit('Lead pipe', 'pending', 'Eelgate'),
      ],
      removals: [],
    },
  );
  ask = plainAnswerer(store, { company: 'Mill Association' });
});
afterAll(() => store.close());

const answerTo = (question: string) => ask({ question, asker: anyEmployee });
type Row = readonly [question: string, value: number | boolean | string | readonly string[] | null];

const rows: Record<string, readonly Row[]> = {
  'who of some is something else as well': [
    ['which lead of the Safety Circle is on the Tidewheel Council?', ['Ada Vik']],
    ['which lead of the Safety Circle is on the Tidewheel Council too?', ['Ada Vik']],
    ['which of the Tidewheel keepers are from Northmill?', ['Ada Vik']],
    ['which of the keepers of Tidewheel is with Weir & Sons?', ['Dia Moe']],
    ['who is on the Tidewheel Council?', ['Ada Vik']],
  ],
  'a level goes before its noun, beside its field, or behind': [
    ['how many proven projects are there?', 2],
    ['which trial projects do we have?', ['Dustcatcher', 'Sifter']],
    ['projects at trial level', ['Dustcatcher', 'Sifter']],
    ['how many projects do we have at the Proven level?', 2],
    ['which projects are still in trial?', ['Dustcatcher', 'Sifter']],
    ['which project at sketch stage has the most keepers?', 'Nightmill'],
    ['which proven project has the most keepers?', 'Tidewheel'],
    ['which proven project has the fewest keepers?', 'Eelgate'],
    ['which trial projects does Ada Vik keep?', ['Sifter']],
    ['how many circles are there?', 1],
  ],
  'yes or no, of a level': [
    ['is Sifter still a trial project?', true],
    ['is Sifter a proven project?', false],
    ['is Eelgate proven?', true],
    ['is the Eelgate project at the trial level?', false],
    ['is the Safety Circle a watch?', false],
  ],
  'and none of what is only near': [
    ['is Sifter in a proven project?', null],
    ['does Sifter have a trial?', null],
    ['does the Safety Circle have a watch?', null],
    ['is Ada Vik in a watch?', null],
  ],
  'a relation of the company is meant by its noun, not a built-in one': [
    ['which projects have no keepers?', ['Dustcatcher']],
    ['how many keepers are there?', 4],
    ['which projects have more than 2 keepers?', ['Tidewheel']],
  ],
  'what others of a relation are, by a thing that is named': [
    ['how many proven projects have at least one keeper from Northmill?', 2],
    ['which proven projects have keepers from Grindstone?', ['Tidewheel']],
    ['which trial projects have somebody from Northmill?', ['Sifter']],
    ['proven projects kept by people from Weir & Sons', ['Tidewheel']],
    ['which projects are kept by somebody who leads the Sluice Watch?', ['Eelgate', 'Sifter']],
    ['which Mill Association projects are kept by someone who leads the Sluice Watch?', ['Eelgate', 'Sifter']],
    ['which projects have a keeper who works for Weir & Sons?', ['Nightmill', 'Tidewheel']],
    ['which mill has the most keepers?', 'Northmill'],
    ['which mill has the most keepers of Sifter?', 'Northmill'],
    ['which proven projects have keepers from Nowhere?', null],
    ['how many sketch projects have a keeper from Grindstone?', 0],
  ],
  'one of several by what is said of him': [
    ['which projects does the keeper of Tidewheel from Grindstone keep?', ['Tidewheel']],
    ['which projects does the keeper of Tidewheel who works for Weir & Sons keep?', ['Nightmill', 'Tidewheel']],
    ['which projects does the keeper of Eelgate from Grindstone keep?', null],
  ],
  'yes or no, of a relation of the company': [
    ['is Ada Vik on the Tidewheel Council?', true],
    ['is Cy Holm on the Tidewheel Council?', false],
    ['is Bo Lund with Grindstone?', true],
  ],
  'exceptions and the like are things, and what was done to them is a value': [
    ['how many permits got refused?', 2],
    ['which permits for Tidewheel have been granted?', ['Copper pipe', 'Oak beam']],
    ['was the Lead pipe granted?', false],
    ['which goods were refused a permit?', ['Diesel pump', 'Steam whistle']],
    ['which materials have been granted a planning permit?', ['Copper pipe', 'Oak beam']],
    ['how many materials were refused a permit?', 2],
    ['which people were refused a permit?', null],
    ['which mills were refused a permit?', null],
    ['which materials were refused a lease?', null],
  ],
  'and what they are that of is no answer': [['which lead of Sluice Watch is on the Tidewheel Council?', null]],
};

describe.each(Object.entries(rows))('%s', (_title, questions) => {
  test.each(questions)('%s', async (question, value) => {
    const answer = await answerTo(question);
    if (value === null) {
      expect(answer.value).toBeNull();
    } else {
      expect(answer.value).toEqual(value);
      expect(answer.mode).toBe('graph');
    }
  });
});
