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
