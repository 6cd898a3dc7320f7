import { expect, test } from '@jest/globals';
import { groupRecent, type RecentEntry } from '../../../wiki-server/read/recent.ts';

const entry = (name: string, { at = '2026-11-20T08:00:00Z', by = 'run-1', summary = 'added' } = {}): RecentEntry => ({
  card: { ref: `term:${name}`, kind: 'Term', name, changedAt: at },
  kind: 'term',
  summary,
  actor: 'import of hr',
  by,
});

test('what one run did to many at once is one group, with single changes where they belong in time', () => {
  const groups = groupRecent([
    entry('new', { at: '2026-11-20T10:00:00Z', by: 'ada@example.com', summary: 'description' }),
    ...['a', 'b', 'c', 'd', 'e'].map((name) => entry(name)),
    entry('old', { at: '2026-11-19T10:00:00Z' }),
  ]);
  expect(groups.map(({ entries }) => entries.map(({ card }) => card.name).join(''))).toEqual(['new', 'abcde', 'old']);
});

test('a few changes of one run stand by themselves, and so do changes of other days and kinds', () => {
  const groups = groupRecent([
    entry('a'),
    entry('b'),
    entry('c'),
    entry('d', { summary: 'removed' }),
    entry('e', { at: '2026-11-19T10:00:00Z' }),
  ]);
  expect(groups.every(({ entries }) => entries.length === 1)).toBe(true);
});
