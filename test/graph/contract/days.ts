import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { type RecordSketch, related } from '../../support/records.ts';
import { useStore } from './harness.ts';

const person = (key: string, name: string, ...claims: NonNullable<RecordSketch['claims']>): RecordSketch => ({
  kind: 'Person',
  key,
  name,
  claims,
});

/** Members of one team: without dates, until a day, from a day, and one who left on no known day. */
const records: RecordSketch[] = [
  { kind: 'Team', key: 'T', name: 'Audit' },
  person('1', 'Al Always', related('MEMBER_OF', 'T')),
  person('2', 'Ed Ended', related('MEMBER_OF', 'T', { until: '2025-06-30' })),
  person('3', 'Fay From', related('MEMBER_OF', 'T', { from: '2025-07-01T09:00:00Z' })),
  person('4', 'Lea Left', related('MEMBER_OF', 'T', { ended: true })),
];

export function describeDays(openEmpty: OpenEmpty): void {
  describe('as of a day', () => {
    const harness = useStore(openEmpty);

    test('edges, reach, degrees and pages agree on who is there, first and last day included', async () => {
      await harness.read(records);
      const { store } = harness;
      const query = { relation: 'MEMBER_OF', end: 'to' as const };
      const counts = async (on: string) => {
        const edges = await store.edges(anyEmployee, { ...query, of: ['team:audit'], on });
        const reach = await store.reach(anyEmployee, { ...query, of: 'team:audit', on });
        const [degree] = await store.degrees(anyEmployee, { ...query, kind: 'Team', otherKind: 'Person', on });
        const page = await store.entity(anyEmployee, 'team:audit', on);
        return [edges.length, reach.length - 1, degree?.count, page?.relations.filter(({ current }) => current).length];
      };
      expect(await counts('2025-06-29')).toEqual([2, 2, 2, 2]);
      expect(await counts('2025-06-30')).toEqual([2, 2, 2, 2]);
      expect(await counts('2025-07-01')).toEqual([2, 2, 2, 2]);
      expect(await counts('2026-01-01')).toEqual([2, 2, 2, 2]);
      const who = await store.edges(anyEmployee, { ...query, of: ['team:audit'], on: '2025-07-01' });
      expect(who.map(({ from }) => from).sort()).toEqual(['person:al-always', 'person:fay-from']);
    });

    test('a page shows ended relations as no longer current, with their dates', async () => {
      await harness.read(records);
      const page = await harness.store.entity(anyEmployee, 'team:audit', '2025-08-01');
      expect(
        page?.relations.map(({ other, current, from, until }) => [other.name, current, from ?? until ?? '']),
      ).toEqual([
        ['Al Always', true, ''],
        ['Ed Ended', false, '2025-06-30'],
        ['Fay From', true, '2025-07-01T09:00:00Z'],
        ['Lea Left', false, ''],
      ]);
    });

    test('without a day the day is today', async () => {
      await harness.reopen({ now: () => new Date('2025-06-30T23:59:00Z') });
      await harness.read(records);
      const members = async () =>
        (await harness.store.edges(anyEmployee, { relation: 'MEMBER_OF' })).map(({ from }) => from).sort();
      expect(await members()).toEqual(['person:al-always', 'person:ed-ended']);
      await harness.reopen({ now: () => new Date('2025-07-01T00:01:00Z') });
      expect(await members()).toEqual(['person:al-always', 'person:fay-from']);
    });

    test('lines are the ends of what is current today, without dotted ones', async () => {
      await harness.reopen({ now: () => new Date('2025-06-30T12:00:00Z') });
      await harness.read([
        ...records,
        person('5', 'Dot Dotted', related('REPORTS_TO', '1', { dotted: true })),
        person('6', 'Sol Solid', related('REPORTS_TO', '1')),
      ]);
      const lines = async (relation: string) =>
        (await harness.store.lines(anyEmployee, relation)).map(({ from, to }) => `${from} ${to}`).sort();
      expect(await lines('MEMBER_OF')).toEqual(['person:al-always team:audit', 'person:ed-ended team:audit']);
      expect(await lines('REPORTS_TO')).toEqual(['person:sol-solid person:al-always']);
    });

    test('links are all relations of a day by their ends, dotted lines marked', async () => {
      await harness.reopen({ now: () => new Date('2025-06-30T12:00:00Z') });
      await harness.read([
        ...records,
        person('5', 'Dot Dotted', related('REPORTS_TO', '1', { dotted: true })),
        person('6', 'Sol Solid', related('REPORTS_TO', '1')),
      ]);
      const links = async (on?: string) =>
        (await harness.store.links(anyEmployee, on))
          .map(({ relation, from, to, dotted }) => `${from} ${relation} ${to}${dotted ? ' dotted' : ''}`)
          .sort();
      const always = [
        'person:al-always MEMBER_OF team:audit',
        'person:dot-dotted REPORTS_TO person:al-always dotted',
        'person:sol-solid REPORTS_TO person:al-always',
      ];
      expect(await links()).toEqual([...always, 'person:ed-ended MEMBER_OF team:audit'].sort());
      expect(await links('2025-07-01')).toEqual([...always, 'person:fay-from MEMBER_OF team:audit'].sort());
    });

    test('an ended step breaks a chain', async () => {
      await harness.read([
        person('1', 'Ann Boss'),
        person('2', 'Bob Chief', related('REPORTS_TO', '1', { until: '2025-01-31' })),
        person('3', 'Cy Doe', related('REPORTS_TO', '2')),
      ]);
      const chain = async (on: string) =>
        (await harness.store.reach(anyEmployee, { relation: 'REPORTS_TO', of: 'person:cy-doe', end: 'from', on })).map(
          ({ ref }) => ref,
        );
      expect(await chain('2025-01-31')).toEqual(['person:cy-doe', 'person:bob-chief', 'person:ann-boss']);
      expect(await chain('2025-02-01')).toEqual(['person:cy-doe', 'person:bob-chief']);
    });
  });
}
