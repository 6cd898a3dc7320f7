import { describe, expect, test } from '@jest/globals';
import { localAdmin, anyEmployee } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, related } from '../../support/records.ts';
import { hrViewer, useStore } from './harness.ts';

/** Attempts to leave a string of Cypher, and what breaks drivers. */
const injections = [
  `' OR 1=1 //`,
  `'}) DETACH DELETE n //`,
  `"}) MATCH (n) DETACH DELETE n RETURN ("`,
  '`) DETACH DELETE (n) //',
  `\\'; MATCH (n) DETACH DELETE n; //`,
  `\u0027}) SET s.audience='everyone' //`,
  '${1+1} {{7*7}} $rows $audiences',
  'a\u0000b',
  '\ud800 lone',
];

/** Lucene's syntax, which the words of a question may contain by chance or on purpose. */
const luceneQueries = [
  'searchAudience:hr',
  'payroll) OR searchAudience:hr',
  '+searchAudience:hr -searchAudience:everyone',
  '*:*',
  '* OR *',
  'payrol?',
  '[a TO z] payroll',
  '{* TO *}',
  'payroll~2 "payroll secret"~5 payroll^9',
  '"payroll',
  'payroll AND NOT',
  '/.*/',
  '\\',
  'a && b || !c',
  '>=1 payroll',
];

