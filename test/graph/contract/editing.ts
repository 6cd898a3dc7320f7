import { describe, expect, test } from '@jest/globals';
import { createEditor, type EntityEdit } from '../../../graph/edits.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../../schema/viewer.ts';
import { readBody } from '../../../ingest/pages/read-body.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, related } from '../../support/records.ts';
import { editorActor, hrViewer, useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

export function describeEditing(openEmpty: OpenEmpty): void {
  describe('editing', () => {
    const harness = useStore(openEmpty);

    test('a pinned value survives the next read, and is unpinned by null', async () => {
      const editor = createEditor({ store: harness.store });
      await harness.read([ada]);
      await editor.change(
        editorActor,
        localAdmin,
        'person:ada-lovelace',
        { fields: { title: 'Countess' }, reason: 'She said so' },
        1,
      );
      await harness.read([{ ...ada, claims: [field('title', 'Senior Engineer')] }]);
      const pinned = await harness.entity('person:ada-lovelace');
      expect(pinned?.fields.title).toBe('Countess');
      expect(pinned?.facts.title).toMatchObject({
        sources: [{ source: 'people', by: 'Local admin' }],
        contradicts: [{ value: 'Senior Engineer' }],
      });
      await editor.change(
        editorActor,
        localAdmin,
        'person:ada-lovelace',
        { fields: { title: null } },
        pinned?.revision ?? 0,
      );
      expect((await harness.entity('person:ada-lovelace'))?.fields.title).toBe('Senior Engineer');
    });

    test('who pinned what stays known when others pin other things, or the same again', async () => {
      let day = 1;
      const editor = createEditor({ store: harness.store, now: () => new Date(`2026-11-0${day}T12:00:00Z`) });
      const ref = 'person:ada-lovelace';
      await harness.read([ada, payments]);
      const edit = async (name: string, change: EntityEdit) => {
        const revision = (await harness.entity(ref))?.revision ?? 0;
        await editor.change({ type: 'person', id: name, name }, localAdmin, ref, change, revision);
        day += 1;
      };
      const owns = { set: 'add', relation: 'LEADS', end: 'from', other: 'team:payments' } as const;
      await edit('Cy', { fields: { title: 'Countess' } });
      await edit('Di', { fields: { location: 'London' }, relations: [owns] });
      await edit('Ed', { fields: { title: 'Countess', phone: '1' } });
      const view = await harness.entity(ref);
      const said = (name: string) => view?.facts[name]?.sources.map(({ by, date }) => [by, date?.slice(0, 10)]);
      expect(said('title')).toEqual([['Cy', '2026-11-01']]);
      expect(said('location')).toEqual([['Di', '2026-11-02']]);
      expect(said('phone')).toEqual([['Ed', '2026-11-03']]);
      const lead = view?.relations.find(({ relation }) => relation === 'LEADS');
      expect(lead?.sources.map(({ by, date }) => [by, date?.slice(0, 10)])).toEqual([['Di', '2026-11-02']]);
      await edit('Fy', { fields: { title: 'Lady' } });
      expect((await harness.entity(ref))?.facts.title?.sources).toMatchObject([{ by: 'Fy' }]);
      expect((await harness.entity(ref))?.facts.location?.sources).toMatchObject([{ by: 'Di' }]);
    });

    test('a name taken out of the other names by hand is none any more, whoever says it, until it is put back', async () => {
      const editor = createEditor({ store: harness.store });
      const ref = 'team:payments';
      const other = 'system:ledger';
      const team = (name: string, claims = [field('aliases', ['Till'])]) => ({ kind: 'Team', key: 't', name, claims });
      await harness.read([team('Payments')]);
      await harness.read([
        team('Money Movers'),
        { source: 'wiki', kind: 'Team', key: 't.md', name: 'Pay Team', ids: { '@hr': ['t'] } },
        { kind: 'System', key: 'x', name: 'Ledger', claims: [related('OWNS', 'Till', { end: 'to' })] },
        { kind: 'Article', key: 'a', name: 'Note', passages: [{ heading: [], text: 'The old Till does it.' }] },
      ]);
      const change = async (edit: EntityEdit) =>
        editor.change(editorActor, localAdmin, ref, edit, (await harness.entity(ref))?.revision ?? 0);
      const seen = async () => [
        [...((await harness.entity(ref))?.aliases ?? [])].sort(),
        (await harness.store.locate(anyEmployee, 'Till')).status,
        (await harness.entity(other))?.relations.length,
      ];
      expect(await seen()).toEqual([['Pay Team', 'Payments', 'Till'], 'moved', 1]);
      await change({ fields: { aliases: ['Payments'] } });
      expect(await seen()).toEqual([['Payments'], 'unknown', 0]);
      // Read again, it stays out; a name that comes later is one.
      await harness.read([team('Cashiers')]);
      expect(await seen()).toEqual([['Money Movers', 'Payments'], 'unknown', 0]);
      await change({ clear: ['aliases'] });
      expect((await seen())[0]).toEqual([]);
      await change({ fields: { aliases: ['till'] } });
      expect(await seen()).toEqual([['till'], 'moved', 1]);
      await change({ fields: { aliases: null } });
      expect(await seen()).toEqual([['Money Movers', 'Pay Team', 'Payments', 'Till'], 'moved', 1]);
    });

    test('a stale edit is refused and changes nothing', async () => {
      const editor = createEditor({ store: harness.store });
      await harness.read([ada]);
      await editor.change(editorActor, localAdmin, 'person:ada-lovelace', { fields: { title: 'One' } }, 1);
      await expect(
        editor.change(editorActor, localAdmin, 'person:ada-lovelace', { fields: { title: 'Two' } }, 1),
      ).rejects.toMatchObject({ code: 'conflict' });
      expect((await harness.entity('person:ada-lovelace'))?.fields.title).toBe('One');
    });

    test('of two edits at once one wins and the other is refused', async () => {
      const editor = createEditor({ store: harness.store });
      await harness.read([ada]);
      const edit = (title: string) =>
        editor.change(editorActor, localAdmin, 'person:ada-lovelace', { fields: { title } }, 1);
      const outcomes = await Promise.allSettled([edit('One'), edit('Two')]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    });

    test('a relation can be added to and taken from what sources say', async () => {
      const editor = createEditor({ store: harness.store });
      await harness.read([ada, grace, payments, { kind: 'Team', key: 'x', name: 'Audit' }]);
      const change = async (ref: string, relations: Parameters<typeof editor.change>[3]['relations']) => {
        await editor.change(
          editorActor,
          localAdmin,
          ref,
          { relations: relations ?? [] },
          (await harness.entity(ref))?.revision ?? 0,
        );
      };
      await change('person:ada-lovelace', [
        { set: 'add', relation: 'MEMBER_OF', end: 'from', other: 'team:audit', role: 'guest' },
        { set: 'remove', relation: 'MEMBER_OF', end: 'from', other: 'team:payments' },
      ]);
      const teams = async () =>
        (await harness.store.edges(anyEmployee, { relation: 'MEMBER_OF', of: ['person:ada-lovelace'] }))
          .map(({ to }) => to)
          .sort();
      expect(await teams()).toEqual(['team:audit']);
      await change('person:ada-lovelace', [
        { set: 'unpin', relation: 'MEMBER_OF', end: 'from', other: 'team:payments' },
      ]);
      expect(await teams()).toEqual(['team:audit', 'team:payments']);
      await change('team:payments', [{ set: 'add', relation: 'LEADS', end: 'to', other: 'person:ada-lovelace' }]);
      expect(
        (await harness.store.edges(anyEmployee, { relation: 'LEADS', of: ['team:payments'], end: 'to' }))
          .map(({ from }) => from)
          .sort(),
      ).toEqual(['person:ada-lovelace', 'person:grace-hopper']);
    });

    test('an entity can be made and removed by hand', async () => {
      const editor = createEditor({ store: harness.store });
      const { ref, revision } = await editor.create(editorActor, localAdmin, {
        kind: 'Term',
        name: 'Churn',
        fields: { description: 'People who leave.' },
      });
      expect([ref, revision]).toEqual(['term:churn', 1]);
      expect((await harness.entity(ref))?.fields).toEqual({ description: 'People who leave.' });
      await expect(editor.create(editorActor, localAdmin, { kind: 'Term', name: 'churn' })).rejects.toMatchObject({
        code: 'conflict',
      });
      await editor.remove(editorActor, localAdmin, ref, 1, 'Not ours');
      expect(await harness.store.locate(anyEmployee, ref)).toMatchObject({ status: 'gone' });
      expect((await harness.store.history(anyEmployee, ref))[0]).toMatchObject({
        actor: 'Local admin',
        reason: 'Not ours',
      });
    });

    test('a removal by hand outlives the next read of the source', async () => {
      const editor = createEditor({ store: harness.store });
      await harness.read([ada]);
      await editor.remove(editorActor, localAdmin, 'person:ada-lovelace', 1);
      await harness.read([{ ...ada, claims: [field('title', 'Back?')] }]);
      expect(await harness.entity('person:ada-lovelace')).toBeUndefined();
    });

    test('pins do not keep alive what left its source', async () => {
      const editor = createEditor({ store: harness.store });
      await harness.read([ada]);
      await editor.change(editorActor, localAdmin, 'person:ada-lovelace', { fields: { title: 'Countess' } }, 1);
      await harness.read([], ['hr:Person:E1']);
      expect(await harness.entity('person:ada-lovelace')).toBeUndefined();
      await harness.read([ada]);
      expect((await harness.entity('person:ada-lovelace'))?.fields.title).toBe('Countess');
    });

    test('who may not edit is refused, and so are unknown fields, bad values and wrong ends', async () => {
      const editor = createEditor({ store: harness.store });
      await harness.read([ada]);
      const change = (viewer: Viewer, edit: object) =>
        editor.change(editorActor, viewer, 'person:ada-lovelace', edit, 1);
      await expect(change(anyEmployee, { fields: { title: 'x' } })).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(change(localAdmin, { fields: { salary: 1 } })).rejects.toMatchObject({ code: 'invalid' });
      await expect(change(localAdmin, { fields: { status: 'asleep' } })).rejects.toMatchObject({ code: 'invalid' });
      await expect(
        change(localAdmin, {
          relations: [{ set: 'add', relation: 'PART_OF', end: 'from', other: 'person:ada-lovelace' }],
        }),
      ).rejects.toMatchObject({ code: 'invalid' });
      await expect(
        change(localAdmin, { relations: [{ set: 'add', relation: 'MEMBER_OF', end: 'from', other: 'team:none' }] }),
      ).rejects.toMatchObject({ code: 'invalid' });
      expect((await harness.entity('person:ada-lovelace'))?.revision).toBe(1);
    });

    test('the text of a page is shown in place of what sources say, survives their next read, and is left to them by null', async () => {
      const editor = createEditor({ store: harness.store, readBody });
      const ref = 'team:payments';
      const prose = async () => (await harness.entity(ref))?.passages.filter(({ card }) => !card);
      const change = async (body: string | null) =>
        editor.change(editorActor, localAdmin, ref, { body }, (await harness.entity(ref))?.revision ?? 0);
      await harness.read([payments]);
      await change('We pay.\n\n## Purpose\n\nTo pay.');
      await harness.read([{ ...payments, passages: [{ heading: ['Payments'], text: 'Something new.' }] }]);
      expect(await prose()).toMatchObject([
        { heading: [], text: 'We pay.', source: { source: 'people', by: 'Local admin' } },
        { heading: ['Purpose'], text: 'To pay.' },
      ]);
      const said = await harness.store.testimonies(anyEmployee, ref);
      expect(said.map(({ note, passages }) => [note.source, passages.length])).toEqual([
        ['people', 2],
        ['wiki', 1],
      ]);
      await change(null);
      expect(await prose()).toMatchObject([{ text: 'Something new.' }]);
      await expect(change('<!-- nothing -->')).rejects.toMatchObject({ code: 'invalid' });
      await expect(change('x'.repeat(500_001))).rejects.toMatchObject({ code: 'invalid' });
    });

    test('a field may be said to be empty, and a list to be another, whatever sources say', async () => {
      const editor = createEditor({ store: harness.store });
      const ref = 'person:ada-lovelace';
      await harness.read([{ ...ada, claims: [field('title', 'Engineer'), field('aliases', ['Ada', 'Countess'])] }]);
      await editor.change(editorActor, localAdmin, ref, { clear: ['title'], fields: { aliases: ['Ada'] } }, 1);
      const view = await harness.entity(ref);
      expect([view?.fields.title, view?.aliases]).toEqual([undefined, ['Ada']]);
      await editor.change(
        editorActor,
        localAdmin,
        ref,
        { fields: { title: null, aliases: null } },
        view?.revision ?? 0,
      );
      const after = await harness.entity(ref);
      expect([after?.fields.title, after?.aliases]).toEqual(['Engineer', ['Ada', 'Countess']]);
      await expect(
        editor.change(editorActor, localAdmin, ref, { clear: ['name'] }, after?.revision ?? 0),
      ).rejects.toMatchObject({ code: 'invalid' });
    });

    test('an edit of what only some may read shows it to nobody else', async () => {
      const editor = createEditor({ store: harness.store });
      const ref = 'person:ada-lovelace';
      await harness.read([{ ...ada, audience: 'hr' }]);
      const hrEditor: Viewer = { ...hrViewer, canEdit: true };
      await editor.change(editorActor, hrEditor, ref, { fields: { title: 'Countess' } }, 1);
      expect((await harness.entity(ref, hrViewer))?.fields.title).toBe('Countess');
      expect(await harness.entity(ref, anyEmployee)).toBeUndefined();
    });
  });
}
