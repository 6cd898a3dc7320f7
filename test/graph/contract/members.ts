import { describe, expect, test } from '@jest/globals';
import { createRedirects } from '../../../graph/curation/redirects.ts';
import { proposalId } from '../../../graph/proposals/decisions.ts';
import type {
  DisputeReads,
  DuplicateReads,
  EntityReads,
  GraphStore,
  HistoryReads,
  RedirectReads,
  ProposalReads,
  RelationReads,
  SearchReads,
  SuggestionReads,
  WatchReads,
  DiscussionReads,
} from '../../../graph/store.ts';
import { kiki } from '../../../schema/actor.ts';
import { anyEmployee, type Viewer } from '../../../schema/viewer.ts';
import type { OpenEmpty } from '../../support/engines.ts';
import { field, type RecordSketch, related } from '../../support/records.ts';
import { editorActor, hrViewer, nobody, useStore } from './harness.ts';

type Member = keyof (EntityReads &
  RelationReads &
  SearchReads &
  Omit<HistoryReads, 'asOf'> &
  DuplicateReads &
  RedirectReads &
  ProposalReads &
  SuggestionReads &
  Pick<WatchReads, 'watched'> &
  Omit<DiscussionReads, 'openThreads'> &
  Omit<DisputeReads, 'trustRules'>);

const ref = 'person:jo-doe';
const model = { model: 'm1', vector: Float32Array.of(1, 0) };
const proposed = { subject: ref, relation: 'LEADS', object: 'team:audit' };
/** Who may not edit sees no proposals whatever he may read; that has a test of its own. */
const editing = (viewer: Viewer): Viewer => ({ ...viewer, canEdit: true });

/** One call of every member that reads for a viewer. A new member does not compile until it stands here. */
const calls: Record<Member, (store: GraphStore, viewer: Viewer) => Promise<unknown>> = {
  locate: (store, viewer) => store.locate(viewer, ref),
  entity: (store, viewer) => store.entity(viewer, ref),
  entities: (store, viewer) => store.entities(viewer, [ref]),
  cards: (store, viewer) => store.cards(viewer, [ref]),
  list: (store, viewer) => store.list(viewer, { kind: 'Person' }),
  outline: (store, viewer) => store.outline(viewer, 'Person'),
  outlines: async (store, viewer) => [...(await store.outlines(viewer))],
  fieldValues: (store, viewer) => store.fieldValues(viewer, 'Person', 'title'),
  countKinds: (store, viewer) => store.countKinds(viewer),
  names: (store, viewer) => store.names(viewer),
  redirects: (store, viewer) => store.redirects(viewer),
  withIdentity: (store, viewer) => store.withIdentity(viewer, ['email:jo@example.com']),
  atPaths: (store, viewer) => store.atPaths(viewer, 'hr', ['people/jo.md']),
  recentlyChanged: (store, viewer) => store.recentlyChanged(viewer, 10),
  freshness: (store, viewer) => store.freshness(viewer, [ref]),
  disputed: (store, viewer) => store.disputed(viewer),
  links: (store, viewer) => store.links(viewer),
  describedBy: (store, viewer) => store.describedBy(viewer, ['hr:Person:E1']),
  brokenLinks: (store, viewer) => store.brokenLinks(viewer),
  testimonies: (store, viewer) => store.testimonies(viewer, ref),
  testimoniesOf: (store, viewer) => store.testimoniesOf(viewer, [ref]),
  passages: (store, viewer) => store.passages(viewer, [`${ref}#top`]),
  passagesOf: (store, viewer) => store.passagesOf(viewer, [ref]),
  edges: (store, viewer) => store.edges(viewer, { relation: 'MEMBER_OF' }),
  lines: (store, viewer) => store.lines(viewer, 'MEMBER_OF'),
  // Whoever asks from where he stands knows that place.
  reach: async (store, viewer) =>
    (await store.reach(viewer, { relation: 'MEMBER_OF', of: ref, end: 'from' })).filter(({ steps }) => steps > 0),
  degrees: (store, viewer) =>
    store.degrees(viewer, { relation: 'MEMBER_OF', kind: 'Person', end: 'from', otherKind: 'Team' }),
  contradictions: (store, viewer) => store.contradictions(viewer, ref),
  roles: (store, viewer) => store.roles(viewer, 'MEMBER_OF'),
  notes: (store, viewer) => store.notes(viewer, ['hr:Person:E1']),
  searchText: (store, viewer) => store.searchText(viewer, 'adviser biography', { limit: 10 }),
  searchVector: (store, viewer) => store.searchVector(viewer, { ...model, limit: 10 }),
  suggest: (store, viewer) => store.suggest(viewer, 'Jo', { limit: 10 }),
  history: (store, viewer) => store.history(viewer, ref),
  lastRevisions: (store, viewer) => store.lastRevisions(viewer, [ref]),
  newestRevisions: (store, viewer) => store.newestRevisions(viewer, { by: ['run'], limit: 10 }),
  changesSince: (store, viewer) => store.changesSince(viewer, [{ ref, since: '2000' }], 10),
  threads: (store, viewer) => store.threads(viewer, ref),
  thread: async (store, viewer) => {
    const [first] = await store.threads(hrViewer, ref);
    return store.thread(viewer, first?.id ?? 'none');
  },
  commentsSince: (store, viewer) => store.commentsSince(viewer, [{ ref, since: '2000' }], 10),
  notices: (store, viewer) => store.notices({ ...viewer, email: 'jo@example.com', id: 'jo' }),
  watched: (store, viewer) => store.watched({ ...viewer, id: 'local-admin' }),
  revisionsOf: (store, viewer) => store.revisionsOf(viewer, 'run-1'),
  disputes: (store, viewer) => store.disputes(viewer),
  disputeCounts: (store, viewer) => store.disputeCounts(viewer),
  dispute: (store, viewer) => store.dispute(viewer, ref, 'REPORTS_TO'),
  suggestedDuplicates: (store, viewer) => store.suggestedDuplicates(viewer, { limit: 10 }),
  duplicatesSoFar: async (store, viewer) =>
    (await store.duplicatesSoFar(viewer, { limit: 10, patience: 60_000 })).pairs,
  dismissedDuplicates: (store, viewer) => store.dismissedDuplicates(viewer),
  proposals: (store, viewer) => store.proposals(editing(viewer), { status: 'open' }),
  proposal: (store, viewer) => store.proposal(editing(viewer), proposalId(proposed)),
  suggestions: (store, viewer) => store.suggestions(editing(viewer), { status: 'open' }),
  suggestion: async (store, viewer) => {
    const [first] = (await store.suggestions(editing(hrViewer), { status: 'open' })).items;
    return store.suggestion(editing(viewer), first?.id ?? 'none');
  },
};