export function describeHostile(openEmpty: OpenEmpty): void {
  describe('hostile and foreign text', () => {
    const harness = useStore(openEmpty);

    test('in names, keys, ids, paths and claims is kept as it is and runs nothing', async () => {
      await harness.read([
        { kind: 'Team', key: 'T1', name: 'Audit' },
        ...injections.map((text, index) => ({
          kind: 'Person',
          key: `${text} ${index}`,
          name: `N${index} ${text}`,
          ids: { handle: [`h${index}${text}`] },
          path: `${text}.md`,
          claims: [field('title', text), related('MEMBER_OF', 'Audit', { role: text })],
          passages: [{ heading: [text], text }],
        })),
      ]);
      const { items } = await harness.store.list(anyEmployee, { kind: 'Person' });
      const titles = items.map(({ fields }) => fields.title).sort();
      expect(titles).toEqual(injections.map((text) => text.toWellFormed()).sort());
      expect((await harness.store.countKinds(anyEmployee)).Team).toBe(1);
      expect(await harness.store.edges(anyEmployee, { relation: 'MEMBER_OF' })).toHaveLength(injections.length);
      expect((await harness.store.roles(anyEmployee, 'MEMBER_OF')).length).toBe(injections.length);
    });

    test('in the arguments of a read finds nothing and changes nothing', async () => {
      const { store } = harness;
      await harness.read([{ kind: 'Team', key: 'T1', name: 'Audit' }]);
      const version = await store.version();
      for (const text of injections) {
        expect(await store.locate(anyEmployee, text)).toEqual({ status: 'unknown' });
        expect(await store.entity(anyEmployee, text)).toBeUndefined();
        expect(await store.cards(anyEmployee, [text])).toEqual([]);
        expect(await store.withIdentity(anyEmployee, [text])).toEqual(new Map());
        expect(await store.atPaths(anyEmployee, text, [text])).toEqual(new Map());
        expect(await store.passages(anyEmployee, [text])).toEqual([]);
        expect(await store.history(anyEmployee, text)).toEqual([]);
        expect(await store.runs(localAdmin, { source: text, limit: 5 })).toEqual([]);
        expect(await store.record(text)).toBeUndefined();
        expect((await store.list(anyEmployee, { kind: 'Team', where: { name: [text] } })).items).toEqual([]);
        await expect(store.list(anyEmployee, { kind: text })).rejects.toMatchObject({ code: 'invalid' });
        await expect(store.fieldValues(anyEmployee, 'Team', text)).rejects.toMatchObject({ code: 'invalid' });
        await expect(store.edges(anyEmployee, { relation: text })).rejects.toMatchObject({ code: 'invalid' });
      }
      expect(await store.version()).toBe(version);
      expect(await store.countKinds(anyEmployee)).toEqual({ Team: 1 });
    });

    test('in a search is words, and opens no audience', async () => {
      const { store } = harness;
      await harness.read([
        { kind: 'Team', key: 'T1', name: 'Payroll' },
        { kind: 'Person', key: 'E1', name: 'Payroll Secret', audience: 'hr' },
      ]);
      for (const text of luceneQueries) {
        const found = await store.searchText(anyEmployee, text, { limit: 5 });
        const suggested = await store.suggest(anyEmployee, text, { limit: 5 });
        const refs = [...found, ...suggested].map(({ ref }) => ref);
        expect([text, refs.filter((ref) => ref !== 'team:payroll')]).toEqual([text, []]);
        if (text.includes('payroll')) expect([text, found.length]).toEqual([text, 1]);
      }
      expect(await store.searchText(hrViewer, 'payroll AND secret', { limit: 5 })).toHaveLength(2);
    });

    test('names of marks are found by what they say', async () => {
      await harness.read([
        { kind: 'System', key: '1', name: 'C++' },
        { kind: 'System', key: '2', name: 'C#' },
        { kind: 'System', key: '3', name: 'Node.js (LTS)' },
        { kind: 'System', key: '4', name: 'a/b: testing' },
      ]);
      const first = async (text: string) => (await harness.store.suggest(anyEmployee, text, { limit: 5 }))[0]?.name;
      expect([await first('C++'), await first('c#'), await first('node.js'), await first('a/b')]).toEqual([
        'C++',
        'C#',
        'Node.js (LTS)',
        'a/b: testing',
      ]);
    });

    test('the same letters in another form are the same name', async () => {
      const composed = 'Zoë Müller';
      await harness.read([
        { kind: 'Person', key: '1', name: composed.normalize('NFD') },
        { source: 'wiki', kind: 'Person', key: 'z', name: composed.normalize('NFC'), claims: [field('title', 'Lead')] },
      ]);
      const { items } = await harness.store.list(anyEmployee, { kind: 'Person' });
      expect(items.map(({ ref, fields }) => [ref, fields.title])).toEqual([['person:zoe-muller', 'Lead']]);
      for (const spelling of [composed.normalize('NFD'), 'ZOE MULLER', 'Müller, Zoë'])
        expect(await harness.store.locate(anyEmployee, spelling)).toEqual({
          status: 'moved',
          ref: 'person:zoe-muller',
        });
      expect(await harness.store.searchText(anyEmployee, 'zoë'.normalize('NFD'), { limit: 5 })).toHaveLength(1);
    });

    test('scripts without spaces, from right to left and beyond the basic plane are kept and found', async () => {
      await harness.read([
        { kind: 'Team', key: '1', name: '東京開発チーム', claims: [field('description', '決済システムを運用する')] },
        { kind: 'Person', key: '2', name: 'محمد علي' },
        { kind: 'Term', key: '3', name: '🦀 Crab', claims: [field('description', 'A mascot 𝒳')] },
      ]);
      const found = async (text: string) =>
        (await harness.store.searchText(anyEmployee, text, { limit: 5 })).map(({ ref }) => ref);
      const team = await harness.store.locate(anyEmployee, '東京開発チーム');
      expect(team).toMatchObject({ status: 'moved', ref: expect.stringMatching(/^team:[a-z0-9-]+$/) });
      expect(await found('決済')).toEqual(['ref' in team ? team.ref : '']);
      expect((await harness.store.suggest(anyEmployee, 'محمد', { limit: 5 })).map(({ name }) => name)).toEqual([
        'محمد علي',
      ]);
      const [term] = (await harness.store.list(anyEmployee, { kind: 'Term' })).items;
      expect([term?.name, term?.fields.description]).toEqual(['🦀 Crab', 'A mascot 𝒳']);
    });

    test('a text of a megabyte and a name of ten thousand letters are kept whole', async () => {
      const long = `${'lorem ipsum '.repeat(87_000)}needle`;
      const name = 'x'.repeat(10_000);
      await harness.read([
        { kind: 'Article', key: 'long.md', name: 'Long', passages: [{ heading: [], text: long }] },
        { kind: 'Team', key: 't', name },
      ]);
      const [hit] = await harness.store.searchText(anyEmployee, 'needle', { limit: 1 });
      expect(hit?.ref).toBe('article:long');
      const [passage] = await harness.store.passages(anyEmployee, [hit?.id ?? '']);
      expect(passage?.text).toBe(long);
      const [team] = (await harness.store.list(anyEmployee, { kind: 'Team' })).items;
      expect(team?.name).toBe(name);
      expect(await harness.store.searchText(anyEmployee, 'ipsum '.repeat(2_000), { limit: 1 })).toHaveLength(1);
    }, 60_000);
  });
}
