import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SuggestDuplicates } from '../../../graph/quality/context.ts';
import { checksOf, joinReports, readQuality } from '../../../graph/quality/report.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { anyEmployee, type Viewer } from '../../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../../support/engines.ts';
import { field, record, type RecordSketch, related } from '../../support/records.ts';

const now = new Date('2026-11-23T10:00:00Z');
const actor = { type: 'run' as const, id: 'run-1', source: 'hr' };
const hrViewer: Viewer = { ...anyEmployee, id: 'hr', audiences: ['everyone', 'hr'] };

let store: GraphStore;
beforeEach(async () => {
  store = await storeOn(await emptyEmbedded(), { now: () => now });
});
afterEach(() => store.close());

const fill = (sketches: readonly RecordSketch[]) => store.apply(actor, { upserts: sketches.map(record), removals: [] });

/** What a check finds: `name: what`. */
async function found(id: string, viewer = anyEmployee, suggestDuplicates?: SuggestDuplicates): Promise<string[]> {
  const { checks } = await readQuality({ store, viewer, now, suggestDuplicates });
  const check = checks.find((each) => each.id === id);
  expect(check?.total).toBe(check?.items.length);
  return (check?.items ?? []).map(({ name, what }) => `${name}: ${what}`);
}
const fixes = async (id: string) =>
  (await readQuality({ store, viewer: anyEmployee, now })).checks
    .find((each) => each.id === id)
    ?.items.map(({ fix }) => fix);

const person = (name: string, extra: Partial<RecordSketch> = {}): RecordSketch => ({
  kind: 'Person',
  key: name,
  name,
  ...extra,
});
const team = (name: string, ...claims: RecordSketch['claims'] & object): RecordSketch => ({
  kind: 'Team',
  key: name,
  name,
  claims,
});
const page = (name: string, extra: Partial<RecordSketch> = {}): RecordSketch => ({
  source: 'wiki',
  kind: 'Procedure',
  key: `${name}.md`,
  path: `${name}.md`,
  name,
  ...extra,
});
const under = (manager: string) => ({ claims: [related('REPORTS_TO', manager)] });

describe('an empty graph', () => {
  test('has nothing wrong', async () => {
    const { asOf, checks } = await readQuality({ store, viewer: anyEmployee, now });
    expect(asOf).toBe('2026-11-23T10:00:00.000Z');
    expect(checks.filter(({ total }) => total > 0)).toEqual([]);
    expect(checks.map(({ id }) => id)).toEqual([
      'contradictions',
      'overdue',
      'sources',
      'unresolved',
      'duplicates',
      'broken-links',
      'unowned-procedures',
      'unowned-systems',
      'teams-without-lead',
      'people-without-manager',
      'unlinked-pages',
      'orphans',
    ]);
  });
});

describe('contradictions', () => {
  test('are fields and relations that sources say otherwise, not two descriptions', async () => {
    await fill([
      person('Ada', {
        claims: [field('title', 'Engineer'), field('description', 'One.'), related('REPORTS_TO', 'Bo')],
      }),
      person('Bo'),
      person('Cy'),
      person('Ada', { source: 'wiki', claims: [field('title', 'Chair'), related('REPORTS_TO', 'Cy')] }),
      person('Bo', { source: 'wiki', claims: [field('description', 'Two.')] }),
    ]);
    expect(await found('contradictions')).toEqual(['Ada: Sources disagree about: Manager, Title']);
    expect(await fixes('contradictions')).toEqual(['/admin/contradictions?of=person%3Aada']);
  });
});

describe('what is overdue', () => {
  test('is told with the longest first, without what is fresh or archived', async () => {
    await fill([
      page('Old', { claims: [field('lastVerified', '2026-01-01')] }),
      page('Older', { statedAt: '2024-01-01' }),
      page('Fresh', { claims: [field('lastVerified', '2026-11-01')] }),
      page('Gone', { claims: [field('status', 'archived')], statedAt: '2020-01-01' }),
    ]);
    expect(await found('overdue')).toEqual([
      'Older: Was due on 29 Jun 2024, 877 days ago; never verified',
      'Old: Was due on 30 Jun 2026, 146 days ago; last verified on 1 Jan 2026',
    ]);
  });
});

