import { describe, expect, test } from '@jest/globals';
import { anyEmployee, localAdmin, type Viewer } from '../../schema/viewer.ts';
import { adminWiki } from '../support/admin-wiki.ts';
import { field } from '../support/records.ts';
import { testWiki } from '../support/wiki.ts';

const wiki = adminWiki();
const ada = 'person:ada-lovelace';
const bob: Viewer = { ...anyEmployee, id: 'bob@example.com', name: 'Bob' };
const eve: Viewer = { ...anyEmployee, id: 'eve@example.com', name: 'Eve' };

const person = (key: string, name: string, title: string) => ({
  kind: 'Person',
  key,
  name,
  claims: [field('title', title)],
});
const people = (title: string) => [person('E1', 'Ada Lovelace', title), person('E2', 'Grace Hopper', title)];

const watch = (viewer: Viewer, what: 'watch' | 'unwatch' = 'watch', ref = ada) =>
  wiki.submit(`/wiki/${ref}/watch`, { do: what, back: 'read' }, viewer);
const page = async (url: string, viewer: Viewer) => (await wiki.get(url, { viewer })).body;
/** The section of `/me` about watched pages. */
const watchedOn = async (viewer: Viewer) =>
  /<section id="watched">.*?<\/section>/s.exec(await page('/me', viewer))?.[0];

