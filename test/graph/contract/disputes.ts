import { describe, expect, test } from '@jest/globals';
import { createSettler, type Settlement } from '../../../graph/curation/settle-dispute.ts';
import { createEditor } from '../../../graph/edits.ts';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, related } from '../../support/records.ts';
import { editorActor, useStore } from './harness.ts';

const ada = 'person:ada-lovelace';

export function describeDisputes(openEmpty: OpenEmpty): void {
  describe('contradictions', () => {
    const harness = useStore(openEmpty);
    const hr = (title = 'Engineer', manager = 'Grace') => ({
      kind: 'Person',
      key: 'E1',
      name: 'Ada Lovelace',
      statedAt: '2026-01-01',
      claims: [field('title', title), related('REPORTS_TO', manager)],
    });
    const wiki = (title = 'Analyst', manager = 'Bob') => ({
      source: 'wiki',
      kind: 'Person',
      key: 'ada.md',
      name: 'Ada Lovelace',
      statedAt: '2026-02-01',
      claims: [field('title', title), related('REPORTS_TO', manager), field('description', 'x')],
    });
    const readBoth = () =>
      harness.read([
        { kind: 'Person', key: 'E2', name: 'Grace' },
        { kind: 'Person', key: 'E3', name: 'Bob' },
        { kind: 'Person', key: 'E4', name: 'Cy' },
        hr(),
        wiki(),
      ]);
    const list = async (isSettled = false) =>
      (await harness.store.disputes(anyEmployee, { isSettled })).items.map(({ entity, name, says }) => ({
        ref: entity.ref,
        name,
        says: says.map(({ value, isShown, settled, sources }) => [
          value,
          isShown,
          settled,
          sources.map((s) => s.source),
        ]),
      }));
    const settle = async (name: string, settlement: Settlement) => {
      const revision = (await harness.entity(ada))?.revision ?? 0;
      await createSettler({ store: harness.store })(editorActor, localAdmin, { ref: ada, name, settlement, revision });
    };
    const value = async () => (await harness.entity(ada))?.fields.title;
    const manager = async () =>
      (await harness.entity(ada))?.relations
        .filter((each) => each.relation === 'REPORTS_TO' && each.current)
        .map(({ other }) => other.name);

    test('are listed with all values, their sources and dates', async () => {
      await readBoth();
      expect(await list()).toEqual([
        {
          ref: ada,
          name: 'REPORTS_TO',
          says: [
            ['Grace', true, undefined, ['hr']],
            ['Bob', false, undefined, ['wiki']],
          ],
        },
        {
          ref: ada,
          name: 'title',
          says: [
            ['Engineer', true, undefined, ['hr']],
            ['Analyst', false, undefined, ['wiki']],
          ],
        },
      ]);
      const { total, items } = await harness.store.disputes(anyEmployee, { limit: 1, offset: 1 });
      expect([total, items.map(({ name }) => name)]).toEqual([2, ['title']]);
      expect(items[0]?.says.map(({ sources }) => [sources[0]?.date, typeof sources[0]?.since])).toEqual([
        ['2026-01-01', 'string'],
        ['2026-02-01', 'string'],
      ]);
      expect((await harness.store.disputes(anyEmployee, { kind: 'Team' })).total).toBe(0);
      expect(await harness.store.disputes(anyEmployee, { name: 'title', limit: 0 })).toEqual({ total: 1, items: [] });
      expect((await harness.store.disputes(anyEmployee, { of: ada })).total).toBe(2);
      expect((await harness.store.disputes(anyEmployee, { of: 'person:grace' })).total).toBe(0);
      expect(await harness.store.disputeCounts(anyEmployee)).toEqual([
        { kind: 'Person', name: 'REPORTS_TO', count: 1 },
        { kind: 'Person', name: 'title', count: 1 },
      ]);
      expect(await harness.store.disputeCounts(anyEmployee, { isSettled: true })).toEqual([]);
    });

    test('a choice pins it, and the contradiction is settled', async () => {
      await readBoth();
      await settle('title', { choose: [1] });
      await settle('REPORTS_TO', { choose: [1] });
      expect([await value(), await manager()]).toEqual(['Analyst', ['Bob']]);
      expect(await list()).toEqual([]);
      expect((await list(true)).map(({ name, says }) => [name, says])).toEqual([
        [
          'REPORTS_TO',
          [
            ['Bob', true, undefined, ['people', 'wiki']],
            ['Grace', false, 'chosen', ['hr']],
          ],
        ],
        [
          'title',
          [
            ['Analyst', true, undefined, ['people', 'wiki']],
            ['Engineer', false, 'chosen', ['hr']],
          ],
        ],
      ]);
      const view = await harness.entity(ada);
      expect([view?.facts.title?.contradicts, view?.contradictions]).toEqual([undefined, []]);
      expect([view?.facts.title?.overruled?.[0]?.value, view?.overruled[0]?.other.name]).toEqual(['Engineer', 'Grace']);
    });

    test('reading the same again leaves a settled one settled', async () => {
      await readBoth();
      await settle('title', { choose: [0] });
      await harness.read([hr(), wiki()]);
      expect((await list()).map(({ name }) => name)).toEqual(['REPORTS_TO']);
    });

    test('a settled one is open again when a source changes its mind, and the choice stays shown', async () => {
      await readBoth();
      await settle('title', { choose: [1] });
      await settle('REPORTS_TO', { choose: [1] });
      await harness.read([hr('Director', 'Cy')]);
      expect([await value(), await manager()]).toEqual(['Analyst', ['Bob']]);
      expect((await list()).map(({ name, says }) => [name, says.map(([said]) => said)])).toEqual([
        ['REPORTS_TO', ['Bob', 'Cy']],
        ['title', ['Analyst', 'Director']],
      ]);
    });

    test('a source that comes to agree with the choice is no contradiction', async () => {
      await readBoth();
      await settle('title', { choose: [1] });
      await harness.read([hr('Analyst', 'Bob')]);
      expect([await list(), await list(true)]).toEqual([[], []]);
    });

    test('both are true in their time: the earlier one is kept with its last day', async () => {
      await readBoth();
      await settle('title', { choose: [1], earlier: { says: 0, until: '2025-12-31' } });
      await settle('REPORTS_TO', { choose: [1], earlier: { says: 0, from: '2020-01-01', until: '2025-12-31' } });
      expect([await value(), await manager()]).toEqual(['Analyst', ['Bob']]);
      expect(await list()).toEqual([]);
      const view = await harness.entity(ada);
      expect(view?.facts.title?.earlier).toMatchObject([{ value: 'Engineer', until: '2025-12-31' }]);
      expect(view?.facts.title?.overruled?.[0]?.settled).toBe('dated');
      const days = (await harness.store.disputes(anyEmployee, { isSettled: true })).items.map(({ says }) =>
        says.map(({ from, until }) => [from, until]),
      );
      expect(days).toEqual([
        [
          [undefined, undefined],
          ['2020-01-01', '2025-12-31'],
        ],
        [
          [undefined, undefined],
          [undefined, '2025-12-31'],
        ],
      ]);
      const past = view?.relations.find(({ other }) => other.name === 'Grace');
      expect(past).toMatchObject({ current: false, from: '2020-01-01', until: '2025-12-31' });
    });

    test('a ranking of sources for a field settles it for all of the kind', async () => {
      await readBoth();
      await harness.read([
        { kind: 'Person', key: 'E5', name: 'Dee', claims: [field('title', 'Cook')] },
        { source: 'wiki', kind: 'Person', key: 'dee.md', name: 'Dee', claims: [field('title', 'Chef')] },
      ]);
      await settle('title', { trust: ['wiki', 'hr'] });
      expect([await value(), (await harness.entity('person:dee'))?.fields.title]).toEqual(['Analyst', 'Chef']);
      expect((await list()).map(({ name }) => name)).toEqual(['REPORTS_TO']);
      expect((await list(true)).map(({ says }) => says[1]?.[2])).toEqual(['ranked', 'ranked']);
      expect(await harness.store.trustRules()).toMatchObject([
        { key: 'Person.title', sources: ['wiki', 'hr'], by: 'Local admin', at: expect.stringMatching(/^\d{4}-/) },
      ]);
      await settle('title', { trust: [] });
      expect([await value(), (await list()).length]).toEqual(['Engineer', 3]);
    });

    test('an unpinned choice is a contradiction again', async () => {
      await readBoth();
      await settle('title', { choose: [1] });
      await settle('title', { reopen: true });
      expect([await value(), (await list()).length]).toEqual(['Engineer', 2]);
    });

    test('of several leads all that are right are chosen, and a source that changes opens it again', async () => {
      const team = { kind: 'Team', key: 'T1', name: 'Payments' };
      await readBoth();
      await harness.read([
        { ...team, claims: [related('LEADS', 'Grace', { end: 'to' })] },
        { ...team, source: 'wiki', key: 'p.md', claims: [related('LEADS', 'Bob', { end: 'to' })] },
      ]);
      const leads = async () =>
        (await harness.entity('team:payments'))?.relations
          .filter(({ relation }) => relation === 'LEADS')
          .map(({ other }) => other.name);
      const order = async (settlement: Settlement) => {
        const revision = (await harness.entity('team:payments'))?.revision ?? 0;
        const settler = createSettler({ store: harness.store });
        await settler(editorActor, localAdmin, { ref: 'team:payments', name: 'LEADS', settlement, revision });
      };
      const isOpen = async () => (await list()).some(({ name }) => name === 'LEADS');
      expect([await leads(), await isOpen()]).toEqual([['Grace'], true]);
      await order({ choose: [1] });
      expect([await leads(), await isOpen()]).toEqual([['Bob'], false]);
      await harness.read([{ ...team, claims: [related('LEADS', 'Cy', { end: 'to' })] }]);
      expect([await leads(), await isOpen()]).toEqual([['Bob'], true]);
      await order({ choose: [0, 1] });
      expect([await leads(), await isOpen()]).toEqual([['Bob', 'Cy'], false]);
    });

    test('a later edit of the value leaves no settlement behind', async () => {
      await readBoth();
      await settle('title', { choose: [1] });
      const revision = (await harness.entity(ada))?.revision ?? 0;
      const editor = createEditor({ store: harness.store });
      await editor.change(editorActor, localAdmin, ada, { fields: { title: 'Countess' } }, revision);
      expect(await value()).toBe('Countess');
      expect((await list()).map(({ name, says }) => [name, says.length])).toContainEqual(['title', 3]);
    });

    test('who answers for the thing settles them too, without being an editor, and ranks no sources', async () => {
      const owned = related('OWNS', 'Grace', { end: 'to' });
      const email = 'grace@example.com';
      await harness.read([
        { kind: 'Person', key: 'E2', name: 'Grace', ids: { email: [email] } },
        { kind: 'System', key: 's', name: 'Ledger', claims: [owned, field('status', 'active')] },
        { source: 'wiki', kind: 'System', key: 's', name: 'Ledger', claims: [field('status', 'archived')] },
      ]);
      const settler = createSettler({ store: harness.store });
      const order = async (settlement: Settlement) => ({
        ref: 'system:ledger',
        name: 'status',
        settlement,
        revision: (await harness.entity('system:ledger'))!.revision,
      });
      const grace = { ...anyEmployee, id: email, email };
      const denied = { code: 'not-allowed' };
      await expect(settler(editorActor, anyEmployee, await order({ choose: [1] }))).rejects.toMatchObject(denied);
      await expect(settler(editorActor, grace, await order({ trust: ['wiki'] }))).rejects.toMatchObject(denied);
      await settler(editorActor, grace, await order({ choose: [1] }));
      expect((await harness.entity('system:ledger'))?.fields.status).toBe('archived');
    });

    test('what cannot be meant is refused', async () => {
      await readBoth();
      const refused = (name: string, settlement: Settlement) => expect(settle(name, settlement)).rejects;
      await refused('title', { choose: [7] }).toMatchObject({ code: 'invalid' });
      await refused('title', { choose: [] }).toMatchObject({ code: 'invalid' });
      await refused('title', { choose: [0, 1] }).toMatchObject({ code: 'invalid' });
      await refused('title', { choose: [0], earlier: { says: 0, until: '2025-01-01' } }).toMatchObject({
        code: 'invalid',
      });
      await refused('title', { choose: [0], earlier: { says: 1, until: 'May' } }).toMatchObject({ code: 'invalid' });
      await refused('title', { trust: ['nobody'] }).toMatchObject({ code: 'invalid' });
      await refused('shoeSize', { choose: [0] }).toMatchObject({ code: 'not-found' });
      const settler = createSettler({ store: harness.store });
      const order = { ref: ada, name: 'title', settlement: { choose: [0] }, revision: 99 };
      await expect(settler(editorActor, localAdmin, order)).rejects.toMatchObject({ code: 'conflict' });
      await expect(settler(editorActor, anyEmployee, order)).rejects.toMatchObject({ code: 'not-allowed' });
    });
  });
}
