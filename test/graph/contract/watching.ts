import { describe, expect, test } from '@jest/globals';
import { anyEmployee, type Viewer } from '../../../schema/viewer.ts';
import { emptyEmbedded, type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect, each } from '../../support/iterables.ts';
import { editorActor, hrViewer, importer, useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

const bob = { type: 'person', id: 'bob@example.com', name: 'Bob' } as const;
const asBob: Viewer = { ...anyEmployee, id: bob.id, name: 'Bob' };
const adaRef = 'person:ada-lovelace';
const graceRef = 'person:grace-hopper';

export function describeWatching(openEmpty: OpenEmpty): void {
  describe('watching pages', () => {
    const harness = useStore(openEmpty);
    const watchedBy = async (viewer: Viewer) => (await harness.store.watched(viewer)).map(({ ref }) => ref).sort();

    test('is of one person, begins once and ends', async () => {
      const { store } = harness;
      await harness.read([ada, grace]);
      await store.watch(bob, adaRef);
      const [first] = await store.watched(asBob);
      await store.watch(bob, adaRef);
      await store.watch(bob, graceRef);
      expect(await watchedBy(asBob)).toEqual([adaRef, graceRef]);
      expect((await store.watched(asBob)).find(({ ref }) => ref === adaRef)).toEqual(first);
      expect(await watchedBy(anyEmployee)).toEqual([]);
      await store.unwatch(bob, adaRef);
      await store.unwatch(bob, 'team:unknown');
      expect(await watchedBy(asBob)).toEqual([graceRef]);
      await expect(store.watch(importer, adaRef)).rejects.toMatchObject({ code: 'invalid' });
    });

    test('tells what changed since the page was seen', async () => {
      const { store } = harness;
      await harness.read([ada, grace]);
      await store.watch(bob, adaRef);
      const since = async () =>
        (await store.changesSince(asBob, seen(await store.watched(asBob)), 10)).map(({ ref, number }) => [ref, number]);
      expect(await since()).toEqual([]);
      await harness.read([
        { ...ada, name: 'Ada King' },
        { ...grace, name: 'Grace Murray' },
      ]);
      expect(await since()).toEqual([[adaRef, 2]]);
      await store.markSeen(bob, [graceRef]);
      expect(await since()).toHaveLength(1);
      await store.markSeen(bob);
      expect(await since()).toEqual([]);
      const all = [adaRef, graceRef].map((ref) => ({ ref, since: '2000-01-01' }));
      expect(await store.changesSince(asBob, all, 3)).toHaveLength(3);
    });

    test('ends for what the person may not read any more, and goes on when he may again', async () => {
      await harness.read([ada]);
      await harness.store.watch(bob, adaRef);
      await harness.read([{ ...ada, audience: 'hr' }]);
      expect(await watchedBy(asBob)).toEqual([]);
      expect(await harness.store.changesSince(asBob, [{ ref: adaRef, since: '2000-01-01' }], 10)).toEqual([]);
      expect(await watchedBy({ ...hrViewer, id: bob.id })).toEqual([adaRef]);
      await harness.read([], ['hr:Person:E1']);
      expect(await watchedBy({ ...hrViewer, id: bob.id })).toEqual([]);
      await harness.read([ada]);
      expect(await watchedBy(asBob)).toEqual([adaRef]);
    });

    test('follows a merge, and comes back when that is taken back', async () => {
      const { store } = harness;
      await harness.read([ada, grace, payments]);
      await store.watch(bob, adaRef);
      await store.merge(editorActor, { from: adaRef, into: graceRef });
      expect(await watchedBy(asBob)).toEqual([graceRef]);
      await store.unmerge(editorActor, adaRef);
      expect(await watchedBy(asBob)).toEqual([adaRef]);
      await store.watch(bob, graceRef);
      await store.merge(editorActor, { from: adaRef, into: graceRef });
      await store.markSeen(bob, [graceRef]);
      expect(await watchedBy(asBob)).toEqual([graceRef]);
      await store.unwatch(bob, graceRef);
      expect(await watchedBy(asBob)).toEqual([]);
    });

    test('has settings and a secret feed per person, whose token is not in an export', async () => {
      const { store } = harness;
      expect(await store.watchSettings(asBob)).toEqual({ watchesOwnEdits: false });
      const token = await store.renewFeed(bob);
      await store.watchOwnEdits(bob, true);
      expect(await store.watchSettings(asBob)).toEqual({ watchesOwnEdits: true, feedSince: expect.any(String) });
      expect(await store.watchSettings(anyEmployee)).toEqual({ watchesOwnEdits: false });
      expect(await store.personOfFeed(token)).toBe(bob.id);
      const renewed = await store.renewFeed(bob);
      expect([await store.personOfFeed(token), await store.personOfFeed(renewed)]).toEqual([undefined, bob.id]);
      for (const forged of ['', 'null', `${renewed}x`, '%00']) expect(await store.personOfFeed(forged)).toBeUndefined();
      await harness.read([ada]);
      await store.watch(bob, adaRef);
      const lines = await collect(store.exportAll(editorActor));
      expect(JSON.stringify(lines)).not.toContain(renewed);
      const copy = await storeOn(await emptyEmbedded());
      await copy.importAll(editorActor, each(lines));
      expect(await copy.watched(asBob)).toEqual(await store.watched(asBob));
      expect(await copy.personOfFeed(renewed)).toBe(bob.id);
      await copy.close();
    });
  });
}

function seen(pages: readonly { ref: string; seenAt: string }[]) {
  return pages.map(({ ref, seenAt }) => ({ ref, since: seenAt }));
}
