import { describe, expect, test } from '@jest/globals';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { collect, each } from '../../support/iterables.ts';
import { field, type RecordSketch, related } from '../../support/records.ts';
import { editorActor, hrViewer, useStore } from './harness.ts';

const person = (source: string, key: string, name: string, extra: Partial<RecordSketch> = {}): RecordSketch => ({
  source,
  kind: 'Person',
  key,
  name,
  ...extra,
});
const bob = person('wiki', 'bob', 'Bob Ross', { claims: [related('MEMBER_OF', 'Payments')] });
const robert = person('hr', 'E1', 'Robert Ross', { claims: [related('MEMBER_OF', 'Payments')] });
const payments: RecordSketch = { kind: 'Team', key: 'T1', name: 'Payments' };

export function describeDuplicates(openEmpty: OpenEmpty): void {
  describe('suggested duplicates', () => {
    const harness = useStore(openEmpty);
    const pairs = async (viewer = anyEmployee, query: { limit: number; kind?: string } = { limit: 10 }) =>
      (await harness.store.suggestedDuplicates(viewer, query)).map(({ a, b }) => `${a.name} = ${b.name}`);

    test('are told with a score and reasons in words, and join nothing', async () => {
      await harness.read([bob, robert, payments]);
      const [first, ...others] = await harness.store.suggestedDuplicates(anyEmployee, { limit: 10 });
      expect(first).toMatchObject({ a: { ref: 'person:bob' }, b: { ref: 'person:robert-ross' } });
      expect(first?.score).toBeGreaterThan(0.5);
      expect(first?.reasons).toEqual([
        '“Bob Ross” and “Robert Ross”: Bob is short for Robert.',
        'Both are in Payments.',
      ]);
      expect(others).toEqual([]);
      expect((await harness.store.countKinds(anyEmployee)).Person).toBe(2);
    });

    test('have one name under two keys of one source high up, and one who left too', async () => {
      await harness.read([
        person('hr', 'E1', 'Ada Lovelace', { claims: [field('status', 'left')] }),
        person('hr', 'E7', 'Ada Lovelace'),
      ]);
      const [first] = await harness.store.suggestedDuplicates(anyEmployee, { limit: 10 });
      expect(first?.score).toBeGreaterThanOrEqual(0.8);
      expect(first?.reasons).toContain('Both stand in hr, under two keys.');
    });

    test('use the meaning of cards', async () => {
      await harness.read([
        { kind: 'Team', key: 'T1', name: 'Settlement', claims: [field('description', 'Moves money.')] },
        { source: 'wiki', kind: 'Team', key: 'p', name: 'Payouts', claims: [field('description', 'Moves the money.')] },
        { source: 'wiki', kind: 'Team', key: 'a', name: 'Audit', claims: [field('description', 'Looks at books.')] },
      ]);
      expect(await pairs()).toEqual([]);
      const tasks = await harness.store.missingEmbeddings('m1', 100);
      const embeddings = tasks.map(({ textHash, text }) => ({
        textHash,
        vector: text.startsWith('Audit') ? Float32Array.of(0, 1) : Float32Array.of(1, 0),
      }));
      await harness.store.putEmbeddings(kiki, 'm1', 2, embeddings);
      expect(await pairs()).toEqual(['Payouts = Settlement']);
    });

    test('keep to a limit and to a kind, and an unknown kind is refused', async () => {
      await harness.read([bob, robert, payments, { source: 'wiki', kind: 'Team', key: 'p', name: 'Payments Team' }]);
      expect(await pairs()).toHaveLength(2);
      expect(await pairs(anyEmployee, { limit: 1 })).toHaveLength(1);
      expect(await pairs(anyEmployee, { limit: 5, kind: 'team' })).toEqual(['Payments = Payments Team']);
      await expect(pairs(anyEmployee, { limit: 1, kind: 'Planet' })).rejects.toMatchObject({ code: 'invalid' });
    });

    test('are of what the viewer may read only', async () => {
      await harness.read([bob, { ...robert, audience: 'hr' }, payments]);
      expect(await pairs()).toEqual([]);
      expect(await pairs(hrViewer)).toEqual(['Bob Ross = Robert Ross']);
    });

    test('leave out what kiki.yaml says is different', async () => {
      await harness.read([bob, robert, payments]);
      await harness.reopen({ different: [['hr:E1', 'wiki:bob']] });
      expect(await pairs()).toEqual([]);
    });

    test('once dismissed are gone, in either order and after an export, until that is taken back', async () => {
      await harness.read([bob, robert, payments]);
      await harness.store.dismissDuplicate(editorActor, 'person:robert-ross', 'person:bob', ' Cousins ');
      expect(await pairs()).toEqual([]);
      const dismissed = await harness.store.dismissedDuplicates(anyEmployee);
      expect(dismissed).toMatchObject([
        { a: { ref: 'person:bob' }, b: { ref: 'person:robert-ross' }, by: 'Local admin', reason: 'Cousins' },
      ]);
      const lines = await collect(harness.store.exportAll(kiki));
      await harness.startAnew();
      await harness.store.importAll(kiki, each(lines));
      expect(await collect(harness.store.exportAll(kiki))).toEqual(lines);
      expect(await pairs()).toEqual([]);
      expect(await harness.store.dismissedDuplicates(anyEmployee)).toEqual(dismissed);
      await harness.store.undismissDuplicate(editorActor, 'person:bob', 'person:robert-ross');
      expect(await pairs()).toEqual(['Bob Ross = Robert Ross']);
      expect(await harness.store.dismissedDuplicates(anyEmployee)).toEqual([]);
    });

    test('a dismissal keeps no equal name from joining', async () => {
      await harness.read([bob, robert, payments]);
      await harness.store.dismissDuplicate(editorActor, 'person:bob', 'person:robert-ross');
      await harness.read([{ ...bob, name: 'Robert Ross' }]);
      expect((await harness.store.countKinds(anyEmployee)).Person).toBe(1);
    });

    test('only two things of one kind that are there can be dismissed, and only what was dismissed be taken back', async () => {
      await harness.read([bob, payments]);
      const dismiss = (a: string, b: string) => harness.store.dismissDuplicate(editorActor, a, b);
      await expect(dismiss('person:bob', 'person:none')).rejects.toMatchObject({ code: 'not-found' });
      await expect(dismiss('person:bob', 'person:bob')).rejects.toMatchObject({ code: 'invalid' });
      await expect(dismiss('person:bob', 'team:payments')).rejects.toMatchObject({ code: 'invalid' });
      await expect(harness.store.undismissDuplicate(editorActor, 'person:bob', 'team:payments')).rejects.toMatchObject({
        code: 'not-found',
      });
    });
  });
}
