import { expect, test } from '@jest/globals';
import { createBlends } from '../../../answer/understand/blends.ts';
import type { NameEntry } from '../../../graph/store.ts';

const entry = (kind: string, name: string, aliases: string[] = []): NameEntry => ({
  ref: `${kind.toLowerCase()}:${name.toLowerCase().replaceAll(' ', '-')}`,
  kind,
  name,
  aliases,
  redirects: [],
  keys: [],
});
const { meant } = createBlends([
  entry('Team', 'Developer Infrastructure'),
  entry('Team', 'Information Security', ['Security of Information']),
  entry('Team', 'Harbour Masters'),
  entry('Team', 'Harvest Mastery'),
  entry('Person', 'Devika Infante'),
]);

test.each([
  ['devinfra', 'team:developer-infrastructure'],
  ['infosec', 'team:information-security'],
  ['devin', 'team:developer-infrastructure'],
])('%s', (word, ref) => expect(meant(word)?.ref).toBe(ref));

test.each(['infra', 'developer', 'developerinfra', 'harmast', 'devops', 'dein'])('%s is none, or several', (word) =>
  expect(meant(word)).toBeUndefined(),
);
