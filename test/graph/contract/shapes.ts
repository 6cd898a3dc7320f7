import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { type RecordSketch, related } from '../../support/records.ts';
import { useStore } from './harness.ts';

const team = (key: string, parent?: string): RecordSketch => ({
  kind: 'Team',
  key,
  name: `Team ${key}`,
  claims: parent === undefined ? [] : [related('PART_OF', parent)],
});

export function describeShapes(openEmpty: OpenEmpty): void {
  describe('shapes that organisations have and should not have', () => {
    const harness = useStore(openEmpty);

    test('a team of a thousand is read whole, and loses one in one write', async () => {
      const members = Array.from({ length: 1000 }, (_, index): RecordSketch => ({
        kind: 'Person',
        key: `E${index}`,
        name: `Person ${index}`,
        claims: [related('MEMBER_OF', 'T')],
      }));
      const report = await harness.read([{ kind: 'Team', key: 'T', name: 'Everyone' }, ...members]);
      expect(report.entities).toEqual({ added: 1001, changed: 0, removed: 0 });
      const counts = async () => {
        const { store } = harness;
        const [degree] = await store.degrees(anyEmployee, {
          relation: 'MEMBER_OF',
          kind: 'Team',
          end: 'to',
          otherKind: 'Person',
        });
        return [
          (await harness.entity('team:everyone'))?.relations.length,
          (await store.edges(anyEmployee, { relation: 'MEMBER_OF', of: ['team:everyone'], end: 'to' })).length,
          degree?.count,
          (await store.list(anyEmployee, { kind: 'Person', limit: 1 })).total,
        ];
      };
      expect(await counts()).toEqual([1000, 1000, 1000, 1000]);
      await harness.read([], ['hr:Person:E500']);
      expect(await counts()).toEqual([999, 999, 999, 999]);
    }, 60_000);

    test('a circle of teams ends, from wherever and in both directions', async () => {
      await harness.read([team('a', 'b'), team('b', 'c'), team('c', 'a'), team('d', 'a')]);
      for (const end of ['from', 'to'] as const) {
        const reached = await harness.store.reach(anyEmployee, { relation: 'PART_OF', of: 'team:team-a', end });
        expect(reached.map(({ ref }) => ref).sort()).toEqual(
          ['team:team-a', 'team:team-b', 'team:team-c', ...(end === 'to' ? ['team:team-d'] : [])].sort(),
        );
      }
    });

    test('a thing is no part of itself', async () => {
      await harness.read([team('a', 'a')]);
      expect((await harness.entity('team:team-a'))?.relations).toEqual([]);
    });

    test('reach goes no deeper than asked', async () => {
      await harness.read([team('a'), team('b', 'a'), team('c', 'b')]);
      const query = { relation: 'PART_OF', of: 'team:team-a', end: 'to' as const };
      expect(await harness.store.reach(anyEmployee, { ...query, depth: 1 })).toHaveLength(2);
      expect(await harness.store.reach(anyEmployee, { ...query, depth: 0 })).toEqual([
        { ref: 'team:team-a', steps: 0 },
      ]);
    });

    test('a diamond is reached once, by its shortest way', async () => {
      await harness.reopen({ schema: { relations: { PART_OF: { one: false } } } });
      await harness.read([
        team('a'),
        team('b', 'a'),
        { ...team('c'), claims: [related('PART_OF', 'b'), related('PART_OF', 'a')] },
      ]);
      const up = await harness.store.reach(anyEmployee, { relation: 'PART_OF', of: 'team:team-c', end: 'from' });
      expect(new Map(up.map(({ ref, steps }) => [ref, steps])).get('team:team-a')).toBe(1);
      expect(up).toHaveLength(3);
    });

    test('entities that changed last come first', async () => {
      let hour = 0;
      await harness.reopen({ now: () => new Date(Date.UTC(2026, 0, 1, hour)) });
      for (const sketch of [team('a'), team('b'), { ...team('a'), name: 'Renamed' }]) {
        hour += 1;
        await harness.read([sketch]);
      }
      const names = async (limit: number) =>
        (await harness.store.recentlyChanged(anyEmployee, limit)).map(({ name }) => name);
      expect(await names(10)).toEqual(['Renamed', 'Team b']);
      expect(await names(1)).toEqual(['Renamed']);
    });
  });
}
