import { describe, expect, test } from '@jest/globals';
import { computeFields, computeNames } from '../../../graph/compute/fields.ts';
import type { FieldSpec } from '../../../schema/kinds.ts';
import type { Claim } from '../../../schema/record.ts';
import { live } from '../../support/live-record.ts';
import { field } from '../../support/records.ts';

const specs: FieldSpec[] = [
  { name: 'title', label: 'Title', type: 'text', description: '' },
  { name: 'tags', label: 'Tags', type: 'list', description: '' },
  { name: 'name', label: 'Name', type: 'text', description: '' },
  { name: 'aliases', label: 'Also called', type: 'list', description: '' },
];
const said = (source: string, claims: Claim[], extra: { statedAt?: string; key?: string } = {}) =>
  live({ source, kind: 'Person', key: extra.key ?? '1', claims, ...extra });
const denied = (name: string, value?: string): Claim => ({
  about: 'field',
  field: name,
  ...(value !== undefined && { value }),
  not: true,
});
const state = (name: string, ...records: ReturnType<typeof said>[]) => computeFields(records, specs).get(name);

describe('a single value', () => {
  test('is that of the better source, and the others are losers, best first', () => {
    const title = state(
      'title',
      said('c', [field('title', 'C')]),
      said('a', [field('title', 'A')]),
      said('b', [field('title', 'B')]),
    );
    expect(title?.value).toBe('A');
    expect(title?.losers.map(({ value }) => value)).toEqual(['B', 'C']);
  });

  test('of one source is the newer by the date it states; a stated date goes before none', () => {
    const old = said('a', [field('title', 'Old')], { statedAt: '2024-01-01', key: '1' });
    const recent = said('a', [field('title', 'New')], { statedAt: '2025-01-01', key: '2' });
    const undated = said('a', [field('title', 'Undated')], { key: '0' });
    expect(state('title', undated, old, recent)?.value).toBe('New');
    expect(state('title', undated, old)?.value).toBe('Old');
  });

  test('said alike by several has all of them as support and no loser', () => {
    const title = state('title', said('a', [field('title', 'Lead')]), said('b', [field('title', ' LEAD ')]));
    expect(title).toMatchObject({
      value: 'Lead',
      losers: [],
      support: [{ record: 'a:Person:1' }, { record: 'b:Person:1' }],
    });
  });

  test('that its own source gives under another key too stands beside it; what other sources say is a loser', () => {
    const title = state(
      'title',
      said('a', [field('title', 'Engineer')], { key: '1' }),
      said('a', [field('title', 'Interim head')], { key: '2' }),
      said('b', [field('title', 'Interim head'), field('phone', '1')]),
      said('b', [field('title', 'Clerk')]),
    );
    expect(title).toMatchObject({
      value: 'Engineer',
      also: [{ value: 'Interim head', support: [{ record: 'a:Person:2' }, { record: 'b:Person:1' }] }],
      losers: [{ value: 'Clerk' }],
    });
  });

  test('of a worse source that says two things has both as losers', () => {
    const title = state(
      'title',
      said('a', [field('title', 'A')]),
      said('b', [field('title', 'B')], { key: '1' }),
      said('b', [field('title', 'C')], { key: '2' }),
    );
    expect(title?.losers.map(({ value }) => value)).toEqual(['B', 'C']);
    expect(title).not.toHaveProperty('also');
  });

  test('denied by a better source goes; denied by a worse one stays', () => {
    expect(state('title', said('a', [denied('title', 'X')]), said('b', [field('title', 'x')]))).toBeUndefined();
    expect(state('title', said('b', [denied('title', 'X')]), said('a', [field('title', 'x')]))?.value).toBe('x');
    expect(state('title', said('a', [denied('title', 'X')]), said('b', [field('title', 'Y')]))?.value).toBe('Y');
    expect(state('title', said('a', [denied('title')]), said('b', [field('title', 'Y')]))).toBeUndefined();
  });

  test('of a field that the kind does not have is not shown', () => {
    expect(computeFields([said('a', [field('salary', 1)])], specs).size).toBe(0);
  });
});

test('a list is the union, each item once in its best spelling', () => {
  const tags = state('tags', said('b', [field('tags', ['go', 'Rust'])]), said('a', [field('tags', ['rust', 'sql'])]));
  expect(tags).toMatchObject({ value: ['rust', 'sql', 'go'], losers: [] });
});

describe('names', () => {
  const names = (records: ReturnType<typeof said>[], former: string[] = []) =>
    computeNames(computeFields(records, specs), 'fallback', former);

  test('the name is the best one; losing names, aliases and former names are aliases, each once', () => {
    const records = [
      said('a', [field('name', 'Payments'), field('aliases', ['Pay', 'payments'])]),
      said('b', [field('name', 'Money Movers')]),
    ];
    expect(names(records, ['PAY', 'Old Name'])).toEqual({
      name: 'Payments',
      aliases: ['Pay', 'Money Movers', 'Old Name'],
    });
  });

  test('a name that the same source gives under another key is an alias', () => {
    const records = [
      said('a', [field('name', 'Bob Ross')], { key: '1' }),
      said('a', [field('name', 'Robert Ross')], { key: '2' }),
    ];
    expect(names(records)).toEqual({ name: 'Bob Ross', aliases: ['Robert Ross'] });
  });

  test('without a name it is called by the fallback', () => {
    expect(names([])).toEqual({ name: 'fallback', aliases: [] });
  });
});
