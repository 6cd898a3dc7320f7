import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, related } from '../../support/records.ts';
import { useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

export function describeRecords(openEmpty: OpenEmpty): void {
  describe('records become entities', () => {
    const harness = useStore(openEmpty);

    test('fields, relations and prose can be read back with their sources', async () => {
      const report = await harness.read([ada, grace, payments]);
      expect(report.records).toEqual({ added: 3, changed: 0, unchanged: 0, removed: 0, held: 0 });
      expect(report.entities).toEqual({ added: 3, changed: 0, removed: 0 });
      const view = await harness.entity('person:ada-lovelace');
      expect(view).toMatchObject({
        kind: 'Person',
        name: 'Ada Lovelace',
        fields: { title: 'Engineer' },
        revision: 1,
      });
      expect(view?.facts.title?.sources).toMatchObject([{ source: 'hr', path: 'hr.csv#E1' }]);
      expect(view?.relations.map((each) => [each.relation, each.end, each.other.ref])).toEqual([
        ['MEMBER_OF', 'from', 'team:payments'],
        ['MENTIONS', 'to', 'team:payments'],
        ['REPORTS_TO', 'from', 'person:grace-hopper'],
      ]);
      const team = await harness.entity('team:payments');
      expect(team?.passages.filter(({ card }) => !card).map(({ anchor, text }) => [anchor, text])).toEqual([
        ['purpose', 'We refund customers and merchants. Ada Lovelace keeps the ledger.'],
        ['reach-us', 'Ask in #payments.'],
      ]);
      expect(team?.passages[1]?.source).toMatchObject({ source: 'wiki', path: 'teams/payments.md', at: 'line 3' });
    });

    test('reading the same again changes nothing and adds no revision', async () => {
      await harness.read([ada, grace, payments]);
      const version = await harness.store.version();
      const report = await harness.read([ada, grace, payments]);
      expect(report.records).toEqual({ added: 0, changed: 0, unchanged: 3, removed: 0, held: 0 });
      expect(report.entities).toEqual({ added: 0, changed: 0, removed: 0 });
      expect(await harness.store.version()).toBe(version);
      expect(await harness.store.history(anyEmployee, 'person:ada-lovelace')).toHaveLength(1);
    });

    test('a changed field is a revision with before and after', async () => {
      await harness.read([ada, grace]);
      await harness.read([{ ...ada, claims: [field('title', 'Principal'), related('REPORTS_TO', 'E2')] }]);
      const [newest] = await harness.store.history(anyEmployee, 'person:ada-lovelace');
      expect(newest).toMatchObject({ number: 2, actor: 'import of hr', actorType: 'run' });
      expect(newest?.changes).toEqual([{ about: 'field', name: 'title', before: 'Engineer', after: 'Principal' }]);
    });

    test('a relation to something unknown waits, is reported, and holds once the thing is there', async () => {
      const report = await harness.read([ada]);
      expect(
        report.unresolved.map(({ relation, mention, candidates }) => [relation, mention.value, candidates]),
      ).toEqual([
        ['REPORTS_TO', 'E2', []],
        ['MEMBER_OF', 'Payments', []],
      ]);
      expect((await harness.entity('person:ada-lovelace'))?.relations).toEqual([]);
      await harness.read([grace]);
      expect((await harness.entity('person:ada-lovelace'))?.relations).toMatchObject([
        { relation: 'REPORTS_TO', other: { ref: 'person:grace-hopper' } },
      ]);
    });

    test('a name that two people share is ambiguous and joins nobody', async () => {
      const report = await harness.read([
        { kind: 'Person', key: '1', name: 'Sam Lee' },
        { kind: 'Person', key: '2', name: 'Sam Lee' },
        { kind: 'Team', key: 't1', name: 'Ops', claims: [related('LEADS', 'Sam Lee', { end: 'to' })] },
      ]);
      expect(report.unresolved).toMatchObject([
        { relation: 'LEADS', candidates: [expect.any(String), expect.any(String)] },
      ]);
      expect(report.entities.added).toBe(3);
      expect((await harness.entity('team:ops'))?.relations).toEqual([]);
    });

    test('colliding slugs get a suffix from the record, not a counter', async () => {
      await harness.read([
        { kind: 'Person', key: '1', name: 'Sam Lee' },
        { kind: 'Person', key: '2', name: 'Sam Lee' },
      ]);
      const { items } = await harness.store.list(anyEmployee, { kind: 'Person' });
      expect(items.map(({ ref }) => ref).sort()).toEqual([
        'person:sam-lee',
        expect.stringMatching(/^person:sam-lee-[0-9a-f]{6}$/),
      ]);
    });

    test('steps keep their order and their responsible party', async () => {
      await harness.read([
        payments,
        {
          source: 'wiki',
          kind: 'Procedure',
          key: 'refund.md',
          name: 'Refund a customer',
          passages: [
            { heading: ['Steps'], text: '1. Check\n2. Pay', prose: '' },
            { heading: ['Steps'], text: 'Check the order', step: { number: 1 } },
            {
              heading: ['Steps'],
              text: 'Pay it back',
              step: { number: 2, responsible: { namespace: 'any', value: 'Payments' } },
            },
          ],
        },
      ]);
      const steps = (await harness.entity('procedure:refund-a-customer'))?.passages.flatMap(({ step, text }) =>
        step ? [{ ...step, text }] : [],
      );
      expect(steps).toEqual([
        { number: 1, section: 'steps', text: 'Check the order' },
        {
          number: 2,
          section: 'steps',
          text: 'Pay it back',
          responsible: 'Payments',
          responsibleRef: 'team:payments',
        },
      ]);
    });
  });
}
