import { describe, expect, test } from '@jest/globals';
import { createRedirects } from '../../../graph/curation/redirects.ts';
import { createReverter } from '../../../graph/curation/revert.ts';
import { createEditor } from '../../../graph/edits.ts';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { collect } from '../../support/iterables.ts';
import { field } from '../../support/records.ts';
import { editorActor, hrViewer, useStore } from './harness.ts';

const [payments, risk] = ['team:payments', 'team:risk'];

export function describeRedirecting(openEmpty: OpenEmpty): void {
  describe('redirects', () => {
    const harness = useStore(openEmpty);
    const teams = () =>
      harness.read([
        { kind: 'Team', key: 't1', name: 'Payments', claims: [field('aliases', ['Money Movers'])] },
        { kind: 'Team', key: 't2', name: 'Risk' },
      ]);
    const redirects = () => createRedirects({ store: harness.store });
    const add = (from: string, to: string, viewer: Viewer = localAdmin) =>
      redirects().add(editorActor, viewer, { from, to, reason: 'People say so' });
    const locate = (text: string, viewer: Viewer = anyEmployee) => harness.store.locate(viewer, text);
    const listed = async (viewer: Viewer = anyEmployee) =>
      (await harness.store.redirects(viewer)).map(({ from, to, state }) => [from, to, state]);

    test('lead from a name or address to a page, also in search, and are no name of it', async () => {
      await teams();
      expect(await add('  Checkout   Crew ', payments)).toEqual({ from: 'Checkout Crew', to: payments });
      await add('https://kiki.example.com/wiki/team:old-pay%C3%BCments?x=1#a', 'Payments');
      expect(await locate('checkout-crew')).toEqual({ status: 'moved', ref: payments });
      expect(await locate('team:old-payuments')).toEqual({ status: 'moved', ref: payments });
      expect(await listed()).toEqual([
        ['Checkout Crew', payments, 'works'],
        ['team:old-payüments', payments, 'works'],
      ]);
      expect(await harness.store.redirects(anyEmployee)).toMatchObject([{ name: 'Payments', by: 'Local admin' }, {}]);
      const suggested = await harness.store.suggest(anyEmployee, 'checkou', { limit: 5 });
      expect(suggested.map(({ ref }) => ref)).toEqual([payments]);
      expect(await harness.store.searchText(anyEmployee, 'checkout crew', { limit: 5 })).toMatchObject([
        { ref: payments },
      ]);
      const entry = (await harness.store.names(anyEmployee)).find(({ ref }) => ref === payments);
      expect(entry?.redirects).toEqual(['Checkout Crew', 'team:old-payüments']);
      expect((await harness.entity(payments))?.aliases).toEqual(['Money Movers']);
    });

    test('outlive the next read of the source, and move with a graph', async () => {
      await teams();
      await add('Checkout Crew', payments);
      await harness.read([{ kind: 'Team', key: 't1', name: 'Payments Platform' }]);
      expect(await locate('Checkout Crew')).toEqual({ status: 'moved', ref: payments });
      const lines = JSON.parse(JSON.stringify(await collect(harness.store.exportAll(kiki)))) as unknown[];
      await harness.startAnew();
      await harness.store.importAll(
        kiki,
        (async function* () {
          yield* await Promise.resolve(lines);
        })(),
      );
      expect(await locate('Checkout Crew')).toEqual({ status: 'moved', ref: payments });
      const suggested = await harness.store.suggest(anyEmployee, 'checkout', { limit: 5 });
      expect(suggested.map(({ ref }) => ref)).toEqual([payments]);
    });

    test('never stand before a page, a name or another redirect', async () => {
      await teams();
      await add('Checkout Crew', payments);
      for (const [from, to] of [
        [risk, payments],
        ['Risk', payments],
        ['money movers', risk],
        ['Checkout Crew', risk],
        ['Checkout Crew', payments],
        [payments, payments],
      ] as const)
        await expect(add(from, to)).rejects.toMatchObject({ code: 'conflict' });
      await expect(add('!?', payments)).rejects.toMatchObject({ code: 'invalid' });
      await expect(add('x'.repeat(201), payments)).rejects.toMatchObject({ code: 'invalid' });
      await expect(add('Else', 'team:none')).rejects.toMatchObject({ code: 'not-found' });
      await expect(add('Else', payments, anyEmployee)).rejects.toMatchObject({ code: 'not-allowed' });
      // A page that comes later goes before it.
      await harness.read([{ kind: 'Team', key: 't3', name: 'Checkout Crew' }]);
      expect(await locate('Checkout Crew')).toEqual({ status: 'moved', ref: 'team:checkout-crew' });
      expect(await listed()).toEqual([['Checkout Crew', payments, 'hidden']]);
      const entry = (await harness.store.names(anyEmployee)).find(({ ref }) => ref === payments);
      expect(entry?.redirects).toEqual([]);
    });

    test('follow what they lead to when it is merged, and are removed there', async () => {
      await teams();
      await add('Checkout Crew', payments);
      await harness.store.merge(editorActor, { from: payments, into: risk });
      expect(await locate('Checkout Crew')).toEqual({ status: 'moved', ref: risk });
      await harness.store.unmerge(editorActor, payments);
      expect(await locate('Checkout Crew')).toEqual({ status: 'moved', ref: payments });
      await harness.store.merge(editorActor, { from: payments, into: risk });
      await redirects().remove(editorActor, localAdmin, { from: 'checkout crew', to: risk });
      expect([await locate('Checkout Crew'), await listed()]).toEqual([{ status: 'unknown' }, []]);
      await expect(
        redirects().remove(editorActor, localAdmin, { from: 'Checkout Crew', to: risk }),
      ).rejects.toMatchObject({ code: 'not-found' });
    });

    test('to what is gone are gone, unless that leads on, and never lead in a circle', async () => {
      await teams();
      const editor = createEditor({ store: harness.store });
      const removeTeam = async (ref: string) =>
        editor.remove(editorActor, localAdmin, ref, (await harness.entity(ref))?.revision ?? 0);
      await add('Checkout Crew', payments);
      await removeTeam(payments);
      expect(await locate('Checkout Crew')).toEqual({ status: 'gone', ref: payments, name: 'Payments' });
      expect(await listed()).toEqual([['Checkout Crew', payments, 'gone']]);
      await add(payments, risk);
      expect(await locate(payments)).toEqual({ status: 'moved', ref: risk });
      expect(await locate('Checkout Crew')).toEqual({ status: 'moved', ref: risk });
      await removeTeam(risk);
      await editor.create(editorActor, localAdmin, { kind: 'Team', name: 'Third' });
      expect(await locate(payments)).toEqual({ status: 'gone', ref: payments, name: 'Payments' });
      await add(risk, 'team:third');
      expect(await locate('Checkout Crew')).toEqual({ status: 'moved', ref: 'team:third' });
      await redirects().remove(editorActor, localAdmin, { from: 'Checkout Crew', to: payments });
      expect(await locate('Checkout Crew')).toEqual({ status: 'unknown' });
      // A ref that was given once is not given again, wherever it leads.
      await expect(editor.create(editorActor, localAdmin, { kind: 'Team', name: 'Risk' })).rejects.toMatchObject({
        code: 'conflict',
      });
    });

    test('stand in the history of the page, and are taken back there', async () => {
      await teams();
      await add('Checkout Crew', payments);
      const [newest] = await harness.store.history(anyEmployee, payments);
      expect(newest).toMatchObject({
        actor: 'Local admin',
        reason: 'People say so',
        changes: [{ about: 'redirect', name: 'Checkout Crew', before: null, after: 'Checkout Crew' }],
      });
      const reverter = createReverter({ store: harness.store, editor: createEditor({ store: harness.store }) });
      const revert = (toRevision: number, expectedRevision: number) =>
        reverter.revertEntity(editorActor, localAdmin, payments, { toRevision, expectedRevision });
      await revert(1, 2);
      expect(await locate('Checkout Crew')).toEqual({ status: 'unknown' });
      await revert(2, 3);
      expect(await locate('Checkout Crew')).toEqual({ status: 'moved', ref: payments });
    });

    test('show nothing of a page to who may not read it', async () => {
      await teams();
      await harness.read([{ kind: 'Team', key: 't9', name: 'Secret', audience: 'hr' }]);
      const hrEditor: Viewer = { ...hrViewer, canEdit: true };
      await add('Crown', 'team:secret', hrEditor);
      expect(await locate('Crown', hrViewer)).toEqual({ status: 'moved', ref: 'team:secret' });
      expect([await locate('Crown'), await listed(), await listed(hrViewer)]).toEqual([
        { status: 'unknown' },
        [],
        [['Crown', 'team:secret', 'works']],
      ]);
      expect(await harness.store.suggest(anyEmployee, 'crown', { limit: 5 })).toEqual([]);
      const everyone: Viewer = { ...anyEmployee, canEdit: true };
      await expect(add('Crown', 'team:secret', everyone)).rejects.toMatchObject({ code: 'not-found' });
      // Who can't see where it leads may use the name, and each gets where he may go.
      await add('Crown', risk, everyone);
      expect(await locate('Crown')).toEqual({ status: 'moved', ref: risk });
      expect(await locate('Crown', hrViewer)).toEqual({ status: 'moved', ref: 'team:secret' });
    });
  });
}
