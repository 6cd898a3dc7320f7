import { describe, expect, test } from '@jest/globals';
import type { SourceNote } from '../../../schema/entity.ts';
import { createReferences } from '../../../wiki-server/present/references.ts';

const labels: Readonly<Record<string, string>> = { hr: 'HR export', handbook: 'Handbook' };
const references = () => createReferences((name) => labels[name] ?? name);
const note = (path: string, extra: Partial<SourceNote> = {}): SourceNote => ({
  record: `hr ${path}`,
  source: 'hr',
  path,
  ...extra,
});

describe('references of a page', () => {
  test('have one number per file, in the order in which they are cited', () => {
    const { cite, list } = references();
    expect(cite([note('people.csv#1')]).map(({ n }) => n)).toEqual([1]);
    expect(cite([note('units.csv#4'), note('people.csv#2')]).map(({ n }) => n)).toEqual([1, 2]);
    expect(list().map(({ label, path, places }) => [label, path, places])).toEqual([
      ['HR export', 'people.csv', ['1', '2']],
      ['HR export', 'units.csv', ['4']],
    ]);
  });

  test('say with each mark exactly where the value is from, and how old it is', () => {
    const [mark] = references().cite([note('teams/a.md', { source: 'handbook', at: 'line 9', date: '2026-09-03' })]);
    expect(mark?.title).toBe('Handbook: teams/a.md, line 9 · 3 Sep 2026');
  });

  test('tell with each mark source, place, address, dates and who pinned it, of the first few places', () => {
    const { cite } = references();
    const url = 'https://hr.example/7';
    const [mark] = cite([
      note('people.csv#7', { at: 'title', url, date: '2026-09-03', readAt: '2026-11-19T06:00:00Z' }),
      ...['8', '9', '10', '11'].map((key) => note(`people.csv#${key}`)),
    ]);
    expect(mark?.origins[0]).toEqual({
      label: 'HR export',
      place: 'people.csv#7, title',
      href: url,
      dated: 'dated 3 Sep 2026',
      readAt: '2026-11-19T06:00:00Z',
    });
    expect([mark?.origins.length, mark?.more]).toEqual([3, 2]);
    const [pinned] = cite([{ record: 'p', source: 'people', path: '', by: 'Greta Lund', date: '2026-11-20' }]);
    expect(pinned?.origins[0]?.dated).toBe('pinned by Greta Lund on 20 Nov 2026');
    const [harmful] = cite([note('x.md', { url: 'javascript:alert(1)' })]);
    expect(harmful?.origins[0]?.href).toBeUndefined();
  });

  test('count places where there are many, and keep the newest date', () => {
    const { cite, list } = references();
    cite(['1', '2', '3', '4'].map((key) => note(`people.csv#${key}`, { date: `2026-01-0${key}` })));
    expect(list()[0]).toMatchObject({ places: [], placeCount: 4, date: '2026-01-04' });
  });

  test('name whoever edited in Kiki', () => {
    const { cite, list } = references();
    cite([{ record: 'people team:a', source: 'people', path: '', by: 'Greta Lund' }]);
    expect(list()[0]?.label).toBe('Edited in Kiki by Greta Lund');
  });
});
