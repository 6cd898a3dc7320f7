import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, type RecordSketch, related } from '../../support/records.ts';
import { useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

export function describeTraversal(openEmpty: OpenEmpty): void {
  describe('traversal', () => {
    const harness = useStore(openEmpty);

    const chain = [0, 1, 2, 3].map((n): RecordSketch => ({
      kind: 'Team',
      key: `t${n}`,
      name: `Level ${n}`,
      claims: n === 0 ? [] : [related('PART_OF', `t${n - 1}`)],
    }));

    test('reach goes through all levels, with the number of steps', async () => {
      await harness.read(chain);
      const down = await harness.store.reach(anyEmployee, { relation: 'PART_OF', of: 'team:level-1', end: 'to' });
      expect(down).toEqual([
        { ref: 'team:level-1', steps: 0 },
        { ref: 'team:level-2', steps: 1 },
        { ref: 'team:level-3', steps: 2 },
      ]);
      const up = await harness.store.reach(anyEmployee, { relation: 'PART_OF', of: 'team:level-3', end: 'from' });
      expect(up.map(({ ref }) => ref)).toEqual(['team:level-3', 'team:level-2', 'team:level-1', 'team:level-0']);
    });

    test('a cycle of managers ends', async () => {
      await harness.read([
        { kind: 'Person', key: '1', name: 'A A', claims: [related('REPORTS_TO', '2')] },
        { kind: 'Person', key: '2', name: 'B B', claims: [related('REPORTS_TO', '1')] },
      ]);
      expect(
        await harness.store.reach(anyEmployee, { relation: 'REPORTS_TO', of: 'person:a-a', end: 'from' }),
      ).toHaveLength(2);
    });

    test('a dotted line stands beside the line manager and is no part of the chain', async () => {
      await harness.read([
        grace,
        { kind: 'Person', key: 'E3', name: 'Edsger Dijkstra' },
        { ...ada, claims: [related('REPORTS_TO', 'E2'), related('REPORTS_TO', 'E3', { dotted: true })] },
      ]);
      const view = await harness.entity('person:ada-lovelace');
      expect(view?.relations.map(({ other, dotted }) => [other.name, dotted])).toEqual([
        ['Edsger Dijkstra', true],
        ['Grace Hopper', false],
      ]);
      expect(view?.contradictions).toEqual([]);
      expect(
        await harness.store.reach(anyEmployee, { relation: 'REPORTS_TO', of: 'person:ada-lovelace', end: 'from' }),
      ).toHaveLength(2);
      const reports = { relation: 'REPORTS_TO', kind: 'Person', end: 'to', otherKind: 'Person' } as const;
      expect(await harness.store.degrees(anyEmployee, reports)).toEqual([{ ref: 'person:grace-hopper', count: 1 }]);
    });

    test('degrees count current edges', async () => {
      await harness.read([ada, grace, payments, { kind: 'Team', key: 'x', name: 'Empty' }]);
      expect(
        await harness.store.degrees(anyEmployee, {
          relation: 'MEMBER_OF',
          kind: 'Team',
          end: 'to',
          otherKind: 'Person',
        }),
      ).toEqual([{ ref: 'team:payments', count: 2 }]);
    });

    test('the values of a field and the roles of a relation are listed', async () => {
      await harness.read([
        grace,
        {
          kind: 'Team',
          key: 'a',
          name: 'A',
          claims: [field('type', 'squad'), related('LEADS', 'E2', { end: 'to', role: 'chair' })],
        },
        { kind: 'Team', key: 'b', name: 'B', claims: [field('type', 'squad')] },
        { kind: 'Team', key: 'c', name: 'C', claims: [field('type', 'guild')] },
      ]);
      expect(await harness.store.fieldValues(anyEmployee, 'team', 'type')).toEqual([
        { value: 'squad', count: 2 },
        { value: 'guild', count: 1 },
      ]);
      expect(await harness.store.roles(anyEmployee, 'LEADS')).toEqual(['chair']);
    });

    test('relations of a company are kept apart by their name', async () => {
      await harness.reopen({
        schema: {
          relations: {
            'can push to': { from: 'Team', to: 'System', inverse: 'pushed to by' },
            'can read': { from: 'Team', to: 'System' },
          },
        },
      });
      await harness.read([
        { kind: 'System', key: 's', name: 'Ledger' },
        { kind: 'Team', key: 't', name: 'Core', claims: [related('can push to', 's'), related('can read', 's')] },
      ]);
      expect(await harness.store.edges(anyEmployee, { relation: 'can push to' })).toMatchObject([
        { from: 'team:core', to: 'system:ledger', relation: 'can push to' },
      ]);
      expect((await harness.entity('system:ledger'))?.relations.map(({ relation }) => relation)).toEqual([
        'can push to',
        'can read',
      ]);
    });
  });
}