const nothing: Record<Member, unknown> = {
  locate: { status: 'unknown' },
  entity: undefined,
  entities: [],
  cards: [],
  list: { total: 0, items: [] },
  outline: [],
  outlines: [],
  fieldValues: [],
  countKinds: {},
  names: [],
  redirects: [],
  withIdentity: new Map(),
  atPaths: new Map(),
  recentlyChanged: [],
  freshness: new Map(),
  disputed: new Map(),
  links: [],
  describedBy: new Map(),
  brokenLinks: [],
  testimonies: [],
  testimoniesOf: new Map(),
  passages: [],
  passagesOf: [],
  edges: [],
  lines: [],
  reach: [],
  degrees: [],
  contradictions: [],
  roles: [],
  notes: new Map(),
  searchText: [],
  searchVector: [],
  suggest: [],
  history: [],
  lastRevisions: new Map(),
  newestRevisions: [],
  revisionsOf: [],
  changesSince: [],
  threads: [],
  thread: undefined,
  commentsSince: [],
  notices: [],
  watched: [],
  disputes: { total: 0, items: [] },
  disputeCounts: [],
  dispute: undefined,
  suggestedDuplicates: [],
  duplicatesSoFar: [],
  dismissedDuplicates: [],
  proposals: { total: 0, items: [], pages: [], kinds: [] },
  proposal: undefined,
  suggestions: { total: 0, items: [] },
  suggestion: undefined,
};

/** All of it for the audience `hr` only. */
const restricted: RecordSketch[] = [
  {
    kind: 'Person',
    key: 'E1',
    path: 'people/jo.md',
    name: 'Jo Doe',
    audience: 'hr',
    ids: { email: ['jo@example.com'] },
    claims: [
      field('title', 'Adviser'),
      related('MEMBER_OF', 'Audit', { role: 'chair' }),
      related('REPORTS_TO', 'Ann Boss'),
    ],
    passages: [{ heading: [], text: 'A biography.' }],
    brokenLinks: ['gone.md'],
  },
  { kind: 'Team', key: 'T1', name: 'Audit', audience: 'hr' },
  { kind: 'Person', key: 'E2', name: 'Ann Boss', audience: 'hr' },
  { kind: 'Person', key: 'E3', name: 'Bob Boss', audience: 'hr' },
  { source: 'wiki', kind: 'Person', key: 'rb', name: 'Robert Boss', audience: 'hr' },
  { source: 'wiki', kind: 'Team', key: 'audit-team', name: 'Audit Team', audience: 'hr' },
  {
    source: 'wiki',
    kind: 'Person',
    key: 'jo',
    name: 'Jo Doe',
    audience: 'hr',
    claims: [related('REPORTS_TO', 'Bob Boss')],
  },
];

