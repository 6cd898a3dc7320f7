import { describe, expect, test } from '@jest/globals';
import { createEditor } from '../../../graph/edits.ts';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import { collect } from '../../support/iterables.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, related } from '../../support/records.ts';
import { editorActor, hrViewer, useStore } from './harness.ts';

const [ada, adaL, grace] = ['person:ada-lovelace', 'person:a-lovelace', 'person:grace-hopper'];

export function describeMerging(openEmpty: OpenEmpty): void {
  describe('merging', () => {
    const harness = useStore(openEmpty);
    const readPeople = async () => {
      await harness.read([
        { kind: 'Team', key: 'T1', name: 'Payments' },
        {
          kind: 'Person',
          key: 'E1',
          name: 'Ada Lovelace',
          claims: [field('title', 'Engineer'), related('MEMBER_OF', 'Payments')],
          passages: [{ heading: [], text: 'Ada writes notes.' }],
        },
        { kind: 'Person', key: 'E2', name: 'Grace Hopper', claims: [related('REPORTS_TO', 'Ada Lovelace')] },
        {
          source: 'wiki',
          kind: 'Person',
          key: 'ada.md',
          name: 'A. Lovelace',
          claims: [field('title', 'Analyst'), field('location', 'London')],
          passages: [{ heading: ['Life'], text: 'Born in London.' }],
        },
        {
          source: 'wiki',
          kind: 'Article',
          key: 'x.md',
          name: 'Engines',
          passages: [{ heading: [], text: 'By A. Lovelace.' }],
        },
      ]);
    };
    /** The graph without what only counts and dates changes. */
    const content = async () =>
      (await collect(harness.store.exportAll(kiki)))
        .map((line) => JSON.parse(JSON.stringify(line)) as { node?: string[]; properties?: Record<string, unknown> })
        .filter(({ node }) => node?.includes('Revision') !== true && node?.includes('Merged') !== true)
        .map(({ properties = {}, ...rest }) => {
          const { revision: _revision, changedAt: _changedAt, ...kept } = properties;
          return { ...rest, properties: kept };
        });

    test('all that is said of either is said of the one that stays, and the other leads there', async () => {
      await readPeople();
      await harness.store.merge(editorActor, { from: adaL, into: ada });
      const view = await harness.entity(ada);
      expect(view?.fields).toMatchObject({ title: 'Engineer', location: 'London' });
      expect(view?.facts.title?.contradicts?.map(({ value }) => value)).toEqual(['Analyst']);
      expect(view?.aliases).toContain('A. Lovelace');
      expect(view?.passages.filter(({ card }) => !card).map(({ text }) => text)).toEqual([
        'Ada writes notes.',
        'Born in London.',
      ]);
      expect(view?.relations.map(({ relation, other }) => `${relation} ${other.ref}`)).toEqual([
        'MEMBER_OF team:payments',
        'MENTIONS article:engines',
        `REPORTS_TO ${grace}`,
      ]);
      expect(view?.formerRefs).toEqual([adaL]);
      expect(await harness.entity(adaL)).toBeUndefined();
      expect(await harness.store.locate(anyEmployee, adaL)).toEqual({ status: 'moved', ref: ada });
      expect((await harness.store.list(anyEmployee, { kind: 'Person' })).total).toBe(2);
    });

    test('taken back at once, the graph is as it was', async () => {
      await readPeople();
      const before = await content();
      await harness.store.merge(editorActor, { from: adaL, into: ada });
      expect(await content()).not.toEqual(before);
      await harness.store.unmerge(editorActor, adaL);
      expect(await content()).toEqual(before);
      expect(await harness.store.locate(anyEmployee, adaL)).toEqual({ status: 'found', ref: adaL });
    });

    test('what sources say later goes where their records are at home when it is taken back', async () => {
      await readPeople();
      await harness.store.merge(editorActor, { from: ada, into: adaL, reason: 'The same person' });
      await harness.read([{ kind: 'Person', key: 'E1', name: 'Ada Lovelace', claims: [field('title', 'Countess')] }]);
      expect((await harness.entity(adaL))?.fields.title).toBe('Countess');
      await harness.store.unmerge(editorActor, ada);
      expect((await harness.entity(ada))?.fields.title).toBe('Countess');
      expect((await harness.entity(adaL))?.fields.title).toBe('Analyst');
      expect((await harness.store.history(anyEmployee, adaL)).map(({ reason }) => reason)).toContain('The same person');
    });

    test('an edit made in between stays with the one that stood for both', async () => {
      await readPeople();
      const editor = createEditor({ store: harness.store });
      await harness.store.merge(editorActor, { from: adaL, into: ada });
      const revision = (await harness.entity(ada))?.revision ?? 0;
      await editor.change(editorActor, localAdmin, ada, { fields: { location: 'Paris' } }, revision);
      await harness.store.unmerge(editorActor, adaL);
      expect((await harness.entity(ada))?.fields.location).toBe('Paris');
      expect((await harness.entity(adaL))?.fields.location).toBe('London');
    });

    test('a merge of merged things leads to the last of them', async () => {
      await readPeople();
      await harness.store.merge(editorActor, { from: adaL, into: ada });
      await harness.store.merge(editorActor, { from: ada, into: grace });
      expect(await harness.store.locate(anyEmployee, adaL)).toEqual({ status: 'moved', ref: grace });
      expect((await harness.entity(grace))?.formerRefs.sort()).toEqual([adaL, ada]);
      await harness.store.unmerge(editorActor, ada);
      expect((await harness.entity(ada))?.fields).toMatchObject({ title: 'Engineer', location: 'London' });
      expect((await harness.entity(grace))?.fields.title).toBeUndefined();
    });

    test('circles, two kinds and what is merged already are refused', async () => {
      await readPeople();
      const merge = (from: string, into: string) => harness.store.merge(editorActor, { from, into });
      await merge(adaL, ada);
      await expect(merge(adaL, grace)).rejects.toMatchObject({ code: 'conflict' });
      await expect(merge(ada, adaL)).rejects.toMatchObject({ code: 'conflict' });
      await expect(merge(ada, ada)).rejects.toMatchObject({ code: 'conflict' });
      await expect(merge(ada, 'team:payments')).rejects.toMatchObject({ code: 'conflict' });
      await expect(merge(ada, 'person:nobody')).rejects.toMatchObject({ code: 'not-found' });
      await expect(harness.store.unmerge(editorActor, grace)).rejects.toMatchObject({ code: 'not-found' });
    });

    test('a mention of the merged one means the one that stays', async () => {
      await readPeople();
      await harness.store.merge(editorActor, { from: adaL, into: ada });
      await harness.read([{ kind: 'Person', key: 'E9', name: 'Jo', claims: [related('REPORTS_TO', 'A. Lovelace')] }]);
      expect((await harness.entity('person:jo'))?.relations[0]?.other.ref).toBe(ada);
      expect(await harness.store.unresolved()).toEqual([]);
    });

    test('merges are listed for those who may read what stays', async () => {
      await harness.read([
        { kind: 'Person', key: 'E1', name: 'Ada', audience: 'hr' },
        { kind: 'Person', key: 'E2', name: 'Grace', audience: 'hr' },
      ]);
      await harness.store.merge(editorActor, { from: 'person:ada', into: 'person:grace', reason: 'One' });
      expect(await harness.store.merges(anyEmployee)).toEqual([]);
      expect(await harness.store.merges(hrViewer)).toMatchObject([
        { from: 'person:ada', into: 'person:grace', by: 'Local admin', reason: 'One' },
      ]);
    });
  });
}
