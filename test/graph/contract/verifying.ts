import { describe, expect, test } from '@jest/globals';
import { createEditor } from '../../../graph/edits.ts';
import type { Freshness } from '../../../schema/freshness.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, type RecordSketch, related } from '../../support/records.ts';
import { editorActor, useStore } from './harness.ts';

const refund: RecordSketch = {
  source: 'wiki',
  kind: 'Procedure',
  key: 'refund.md',
  path: 'refund.md',
  name: 'Refund',
  statedAt: '2026-10-01',
  claims: [
    field('appliesTo', 'Everyone'),
    field('lastVerified', '2026-03-01'),
    related('OWNS', 'Payments', { end: 'to' }),
  ],
  passages: [{ heading: ['Refund'], text: 'Press the button.' }],
};
const payments: RecordSketch = { kind: 'Team', key: 'T1', name: 'Payments' };
const ada: RecordSketch = {
  kind: 'Person',
  key: 'E1',
  name: 'Ada Lovelace',
  ids: { email: ['ada@example.com'] },
  claims: [related('MEMBER_OF', 'Payments'), related('REPORTS_TO', 'Grace Hopper'), field('title', 'Engineer')],
};
const grace: RecordSketch = { kind: 'Person', key: 'E2', name: 'Grace Hopper', ids: { email: ['grace@example.com'] } };
const ref = 'procedure:refund';
const person = 'person:ada-lovelace';

const now = () => new Date('2026-11-23T10:00:00Z');
const adaViewing: Viewer = { ...anyEmployee, id: 'ada@example.com', email: 'ada@example.com', name: 'Ada Lovelace' };
const graceViewing: Viewer = { ...anyEmployee, id: 'grace@example.com', email: 'grace@example.com', name: 'Grace' };
const adaActing = { type: 'person' as const, id: 'ada@example.com', name: 'Ada Lovelace' };