export function describeMembers(openEmpty: OpenEmpty): void {
  describe('every read', () => {
    const harness = useStore(openEmpty);

    const results = async (viewer: Viewer): Promise<Record<string, unknown>> => {
      const entries = Object.entries(calls).map(
        async ([member, call]) => [member, await call(harness.store, viewer)] as const,
      );
      return Object.fromEntries(await Promise.all(entries));
    };

    test('of an empty graph finds nothing and fails at nothing', async () => {
      expect(await results(anyEmployee)).toEqual(nothing);
    });

    test('keeps to what the viewer may read', async () => {
      await harness.read(restricted);
      const tasks = await harness.store.missingEmbeddings('m1', 100);
      const embeddings = tasks.map(({ textHash }) => ({ textHash, vector: Float32Array.of(1, 0) }));
      await harness.store.putEmbeddings(kiki, 'm1', 2, embeddings);
      await harness.store.dismissDuplicate(editorActor, 'team:audit', 'team:audit-team');
      const reading = { page: ref, reader: 'r', model: 'm', textHash: 'h' };
      await harness.store.savePageReading(kiki, reading, [
        { ...proposed, quote: 'A biography.', passage: `${ref}#top` },
      ]);
      await harness.store.saveSuggestion(editorActor, { of: ref, change: {}, note: 'He left.' });
      await harness.store.watch(editorActor, ref);
      const redirects = createRedirects({ store: harness.store });
      await redirects.add(editorActor, editing(hrViewer), { from: 'The adviser', to: ref });
      await harness.store.startThread(editorActor, { of: ref, subject: 'Title', text: 'Who?', mentions: [ref] });
      expect(await results(anyEmployee)).toEqual(nothing);
      expect(await results(nobody)).toEqual(nothing);
      const seen = await results(hrViewer);
      const missed = Object.entries(nothing).filter(
        ([member, empty]) => JSON.stringify(seen[member]) === JSON.stringify(empty) && !(seen[member] instanceof Map),
      );
      expect(missed).toEqual([]);
      const maps = ['withIdentity', 'atPaths', 'notes', 'freshness', 'disputed', 'describedBy', 'testimoniesOf'];
      expect(maps.map((member) => (seen[member] as Map<string, unknown>).size)).toEqual([1, 1, 1, 1, 1, 1, 1]);
    });

    test('shows no edge to what the viewer may not read, and nothing that a restricted source adds', async () => {
      await harness.read([
        { kind: 'Team', key: 'T1', name: 'Audit' },
        { kind: 'Person', key: 'E1', name: 'Jo Doe', audience: 'hr', claims: [related('MEMBER_OF', 'Audit')] },
        { source: 'wiki', kind: 'Team', key: 'a', name: 'Audit', audience: 'hr', claims: [field('chat', '#secret')] },
      ]);
      const team = await harness.entity('team:audit');
      expect([team?.relations, team?.fields.chat]).toEqual([[], undefined]);
      expect(team?.facts.name?.sources.map(({ source }) => source)).toEqual(['hr']);
      const query = { relation: 'MEMBER_OF', of: 'team:audit', end: 'to' as const };
      expect(await harness.store.reach(anyEmployee, query)).toHaveLength(1);
      expect(await harness.store.reach(hrViewer, query)).toHaveLength(2);
    });

    test('of several gives what it gives of each, in the order asked for', async () => {
      await harness.read(restricted);
      const { store } = harness;
      const refs = ['person:ann-boss', 'team:none', ref, 'team:audit'];
      const each = (await Promise.all(refs.map((one) => store.entity(hrViewer, one)))).filter(
        (view) => view !== undefined,
      );
      expect(each.map((view) => view.ref)).toEqual(['person:ann-boss', ref, 'team:audit']);
      expect(each.some(({ relations }) => relations.length > 1)).toBe(true);
      expect(each.some(({ passages, contradictions }) => passages.length > 0 && contradictions.length > 0)).toBe(true);
      expect(await store.entities(hrViewer, refs)).toEqual(each);
      const said = await store.testimoniesOf(hrViewer, refs);
      expect([...said.keys()].sort()).toEqual(['person:ann-boss', ref, 'team:audit']);
      expect(said.get(ref)).toEqual(await store.testimonies(hrViewer, ref));
      const ids = ['hr:Person:E1', 'wiki:Person:jo', 'hr:Person:none'];
      const records = await Promise.all(ids.map((id) => store.record(id)));
      expect([...(await store.records(ids)).values()].map(({ hash }) => hash).sort()).toEqual(
        records.flatMap((record) => record?.hash ?? []).sort(),
      );
      expect(records.filter((record) => record !== undefined)).toHaveLength(2);
    });

    test('of an unknown ref, key, path or record finds nothing', async () => {
      await harness.read([{ kind: 'Person', key: 'E9', name: 'Someone Else' }]);
      const ofTheGraph: readonly string[] = [
        'list',
        'outline',
        'outlines',
        'countKinds',
        'names',
        'redirects',
        'recentlyChanged',
        'newestRevisions',
        'revisionsOf',
        'disputed',
        'disputeCounts',
        'brokenLinks',
        'suggestedDuplicates',
        'duplicatesSoFar',
      ];
      const ofThing = (each: Record<string, unknown>) =>
        Object.entries(each).filter(([member]) => !ofTheGraph.includes(member));
      expect(ofThing(await results(anyEmployee))).toEqual(ofThing(nothing));
    });

    test('of an unknown kind, field or relation is refused with those there are', async () => {
      const { store } = harness;
      const refused = { code: 'invalid' };
      await expect(store.list(anyEmployee, { kind: 'Planet' })).rejects.toMatchObject(refused);
      await expect(store.outline(anyEmployee, 'Planet')).rejects.toMatchObject(refused);
      await expect(store.fieldValues(anyEmployee, 'Person', 'shoeSize')).rejects.toMatchObject(refused);
      await expect(store.edges(anyEmployee, { relation: 'LIKES' })).rejects.toMatchObject(refused);
      await expect(store.reach(anyEmployee, { relation: 'LIKES', of: ref, end: 'to' })).rejects.toMatchObject(refused);
      await expect(store.roles(anyEmployee, 'LIKES')).rejects.toMatchObject(refused);
      await expect(
        store.degrees(anyEmployee, { relation: 'LIKES', kind: 'Team', end: 'to', otherKind: 'Person' }),
      ).rejects.toMatchObject(refused);
    });

    test('of empty lists and texts finds nothing', async () => {
      const { store } = harness;
      await harness.read([{ kind: 'Person', key: 'E9', name: 'Someone Else' }]);
      expect(await store.cards(anyEmployee, [])).toEqual([]);
      expect(await store.entities(anyEmployee, [])).toEqual([]);
      expect(await store.testimoniesOf(anyEmployee, [])).toEqual(new Map());
      expect(await store.records([])).toEqual(new Map());
      expect(await store.passages(anyEmployee, [])).toEqual([]);
      expect(await store.passagesOf(anyEmployee, [])).toEqual([]);
      expect(await store.withIdentity(anyEmployee, [])).toEqual(new Map());
      expect(await store.withIdentity(anyEmployee, ['', ':', 'email:'])).toEqual(new Map());
      expect(await store.atPaths(anyEmployee, '', [''])).toEqual(new Map());
      expect(await store.edges(anyEmployee, { relation: 'MEMBER_OF', of: [] })).toEqual([]);
      expect(await store.notes(anyEmployee, [])).toEqual(new Map());
      expect(await store.freshness(anyEmployee, [])).toEqual(new Map());
      expect(await store.locate(anyEmployee, '')).toEqual({ status: 'unknown' });
      for (const text of ['', ' ', '!?', '\u0000']) {
        expect(await store.searchText(anyEmployee, text, { limit: 5 })).toEqual([]);
        expect(await store.suggest(anyEmployee, text, { limit: 5 })).toEqual([]);
      }
      expect(await store.searchText(anyEmployee, 'someone', { kinds: [], limit: 5 })).toEqual([]);
      expect(await store.missingEmbeddings('m1', 0)).toEqual([]);
      expect((await store.list(anyEmployee, { kind: 'Person', offset: 99 })).items).toEqual([]);
      expect(await store.list(anyEmployee, { kind: 'Person', limit: 0 })).toMatchObject({ total: 1, items: [] });
    });
  });
}
