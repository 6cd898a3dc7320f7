import { describe, expect, test } from '@jest/globals';
import { createEditor } from '../../../graph/edits.ts';
import { anyEmployee, localAdmin } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, type RecordSketch, related } from '../../support/records.ts';
import { timeless } from '../../support/timeless.ts';
import { editorActor, hrViewer, useStore } from './harness.ts';

const ada = 'person:ada-lovelace';

export function describePast(openEmpty: OpenEmpty): void {
  describe('the graph as of a day', () => {
    const harness = useStore(openEmpty);
    const clock = { now: '2026-01-01' };
    const on = (day: string) => {
      clock.now = day;
    };
    const start = async () => {
      on('2026-01-01');
      await harness.reopen({ now: () => new Date(`${clock.now}T10:00:00.000Z`) });
    };
    const person = (key: string, name: string, title: string, manager?: string): RecordSketch => ({
      kind: 'Person',
      key,
      name,
      claims: [
        field('title', title),
        related('MEMBER_OF', 'Payments'),
        ...(manager === undefined ? [] : [related('REPORTS_TO', manager)]),
      ],
      passages: [{ heading: [], text: `${name} is ${title}.` }],
    });
    const history = async () => {
      await start();
      await harness.read([
        { kind: 'Team', key: 'T1', name: 'Payments', claims: [related('LEADS', 'Grace Hopper', { end: 'to' })] },
        person('E1', 'Ada Lovelace', 'Engineer', 'Grace Hopper'),
        person('E2', 'Grace Hopper', 'Admiral'),
      ]);
      on('2026-02-01');
      await harness.read([person('E1', 'Ada King', 'Countess', 'Bob')], ['hr:Person:E2']);
      await harness.read([person('E3', 'Bob', 'Boss')]);
      on('2026-03-01');
      await createEditor({ store: harness.store }).change(
        editorActor,
        localAdmin,
        ada,
        { fields: { title: 'Queen' } },
        (await harness.entity(ada))?.revision ?? 0,
      );
    };
    const seen = async (day: string) => {
      const past = await harness.store.asOf(day);
      const view = await past.entity(anyEmployee, ada);
      return [
        view?.name,
        view?.fields.title,
        view?.relations
          .filter(({ current }) => current)
          .map(({ relation, end, other }) => `${relation} ${end} ${other.name}`),
        view?.passages.filter(({ card }) => !card).map(({ text }) => text),
      ];
    };

    test('an entity has the name, fields, relations and prose of that day', async () => {
      await history();
      expect(await seen('2026-01-15')).toEqual([
        'Ada Lovelace',
        'Engineer',
        ['MEMBER_OF from Payments', 'REPORTS_TO from Grace Hopper'],
        ['Ada Lovelace is Engineer.'],
      ]);
      expect(await seen('2026-02-15')).toEqual([
        'Ada King',
        'Countess',
        ['MEMBER_OF from Payments', 'REPORTS_TO from Bob'],
        ['Ada King is Countess.'],
      ]);
      expect((await seen('2026-03-01'))[1]).toBe('Queen');
    });

    test('who was not there yet, or not any more, is not there', async () => {
      await history();
      const names = async (day: string) =>
        (await (await harness.store.asOf(day)).list(anyEmployee, { kind: 'person' })).items.map(({ name }) => name);
      expect(await names('2025-12-31')).toEqual([]);
      expect(await names('2026-01-01')).toEqual(['Ada Lovelace', 'Grace Hopper']);
      expect(await names('2026-02-02')).toEqual(['Ada King', 'Bob']);
      expect((await harness.store.asOf('2026-02-02')).firstDay).toBe('2026-01-01');
    });

    test('edges and reach are those of that day', async () => {
      await history();
      const past = await harness.store.asOf('2026-01-20');
      expect((await past.edges(anyEmployee, { relation: 'MEMBER_OF' })).map(({ from }) => from).sort()).toEqual([
        ada,
        'person:grace-hopper',
      ]);
      expect((await past.edges(anyEmployee, { relation: 'LEADS', of: ['team:payments'], end: 'to' })).length).toBe(1);
      expect(await past.reach(anyEmployee, { relation: 'REPORTS_TO', of: ada, end: 'from' })).toEqual([
        { ref: ada, steps: 0 },
        { ref: 'person:grace-hopper', steps: 1 },
      ]);
      const today = await harness.store.asOf('2026-03-01');
      expect(await today.edges(anyEmployee, { relation: 'LEADS' })).toEqual([]);
    });

    test('today it says what the graph says, with the same sources', async () => {
      await history();
      const past = await (await harness.store.asOf('2026-03-01')).entity(anyEmployee, ada);
      const now = await harness.entity(ada);
      const comparable = (view: typeof now) =>
        view &&
        timeless({
          name: view.name,
          aliases: view.aliases,
          facts: JSON.parse(
            JSON.stringify(view.facts, (key, item: unknown) => (key === 'readAt' ? undefined : item)),
          ) as object,
          relations: view.relations.map(({ relation, end, other }) => [relation, end, other.ref]),
          passages: view.passages,
        });
      expect(comparable(past)).toEqual(comparable(now));
    });

    test('a merge counts from its day until it is taken back', async () => {
      await history();
      on('2026-04-01');
      await harness.store.merge(editorActor, { from: 'person:bob', into: ada });
      on('2026-05-01');
      await harness.store.unmerge(editorActor, 'person:bob');
      const bob = async (day: string) =>
        (await (await harness.store.asOf(day)).entity(anyEmployee, 'person:bob'))?.name;
      expect([await bob('2026-03-15'), await bob('2026-04-15'), await bob('2026-05-15')]).toEqual([
        'Bob',
        undefined,
        'Bob',
      ]);
      expect((await (await harness.store.asOf('2026-04-15')).entity(anyEmployee, ada))?.formerRefs).toEqual([
        'person:bob',
      ]);
    });

    test('what a viewer may not read was not there for him then either', async () => {
      await start();
      await harness.read([
        { kind: 'Person', key: 'E1', name: 'Ada Lovelace', audience: 'hr', claims: [field('title', 'Spy')] },
      ]);
      const past = await harness.store.asOf('2026-01-02');
      expect(await past.entity(anyEmployee, ada)).toBeUndefined();
      expect((await past.list(anyEmployee, { kind: 'Person' })).total).toBe(0);
      expect((await past.entity(hrViewer, ada))?.fields.title).toBe('Spy');
    });

    test('what is no day is refused', async () => {
      await start();
      for (const day of ['', 'yesterday', '2026-13-01', '2026-1-1', "2026-01-01' OR 1=1"])
        await expect(harness.store.asOf(day)).rejects.toMatchObject({ code: 'invalid' });
    });
  });
}