describe('watching a page', () => {
  test('begins and ends with one button on it, for each reader alone, also where the page is kept', async () => {
    await wiki.read(people('Engineer'));
    for (const viewer of [bob, eve, bob]) expect(await page(`/wiki/${ada}`, viewer)).toContain('value="watch"');
    const { statusCode, headers } = await watch(bob);
    expect([statusCode, headers.location]).toEqual([303, `/wiki/${ada}`]);
    expect(await page(`/wiki/${ada}`, bob)).toContain('aria-label="Stop watching Ada Lovelace"');
    expect(await page(`/wiki/${ada}`, eve)).toContain('aria-label="Watch Ada Lovelace"');
    expect(await page(`/wiki/${ada}/history`, bob)).toContain('value="unwatch"');
    await watch(bob, 'unwatch');
    expect(await page(`/wiki/${ada}`, bob)).toContain('value="watch"');
  });

  test('lists what changed since it was seen, until the page is opened', async () => {
    await wiki.read(people('Engineer'));
    await watch(bob);
    expect(await watchedOn(bob)).toContain('1 page without changes since you saw it');
    wiki.setTime('2026-11-21T09:00:00Z');
    await wiki.read(people('Director'), { id: 'second' });
    await watch(bob, 'watch', 'person:grace-hopper');
    const section = await watchedOn(bob);
    expect(section).toContain(`<a href="/wiki/${ada}/history">`);
    expect(section).toContain('I have seen all of it');
    expect(section?.match(/<time/g)).toHaveLength(1);
    expect(await watchedOn(eve)).toContain('You watch no page');
    await page(`/wiki/${ada}?asOf=2026-11-20`, bob);
    expect(await watchedOn(bob)).toContain('I have seen all of it');
    wiki.setTime('2026-11-21T09:05:00Z');
    await page(`/wiki/${ada}`, bob);
    expect(await watchedOn(bob)).toContain('2 pages without changes');
  });

  test('marks recent changes and narrows them', async () => {
    await wiki.read(people('Engineer'));
    const mark = '<span class="chip">watched</span>';
    expect(await page('/recent', bob)).not.toContain(mark);
    await watch(bob);
    expect((await page('/recent', bob)).split(mark)).toHaveLength(2);
    expect(await page('/recent', eve)).not.toContain(mark);
    const narrowed = await page('/recent?watched=1', bob);
    expect([narrowed.includes('Ada Lovelace'), narrowed.includes('Grace Hopper')]).toEqual([true, false]);
    expect(await page('/recent?watched=1', eve)).toContain('None of the pages that you watch');
  });

  test('comes with one’s own edits where one chose that', async () => {
    await wiki.read(people('Engineer'));
    const edit = (title: string) =>
      wiki.call(
        'POST',
        `/api/entities`,
        { kind: 'Article', name: title },
        { viewer: localAdmin, headers: { 'content-type': 'application/json' } },
      );
    await edit('Before');
    await wiki.submit('/me/watching', { do: 'settings', ownEdits: '1' });
    await edit('After');
    await wiki.submit('/me/watching', { do: 'settings' });
    await edit('Later');
    const watched = (await wiki.store.watched(localAdmin)).map(({ ref }) => ref);
    expect(watched).toEqual(['article:after']);
  });

  test('is refused for what may not be read, from another site, and for what is no choice', async () => {
    await wiki.read([{ ...person('E1', 'Ada Lovelace', 'Engineer'), audience: 'hr' }]);
    expect((await watch(bob)).statusCode).toBe(404);
    for (const ref of ['..%2f..%2fetc', '%F0%9F%98%80', 'person:x%00'])
      expect([404, 400]).toContain((await watch(bob, 'watch', ref)).statusCode);
    expect((await wiki.submit(`/wiki/${ada}/watch`, { do: 'burn' }, bob)).statusCode).toBe(400);
    const foreign = await wiki.call('POST', `/wiki/${ada}/watch`, undefined, {
      headers: { origin: 'https://evil.example', 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(foreign.statusCode).toBe(403);
    expect(await wiki.store.watched(localAdmin)).toEqual([]);
  });
});

describe('the feed of watched pages', () => {
  const audiences = new Map<string, Viewer>();
  const app = () =>
    testWiki(wiki.store, { viewerOf: () => eve, viewerOfPerson: (id) => Promise.resolve(audiences.get(id)) });
  const makeAddress = async (viewer: Viewer) => {
    const reply = await wiki.submit('/me/feed', {}, viewer);
    expect(reply.headers['cache-control']).toBe('no-store');
    const [, address = ''] = /value="(http:\/\/localhost\/watched\.atom\?token=[\w-]{32})"/.exec(reply.body) ?? [];
    return address.replace('http://localhost', '');
  };

  test('is read by its secret address, as whoever it belongs to may read today', async () => {
    audiences.set(bob.id, bob);
    await wiki.read(people('Engineer'));
    await watch(bob);
    const address = await makeAddress(bob);
    wiki.setTime('2026-11-21T09:00:00Z');
    await wiki.read(people('Director'), { id: 'second' });
    const anyone = app();
    const read = (url = address) => anyone.inject({ url, headers: { host: 'localhost' } });
    const feed = await read();
    expect([feed.statusCode, feed.headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    expect(feed.body.match(/<title>[^<]*/g)?.slice(1)).toEqual(['<title>Ada Lovelace: Title']);
    expect(feed.body).not.toContain(address.split('token=')[1]);
    expect(String(feed.headers['cache-control'])).toContain('private');
    await wiki.read([{ ...person('E1', 'Ada Lovelace', 'Director'), audience: 'hr' }], { id: 'third' });
    expect((await read()).body).not.toContain('Ada');
    audiences.set(bob.id, { ...bob, audiences: ['everyone', 'hr'] });
    expect((await read()).body).toContain('Ada Lovelace');
    audiences.delete(bob.id);
    expect((await read()).statusCode).toBe(403);
    await anyone.close();
  });

  test('has an address that can be renewed; forged ones are refused', async () => {
    audiences.set(bob.id, bob);
    const [first, second] = [await makeAddress(bob), await makeAddress(bob)];
    const anyone = app();
    const status = async (url: string) => (await anyone.inject({ url, headers: { host: 'localhost' } })).statusCode;
    expect([await status(first), await status(second)]).toEqual([403, 200]);
    for (const forged of ['', 'x', 'null', '%00', second.slice(-32).toLowerCase()])
      expect(await status(`/watched.atom?token=${forged}`)).toBe(403);
    expect(await status(`/watched.atom?token=${'x'.repeat(300)}`)).toBe(400);
    expect(await status('/watched.atom')).toBe(200);
    expect(await page('/me', bob)).toContain('Make a new address');
    await anyone.close();
  });
});
