import { expect, test } from '@jest/globals';
import { groupLinks } from '../../../wiki-server/read/neighbourhoods.ts';
import { teamsOf } from '../../../wiki-server/read/teams-of.ts';

const link = (from: string, relation: string, to: string) => ({ from, relation, to });
const near = groupLinks([
  link('team:squad', 'PART_OF', 'team:department'),
  link('team:department', 'PART_OF', 'team:company'),
  link('person:ada', 'MEMBER_OF', 'team:squad'),
  link('person:ada', 'OWNS', 'system:tool'),
  link('team:other', 'WORKS_ON', 'project:x'),
  link('article:guide', 'ABOUT', 'team:other'),
  link('article:guide', 'MENTIONS', 'team:squad'),
  link('team:a', 'PART_OF', 'team:b'),
  link('team:b', 'PART_OF', 'team:a'),
]);

test.each([
  ['person:ada', ['team:squad', 'team:department', 'team:company']],
  ['system:tool', ['team:squad', 'team:department', 'team:company']],
  ['team:department', ['team:department', 'team:company']],
  ['project:x', ['team:other']],
  ['article:guide', ['team:other']],
  ['team:a', ['team:a', 'team:b']],
  ['term:alone', []],
])('%s has to do with its teams and all that these are part of, not with those it mentions', (ref, teams) => {
  expect([...teamsOf(ref, near)]).toEqual(teams);
});
