import { describe, expect, test } from '@jest/globals';
import { createEditor } from '../../../graph/edits.ts';
import { createSuggester } from '../../../graph/suggest.ts';
import { readBody } from '../../../ingest/pages/read-body.ts';
import type { Actor } from '../../../schema/actor.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../../schema/viewer.ts';
import { emptyEmbedded, type OpenEmpty, storeOn } from '../../support/engines.ts';
import { collect, each } from '../../support/iterables.ts';
import { editorActor, hrViewer, useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

const ref = 'person:ada-lovelace';
const reader: Viewer = { ...anyEmployee, id: 'bob@example.com', name: 'Bob' };
const bob: Actor = { type: 'person', id: reader.id, name: 'Bob' };
const other: Viewer = { ...anyEmployee, id: 'eve@example.com', name: 'Eve' };

export function describeSuggestions(openEmpty: OpenEmpty): void {
  describe('suggestions by people', () => {
    const harness = useStore(openEmpty);
    const suggester = () => {
      const { store } = harness;
      return createSuggester({ store, editor: createEditor({ store, readBody }) });
    };
    const draft = { of: ref, change: { fields: { title: 'Countess' } }, note: 'She told me.', answer: 'a1' };

    test('wait for a decision, and change nothing until then', async () => {
      await harness.read([ada]);
      const id = await suggester().suggest(bob, reader, draft);
      expect((await harness.store.suggestions(localAdmin, { status: 'open' })).items).toEqual([
        { ...draft, id, by: 'bob@example.com', byName: 'Bob', at: expect.any(String), status: 'open' },
      ]);
      expect((await harness.entity(ref))?.fields.title).toBe('Engineer');
    });

    test('are seen by who made them, by editors and by who answers for the page, and by no one else', async () => {
      await harness.read([{ ...ada, claims: [] }, { ...grace, ids: { email: ['grace@example.com'] } }, payments]);
      const about = 'team:payments';
      const id = await suggester().suggest(bob, reader, { of: about, change: {}, note: 'Out of date.' });
      const lead: Viewer = { ...anyEmployee, id: 'g', name: 'Grace', email: 'grace@example.com' };
      const sees = async (viewer: Viewer) => [
        (await harness.store.suggestions(viewer, { status: 'open', of: about })).total,
        (await harness.store.suggestion(viewer, id))?.id,
      ];
      expect(await sees(reader)).toEqual([1, id]);
      expect(await sees(localAdmin)).toEqual([1, id]);
      expect(await sees(lead)).toEqual([1, id]);
      expect(await sees(other)).toEqual([0, undefined]);
      expect((await harness.store.suggestions(localAdmin, { status: 'open', own: true })).total).toBe(0);
      expect((await harness.store.suggestions(localAdmin, { status: 'open', of: ref })).total).toBe(0);
      await expect(suggester().decline(bob, reader, id, 'No')).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(suggester().decline(bob, other, id, 'No')).rejects.toMatchObject({ code: 'not-found' });
      const view = await harness.entity(about);
      await suggester().accept({ type: 'person', id: 'g', name: 'Grace' }, lead, id, {
        edit: { fields: { chat: '#pay' } },
        revision: view?.revision ?? 0,
      });
      expect((await harness.entity(about))?.fields.chat).toBe('#pay');
    });

    test('are an edit of who accepts them, with who suggested it and why', async () => {
      await harness.read([ada]);
      const id = await suggester().suggest(bob, reader, draft);
      const accepted = await suggester().accept(editorActor, localAdmin, id, { revision: 1, reason: 'Indeed' });
      expect(accepted).toEqual({ ref, revision: 2 });
      const [revision] = await harness.store.history(anyEmployee, ref);
      expect(revision).toMatchObject({
        actor: 'Local admin',
        reason: 'Suggested by Bob: She told me. (accepted: Indeed)',
      });
      expect((await harness.store.suggestions(reader, { status: 'accepted' })).items).toMatchObject([
        { id, decidedBy: 'Local admin', reason: 'Indeed' },
      ]);
    });

    test('are decided once', async () => {
      await harness.read([ada]);
      const id = await suggester().suggest(bob, reader, draft);
      const its = suggester();
      const twice = await Promise.allSettled([
        its.accept(editorActor, localAdmin, id, { revision: 1 }),
        its.decline(editorActor, localAdmin, id, 'No'),
      ]);
      expect(twice.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
      await expect(its.decline(editorActor, localAdmin, id, 'No')).rejects.toThrow('accepted already, by Local admin');
      expect(await harness.store.decideSuggestion(editorActor, id, { status: 'declined' })).toBe('accepted');
      expect(await harness.store.decideSuggestion(editorActor, 'none', { status: 'declined' })).toBeUndefined();
    });

    test('stay open when the page has changed since, and are declined with a reason only', async () => {
      await harness.read([ada]);
      const id = await suggester().suggest(bob, reader, draft);
      await harness.read([{ ...ada, name: 'Ada King' }]);
      await expect(suggester().accept(editorActor, localAdmin, id, { revision: 1 })).rejects.toMatchObject({
        code: 'conflict',
      });
      await expect(suggester().decline(editorActor, localAdmin, id, ' ')).rejects.toMatchObject({ code: 'invalid' });
      await suggester().decline(editorActor, localAdmin, id, 'She is no countess');
      expect(await harness.store.suggestion(reader, id)).toMatchObject({
        status: 'declined',
        reason: 'She is no countess',
      });
    });

    test('may be a new article with its text', async () => {
      const create = { kind: 'Article', name: 'Parking' };
      const change = { body: 'Park behind the house.\n\n## Bicycles\n\nIn the cellar.' };
      const id = await suggester().suggest(bob, reader, { create, change, note: '' });
      expect((await harness.store.suggestions(other, { status: 'open' })).total).toBe(0);
      const { ref: made } = await suggester().accept(editorActor, localAdmin, id, { revision: 0 });
      expect((await harness.entity(made))?.passages.filter(({ card }) => !card)).toMatchObject([
        { heading: [], text: 'Park behind the house.' },
        { heading: ['Bicycles'], text: 'In the cellar.' },
      ]);
      expect(await harness.store.suggestion(reader, id)).toMatchObject({ status: 'accepted', made });
    });

    test('are refused for what the person may not read, for what makes no sense, and when they say nothing', async () => {
      await harness.read([{ ...ada, audience: 'hr' }, grace]);
      const of = 'person:grace-hopper';
      const refused = (more: object) => suggester().suggest(bob, reader, { of, change: {}, note: 'x', ...more });
      await expect(refused({ of: ref })).rejects.toMatchObject({ code: 'not-found' });
      await expect(refused({ change: { fields: { shoe: '9' } } })).rejects.toMatchObject({ code: 'invalid' });
      await expect(refused({ change: { fields: { startDate: 'soon' } } })).rejects.toThrow('is not a date');
      await expect(refused({ note: '' })).rejects.toThrow('says nothing');
      await expect(refused({ note: 'x'.repeat(5000) })).rejects.toMatchObject({ code: 'invalid' });
      await expect(refused({ of: undefined, create: { kind: 'Planet', name: 'Mars' } })).rejects.toMatchObject({
        code: 'invalid',
      });
      expect((await harness.store.suggestions({ ...hrViewer, canEdit: true }, { status: 'open' })).total).toBe(0);
    });

    test('move with the graph', async () => {
      await harness.read([ada]);
      const id = await suggester().suggest(bob, reader, draft);
      const lines = await collect(harness.store.exportAll(editorActor));
      const copy = await storeOn(await emptyEmbedded());
      await copy.importAll(editorActor, each(lines));
      expect(await copy.suggestion(localAdmin, id)).toEqual(await harness.store.suggestion(localAdmin, id));
      await copy.close();
    });
  });
}