describe('sources', () => {
  const done = { added: 0, changed: 0, unchanged: 0, removed: 0, refused: [], refusedCount: 0, warnings: [] };
  const run = (id: string, source: string, extra: object) =>
    store.saveRun(actor, { ...done, id, source, status: 'done', startedAt: '2026-11-22T06:00:00Z', ...extra });
  const source = (name: string, readAt: string, dropped = false) => store.saveSource(actor, { name, readAt, dropped });

  test('that fail, are read in part, long ago, never, or are dropped are told; the others and edits are not', async () => {
    await source('good', '2026-11-22T06:00:00Z');
    await run('0', 'good', { startedAt: '2026-11-20T06:00:00Z', status: 'failed' });
    await run('1', 'good', {});
    await source('failing', '2026-11-22T06:00:00Z');
    await run('2', 'failing', { status: 'failed', message: 'No file matches people.csv' });
    await source('partly', '2026-11-22T06:00:00Z');
    await run('3', 'partly', { status: 'partly', refusedCount: 2 });
    await source('old', '2026-11-01T06:00:00Z');
    await source('dropped', '2026-11-22T06:00:00Z', true);
    await store.saveSource(actor, { name: 'new', dropped: false });
    await source('people', '2020-01-01T06:00:00Z');
    // The newest run that has ended counts.
    await run('5', 'good', { startedAt: '2026-11-23T06:00:00Z', status: 'running' });
    expect(await found('sources')).toEqual([
      'dropped: It is not in kiki.yaml any more, and its records are still shown',
      'failing: The last run (22 Nov 2026) failed: No file matches people.csv',
      'new: It has never been read whole',
      'old: It was last read whole on 1 Nov 2026, 22 days ago',
      'partly: The last run (22 Nov 2026) could not read 2 of its records',
    ]);
    expect((await fixes('sources'))?.[1]).toBe('/sources#source-failing');
  });
});

describe('names that lead nowhere', () => {
  test('are told once each, the most wanted first, with what they could be', async () => {
    await fill([
      person('Ada', { claims: [related('MEMBER_OF', 'Engines'), related('REPORTS_TO', 'Jo Doe')] }),
      person('Bo', { claims: [related('MEMBER_OF', 'Engines')] }),
      person('Jo Doe', { key: '1' }),
      person('Jo Doe', { key: '2' }),
    ]);
    const [first, second] = await found('unresolved');
    expect(first).toBe('Ada: Says “member of” with “Engines”, which no source describes, and 1 more do');
    expect(second).toMatch(/^Ada: Says “reports to” with “Jo Doe”, which could be Jo Doe \(person:jo-doe.*\), Jo Doe/);
  });

  test('of records that the viewer may not read are not told or counted', async () => {
    await fill([person('Ada', { audience: 'hr', claims: [related('REPORTS_TO', 'The Secret One')] })]);
    expect(await found('unresolved')).toEqual([]);
    expect(await found('unresolved', hrViewer)).toHaveLength(1);
  });
});

describe('links that lead nowhere', () => {
  test('lead to the section that has them', async () => {
    await fill([
      page('Refund', {
        brokenLinks: ['gone.md', 'lost.md'],
        passages: [
          { heading: ['Refund'], text: 'See [this](lost.md).' },
          { heading: ['Refund', 'After'], text: 'See [that](gone.md#x).' },
        ],
      }),
    ]);
    expect(await found('broken-links')).toEqual([
      'Refund: The link to gone.md in Refund.md leads nowhere',
      'Refund: The link to lost.md in Refund.md leads nowhere',
    ]);
    expect(await fixes('broken-links')).toEqual(['/wiki/procedure:refund#after', '/wiki/procedure:refund#top']);
  });
});

describe('what nobody owns', () => {
  test('has no owner who is still there, and is part of nothing that has', async () => {
    await fill([
      person('Ada'),
      person('Lee', { claims: [field('status', 'left')] }),
      page('Owned', { claims: [related('OWNS', 'Ada', { end: 'to' })] }),
      page('Part', { claims: [related('PART_OF', 'Owned')] }),
      page('Lost', { claims: [related('OWNS', 'Lee', { end: 'to' })] }),
      page('Free'),
      page('Archived', { claims: [field('status', 'archived')] }),
      { kind: 'System', key: 's', name: 'Engine' },
      { kind: 'System', key: 't', name: 'Gears', claims: [related('LEADS', 'Ada', { end: 'to' })] },
    ]);
    expect(await found('unowned-procedures')).toEqual([
      'Free: No source says who owns it',
      'Lost: Its owner is not there any more',
    ]);
    expect(await found('unowned-systems')).toEqual(['Engine: No source says who owns it']);
  });

  test('ends where things are part of each other in a circle', async () => {
    await fill([
      page('One', { claims: [related('PART_OF', 'Two')] }),
      page('Two', { claims: [related('PART_OF', 'One')] }),
    ]);
    expect(await found('unowned-procedures')).toHaveLength(2);
  });
});

describe('teams without a lead', () => {
  test('are those that nobody who is there leads, archived ones apart', async () => {
    await fill([
      person('Ada'),
      person('Lee', { claims: [field('status', 'left')] }),
      team('Led', related('LEADS', 'Ada', { end: 'to' })),
      team('Lost', related('LEADS', 'Lee', { end: 'to' })),
      team('Free'),
      team('Past', field('status', 'archived')),
    ]);
    expect(await found('teams-without-lead')).toEqual(['Free: No source says who leads it', 'Lost: Its lead has left']);
  });
});

