import { describe, expect, test } from '@jest/globals';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, related } from '../../support/records.ts';
import { useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

export function describeGone(openEmpty: OpenEmpty): void {
  describe('what is gone', () => {
    const harness = useStore(openEmpty);

    test('a removed record takes its entity out of reads, search and counts, and keeps its history', async () => {
      await harness.read([ada, grace, payments]);
      const report = await harness.read([], ['hr:Person:E1']);
      expect(report.entities).toMatchObject({ removed: 1 });
      expect(await harness.entity('person:ada-lovelace')).toBeUndefined();
      expect((await harness.store.countKinds(anyEmployee)).Person).toBe(1);
      expect(await harness.store.searchText(anyEmployee, 'Engineer', { limit: 10 })).toEqual([]);
      expect((await harness.entity('person:grace-hopper'))?.relations.map(({ relation }) => relation)).toEqual([
        'LEADS',
        'MEMBER_OF',
      ]);
      expect(await harness.store.locate(anyEmployee, 'person:ada-lovelace')).toEqual({
        status: 'gone',
        ref: 'person:ada-lovelace',
        name: 'Ada Lovelace',
      });
      const [last] = await harness.store.history(anyEmployee, 'person:ada-lovelace');
      const lasts = await harness.store.lastRevisions(anyEmployee, ['person:ada-lovelace', 'person:nobody']);
      expect([...lasts]).toEqual([['person:ada-lovelace', last]]);
      expect(last?.changes).toEqual([{ about: 'entity', name: 'existence', before: 'Ada Lovelace', after: null }]);
    });

    test('what comes back has its ref and history again', async () => {
      await harness.read([ada, grace]);
      await harness.read([], ['hr:Person:E1']);
      await harness.read([{ ...ada, name: 'Ada King' }]);
      const view = await harness.entity('person:ada-lovelace');
      expect(view).toMatchObject({ name: 'Ada King', revision: 3 });
      expect(view?.relations).toMatchObject([{ relation: 'REPORTS_TO', other: { name: 'Grace Hopper' } }]);
    });

    test('an entity stays while one of its sources has it', async () => {
      await harness.read([ada]);
      await harness.read([
        { source: 'wiki', kind: 'Person', key: 'ada', name: 'Ada Lovelace', claims: [field('title', 'Analyst')] },
      ]);
      await harness.read([], ['hr:Person:E1']);
      expect((await harness.entity('person:ada-lovelace'))?.fields.title).toBe('Analyst');
    });

    test('an ended relation is history and not current', async () => {
      await harness.read([grace, { ...ada, claims: [related('MEMBER_OF', 'Payments', { ended: true })] }, payments]);
      expect(
        (await harness.entity('person:ada-lovelace'))?.relations.find(({ relation }) => relation === 'MEMBER_OF'),
      ).toMatchObject({ current: false });
      expect(
        (await harness.store.edges(anyEmployee, { relation: 'MEMBER_OF', of: ['team:payments'], end: 'to' })).map(
          ({ from }) => from,
        ),
      ).toEqual(['person:grace-hopper']);
      expect(
        await harness.store.edges(anyEmployee, {
          relation: 'MEMBER_OF',
          of: ['team:payments'],
          end: 'to',
          on: 'always',
        }),
      ).toHaveLength(2);
    });

    test('a relation with a last day holds until that day', async () => {
      await harness.read([
        payments,
        { ...ada, claims: [related('MEMBER_OF', 'Payments', { from: '2025-01-01', until: '2025-06-30' })] },
      ]);
      const members = async (on: string) =>
        (await harness.store.edges(anyEmployee, { relation: 'MEMBER_OF', of: ['team:payments'], end: 'to', on }))
          .length;
      expect([await members('2024-12-31'), await members('2025-06-30'), await members('2025-07-01')]).toEqual([
        0, 1, 0,
      ]);
    });

    test('a source that is forgotten leaves nothing visible', async () => {
      await harness.read([ada, payments]);
      expect(await harness.store.forgetSource(kiki, 'wiki')).toBe(1);
      expect(await harness.entity('team:payments')).toBeUndefined();
      expect((await harness.store.sources(localAdmin)).map((source) => source.name)).toEqual(['hr']);
    });
  });
}
