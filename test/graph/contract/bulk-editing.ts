import { describe, expect, test } from '@jest/globals';
import type { BulkChange } from '../../../graph/curation/bulk-change.ts';
import { createBulkEditor } from '../../../graph/curation/bulk-edit.ts';
import { createReverter } from '../../../graph/curation/revert.ts';
import { createEditor, type EntityEdit } from '../../../graph/edits.ts';
import type { PersonActor } from '../../../schema/actor.ts';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, related } from '../../support/records.ts';
import { editorActor, hrViewer, useStore } from './harness.ts';

const [ada, bo, cy] = ['person:ada', 'person:bo', 'person:cy'];
const bea: PersonActor = { type: 'person', id: 'bea', name: 'Bea' };

export function describeBulkEditing(openEmpty: OpenEmpty): void {
  describe('one change of many', () => {
    const harness = useStore(openEmpty);
    const bulk = () => createBulkEditor({ store: harness.store });
    const editor = () => createEditor({ store: harness.store });
    const read = () =>
      harness.read([
        { kind: 'Team', key: 'T1', name: 'Payments' },
        { kind: 'Team', key: 'T2', name: 'Risk' },
        {
          kind: 'Person',
          key: 'ada',
          name: 'Ada',
          claims: [field('location', 'Oslo'), related('MEMBER_OF', 'Payments'), related('REPORTS_TO', 'cy')],
        },
        { kind: 'Person', key: 'bo', name: 'Bo', claims: [field('location', 'Bergen')] },
        { kind: 'Person', key: 'cy', name: 'Cy' },
        { kind: 'Person', key: 'secret', name: 'Secret', audience: 'hr' },
      ]);
    const locations = async () =>
      Promise.all([ada, bo, cy].map(async (ref) => (await harness.entity(ref))?.fields.location));
    const targets = async (refs: readonly string[] = [ada, bo, cy]) =>
      Promise.all(refs.map(async (ref) => ({ ref, revision: (await harness.entity(ref))?.revision ?? 0 })));
    const pin = async (ref: string, edit: EntityEdit) =>
      editor().change(editorActor, localAdmin, ref, edit, (await harness.entity(ref))?.revision ?? 0);
    const apply = async (change: BulkChange, refs?: readonly string[]) =>
      bulk().apply(bea, localAdmin, { targets: await targets(refs), change, title: 'Location', reason: 'They moved' });
    const inOslo: BulkChange = { about: 'field', field: 'location', act: 'set', value: 'Oslo' };
    const fates = async (change: BulkChange, refs: readonly string[] = [ada, bo, cy]) =>
      Object.fromEntries(
        (await bulk().preview(localAdmin, { refs, change })).items.map(({ view, fate, changes, over }) => [
          view.name,
          { fate, changes: changes.map(({ name, other, before, after }) => [name, other ?? before, after]), over },
        ]),
      );

    test('is told before it is done: what changes, what a source says, what is so already; and nothing is written', async () => {
      await read();
      const version = await harness.store.version();
      expect(await fates(inOslo)).toEqual({
        Ada: { fate: 'same', changes: [], over: [] },
        Bo: {
          fate: 'changes',
          changes: [['location', 'Bergen', 'Oslo']],
          over: [{ source: 'hr', value: 'Bergen' }],
        },
        Cy: { fate: 'changes', changes: [['location', null, 'Oslo']], over: [] },
      });
      expect(await harness.store.version()).toBe(version);
    });

    test('is one run by a person, seen as such, and taken back as a whole; then it can be made again', async () => {
      await read();
      await pin(bo, { fields: { title: 'Clerk' } });
      const { run = '', changed, same } = await apply(inOslo);
      expect([changed.sort(), same]).toEqual([[bo, cy], [ada]]);
      expect(await locations()).toEqual(['Oslo', 'Oslo', 'Oslo']);
      expect(await harness.store.run(localAdmin, run)).toMatchObject({
        source: 'people',
        status: 'done',
        message: 'Location',
      });
      const revisions = await harness.store.revisionsOf(localAdmin, run);
      expect(revisions.map(({ ref, actor, actorType, reason }) => [ref, actor, actorType, reason])).toEqual([
        [bo, 'Bea', 'person', 'They moved'],
        [cy, 'Bea', 'person', 'They moved'],
      ]);
      const reverter = createReverter({ store: harness.store, editor: editor() });
      expect(await reverter.revertRun(editorActor, localAdmin, run)).toEqual({
        restored: 1,
        removed: 1,
        changedSince: [],
      });
      expect(await locations()).toEqual(['Oslo', 'Bergen', undefined]);
      expect((await harness.entity(bo))?.fields.title).toBe('Clerk');
      await apply(inOslo);
      expect(await locations()).toEqual(['Oslo', 'Oslo', 'Oslo']);
    });

    test('leaves out what was changed since it was looked at, and says so', async () => {
      await read();
      const seen = await targets();
      await pin(bo, { fields: { location: 'Paris' } });
      const order = { targets: seen, change: inOslo, title: 'Location' };
      const { run = '', changed, changedSince } = await bulk().apply(bea, localAdmin, order);
      expect([changed, changedSince]).toEqual([[cy], [bo]]);
      expect(await locations()).toEqual(['Oslo', 'Paris', 'Oslo']);
      const kept = await harness.store.run(localAdmin, run);
      expect(kept).toMatchObject({ status: 'partly', refused: [`${bo}: was changed since the preview`] });
    });

    test('leaves out what was changed between the last look and the write', async () => {
      await read();
      const { store } = harness;
      const faster = {
        ...store,
        saveRun: async (...call: Parameters<typeof store.saveRun>) => {
          await store.saveRun(...call);
          if (call[1].status === 'stopped') await pin(bo, { fields: { location: 'Paris' } });
        },
      };
      const order = { targets: await targets(), change: inOslo, title: 'Location' };
      const { changed, changedSince } = await createBulkEditor({ store: faster }).apply(bea, localAdmin, order);
      expect([changed, changedSince]).toEqual([[cy], [bo]]);
      expect(await locations()).toEqual(['Oslo', 'Paris', 'Oslo']);
    });

    test('clears a field, adds to a list and takes from it, and leaves it to the sources again', async () => {
      await read();
      await apply({ about: 'field', field: 'location', act: 'clear' });
      expect(await locations()).toEqual([undefined, undefined, undefined]);
      await apply({ about: 'field', field: 'location', act: 'unpin' });
      expect(await locations()).toEqual(['Oslo', 'Bergen', undefined]);
      await apply({ about: 'field', field: 'aliases', act: 'add', value: ['A', 'Countess'] }, [ada]);
      await apply({ about: 'field', field: 'aliases', act: 'remove', value: ['a'] }, [ada]);
      expect((await harness.entity(ada))?.aliases).toEqual(['Countess']);
    });

    test('adds and takes out relations; where there is one only, the new one takes its place', async () => {
      await read();
      const member = { about: 'relation', relation: 'MEMBER_OF', end: 'from' } as const;
      const ends = async (ref: string, key: string) =>
        (await harness.entity(ref))?.relations
          .filter(({ relation }) => relation === key)
          .map(({ other }) => other.name);
      await apply({ ...member, act: 'add', other: 'team:risk', role: 'guest' });
      expect([await ends(ada, 'MEMBER_OF'), await ends(bo, 'MEMBER_OF')]).toEqual([['Payments', 'Risk'], ['Risk']]);
      await apply({ ...member, act: 'remove', other: 'team:payments' });
      expect(await ends(ada, 'MEMBER_OF')).toEqual(['Risk']);
      await apply({ ...member, act: 'clear' });
      expect([await ends(ada, 'MEMBER_OF'), await ends(bo, 'MEMBER_OF')]).toEqual([[], []]);
      await apply({ ...member, act: 'unpin' });
      expect(await ends(ada, 'MEMBER_OF')).toEqual(['Payments']);
      const boss = { about: 'relation', relation: 'REPORTS_TO', end: 'from', act: 'add', other: bo } as const;
      expect(await fates(boss)).toMatchObject({
        Ada: { fate: 'changes', over: [{ source: 'hr', value: 'Cy' }] },
        Bo: { fate: 'impossible' },
      });
      await apply(boss);
      expect([await ends(ada, 'REPORTS_TO'), await ends(cy, 'REPORTS_TO')]).toEqual([['Bo'], ['Bo']]);
      await apply({ ...boss, other: cy }, [ada]);
      expect(await ends(ada, 'REPORTS_TO')).toEqual(['Cy']);
    });

    test('is for editors, of what they may read, bounded, and of what there is', async () => {
      await read();
      const order = { refs: [ada], change: inOslo };
      await expect(bulk().preview(anyEmployee, order)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(bulk().preview(hrViewer, order)).rejects.toMatchObject({ code: 'not-allowed' });
      const refs = Array.from({ length: 401 }, (_, index) => `person:p-${index}`);
      await expect(bulk().preview(localAdmin, { ...order, refs })).rejects.toMatchObject({ code: 'invalid' });
      const nowhere = { about: 'relation', relation: 'MEMBER_OF', end: 'from', act: 'add', other: 'team:no' } as const;
      await expect(bulk().preview(localAdmin, { refs: [ada], change: nowhere })).rejects.toMatchObject({
        code: 'invalid',
      });
      const unknown = { about: 'field', field: 'wings', act: 'set', value: '2' } as const;
      expect(await fates(unknown, [ada])).toMatchObject({ Ada: { fate: 'impossible' } });
      expect(await bulk().preview(localAdmin, { ...order, refs: ['person:secret', 'person:none'] })).toMatchObject({
        items: [],
        missing: ['person:secret', 'person:none'],
      });
      const secret = { targets: [{ ref: 'person:secret', revision: 1 }], change: inOslo, title: '' };
      expect(await bulk().apply(bea, localAdmin, secret)).toMatchObject({
        run: undefined,
        changedSince: ['person:secret'],
      });
    });
  });
}