export function describeVerifying(openEmpty: OpenEmpty): void {
  describe('verifying', () => {
    const harness = useStore(openEmpty);

    const begin = async () => {
      await harness.reopen({ now, review: { Procedure: 180, Person: { REPORTS_TO: 30 } } });
      await harness.read([refund, payments, ada, grace]);
      return createEditor({ store: harness.store, now });
    };
    const freshness = async (of = ref): Promise<Freshness | undefined> =>
      (await harness.store.freshness(anyEmployee, [of])).get(of);
    const revision = async (of = ref) => (await harness.entity(of))?.revision ?? 0;
    const verified = { state: 'verified', verifiedBy: 'Ada Lovelace', verifiedOn: '2026-11-23', due: '2027-05-22' };

    test('begins with what the source says of itself', async () => {
      await begin();
      expect(await freshness()).toEqual({
        state: 'overdue',
        verifiedIn: 'wiki',
        verifiedOn: '2026-03-01',
        due: '2026-08-28',
        overdueDays: 87,
      });
      expect((await harness.entity(ref))?.freshness).toEqual(await freshness());
      expect((await harness.store.freshness(anyEmployee, [ref, 'team:payments', 'team:none'])).size).toBe(2);
    });

    test('is for who is in the team that owns the page, and for editors', async () => {
      const editor = await begin();
      const verify = (viewer: Viewer) => editor.verify(adaActing, viewer, ref, {}, 1);
      await expect(verify(anyEmployee)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(verify(graceViewing)).rejects.toMatchObject({ code: 'not-allowed' });
      expect(await verify(adaViewing)).toEqual({ revision: 2 });
      expect(await freshness()).toEqual(verified);
      expect((await harness.entity(ref))?.fields.lastVerified).toBe('2026-11-23');
      expect((await harness.store.history(anyEmployee, ref))[0]).toMatchObject({
        actor: 'Ada Lovelace',
        changes: expect.arrayContaining([
          { about: 'verified', name: 'page', before: null, after: '2026-11-23, Ada Lovelace' },
        ]),
      });
    });

    test('survives the next read, and says when the page has changed since, until it says the same again', async () => {
      const editor = await begin();
      await editor.verify(adaActing, adaViewing, ref, {}, 1);
      await harness.read([{ ...refund, statedAt: '2026-11-24' }]);
      expect(await freshness()).toEqual(verified);
      await harness.read([{ ...refund, passages: [{ heading: ['Refund'], text: 'Press the other button.' }] }]);
      expect(await freshness()).toEqual({ ...verified, state: 'due', changed: true });
      await harness.read([refund]);
      expect(await freshness()).toEqual(verified);
    });

    test('holds when other pages change, and is outdated by a new owner', async () => {
      const editor = await begin();
      await editor.verify(adaActing, adaViewing, ref, {}, 1);
      await harness.read([{ ...payments, claims: [field('chat', '#pay')] }]);
      await harness.read([
        {
          source: 'wiki',
          kind: 'Article',
          key: 'a.md',
          name: 'On refunds',
          claims: [related('MENTIONS', { namespace: 'key', value: 'refund.md' })],
        },
      ]);
      expect(await freshness()).toEqual(verified);
      await harness.read([{ ...refund, claims: [related('OWNS', 'Ada Lovelace', { end: 'to' })] }]);
      expect(await freshness()).toMatchObject({ state: 'due', changed: true });
    });

    test('can be taken back, once', async () => {
      const editor = await begin();
      await editor.verify(adaActing, adaViewing, ref, {}, 1);
      await editor.unverify(adaActing, adaViewing, ref, {}, await revision());
      expect(await freshness()).toMatchObject({ state: 'overdue', verifiedIn: 'wiki' });
      expect((await harness.entity(ref))?.fields.lastVerified).toBe('2026-03-01');
      await expect(editor.unverify(adaActing, adaViewing, ref, {}, await revision())).rejects.toMatchObject({
        code: 'not-found',
      });
    });

    test('of a revision that is not there any more is refused', async () => {
      const editor = await begin();
      await harness.read([{ ...refund, claims: [field('appliesTo', 'Nobody')] }]);
      await expect(editor.verify(adaActing, localAdmin, ref, {}, 1)).rejects.toMatchObject({ code: 'conflict' });
      await expect(editor.verify(adaActing, localAdmin, 'procedure:none', {}, 1)).rejects.toMatchObject({
        code: 'not-found',
      });
      expect((await freshness())?.verifiedBy).toBeUndefined();
    });

    test('of a part holds until that part says something else', async () => {
      const editor = await begin();
      expect(await freshness(person)).toMatchObject({ state: 'unreviewed', part: 'REPORTS_TO' });
      await editor.verify(editorActor, localAdmin, person, { part: 'REPORTS_TO' }, await revision(person));
      const held = { state: 'verified', part: 'REPORTS_TO', verifiedBy: 'Local admin', due: '2026-12-23' };
      expect(await freshness(person)).toMatchObject(held);
      await harness.read([{ ...ada, claims: [related('REPORTS_TO', 'Grace Hopper'), field('title', 'Director')] }]);
      expect(await freshness(person)).toMatchObject(held);
      await harness.read([
        { ...ada, claims: [] },
        { kind: 'Person', key: 'E3', name: 'Joan Clarke' },
      ]);
      expect((await freshness(person))?.parts).toBeUndefined();
      await harness.read([{ ...ada, claims: [related('REPORTS_TO', 'Joan Clarke')] }]);
      expect(await freshness(person)).toMatchObject({ state: 'due', part: 'REPORTS_TO', changed: true });
      await expect(
        editor.verify(editorActor, localAdmin, person, { part: 'phone' }, await revision(person)),
      ).rejects.toMatchObject({ code: 'invalid' });
    });

    test('leaves who pinned a value as who pinned it', async () => {
      const editor = await begin();
      await editor.change(editorActor, localAdmin, ref, { fields: { appliesTo: 'Staff' } }, 1);
      await editor.verify(adaActing, adaViewing, ref, {}, await revision());
      expect((await harness.entity(ref))?.facts.appliesTo?.sources).toMatchObject([{ by: 'Local admin' }]);
      expect(await freshness()).toEqual(verified);
    });

    test('does not keep alive what left its source, and comes back with it', async () => {
      const editor = await begin();
      await editor.verify(adaActing, adaViewing, ref, {}, 1);
      await harness.read([], ['wiki:Procedure:refund.md']);
      expect(await harness.entity(ref)).toBeUndefined();
      expect(await freshness()).toBeUndefined();
      await harness.read([refund]);
      expect(await freshness()).toEqual(verified);
    });

    test('is not asked of what is archived', async () => {
      await begin();
      await harness.read([{ ...refund, claims: [field('status', 'archived')], statedAt: '2020-01-01' }]);
      expect(await freshness()).toEqual({ state: 'none' });
    });

    test('moves with the graph', async () => {
      const editor = await begin();
      await editor.verify(adaActing, adaViewing, ref, {}, 1);
      const lines: Record<string, unknown>[] = [];
      for await (const line of harness.store.exportAll(editorActor)) lines.push(line);
      await harness.startAnew();
      await harness.reopen({ now, review: { Procedure: 180 } });
      await harness.store.importAll(
        editorActor,
        (async function* () {
          yield* lines;
        })(),
      );
      expect(await freshness()).toEqual(verified);
    });
  });

  describe('what is wrong with the graph as a whole', () => {
    const harness = useStore(openEmpty);

    test('is where sources disagree, by field and relation, and links that lead nowhere', async () => {
      await harness.read([
        ada,
        grace,
        { kind: 'Person', key: 'E3', name: 'Joan Clarke' },
        {
          source: 'wiki',
          kind: 'Person',
          key: 'ada.md',
          path: 'ada.md',
          name: 'Ada Lovelace',
          claims: [field('title', 'Countess'), related('REPORTS_TO', 'Joan Clarke')],
          brokenLinks: ['../gone.md'],
        },
      ]);
      expect(await harness.store.disputed(anyEmployee)).toEqual(new Map([[person, ['REPORTS_TO', 'title']]]));
      expect(await harness.store.brokenLinks(anyEmployee)).toEqual([
        { ref: person, path: 'ada.md', links: ['../gone.md'] },
      ]);
    });
  });
}
