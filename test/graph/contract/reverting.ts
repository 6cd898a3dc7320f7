import { describe, expect, test } from '@jest/globals';
import { createReverter } from '../../../graph/curation/revert.ts';
import { createEditor } from '../../../graph/edits.ts';
import type { Actor } from '../../../schema/actor.ts';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, record, type RecordSketch, related } from '../../support/records.ts';
import { editorActor, useStore } from './harness.ts';

const ada = 'person:ada-lovelace';

export function describeReverting(openEmpty: OpenEmpty): void {
  describe('taking back', () => {
    const harness = useStore(openEmpty);
    const run = (id: string, upserts: readonly RecordSketch[], removals: readonly string[] = []) => {
      const actor: Actor = { type: 'run', id, source: 'hr' };
      return harness.store.apply(actor, { upserts: upserts.map(record), removals });
    };
    const person = (key: string, name: string, title: string): RecordSketch => ({
      kind: 'Person',
      key,
      name,
      claims: [field('title', title), related('MEMBER_OF', 'Payments')],
      passages: [{ heading: [], text: `${name} is ${title}.` }],
    });
    const reverter = () => createReverter({ store: harness.store, editor: createEditor({ store: harness.store }) });
    const seen = async () =>
      (await harness.store.list(anyEmployee, { kind: 'Person' })).items.map(({ name, fields }) => [name, fields.title]);
    const revision = async () => (await harness.entity(ada))?.revision ?? 0;

    const twoRuns = async () => {
      await run('first', [
        { kind: 'Team', key: 'T1', name: 'Payments' },
        person('E1', 'Ada Lovelace', 'Engineer'),
        person('E2', 'Grace Hopper', 'Admiral'),
      ]);
      await run('second', [person('E1', 'Ada Lovelace', 'Janitor'), person('E3', 'Mallory', 'CEO')], ['hr:Person:E2']);
    };

    test('a whole run: what it added goes, what it changed and removed is as before', async () => {
      await twoRuns();
      expect(await seen()).toEqual([
        ['Ada Lovelace', 'Janitor'],
        ['Mallory', 'CEO'],
      ]);
      expect(await harness.store.previewRevert('second')).toEqual({ restored: 2, removed: 1, changedSince: [] });
      const outcome = await reverter().revertRun(editorActor, localAdmin, 'second', 'A broken export');
      expect(outcome).toEqual({ restored: 2, removed: 1, changedSince: [] });
      expect(await seen()).toEqual([
        ['Ada Lovelace', 'Engineer'],
        ['Grace Hopper', 'Admiral'],
      ]);
      expect((await harness.entity('person:grace-hopper'))?.passages.map(({ text }) => text)).toContain(
        'Grace Hopper is Admiral.',
      );
      const [newest] = await harness.store.history(anyEmployee, ada);
      expect(newest).toMatchObject({ actor: 'Local admin', reason: 'A broken export' });
    });

    test('what was taken back is not heard again until the source says something else', async () => {
      await twoRuns();
      await reverter().revertRun(editorActor, localAdmin, 'second');
      const again = await run(
        'third',
        [person('E1', 'Ada Lovelace', 'Janitor'), person('E3', 'Mallory', 'CEO')],
        ['hr:Person:E2'],
      );
      expect(again.records).toEqual({ added: 0, changed: 0, removed: 0, unchanged: 3, held: 3 });
      expect(await seen()).toEqual([
        ['Ada Lovelace', 'Engineer'],
        ['Grace Hopper', 'Admiral'],
      ]);
      await run('fourth', [person('E1', 'Ada Lovelace', 'Countess'), person('E3', 'Mallory', 'Chief')]);
      expect(await seen()).toEqual([
        ['Ada Lovelace', 'Countess'],
        ['Grace Hopper', 'Admiral'],
        ['Mallory', 'Chief'],
      ]);
      await run('fifth', [person('E1', 'Ada Lovelace', 'Janitor')]);
      expect((await seen())[0]).toEqual(['Ada Lovelace', 'Janitor']);
    });

    test('what changed since the run is left alone, and told', async () => {
      await twoRuns();
      await run('third', [person('E1', 'Ada Lovelace', 'Countess')]);
      expect(await reverter().revertRun(editorActor, localAdmin, 'second')).toEqual({
        restored: 1,
        removed: 1,
        changedSince: ['hr:Person:E1'],
      });
      expect(await seen()).toEqual([
        ['Ada Lovelace', 'Countess'],
        ['Grace Hopper', 'Admiral'],
      ]);
    });

    test('taking back twice does nothing more, and an unknown run is not found', async () => {
      await twoRuns();
      await reverter().revertRun(editorActor, localAdmin, 'second');
      const before = await seen();
      await reverter().revertRun(editorActor, localAdmin, 'second');
      expect(await seen()).toEqual(before);
      await expect(reverter().revertRun(editorActor, localAdmin, 'none')).rejects.toMatchObject({ code: 'not-found' });
      await expect(reverter().revertRun(editorActor, anyEmployee, 'first')).rejects.toMatchObject({
        code: 'not-allowed',
      });
    });

    test('one entity goes back to a revision, prose included, and the others stay', async () => {
      await twoRuns();
      const expectedRevision = await revision();
      const { left } = await reverter().revertEntity(editorActor, localAdmin, ada, { toRevision: 1, expectedRevision });
      expect(left).toEqual([]);
      expect(await seen()).toEqual([
        ['Ada Lovelace', 'Engineer'],
        ['Mallory', 'CEO'],
      ]);
      expect((await harness.entity(ada))?.passages.map(({ text }) => text)).toContain('Ada Lovelace is Engineer.');
      await run('third', [person('E1', 'Ada Lovelace', 'Janitor')]);
      expect((await seen())[0]).toEqual(['Ada Lovelace', 'Engineer']);
    });

    test('an edit is taken back by going back before it', async () => {
      await twoRuns();
      const editor = createEditor({ store: harness.store });
      await editor.change(editorActor, localAdmin, ada, { fields: { title: 'Queen' } }, await revision());
      const expectedRevision = await revision();
      await reverter().revertEntity(editorActor, localAdmin, ada, {
        toRevision: expectedRevision - 1,
        expectedRevision,
      });
      expect((await harness.entity(ada))?.facts.title?.sources.map(({ source }) => source)).toEqual(['hr']);
      await run('third', [person('E1', 'Ada Lovelace', 'Countess')]);
      expect((await harness.entity(ada))?.fields.title).toBe('Countess');
    });

    test('what records of other things say of it is left, and told', async () => {
      await twoRuns();
      await run('third', [
        { kind: 'Team', key: 'T1', name: 'Payments', claims: [related('LEADS', 'Ada Lovelace', { end: 'to' })] },
      ]);
      const team = await harness.entity('team:payments');
      const order = { toRevision: 1, expectedRevision: team?.revision ?? 0 };
      expect((await reverter().revertEntity(editorActor, localAdmin, 'team:payments', order)).left).toEqual([]);
      await run('fourth', [{ ...person('E1', 'Ada Lovelace', 'Janitor'), claims: [related('LEADS', 'Payments')] }]);
      const now = await harness.entity('team:payments');
      const again = { toRevision: 1, expectedRevision: now?.revision ?? 0 };
      const { left } = await reverter().revertEntity(editorActor, localAdmin, 'team:payments', again);
      expect(left.map(({ about, name, other }) => [about, name, other])).toEqual([['relation', 'LEADS', ada]]);
    });

    test('one field goes back: by unpinning where the sources say so, else by a pin', async () => {
      await twoRuns();
      const editor = createEditor({ store: harness.store });
      await editor.change(editorActor, localAdmin, ada, { fields: { title: 'Queen' } }, await revision());
      const back = async (toRevision: number) =>
        reverter().revertField(editorActor, localAdmin, ada, {
          name: 'title',
          toRevision,
          expectedRevision: await revision(),
        });
      const title = async () => {
        const fact = (await harness.entity(ada))?.facts.title;
        return [fact?.value, fact?.sources.map(({ source }) => source)];
      };
      await back(2);
      expect(await title()).toEqual(['Janitor', ['hr']]);
      await back(1);
      expect(await title()).toEqual(['Engineer', ['people']]);
      await expect(back(99)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('an entity at another revision than expected is left as it is', async () => {
      await twoRuns();
      const order = { toRevision: 1, expectedRevision: 1 };
      await expect(reverter().revertEntity(editorActor, localAdmin, ada, order)).rejects.toMatchObject({
        code: 'conflict',
      });
      expect((await run('third', [person('E1', 'Ada Lovelace', 'Janitor')])).records.held).toBe(0);
    });

    test('the newest changes are listed by who made them, before a time and for those who may read the entities', async () => {
      await twoRuns();
      const { store } = harness;
      const all = await store.newestRevisions(anyEmployee, { by: ['run', 'person', 'kiki'], limit: 100 });
      expect(all.length).toBeGreaterThan(3);
      expect(all.map(({ at }) => at)).toEqual(
        all
          .map(({ at }) => at)
          .sort()
          .reverse(),
      );
      expect(await store.newestRevisions(anyEmployee, { by: ['run'], limit: 100 })).toEqual(
        all.filter(({ actorType }) => actorType === 'run'),
      );
      const last = all.at(0)?.at ?? '';
      const before = await store.newestRevisions(anyEmployee, {
        by: ['run', 'person', 'kiki'],
        before: last,
        limit: 100,
      });
      expect(before).toEqual(all.filter(({ at }) => at < last));
      expect(await store.newestRevisions(anyEmployee, { by: ['run'], limit: 2 })).toHaveLength(2);
      const unseen = { ...anyEmployee, audiences: [] };
      expect(await store.newestRevisions(unseen, { by: ['run'], limit: 100 })).toEqual([]);
    });

    test('the changes of a run are listed for those who may read the entities', async () => {
      await twoRuns();
      expect((await harness.store.revisionsOf(anyEmployee, 'second')).map(({ ref }) => ref)).toEqual([
        ada,
        'person:grace-hopper',
        'person:mallory',
      ]);
      expect(await harness.store.revisionsOf({ ...anyEmployee, audiences: [] }, 'second')).toEqual([]);
    });
  });
}