describe('people without a manager', () => {
  test('are not the top, a head of the whole, leavers, vacancies or externals', async () => {
    const status = (name: string, value: string) => person(name, { claims: [field('status', value)] });
    await fill([
      person('Top'),
      person('Ada', under('Top')),
      person('Bo', under('Ada')),
      person('Alone'),
      person('Small Boss'),
      person('Cy', under('Small Boss')),
      person('Chair'),
      person('Dotted', { claims: [related('REPORTS_TO', 'Top', { dotted: true })] }),
      person('Orphaned', under('Lee')),
      status('Lee', 'left'),
      status('Vacancy', 'vacancy'),
      status('Ex', 'external'),
      team('Company', related('LEADS', 'Chair', { end: 'to' })),
      team('Unit', related('PART_OF', 'Company')),
    ]);
    expect(await found('people-without-manager')).toEqual([
      'Alone: No source says who the manager is',
      'Dotted: No source says who the manager is',
      'Orphaned: The manager has left',
      'Small Boss: No source says who the manager is',
    ]);
  });

  test('are none where nobody writes down who reports to whom, and a circle ends', async () => {
    await fill([person('Ada'), person('Bo')]);
    expect(await found('people-without-manager')).toEqual([]);
    await fill([person('Cy', under('Di')), person('Di', under('Cy'))]);
    expect(await found('people-without-manager')).toEqual([
      'Ada: No source says who the manager is',
      'Bo: No source says who the manager is',
    ]);
  });
});

describe('pages that nobody links to, and orphans', () => {
  test('are told apart', async () => {
    await fill([
      team('Payments'),
      page('Alone'),
      page('Owned', { claims: [related('OWNS', 'Payments', { end: 'to' })] }),
      page('Index', { claims: [related('MENTIONS', { namespace: 'key', value: 'Linked.md' })] }),
      page('Linked'),
      page('Whole', { claims: [] }),
      page('Part', { claims: [related('PART_OF', 'Whole')] }),
    ]);
    expect((await found('unlinked-pages')).map((line) => line.split(':')[0])).toEqual(['Index', 'Owned']);
    expect(await found('orphans')).toEqual(['Alone: This procedure links to nothing, and nothing links to it']);
  });
});

describe('duplicates', () => {
  test('are those that are suggested, with the reasons', async () => {
    await fill([person('Bob Ross'), person('Robert Ross')]);
    const suggest: SuggestDuplicates = async (viewer) => {
      const [a, b] = await store.cards(viewer, ['person:bob-ross', 'person:robert-ross']);
      return a && b ? [{ a, b, score: 0.9, reasons: ['Bob is short for Robert'] }] : [];
    };
    expect(await found('duplicates', anyEmployee, suggest)).toEqual([
      'Bob Ross: May be the same as Robert Ross (person:robert-ross): Bob is short for Robert',
    ]);
  });
});

describe('what the viewer may not read', () => {
  test('is in no list and no count', async () => {
    const secret = { audience: 'hr' };
    await fill([
      page('Open', { claims: [related('OWNS', 'Payments', { end: 'to' })] }),
      team('Payments', related('LEADS', 'Ada', { end: 'to' })),
      person('Ada', under('Top')),
      person('Top'),
      page('Secret', { ...secret, statedAt: '2020-01-01', brokenLinks: ['x.md'], claims: [field('appliesTo', 'a')] }),
      { ...page('Secret', secret), source: 'hr', claims: [field('appliesTo', 'b')] },
      { ...person('Hidden'), ...secret },
      { ...team('Hidden team'), ...secret },
      { kind: 'System', key: 's', name: 'Hidden system', ...secret },
    ]);
    const totals = async (viewer: Viewer) =>
      Object.fromEntries((await readQuality({ store, viewer, now })).checks.map(({ id, total }) => [id, total]));
    const hidden = ['contradictions', 'overdue', 'broken-links', 'unowned-procedures', 'unowned-systems'];
    const further = ['teams-without-lead', 'people-without-manager', 'orphans'];
    const mine = await totals(anyEmployee);
    const theirs = await totals(hrViewer);
    for (const id of [...hidden, ...further]) expect([id, mine[id]]).toEqual([id, 0]);
    for (const id of [...hidden, ...further]) expect([id, theirs[id] ?? 0]).not.toEqual([id, 0]);
  });
});

test('items are cut to the limit, and the total is of all', async () => {
  await fill(Array.from({ length: 5 }, (_, index) => page(`Page ${index}`)));
  const { checks } = await readQuality({ store, viewer: anyEmployee, now, limit: 2 });
  const check = checks.find(({ id }) => id === 'unowned-procedures');
  expect([check?.total, check?.items.length]).toEqual([5, 2]);
});

test('what changes with the graph alone and the rest make the same report as all at once', async () => {
  await fill([
    ...Array.from({ length: 5 }, (_, index) => page(`Page ${index}`)),
    page('Old', { brokenLinks: ['x.md'] }),
  ]);
  const query = { store, viewer: anyEmployee, now };
  const parts = [
    await readQuality({ ...query, checks: checksOf.graph }),
    await readQuality({ ...query, checks: checksOf.more }),
  ];
  expect(parts.every(({ checks }) => checks.length > 0)).toBe(true);
  expect(joinReports(parts, 2)).toEqual(await readQuality({ ...query, limit: 2 }));
});
