import { expect, test } from '@jest/globals';
import { relatedTo } from '../../../wiki-server/present/see-also.ts';
import { groupLinks } from '../../../wiki-server/read/neighbourhoods.ts';

const link = (from: string, relation: string, to: string) => ({ from, relation, to });
const all = { limit: 6, without: new Set<string>() };

test('what shares most comes first; what is linked already is not named', () => {
  const near = groupLinks([
    link('team:own', 'OWNS', 'system:a'),
    link('team:own', 'OWNS', 'system:b'),
    link('system:a', 'DEPENDS_ON', 'system:bus'),
    link('system:b', 'DEPENDS_ON', 'system:bus'),
    link('team:own', 'OWNS', 'system:c'),
    link('system:a', 'DEPENDS_ON', 'system:linked'),
    link('team:own', 'OWNS', 'system:linked'),
  ]);
  expect(relatedTo('system:a', near, all)).toEqual(['system:b', 'system:c']);
  expect(relatedTo('system:a', near, { ...all, limit: 1 })).toEqual(['system:b']);
  expect(relatedTo('system:a', near, { ...all, without: new Set(['system:b']) })).toEqual(['system:c']);
});

test('what everything is linked with makes nothing alike', () => {
  const near = groupLinks(Array.from({ length: 200 }, (_, index) => link(`system:s${index}`, 'PART_OF', 'system:all')));
  expect(relatedTo('system:s0', near, all)).toEqual([]);
});

test('people are named on pages of people only', () => {
  const near = groupLinks([
    link('person:one', 'EXPERT_IN', 'system:a'),
    link('person:two', 'EXPERT_IN', 'system:a'),
    link('system:b', 'DEPENDS_ON', 'system:a'),
  ]);
  expect(relatedTo('system:b', near, all)).toEqual([]);
  expect(relatedTo('person:one', near, all)).toContain('person:two');
});
