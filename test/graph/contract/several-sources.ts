import { describe, expect, test } from '@jest/globals';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, type RecordSketch, related } from '../../support/records.ts';
import { useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

export function describeSeveralSources(openEmpty: OpenEmpty): void {
  describe('several sources', () => {
    const harness = useStore(openEmpty);

    test('the better source wins a field, and the other value is kept as a contradiction', async () => {
      await harness.read([ada]);
      await harness.read([
        {
          source: 'wiki',
          kind: 'Person',
          key: 'ada',
          name: 'Ada Lovelace',
          claims: [field('title', 'Analyst'), field('location', 'London')],
        },
      ]);
      const view = await harness.entity('person:ada-lovelace');
      expect(view?.fields).toMatchObject({ title: 'Engineer', location: 'London' });
      expect(view?.facts.title?.contradicts).toMatchObject([{ value: 'Analyst', sources: [{ source: 'wiki' }] }]);
    });

    test('the order of reading does not matter', async () => {
      await harness.read([
        { source: 'wiki', kind: 'Person', key: 'ada', name: 'Ada Lovelace', claims: [field('title', 'Analyst')] },
      ]);
      await harness.read([ada]);
      expect((await harness.entity('person:ada'))?.fields.title).toBe('Engineer');
    });

    test('an equal explicit id joins records of different names', async () => {
      await harness.read([ada]);
      await harness.read([
        { source: 'wiki', kind: 'Person', key: 'al', name: 'A. King', ids: { email: ['ADA@example.com'] } },
      ]);
      expect((await harness.store.countKinds(anyEmployee)).Person).toBe(1);
      expect((await harness.entity('person:ada-lovelace'))?.aliases).toEqual(['A. King']);
    });

    test('two leads of one source stand beside each other; another source that differs is a contradiction', async () => {
      await harness.read([ada, grace, { kind: 'Person', key: 'E3', name: 'Edsger Dijkstra' }]);
      await harness.read([
        {
          kind: 'Team',
          key: 'T1',
          name: 'Payments',
          claims: [related('LEADS', 'E1', { end: 'to' }), related('LEADS', 'E2', { end: 'to' })],
        },
      ]);
      await harness.read([{ ...payments, claims: [related('LEADS', 'Edsger Dijkstra', { end: 'to' })] }]);
      const view = await harness.entity('team:payments');
      expect(view?.relations.filter(({ relation }) => relation === 'LEADS').map(({ other }) => other.name)).toEqual([
        'Ada Lovelace',
        'Grace Hopper',
      ]);
      expect(view?.contradictions).toMatchObject([
        { relation: 'LEADS', other: { name: 'Edsger Dijkstra' }, sources: [{ source: 'wiki' }] },
      ]);
    });

    test('what a page says of others holds of them, and no longer once it does not say so', async () => {
      await harness.read([ada, grace, payments]);
      const audit = (...members: string[]): RecordSketch => ({
        source: 'wiki',
        kind: 'Team',
        key: 'audit.md',
        name: 'Audit',
        claims: members.map((member) => related('MEMBER_OF', member, { end: 'to' })),
      });
      const members = async () =>
        (await harness.store.edges(anyEmployee, { relation: 'MEMBER_OF', of: ['team:audit'], end: 'to' }))
          .map(({ from }) => from)
          .sort();
      await harness.read([audit('Ada Lovelace', 'Grace Hopper')]);
      expect(await members()).toEqual(['person:ada-lovelace', 'person:grace-hopper']);
      await harness.read([audit('Ada Lovelace')]);
      expect(await members()).toEqual(['person:ada-lovelace']);
      await harness.read([], ['wiki:Team:audit.md']);
      expect((await harness.entity('person:ada-lovelace'))?.relations.map(({ other }) => other.ref)).not.toContain(
        'team:audit',
      );
    });

    test('what kiki.yaml says is one becomes one without reading, and two again under the old refs', async () => {
      await harness.read([ada, grace, { source: 'wiki', kind: 'Person', key: 'al', name: 'A. Byron' }]);
      const refs = async () => (await harness.store.names(anyEmployee)).map(({ ref }) => ref).sort();
      const before = await refs();
      await harness.reopen({ sameAs: [['hr:E1', 'wiki:AL']] });
      await harness.store.settle(kiki);
      expect(await refs()).toEqual(['person:ada-lovelace', 'person:grace-hopper']);
      expect((await harness.entity('person:ada-lovelace'))?.aliases).toEqual(['A. Byron']);
      expect(await harness.store.statedProblems()).toEqual([]);
      await harness.reopen({});
      await harness.store.settle(kiki);
      expect(await refs()).toEqual(before);
    });

    test('what kiki.yaml says is two becomes two although the names are equal', async () => {
      await harness.read([ada, { source: 'wiki', kind: 'Person', key: 'al', name: 'Ada Lovelace' }]);
      expect((await harness.store.countKinds(anyEmployee)).Person).toBe(1);
      await harness.reopen({ different: [['email:ada@example.com', 'wiki:al']] });
      await harness.store.settle(kiki);
      expect((await harness.store.countKinds(anyEmployee)).Person).toBe(2);
      await harness.reopen({ different: [['hr:E1', 'hr:nobody']] });
      expect((await harness.store.statedProblems()).map(({ source, text }) => `${source}: ${text}`)).toEqual([
        expect.stringMatching(/^hr: different names "hr:nobody"/),
      ]);
    });

    test('a new order of trust is computed anew without reading', async () => {
      await harness.read([ada]);
      await harness.read([
        { source: 'wiki', kind: 'Person', key: 'ada', name: 'Ada Lovelace', claims: [field('title', 'Analyst')] },
      ]);
      await harness.reopen({ sources: [{ name: 'wiki' }, { name: 'hr' }] });
      await harness.store.settle(kiki);
      expect((await harness.entity('person:ada-lovelace'))?.fields.title).toBe('Analyst');
    });
  });
}
