import { describe, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { keepPages } from '../../wiki-server/http/page-cache.ts';
import { readySite } from '../support/wiki.ts';
import { everyone } from '../../schema/audience.ts';
import { anyEmployee, localAdmin, type Viewer } from '../../schema/viewer.ts';
import type { GraphStore } from '../../graph/store.ts';
import { record, related } from '../support/records.ts';
import { sampleWiki } from '../support/sample-wiki.ts';

const wiki = sampleWiki();

/** The store with how often pages were read from it. */
function counting(store: GraphStore): { store: GraphStore; reads: () => number } {
  let reads = 0;
  const entity: GraphStore['entity'] = (...query) => {
    reads += 1;
    return store.entity(...query);
  };
  return { store: { ...store, entity }, reads: () => reads };
}

const page = '/wiki/team:booking-platform';
const dag: Viewer = { id: 'dag', name: 'Dag', email: 'dag@fjordlink.example', audiences: [everyone], canEdit: false };
const karin: Viewer = { ...dag, id: 'karin', email: 'karin@fjordlink.example' };

describe('a page that many read', () => {
  test('is made once for all who may read the same, with the same bytes, tag and headers', async () => {
    const { store, reads } = counting(wiki.store());
    let viewer: Viewer = anyEmployee;
    const app = wiki.withOptions({ store, viewerOf: () => viewer });
    const first = await app.inject({ url: page });
    const again = await app.inject({ url: page });
    viewer = karin;
    const other = await app.inject({ url: page });
    expect(reads()).toBe(1);
    for (const each of [again, other]) {
      expect(each.body).toBe(first.body);
      for (const name of ['etag', 'cache-control', 'content-type', 'content-security-policy'])
        expect(each.headers[name]).toBe(first.headers[name]);
    }
    const unchanged = await app.inject({ url: page, headers: { 'if-none-match': String(first.headers.etag) } });
    expect([unchanged.statusCode, unchanged.body]).toEqual([304, '']);
  });

  test('is another one for editors, for those who answer for it, and for each address', async () => {
    const { store, reads } = counting(wiki.store());
    let viewer: Viewer = localAdmin;
    const app = wiki.withOptions({ store, viewerOf: () => viewer });
    expect((await app.inject({ url: page })).body).toContain('/verify"');
    viewer = anyEmployee;
    expect((await app.inject({ url: page })).body).not.toContain('/verify"');
    viewer = dag;
    expect((await app.inject({ url: page })).body).toContain('/verify"');
    viewer = anyEmployee;
    expect((await app.inject({ url: page })).body).not.toContain('/verify"');
    expect(reads()).toBe(3);
    await app.inject({ url: '/wiki/team:digital' });
    expect(reads()).toBe(4);
  });

  test('is sent compressed to whoever can read that', async () => {
    const app = wiki.withOptions({ viewerOf: () => anyEmployee });
    await app.inject({ url: page });
    for (const [accepts, encoding] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
    ] as const) {
      const { headers, rawPayload } = await app.inject({ url: page, headers: { 'accept-encoding': accepts } });
      expect(headers['content-encoding']).toBe(encoding);
      expect(headers.vary).toContain('accept-encoding');
      expect(rawPayload.length).toBeLessThan(8_000);
    }
  });

  test('is made anew when the graph has changed', async () => {
    const app = wiki.withOptions({ viewerOf: () => anyEmployee });
    expect((await app.inject({ url: page })).body).not.toContain('Nora Vik');
    const draft = record({
      source: 'hr',
      kind: 'Person',
      key: '99',
      name: 'Nora Vik',
      claims: [related('MEMBER_OF', 'Booking Platform')],
    });
    await wiki.store().apply({ type: 'run', id: 'run-hr', source: 'hr' }, { upserts: [draft], removals: [] });
    expect((await app.inject({ url: page })).body).toContain('Nora Vik');
  });
});

test('a page made just after a change, maybe from what was kept before, is made once more when all of that is new', async () => {
  const at = { time: 0, version: 1 };
  let made = 0;
  const app = Fastify();
  keepPages(app, {
    store: { version: () => Promise.resolve(at.version) },
    viewerOf: () => anyEmployee,
    siteState: () => readySite,
    now: () => new Date(0),
    standsFor: () => Promise.resolve(new Set()),
    clock: () => at.time,
  });
  app.get('/', { config: { isShared: true } }, () => `made ${(made += 1)}`);
  const seen: string[] = [];
  for (const [version, time] of [
    [1, 0],
    [1, 5000],
    [1, 11_000],
    [1, 60_000],
    [2, 60_001],
    [2, 65_000],
    [2, 75_000],
    [2, 99_000],
  ] as const) {
    Object.assign(at, { version, time });
    seen.push((await app.inject({ url: '/' })).body);
  }
  expect(seen).toEqual(['made 1', 'made 1', 'made 2', 'made 2', 'made 3', 'made 3', 'made 4', 'made 4']);
  await app.close();
});

test('a page that shows more than the graph is another one when that changes, also while it is made', async () => {
  const shows = { text: 'nothing' };
  const app = Fastify();
  keepPages(app, {
    store: { version: () => Promise.resolve(1) },
    viewerOf: () => anyEmployee,
    siteState: () => readySite,
    now: () => new Date(0),
    standsFor: () => Promise.resolve(new Set()),
  });
  let change: () => unknown = () => undefined;
  app.get('/', { config: { isShared: true, alsoShows: () => Promise.resolve(shows.text) } }, () => {
    change();
    return shows.text;
  });
  const read = async () => (await app.inject({ url: '/' })).body;
  expect(await read()).toBe('nothing');
  shows.text = 'Who owns the ferry?';
  expect(await read()).toBe('Who owns the ferry?');
  shows.text = 'made as the first';
  change = () => (shows.text = 'shown as the second');
  expect(await read()).toBe('shown as the second');
  change = () => undefined;
  // What it showed then is not shown to whoever should see the first.
  shows.text = 'made as the first';
  expect(await read()).toBe('made as the first');
  await app.close();
});
