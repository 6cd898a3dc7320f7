import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createEditor } from '../../graph/edits.ts';
import type { Engine } from '../../graph/engine.ts';
import type { GraphStore } from '../../graph/store.ts';
import { kiki, type Actor } from '../../schema/actor.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../schema/viewer.ts';
import { type OpenEmpty, storeOn, type TestStoreOptions } from '../support/engines.ts';
import { field, record, type RecordSketch, related } from '../support/records.ts';

const importer: Actor = { type: 'run', id: 'run-1', source: 'hr' };
const editorActor: Actor = { type: 'person', id: 'local-admin', name: 'Local admin' };
const hr: Viewer = { id: 'hr', name: 'HR', audiences: ['everyone', 'hr'], canEdit: false };

const ada: RecordSketch = {
  kind: 'Person',
  key: 'E1',
  name: 'Ada Lovelace',
  ids: { email: ['ada@example.com'] },
  claims: [field('title', 'Engineer'), related('MEMBER_OF', 'Payments'), related('REPORTS_TO', 'E2')],
};
const grace: RecordSketch = {
  kind: 'Person',
  key: 'E2',
  name: 'Grace Hopper',
  claims: [field('title', 'Director'), related('MEMBER_OF', 'Payments')],
};
const payments: RecordSketch = {
  source: 'wiki',
  kind: 'Team',
  key: 'teams/payments.md',
  path: 'teams/payments.md',
  name: 'Payments',
  claims: [field('description', 'Moves money.'), related('LEADS', 'Grace Hopper', { end: 'to' })],
  passages: [
    {
      heading: ['Payments', 'Purpose'],
      text: 'We refund customers and merchants. Ada Lovelace keeps the ledger.',
      line: 3,
    },
    { heading: ['Payments', 'Reach us'], text: 'Ask in #payments.', line: 7 },
  ],
};

