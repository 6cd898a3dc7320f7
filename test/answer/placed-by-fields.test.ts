import { afterAll, beforeAll } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { OntologySettings } from '../../schema/ontology.ts';
import type { Ask } from '../../schema/services.ts';
import { emptyEmbedded, storeOn } from '../support/engines.ts';
import { type AskedRow, describeAnswers } from '../support/describe-answers.ts';
import { plainAnswerer } from '../support/plain-answerer.ts';
import { field, record } from '../support/records.ts';

/** A made-up waterworks: pumps and valves that run on mains or wind, each with a channel for its alarms. */

const schema: OntologySettings = {
  kinds: {
    System: {
      fields: {
        type: { type: 'text', label: 'Type', noun: true },
        power: {
          type: 'choice',
          label: 'Powered by',
          synonyms: ['runs on', 'running on', 'powered by', 'power'],
          choices: [{ value: 'wind', synonyms: ['the windmill'] }, 'mains', 'diesel'],
        },
        alarms: { type: 'text', label: 'Alarm channel', synonyms: ['alarms'] },
      },
    },
    Team: { fields: { chat: { type: 'text', label: 'Channel', synonyms: ['channel', 'slack channel'] } } },
  },
};

let store: GraphStore;
let ask: Ask;

beforeAll(async () => {
  store = await storeOn(await emptyEmbedded(), { schema });
  const system = (name: string, type: string, power: string, alarms?: string) =>
    record({
      kind: 'System',
      key: name,
      name,
      claims: [field('type', type), field('power', power), ...(alarms === undefined ? [] : [field('alarms', alarms)])],
    });
  await store.apply(
    { type: 'run', id: 'r', source: 'works' },
    {
      upserts: [
        system('Alder', 'Pumps', 'wind', '#alder-alarms'),
        system('Birch', 'Pumps', 'mains', '#pumps'),
        system('Cedar', 'Valves', 'wind'),
        system('Dogwood', 'Valves', 'mains'),
        record({ kind: 'Team', key: 'Night Watch', name: 'Night Watch', claims: [field('chat', '#night')] }),
      ],
      removals: [],
    },
  );
  ask = plainAnswerer(store, { company: 'Waterworks' });
});
afterAll(() => store.close());

const rows: Record<string, readonly AskedRow[]> = {
  'things that only a value of theirs tells': [
    ['what runs on wind?', ['Alder', 'Cedar']],
    ['what have we got running on the windmill?', ['Alder', 'Cedar']],
    ['is there anything powered by mains?', ['Birch', 'Dogwood']],
    ['what is powered by diesel?', null],
    ['what does wind run on?', null],
    ['what runs on wind and why?', null],
  ],
  'what has another value': [
    ['which pumps are not on mains?', ['Alder']],
    ['which valves run not on wind?', ['Dogwood']],
    ['how many pumps are not powered by wind?', 1],
  ],
  'a field whose label is said in two places': [
    ['which channel do the Birch alarms go to?', '#pumps'],
    ['where do the alarms of Alder go, what slack channel?', '#alder-alarms'],
    ['which channel does Night Watch use?', '#night'],
    ['which channel do the Night Watch alarms go to?', null],
  ],
  'what we do with all there is': [
    ['how many pumps do we maintain?', 2],
    ['which valves do we look after?', ['Cedar', 'Dogwood']],
    ['how many tunnels do we run?', null],
  ],
};

describeAnswers(rows, () => ask);
