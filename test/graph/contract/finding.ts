import { describe, expect, test } from '@jest/globals';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field } from '../../support/records.ts';
import { useStore } from './harness.ts';
import { ada, grace, payments } from './people.ts';

export function describeFinding(openEmpty: OpenEmpty): void {
  describe('finding', () => {
    const harness = useStore(openEmpty);

    test('a rename keeps the ref, and the former name still leads there', async () => {
      await harness.read([payments]);
      await harness.read([{ ...payments, name: 'Payments Platform' }]);
      expect((await harness.entity('team:payments'))?.aliases).toEqual(['Payments']);
      expect(await harness.store.locate(anyEmployee, 'Payments')).toEqual({ status: 'moved', ref: 'team:payments' });
      expect(await harness.store.locate(anyEmployee, 'payments platform')).toEqual({
        status: 'moved',
        ref: 'team:payments',
      });
      expect(await harness.store.locate(anyEmployee, 'nothing here')).toEqual({ status: 'unknown' });
    });

    test('entities are found by identity and by the path of their page', async () => {
      await harness.read([ada, payments]);
      expect(await harness.store.withIdentity(anyEmployee, ['email:Ada@Example.com', 'email:x@example.com'])).toEqual(
        new Map([['email:Ada@Example.com', 'person:ada-lovelace']]),
      );
      expect(await harness.store.atPaths(anyEmployee, 'wiki', ['teams/payments.md', 'none.md'])).toEqual(
        new Map([['teams/payments.md', 'team:payments']]),
      );
    });

    test('full-text search finds by stem, by initials, without accents and whatever the case, best first', async () => {
      await harness.read([
        payments,
        { kind: 'Person', key: 'E9', name: 'José Müller', claims: [field('title', 'Refunding lead')] },
      ]);
      const refs = async (text: string) =>
        (await harness.store.searchText(anyEmployee, text, { limit: 5 })).map(({ ref }) => ref);
      expect((await refs('refunds to merchants'))[0]).toBe('team:payments');
      expect(await refs('jose MULLER')).toEqual(['person:jose-muller']);
      expect(await refs('zzz')).toEqual([]);
      await harness.read([payments, { kind: 'Team', key: 'NYC', name: 'New York City Office' }]);
      expect(await refs('nyco')).toEqual(['team:nyc']);
      expect(await refs('"AND (OR* NOT ~')).toEqual([]);
    });

    test('search keeps to the kinds asked for', async () => {
      await harness.read([
        payments,
        { kind: 'Person', key: 'E9', name: 'Jo', claims: [field('title', 'Refunding lead')] },
      ]);
      const hits = await harness.store.searchText(anyEmployee, 'refund', { kinds: ['Person'], limit: 5 });
      expect(hits.map(({ ref }) => ref)).toEqual(['person:jo']);
    });

    test('suggestions forgive an unfinished word and a typo', async () => {
      await harness.read([ada, grace, payments]);
      const names = async (typed: string) =>
        (await harness.store.suggest(anyEmployee, typed, { limit: 5 })).map((card) => card.name);
      expect(await names('pay')).toEqual(['Payments']);
      expect(await names('grac hop')).toEqual(['Grace Hopper']);
      expect(await names('lovelcae')).toEqual(['Ada Lovelace']);
      expect(await names('')).toEqual([]);
    });

    test('vectors find by nearness, one model at a time', async () => {
      await harness.read([payments, ada]);
      expect(await harness.store.embeddingProgress('m1')).toEqual({ total: 4, done: 0 });
      const tasks = await harness.store.missingEmbeddings('m1', 100);
      expect(tasks.map(({ text }) => text)).toContain(
        'Payments › Purpose\nWe refund customers and merchants. Ada Lovelace keeps the ledger.',
      );
      const vectorOf = (text: string) =>
        text.includes('refund') ? Float32Array.of(1, 0, 0) : Float32Array.of(0, 1, 0);
      await harness.store.putEmbeddings(
        kiki,
        'm1',
        3,
        tasks.map(({ textHash, text }) => ({ textHash, vector: vectorOf(text) })),
      );
      expect(await harness.store.embeddingProgress('m1')).toEqual({ total: 4, done: 4 });
      const hits = await harness.store.searchVector(anyEmployee, {
        model: 'm1',
        vector: Float32Array.of(0.8, 0.6, 0),
        limit: 1,
      });
      expect(hits).toEqual([{ id: 'team:payments#purpose', ref: 'team:payments', score: expect.closeTo(0.8, 4) }]);
      expect(
        await harness.store.searchVector(anyEmployee, { model: 'm2', vector: Float32Array.of(1, 0, 0), limit: 1 }),
      ).toEqual([]);
    });

    test('an embedding outlives a move of its text, and is swept when the text is gone', async () => {
      await harness.read([payments]);
      const embed = async () => {
        const tasks = await harness.store.missingEmbeddings('m1', 100);
        await harness.store.putEmbeddings(
          kiki,
          'm1',
          2,
          tasks.map(({ textHash }) => ({ textHash, vector: Float32Array.of(1, 0) })),
        );
      };
      await embed();
      await harness.read([{ ...payments, passages: [...(payments.passages ?? [])].reverse() }]);
      expect(await harness.store.missingEmbeddings('m1', 10)).toEqual([]);
      await harness.read([], ['wiki:Team:teams/payments.md']);
      expect(await harness.store.sweepEmbeddings(kiki, 'm1')).toBe(3);
    });

    test('embeddings of another model are swept, and those of this one stay', async () => {
      await harness.read([payments]);
      for (const model of ['old', 'new']) {
        const tasks = await harness.store.missingEmbeddings(model, 100);
        const embeddings = tasks.map(({ textHash }) => ({ textHash, vector: Float32Array.of(1, 0) }));
        await harness.store.putEmbeddings(kiki, model, 2, embeddings);
      }
      expect(await harness.store.sweepEmbeddings(kiki, 'new')).toBe(3);
      expect(await harness.store.embeddingProgress('old')).toEqual({ total: 3, done: 0 });
      expect(await harness.store.embeddingProgress('new')).toEqual({ total: 3, done: 3 });
    });

    test('a list is by name, filtered by fields, without those that do not count', async () => {
      await harness.read([
        { kind: 'Team', key: 'a', name: 'Élan', claims: [field('type', 'Working group')] },
        { kind: 'Team', key: 'b', name: 'Beta', claims: [field('type', 'working group')] },
        {
          kind: 'Team',
          key: 'c',
          name: 'Core',
          claims: [field('status', 'archived'), field('type', 'working group')],
        },
        { kind: 'Team', key: 'd', name: 'Delta' },
      ]);
      const list = async (query: object) =>
        (await harness.store.list(anyEmployee, { kind: 'Team', ...query })).items.map((card) => card.name);
      expect(await list({})).toEqual(['Beta', 'Delta', 'Élan']);
      expect(await list({ where: { type: ['working group'] } })).toEqual(['Beta', 'Élan']);
      expect(await list({ where: { status: ['archived'] } })).toEqual(['Core']);
      expect(await list({ where: { status: ['active'] } })).toHaveLength(3);
      expect(await list({ includeUncounted: true, offset: 1, limit: 2 })).toEqual(['Core', 'Delta']);
      const outlined = await harness.store.outline(anyEmployee, 'Team');
      expect(outlined.map(({ name, status, isCounted }) => [name, status, isCounted])).toEqual([
        ['Beta', 'active', true],
        ['Core', 'archived', false],
        ['Delta', 'active', true],
        ['Élan', 'active', true],
      ]);
      expect([...(await harness.store.outlines(anyEmployee))]).toEqual([['Team', outlined]]);
      expect(await list({ where: { name: ['beta'] } })).toEqual(['Beta']);
    });
  });
}