/** What every engine must do. Run by each of them. */
export function describeStore(name: string, openEmpty: OpenEmpty): void {
  describe(`graph store on ${name}`, () => {
    let engine: Engine;
    let store: GraphStore;

    const reopen = async (options: TestStoreOptions) => {
      store = await storeOn(engine, options);
    };
    const read = (sketches: RecordSketch[], removals: string[] = []) =>
      store.apply(importer, { upserts: sketches.map(record), removals });
    const person = (ref: string, viewer: Viewer = anyEmployee) => store.entity(viewer, ref);

    beforeEach(async () => {
      engine = await openEmpty();
      store = await storeOn(engine);
    });
    afterEach(() => store.close());

    describe('records become entities', () => {
      test('fields, relations and prose can be read back with their sources', async () => {
        const report = await read([ada, grace, payments]);
        expect(report.records).toEqual({ added: 3, changed: 0, unchanged: 0, removed: 0 });
        expect(report.entities).toEqual({ added: 3, changed: 0, removed: 0 });
        const view = await person('person:ada-lovelace');
        expect(view).toMatchObject({
          kind: 'Person',
          name: 'Ada Lovelace',
          fields: { title: 'Engineer' },
          revision: 1,
        });
        expect(view?.facts.title?.sources).toMatchObject([{ source: 'hr', path: 'hr.csv#E1' }]);
        expect(view?.relations.map((each) => [each.relation, each.end, each.other.ref])).toEqual([
          ['MEMBER_OF', 'from', 'team:payments'],
          ['MENTIONS', 'to', 'team:payments'],
          ['REPORTS_TO', 'from', 'person:grace-hopper'],
        ]);
        const team = await person('team:payments');
        expect(team?.passages.filter(({ card }) => !card).map(({ anchor, text }) => [anchor, text])).toEqual([
          ['purpose', 'We refund customers and merchants. Ada Lovelace keeps the ledger.'],
          ['reach-us', 'Ask in #payments.'],
        ]);
        expect(team?.passages[1]?.source).toMatchObject({ source: 'wiki', path: 'teams/payments.md', at: 'line 3' });
      });

      test('reading the same again changes nothing and adds no revision', async () => {
        await read([ada, grace, payments]);
        const version = await store.version();
        const report = await read([ada, grace, payments]);
        expect(report.records).toEqual({ added: 0, changed: 0, unchanged: 3, removed: 0 });
        expect(report.entities).toEqual({ added: 0, changed: 0, removed: 0 });
        expect(await store.version()).toBe(version);
        expect(await store.history(anyEmployee, 'person:ada-lovelace')).toHaveLength(1);
      });

      test('a changed field is a revision with before and after', async () => {
        await read([ada, grace]);
        await read([{ ...ada, claims: [field('title', 'Principal'), related('REPORTS_TO', 'E2')] }]);
        const [newest] = await store.history(anyEmployee, 'person:ada-lovelace');
        expect(newest).toMatchObject({ number: 2, actor: 'import of hr', actorType: 'run' });
        expect(newest?.changes).toEqual([{ about: 'field', name: 'title', before: 'Engineer', after: 'Principal' }]);
      });

      test('a relation to something unknown waits, is reported, and holds once the thing is there', async () => {
        const report = await read([ada]);
        expect(
          report.unresolved.map(({ relation, mention, candidates }) => [relation, mention.value, candidates]),
        ).toEqual([
          ['REPORTS_TO', 'E2', []],
          ['MEMBER_OF', 'Payments', []],
        ]);
        expect((await person('person:ada-lovelace'))?.relations).toEqual([]);
        await read([grace]);
        expect((await person('person:ada-lovelace'))?.relations).toMatchObject([
          { relation: 'REPORTS_TO', other: { ref: 'person:grace-hopper' } },
        ]);
      });

      test('a name that two people share is ambiguous and joins nobody', async () => {
        const report = await read([
          { kind: 'Person', key: '1', name: 'Sam Lee' },
          { kind: 'Person', key: '2', name: 'Sam Lee' },
          { kind: 'Team', key: 't1', name: 'Ops', claims: [related('LEADS', 'Sam Lee', { end: 'to' })] },
        ]);
        expect(report.unresolved).toMatchObject([
          { relation: 'LEADS', candidates: [expect.any(String), expect.any(String)] },
        ]);
        expect(report.entities.added).toBe(3);
        expect((await person('team:ops'))?.relations).toEqual([]);
      });

      test('colliding slugs get a suffix from the record, not a counter', async () => {
        await read([
          { kind: 'Person', key: '1', name: 'Sam Lee' },
          { kind: 'Person', key: '2', name: 'Sam Lee' },
        ]);
        const { items } = await store.list(anyEmployee, { kind: 'Person' });
        expect(items.map(({ ref }) => ref).sort()).toEqual([
          'person:sam-lee',
          expect.stringMatching(/^person:sam-lee-[0-9a-f]{6}$/),
        ]);
      });

      test('steps keep their order and their responsible party', async () => {
        await read([
          payments,
          {
            source: 'wiki',
            kind: 'Procedure',
            key: 'refund.md',
            name: 'Refund a customer',
            passages: [
              { heading: ['Steps'], text: '1. Check\n2. Pay', prose: '' },
              { heading: ['Steps'], text: 'Check the order', step: { number: 1 } },
              {
                heading: ['Steps'],
                text: 'Pay it back',
                step: { number: 2, responsible: { namespace: 'any', value: 'Payments' } },
              },
            ],
          },
        ]);
        const steps = (await person('procedure:refund-a-customer'))?.passages.flatMap(({ step, text }) =>
          step ? [{ ...step, text }] : [],
        );
        expect(steps).toEqual([
          { number: 1, section: 'steps', text: 'Check the order' },
          {
            number: 2,
            section: 'steps',
            text: 'Pay it back',
            responsible: 'Payments',
            responsibleRef: 'team:payments',
          },
        ]);
      });
    });

    describe('several sources', () => {
      test('the better source wins a field, and the other value is kept as a contradiction', async () => {
        await read([ada]);
        await read([
          {
            source: 'wiki',
            kind: 'Person',
            key: 'ada',
            name: 'Ada Lovelace',
            claims: [field('title', 'Analyst'), field('location', 'London')],
          },
        ]);
        const view = await person('person:ada-lovelace');
        expect(view?.fields).toMatchObject({ title: 'Engineer', location: 'London' });
        expect(view?.facts.title?.contradicts).toMatchObject([{ value: 'Analyst', sources: [{ source: 'wiki' }] }]);
      });

      test('the order of reading does not matter', async () => {
        await read([
          { source: 'wiki', kind: 'Person', key: 'ada', name: 'Ada Lovelace', claims: [field('title', 'Analyst')] },
        ]);
        await read([ada]);
        expect((await person('person:ada'))?.fields.title).toBe('Engineer');
      });

      test('an equal explicit id joins records of different names', async () => {
        await read([ada]);
        await read([
          { source: 'wiki', kind: 'Person', key: 'al', name: 'A. King', ids: { email: ['ADA@example.com'] } },
        ]);
        expect((await store.countKinds(anyEmployee)).Person).toBe(1);
        expect((await person('person:ada-lovelace'))?.aliases).toEqual(['A. King']);
      });

      test('two leads of one source stand beside each other; another source that differs is a contradiction', async () => {
        await read([ada, grace, { kind: 'Person', key: 'E3', name: 'Edsger Dijkstra' }]);
        await read([
          {
            kind: 'Team',
            key: 'T1',
            name: 'Payments',
            claims: [related('LEADS', 'E1', { end: 'to' }), related('LEADS', 'E2', { end: 'to' })],
          },
        ]);
        await read([{ ...payments, claims: [related('LEADS', 'Edsger Dijkstra', { end: 'to' })] }]);
        const view = await person('team:payments');
        expect(view?.relations.filter(({ relation }) => relation === 'LEADS').map(({ other }) => other.name)).toEqual([
          'Ada Lovelace',
          'Grace Hopper',
        ]);
        expect(view?.contradictions).toMatchObject([
          { relation: 'LEADS', other: { name: 'Edsger Dijkstra' }, sources: [{ source: 'wiki' }] },
        ]);
      });

      test('a new order of trust is computed anew without reading', async () => {
        await read([ada]);
        await read([
          { source: 'wiki', kind: 'Person', key: 'ada', name: 'Ada Lovelace', claims: [field('title', 'Analyst')] },
        ]);
        await reopen({ sources: [{ name: 'wiki' }, { name: 'hr' }] });
        await store.settle(kiki);
        expect((await person('person:ada-lovelace'))?.fields.title).toBe('Analyst');
      });
    });

    describe('what is gone', () => {
      test('a removed record takes its entity out of reads, search and counts, and keeps its history', async () => {
        await read([ada, grace, payments]);
        const report = await read([], ['hr:Person:E1']);
        expect(report.entities).toMatchObject({ removed: 1 });
        expect(await person('person:ada-lovelace')).toBeUndefined();
        expect((await store.countKinds(anyEmployee)).Person).toBe(1);
        expect(await store.searchText(anyEmployee, 'Engineer', { limit: 10 })).toEqual([]);
        expect((await person('person:grace-hopper'))?.relations.map(({ relation }) => relation)).toEqual([
          'LEADS',
          'MEMBER_OF',
        ]);
        expect(await store.locate(anyEmployee, 'person:ada-lovelace')).toEqual({
          status: 'gone',
          ref: 'person:ada-lovelace',
          name: 'Ada Lovelace',
        });
        const [last] = await store.history(anyEmployee, 'person:ada-lovelace');
        expect(last?.changes).toEqual([{ about: 'entity', name: 'existence', before: 'Ada Lovelace', after: null }]);
      });

      test('what comes back has its ref and history again', async () => {
        await read([ada, grace]);
        await read([], ['hr:Person:E1']);
        await read([{ ...ada, name: 'Ada King' }]);
        const view = await person('person:ada-lovelace');
        expect(view).toMatchObject({ name: 'Ada King', revision: 3 });
        expect(view?.relations).toMatchObject([{ relation: 'REPORTS_TO', other: { name: 'Grace Hopper' } }]);
      });

      test('an entity stays while one of its sources has it', async () => {
        await read([ada]);
        await read([
          { source: 'wiki', kind: 'Person', key: 'ada', name: 'Ada Lovelace', claims: [field('title', 'Analyst')] },
        ]);
        await read([], ['hr:Person:E1']);
        expect((await person('person:ada-lovelace'))?.fields.title).toBe('Analyst');
      });

      test('an ended relation is history and not current', async () => {
        await read([grace, { ...ada, claims: [related('MEMBER_OF', 'Payments', { ended: true })] }, payments]);
        expect(
          (await person('person:ada-lovelace'))?.relations.find(({ relation }) => relation === 'MEMBER_OF'),
        ).toMatchObject({ current: false });
        expect(
          (await store.edges(anyEmployee, { relation: 'MEMBER_OF', of: ['team:payments'], end: 'to' })).map(
            ({ from }) => from,
          ),
        ).toEqual(['person:grace-hopper']);
        expect(
          await store.edges(anyEmployee, { relation: 'MEMBER_OF', of: ['team:payments'], end: 'to', on: 'always' }),
        ).toHaveLength(2);
      });

      test('a relation with a last day holds until that day', async () => {
        await read([
          payments,
          { ...ada, claims: [related('MEMBER_OF', 'Payments', { from: '2025-01-01', until: '2025-06-30' })] },
        ]);
        const members = async (on: string) =>
          (await store.edges(anyEmployee, { relation: 'MEMBER_OF', of: ['team:payments'], end: 'to', on })).length;
        expect([await members('2024-12-31'), await members('2025-06-30'), await members('2025-07-01')]).toEqual([
          0, 1, 0,
        ]);
      });

      test('a source that is forgotten leaves nothing visible', async () => {
        await read([ada, payments]);
        expect(await store.forgetSource(kiki, 'wiki')).toBe(1);
        expect(await person('team:payments')).toBeUndefined();
        expect((await store.sources(localAdmin)).map((source) => source.name)).toEqual(['hr']);
      });
    });

    describe('finding', () => {
      test('a rename keeps the ref, and the former name still leads there', async () => {
        await read([payments]);
        await read([{ ...payments, name: 'Payments Platform' }]);
        expect((await person('team:payments'))?.aliases).toEqual(['Payments']);
        expect(await store.locate(anyEmployee, 'Payments')).toEqual({ status: 'moved', ref: 'team:payments' });
        expect(await store.locate(anyEmployee, 'payments platform')).toEqual({ status: 'moved', ref: 'team:payments' });
        expect(await store.locate(anyEmployee, 'nothing here')).toEqual({ status: 'unknown' });
      });

      test('entities are found by identity and by the path of their page', async () => {
        await read([ada, payments]);
        expect(await store.withIdentity(anyEmployee, ['email:Ada@Example.com', 'email:x@example.com'])).toEqual(
          new Map([['email:Ada@Example.com', 'person:ada-lovelace']]),
        );
        expect(await store.atPaths(anyEmployee, 'wiki', ['teams/payments.md', 'none.md'])).toEqual(
          new Map([['teams/payments.md', 'team:payments']]),
        );
      });

      test('full-text search finds by stem, without accents and whatever the case, best first', async () => {
        await read([
          payments,
          { kind: 'Person', key: 'E9', name: 'José Müller', claims: [field('title', 'Refunding lead')] },
        ]);
        const refs = async (text: string) =>
          (await store.searchText(anyEmployee, text, { limit: 5 })).map(({ ref }) => ref);
        expect((await refs('refunds to merchants'))[0]).toBe('team:payments');
        expect(await refs('jose MULLER')).toEqual(['person:jose-muller']);
        expect(await refs('zzz')).toEqual([]);
        expect(await refs('"AND (OR* NOT ~')).toEqual([]);
      });

      test('search keeps to the kinds asked for', async () => {
        await read([payments, { kind: 'Person', key: 'E9', name: 'Jo', claims: [field('title', 'Refunding lead')] }]);
        const hits = await store.searchText(anyEmployee, 'refund', { kinds: ['Person'], limit: 5 });
        expect(hits.map(({ ref }) => ref)).toEqual(['person:jo']);
      });

      test('suggestions forgive an unfinished word and a typo', async () => {
        await read([ada, grace, payments]);
        const names = async (typed: string) =>
          (await store.suggest(anyEmployee, typed, { limit: 5 })).map((card) => card.name);
        expect(await names('pay')).toEqual(['Payments']);
        expect(await names('grac hop')).toEqual(['Grace Hopper']);
        expect(await names('lovelcae')).toEqual(['Ada Lovelace']);
        expect(await names('')).toEqual([]);
      });

      test('vectors find by nearness, one model at a time', async () => {
        await read([payments, ada]);
        expect(await store.embeddingProgress('m1')).toEqual({ total: 4, done: 0 });
        const tasks = await store.missingEmbeddings('m1', 100);
        expect(tasks.map(({ text }) => text)).toContain(
          'Payments › Purpose\nWe refund customers and merchants. Ada Lovelace keeps the ledger.',
        );
        const vectorOf = (text: string) =>
          text.includes('refund') ? Float32Array.of(1, 0, 0) : Float32Array.of(0, 1, 0);
        await store.putEmbeddings(
          kiki,
          'm1',
          3,
          tasks.map(({ textHash, text }) => ({ textHash, vector: vectorOf(text) })),
        );
        expect(await store.embeddingProgress('m1')).toEqual({ total: 4, done: 4 });
        const hits = await store.searchVector(anyEmployee, {
          model: 'm1',
          vector: Float32Array.of(0.8, 0.6, 0),
          limit: 1,
        });
        expect(hits).toEqual([{ id: 'team:payments#purpose', ref: 'team:payments', score: expect.closeTo(0.8, 4) }]);
        expect(
          await store.searchVector(anyEmployee, { model: 'm2', vector: Float32Array.of(1, 0, 0), limit: 1 }),
        ).toEqual([]);
      });

      test('an embedding outlives a move of its text, and is swept when the text is gone', async () => {
        await read([payments]);
        const embed = async () => {
          const tasks = await store.missingEmbeddings('m1', 100);
          await store.putEmbeddings(
            kiki,
            'm1',
            2,
            tasks.map(({ textHash }) => ({ textHash, vector: Float32Array.of(1, 0) })),
          );
        };
        await embed();
        await read([{ ...payments, passages: [...(payments.passages ?? [])].reverse() }]);
        expect(await store.missingEmbeddings('m1', 10)).toEqual([]);
        await read([], ['wiki:Team:teams/payments.md']);
        expect(await store.sweepEmbeddings(kiki, 'm1')).toBe(3);
      });

      test('a list is by name, filtered by fields, without those that do not count', async () => {
        await read([
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
          (await store.list(anyEmployee, { kind: 'Team', ...query })).items.map((card) => card.name);
        expect(await list({})).toEqual(['Beta', 'Delta', 'Élan']);
        expect(await list({ where: { type: ['working group'] } })).toEqual(['Beta', 'Élan']);
        expect(await list({ where: { status: ['archived'] } })).toEqual(['Core']);
        expect(await list({ where: { status: ['active'] } })).toHaveLength(3);
        expect(await list({ includeUncounted: true, offset: 1, limit: 2 })).toEqual(['Core', 'Delta']);
      });
    });

    describe('traversal', () => {
      const chain = [0, 1, 2, 3].map((n): RecordSketch => ({
        kind: 'Team',
        key: `t${n}`,
        name: `Level ${n}`,
        claims: n === 0 ? [] : [related('PART_OF', `t${n - 1}`)],
      }));

      test('reach goes through all levels, with the number of steps', async () => {
        await read(chain);
        const down = await store.reach(anyEmployee, { relation: 'PART_OF', of: 'team:level-1', end: 'to' });
        expect(down).toEqual([
          { ref: 'team:level-1', steps: 0 },
          { ref: 'team:level-2', steps: 1 },
          { ref: 'team:level-3', steps: 2 },
        ]);
        const up = await store.reach(anyEmployee, { relation: 'PART_OF', of: 'team:level-3', end: 'from' });
        expect(up.map(({ ref }) => ref)).toEqual(['team:level-3', 'team:level-2', 'team:level-1', 'team:level-0']);
      });

      test('a cycle of managers ends', async () => {
        await read([
          { kind: 'Person', key: '1', name: 'A A', claims: [related('REPORTS_TO', '2')] },
          { kind: 'Person', key: '2', name: 'B B', claims: [related('REPORTS_TO', '1')] },
        ]);
        expect(await store.reach(anyEmployee, { relation: 'REPORTS_TO', of: 'person:a-a', end: 'from' })).toHaveLength(
          2,
        );
      });

      test('a dotted line stands beside the line manager and is no part of the chain', async () => {
        await read([
          grace,
          { kind: 'Person', key: 'E3', name: 'Edsger Dijkstra' },
          { ...ada, claims: [related('REPORTS_TO', 'E2'), related('REPORTS_TO', 'E3', { dotted: true })] },
        ]);
        const view = await person('person:ada-lovelace');
        expect(view?.relations.map(({ other, dotted }) => [other.name, dotted])).toEqual([
          ['Edsger Dijkstra', true],
          ['Grace Hopper', false],
        ]);
        expect(view?.contradictions).toEqual([]);
        expect(
          await store.reach(anyEmployee, { relation: 'REPORTS_TO', of: 'person:ada-lovelace', end: 'from' }),
        ).toHaveLength(2);
      });

      test('degrees count current edges', async () => {
        await read([ada, grace, payments, { kind: 'Team', key: 'x', name: 'Empty' }]);
        expect(
          await store.degrees(anyEmployee, { relation: 'MEMBER_OF', kind: 'Team', end: 'to', otherKind: 'Person' }),
        ).toEqual([{ ref: 'team:payments', count: 2 }]);
      });

      test('the values of a field and the roles of a relation are listed', async () => {
        await read([
          grace,
          {
            kind: 'Team',
            key: 'a',
            name: 'A',
            claims: [field('type', 'squad'), related('LEADS', 'E2', { end: 'to', role: 'chair' })],
          },
          { kind: 'Team', key: 'b', name: 'B', claims: [field('type', 'squad')] },
          { kind: 'Team', key: 'c', name: 'C', claims: [field('type', 'guild')] },
        ]);
        expect(await store.fieldValues(anyEmployee, 'team', 'type')).toEqual([
          { value: 'squad', count: 2 },
          { value: 'guild', count: 1 },
        ]);
        expect(await store.roles(anyEmployee, 'LEADS')).toEqual(['chair']);
      });

      test('relations of a company are kept apart by their name', async () => {
        await reopen({
          schema: {
            relations: {
              'can push to': { from: 'Team', to: 'System', inverse: 'pushed to by' },
              'can read': { from: 'Team', to: 'System' },
            },
          },
        });
        await read([
          { kind: 'System', key: 's', name: 'Ledger' },
          { kind: 'Team', key: 't', name: 'Core', claims: [related('can push to', 's'), related('can read', 's')] },
        ]);
        expect(await store.edges(anyEmployee, { relation: 'can push to' })).toMatchObject([
          { from: 'team:core', to: 'system:ledger', relation: 'can push to' },
        ]);
        expect((await person('system:ledger'))?.relations.map(({ relation }) => relation)).toEqual([
          'can push to',
          'can read',
        ]);
      });
    });

    describe('who may see what', () => {
      test('an entity of a restricted source does not exist for others', async () => {
        await read([
          { kind: 'Person', key: 'S1', name: 'Secret Person', audience: 'hr', claims: [field('title', 'Adviser')] },
        ]);
        expect(await person('person:secret-person')).toBeUndefined();
        expect(await store.searchText(anyEmployee, 'Secret Adviser', { limit: 5 })).toEqual([]);
        expect(await store.names(anyEmployee)).toEqual([]);
        expect(await store.countKinds(anyEmployee)).toEqual({});
        expect((await person('person:secret-person', hr))?.fields).toEqual({ title: 'Adviser' });
        expect(await store.countKinds(hr)).toEqual({ Person: 1 });
        expect((await store.searchText(hr, 'adviser', { limit: 5 })).map(({ ref }) => ref)).toEqual([
          'person:secret-person',
        ]);
      });

      test('a viewer without any audience sees nothing', async () => {
        await read([ada]);
        const nobody: Viewer = { ...anyEmployee, audiences: [] };
        expect(await person('person:ada-lovelace', nobody)).toBeUndefined();
        expect(await store.searchText(nobody, 'Ada', { limit: 5 })).toEqual([]);
        expect(await store.locate(nobody, 'person:ada-lovelace')).toEqual({ status: 'unknown' });
        expect(await store.history(nobody, 'person:ada-lovelace')).toEqual([]);
      });
    });

    describe('editing', () => {
      test('a pinned value survives the next read, and is unpinned by null', async () => {
        const editor = createEditor({ store });
        await read([ada]);
        await editor.change(
          editorActor,
          localAdmin,
          'person:ada-lovelace',
          { fields: { title: 'Countess' }, reason: 'She said so' },
          1,
        );
        await read([{ ...ada, claims: [field('title', 'Senior Engineer')] }]);
        const pinned = await person('person:ada-lovelace');
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
        expect((await person('person:ada-lovelace'))?.fields.title).toBe('Senior Engineer');
      });

      test('a stale edit is refused and changes nothing', async () => {
        const editor = createEditor({ store });
        await read([ada]);
        await editor.change(editorActor, localAdmin, 'person:ada-lovelace', { fields: { title: 'One' } }, 1);
        await expect(
          editor.change(editorActor, localAdmin, 'person:ada-lovelace', { fields: { title: 'Two' } }, 1),
        ).rejects.toMatchObject({ code: 'conflict' });
        expect((await person('person:ada-lovelace'))?.fields.title).toBe('One');
      });

      test('of two edits at once one wins and the other is refused', async () => {
        const editor = createEditor({ store });
        await read([ada]);
        const edit = (title: string) =>
          editor.change(editorActor, localAdmin, 'person:ada-lovelace', { fields: { title } }, 1);
        const outcomes = await Promise.allSettled([edit('One'), edit('Two')]);
        expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      });

      test('a relation can be added to and taken from what sources say', async () => {
        const editor = createEditor({ store });
        await read([ada, grace, payments, { kind: 'Team', key: 'x', name: 'Audit' }]);
        const change = async (ref: string, relations: Parameters<typeof editor.change>[3]['relations']) => {
          await editor.change(
            editorActor,
            localAdmin,
            ref,
            { relations: relations ?? [] },
            (await person(ref))?.revision ?? 0,
          );
        };
        await change('person:ada-lovelace', [
          { set: 'add', relation: 'MEMBER_OF', end: 'from', other: 'team:audit', role: 'guest' },
          { set: 'remove', relation: 'MEMBER_OF', end: 'from', other: 'team:payments' },
        ]);
        const teams = async () =>
          (await store.edges(anyEmployee, { relation: 'MEMBER_OF', of: ['person:ada-lovelace'] }))
            .map(({ to }) => to)
            .sort();
        expect(await teams()).toEqual(['team:audit']);
        await change('person:ada-lovelace', [
          { set: 'unpin', relation: 'MEMBER_OF', end: 'from', other: 'team:payments' },
        ]);
        expect(await teams()).toEqual(['team:audit', 'team:payments']);
        await change('team:payments', [{ set: 'add', relation: 'LEADS', end: 'to', other: 'person:ada-lovelace' }]);
        expect(
          (await store.edges(anyEmployee, { relation: 'LEADS', of: ['team:payments'], end: 'to' }))
            .map(({ from }) => from)
            .sort(),
        ).toEqual(['person:ada-lovelace', 'person:grace-hopper']);
      });

      test('an entity can be made and removed by hand', async () => {
        const editor = createEditor({ store });
        const { ref, revision } = await editor.create(editorActor, localAdmin, {
          kind: 'Term',
          name: 'Churn',
          fields: { description: 'People who leave.' },
        });
        expect([ref, revision]).toEqual(['term:churn', 1]);
        expect((await person(ref))?.fields).toEqual({ description: 'People who leave.' });
        await expect(editor.create(editorActor, localAdmin, { kind: 'Term', name: 'churn' })).rejects.toMatchObject({
          code: 'conflict',
        });
        await editor.remove(editorActor, localAdmin, ref, 1, 'Not ours');
        expect(await store.locate(anyEmployee, ref)).toMatchObject({ status: 'gone' });
        expect((await store.history(anyEmployee, ref))[0]).toMatchObject({ actor: 'Local admin', reason: 'Not ours' });
      });

      test('a removal by hand outlives the next read of the source', async () => {
        const editor = createEditor({ store });
        await read([ada]);
        await editor.remove(editorActor, localAdmin, 'person:ada-lovelace', 1);
        await read([{ ...ada, claims: [field('title', 'Back?')] }]);
        expect(await person('person:ada-lovelace')).toBeUndefined();
      });

      test('pins do not keep alive what left its source', async () => {
        const editor = createEditor({ store });
        await read([ada]);
        await editor.change(editorActor, localAdmin, 'person:ada-lovelace', { fields: { title: 'Countess' } }, 1);
        await read([], ['hr:Person:E1']);
        expect(await person('person:ada-lovelace')).toBeUndefined();
        await read([ada]);
        expect((await person('person:ada-lovelace'))?.fields.title).toBe('Countess');
      });

      test('who may not edit is refused, and so are unknown fields, bad values and wrong ends', async () => {
        const editor = createEditor({ store });
        await read([ada]);
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
        expect((await person('person:ada-lovelace'))?.revision).toBe(1);
      });
    });

    describe('safety', () => {
      test('a preview says what would change and writes nothing', async () => {
        await read([ada, grace]);
        const version = await store.version();
        const preview = await store.preview({
          upserts: [record({ ...ada, claims: [field('title', 'Chief')] }), record(payments)],
          removals: ['hr:Person:E2'],
        });
        expect(preview.records).toEqual({ added: 1, changed: 1, unchanged: 0, removed: 1 });
        expect(preview.changes.map(({ ref, fate }) => [ref, fate])).toEqual([
          ['person:ada-lovelace', 'changed'],
          ['person:grace-hopper', 'removed'],
          ['team:payments', 'added'],
        ]);
        expect(await store.version()).toBe(version);
        expect((await person('person:ada-lovelace'))?.fields.title).toBe('Engineer');
      });

      test('what a crash left between writing records and computing is finished by the next settling', async () => {
        await read([grace, payments]);
        const halted: Engine = { ...engine, write: engine.write };
        let writes = 0;
        halted.write = (work) => {
          writes += 1;
          return writes > 1 ? Promise.reject(new Error('killed')) : engine.write(work);
        };
        const crashing = await storeOn(halted);
        await expect(crashing.apply(importer, { upserts: [record(ada)], removals: [] })).rejects.toThrow('killed');
        expect(await person('person:ada-lovelace')).toBeUndefined();
        await store.settle(kiki);
        expect((await person('person:ada-lovelace'))?.relations.map(({ relation }) => relation)).toEqual([
          'MEMBER_OF',
          'MENTIONS',
          'REPORTS_TO',
        ]);
      });

      test('a failed write leaves nothing behind', async () => {
        const version = await store.version();
        await expect(
          engine.write(async (run) => {
            await run({ text: 'CREATE (s:Source {name: $name})', parameters: { name: 'half' } });
            throw new Error('no');
          }),
        ).rejects.toThrow('no');
        expect(await store.sources(localAdmin)).toEqual([]);
        expect(await store.version()).toBe(version);
      });

      test('text in every form is data, never Cypher or Lucene', async () => {
        const hostile = `'"\`; DETACH DELETE (n) // \\ \${x} \u0000 😀 ‮`;
        await read([
          {
            kind: 'Term',
            key: hostile,
            name: `Odd ${hostile}`,
            claims: [field('description', hostile)],
            passages: [{ heading: [hostile], text: hostile }],
          },
        ]);
        const { items } = await store.list(anyEmployee, { kind: 'Term' });
        expect(items).toHaveLength(1);
        expect((await person(items[0]?.ref ?? ''))?.fields.description).toBe(hostile);
        await expect(store.searchText(anyEmployee, hostile, { limit: 5 })).resolves.toBeDefined();
        await expect(store.suggest(anyEmployee, hostile, { limit: 5 })).resolves.toBeDefined();
      });

      test('an export fills an empty graph, and the export of that is the same', async () => {
        await read([ada, grace, payments]);
        await read([], ['hr:Person:E1']);
        const tasks = await store.missingEmbeddings('m1', 100);
        await store.putEmbeddings(
          kiki,
          'm1',
          2,
          tasks.map(({ textHash }) => ({ textHash, vector: Float32Array.of(0.6, 0.8) })),
        );
        const first = await collect(store.exportAll(kiki));
        await store.close();
        engine = await openEmpty();
        store = await storeOn(engine);
        const counts = await store.importAll(kiki, each(first));
        expect(counts.nodes).toBeGreaterThan(8);
        expect(await collect(store.exportAll(kiki))).toEqual(first);
        expect((await store.searchText(anyEmployee, 'refund', { limit: 5 })).map(({ ref }) => ref)).toEqual([
          'team:payments',
        ]);
        expect(
          await store.searchVector(anyEmployee, { model: 'm1', vector: Float32Array.of(0.6, 0.8), limit: 1 }),
        ).toHaveLength(1);
        const report = await read([grace, payments]);
        expect(report.records.unchanged).toBe(2);
        await expect(store.importAll(kiki, each(first))).rejects.toMatchObject({ code: 'conflict' });
      });

      test('a damaged export is refused at its line, and a graph that it half filled is not opened', async () => {
        await read([ada]);
        const lines = await collect(store.exportAll(kiki));
        await store.close();
        engine = await openEmpty();
        store = await storeOn(engine);
        await expect(store.importAll(kiki, each([...lines.slice(0, 2), { nonsense: true }]))).rejects.toMatchObject({
          code: 'invalid',
          where: 'line 3',
        });
        await expect(storeOn(engine)).rejects.toMatchObject({ code: 'invalid' });
      });

      test('runs and sources are remembered', async () => {
        const run = {
          id: 'r1',
          source: 'hr',
          status: 'partly' as const,
          startedAt: '2026-01-01T00:00:00.000Z',
          added: 1,
          changed: 0,
          unchanged: 0,
          removed: 0,
          refused: ['hr.csv:3: no name'],
          refusedCount: 1,
          warnings: [],
        };
        await store.saveRun(kiki, run);
        await store.saveRun(kiki, { ...run, status: 'done', finishedAt: '2026-01-01T00:00:01.000Z' });
        expect(await store.runs(localAdmin, { source: 'hr', limit: 5 })).toEqual([
          { ...run, status: 'done', finishedAt: '2026-01-01T00:00:01.000Z' },
        ]);
        await store.saveSource(kiki, {
          name: 'hr',
          readAt: '2026-01-01T00:00:01.000Z',
          inputHash: 'abc',
          dropped: false,
        });
        expect(await store.sources(localAdmin)).toEqual([
          { name: 'hr', records: 0, readAt: '2026-01-01T00:00:01.000Z', inputHash: 'abc', dropped: false },
        ]);
      });
    });
  });
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* each<T>(items: readonly T[]): AsyncIterable<T> {
  yield* items;
}
