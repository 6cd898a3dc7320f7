import { describe, expect, test } from '@jest/globals';
import { anyEmployee, localAdmin } from '../../schema/viewer.ts';
import { adminWiki } from '../support/admin-wiki.ts';
import { field, related } from '../support/records.ts';
import { testWiki } from '../support/wiki.ts';

const wiki = adminWiki();
const ada = 'person:ada-lovelace';
const adaFeed = `/wiki/${ada}/history.atom`;

const person = (title: string) => ({
  kind: 'Person',
  key: 'E1',
  name: 'Ada Lovelace',
  claims: [field('title', title)],
  passages: [{ heading: [], text: `Ada is ${title}.` }],
});

const entriesOf = (body: string) => body.match(/<entry>.*?<\/entry>/gs) ?? [];
const inside = (xml: string, name: string) =>
  [...xml.matchAll(new RegExp(`<${name}[^>]*>(.*?)</${name}>`, 'gs'))].map(([, text]) => text);

/** Elements that are opened and not closed, or the other way round. */
function unbalanced(xml: string): string[] {
  const open: string[] = [];
  for (const [, close, name = '', empty] of xml.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (empty === '/') continue;
    if (close === '') open.push(name);
    else if (open.pop() !== name) return [...open, `/${name}`];
  }
  return open;
}

describe('the feed of a page', () => {
  test('tells each revision, newest first: what, when, by whom, and where to read it', async () => {
    await wiki.read([person('Engineer')], { id: 'first' });
    wiki.setTime('2026-11-21T09:00:00Z');
    await wiki.read([person('Director <b>')], { id: 'second' });
    const { statusCode, headers, body } = await wiki.get(adaFeed);
    expect([statusCode, headers['content-type']]).toEqual([200, 'application/atom+xml; charset=utf-8']);
    expect(unbalanced(body)).toEqual([]);
    const [newest = '', oldest = '', ...rest] = entriesOf(body);
    expect(rest).toEqual([]);
    expect(inside(newest, 'title')).toEqual(['Ada Lovelace: Title and 1 more change']);
    expect(inside(newest, 'updated')).toEqual(['2026-11-21T09:00:00.000Z']);
    expect(newest).toContain(`href="http://localhost/wiki/${ada}/history#revision-2"`);
    expect(newest).toContain('Director &amp;lt;b&gt;');
    expect(newest).not.toContain('<b>');
    expect(inside(oldest, 'id')).toEqual([`http://localhost/wiki/${ada}/history#revision-1`]);
  });

  test('has whole addresses, of the public address where there is one', async () => {
    const inTeam = { ...person('Engineer'), claims: [related('MEMBER_OF', 'Notes')] };
    await wiki.read([{ kind: 'Team', key: 'T1', name: 'Notes' }, inTeam]);
    const { body } = await wiki.get(adaFeed);
    expect(body).toContain('href=&quot;http://localhost/wiki/team:notes&quot;');
    expect(body).not.toMatch(/href=("|&quot;)\//);
    const app = testWiki(wiki.store, { publicUrl: 'https://kiki.example.com' });
    const publicly = await app.inject({ url: adaFeed, headers: { host: 'kiki.example.com' } });
    expect(publicly.body).toContain(`<id>https://kiki.example.com${adaFeed}</id>`);
    expect(publicly.body).not.toContain('localhost');
    await app.close();
  });

  test('is not there for what is unknown, and gone with its page', async () => {
    await wiki.read([person('Engineer')]);
    expect((await wiki.get('/wiki/person:nobody/history.atom')).statusCode).toBe(404);
    expect((await wiki.get('/wiki/%22%3E%3Cscript%3E..%2f/history.atom')).statusCode).toBe(404);
    expect((await wiki.get('/wiki/Ada%20Lovelace/history.atom')).headers.location).toBe(adaFeed);
    await wiki.read([], { id: 'second', removals: ['hr:Person:E1'] });
    expect((await wiki.get(adaFeed)).statusCode).toBe(410);
  });

  test('is bounded, however long a change is', async () => {
    await wiki.read([person('Engineer')]);
    await wiki.read([person('word '.repeat(50_000))], { id: 'second' });
    expect(Buffer.byteLength((await wiki.get(adaFeed)).body)).toBeLessThan(20_000);
  });
});

describe('the feed of recent changes', () => {
  test('holds what the viewer may read, and nothing else', async () => {
    await wiki.read([person('Engineer'), { kind: 'Term', key: 'T1', name: 'Layoffs', audience: 'board' }]);
    const open = await wiki.get('/recent.atom', { viewer: anyEmployee });
    expect(inside(open.body, 'title')).toContain('Ada Lovelace: added');
    expect(open.body).not.toContain('Layoffs');
    const board = { ...localAdmin, audiences: [...anyEmployee.audiences, 'board'] };
    expect((await wiki.get('/recent.atom', { viewer: board })).body).toContain('Layoffs: added');
    expect((await wiki.get('/wiki/term:layoffs/history.atom', { viewer: anyEmployee })).statusCode).toBe(404);
  });

  test('tells in one entry what one run did to many, the same one when more come to it', async () => {
    const terms = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => ({ kind: 'Term', key: `T${from + n}`, name: `Term ${from + n}` }));
    await wiki.read(terms(0, 20), { id: 'many' });
    const [before = '', ...others] = entriesOf((await wiki.get('/recent.atom')).body);
    expect(others).toEqual([]);
    expect(inside(before, 'title')).toEqual(['20 pages: added']);
    expect(inside(before, 'summary')[0]).toMatch(/^added: Term \d+, .* and 10 more$/);
    await wiki.read(terms(20, 25), { id: 'many' });
    const [after = ''] = entriesOf((await wiki.get('/recent.atom')).body);
    expect(inside(after, 'title')).toEqual(['25 pages: added']);
    expect(inside(after, 'id')).toEqual(inside(before, 'id'));
  });

  test('stays well-formed whatever things are called', async () => {
    await wiki.read([
      { kind: 'Term', key: 'T1', name: ']]></title><script>alert(1)</script>\u0007 & "quoted" \ud800' },
      { kind: 'Term', key: 'T2', name: "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///'>]>&e;" },
    ]);
    const { body } = await wiki.get('/recent.atom');
    expect(entriesOf(body)).toHaveLength(2);
    expect(unbalanced(body)).toEqual([]);
    expect(body).not.toMatch(/<script|<!|&e;/);
    expect(body).not.toContain('\u0007');
  });

  test('is not sent again while nothing has changed', async () => {
    await wiki.read([person('Engineer')]);
    const first = await wiki.get('/recent.atom');
    const match = { 'if-none-match': String(first.headers.etag) };
    expect(first.headers['cache-control']).toBe('private, no-cache');
    expect((await wiki.get('/recent.atom', { headers: match })).statusCode).toBe(304);
    const kept = await wiki.get('/recent.atom');
    expect([kept.body, kept.headers['content-type']]).toEqual([first.body, first.headers['content-type']]);
    const elsewhere = await wiki.get('/recent.atom', { headers: { host: '127.0.0.1:3000' } });
    expect(elsewhere.body).toContain('<id>http://127.0.0.1:3000/recent.atom</id>');
    await wiki.read([person('Director')], { id: 'second' });
    expect((await wiki.get('/recent.atom', { headers: match })).statusCode).toBe(200);
  });
});

test('feed readers find the feeds from the pages', async () => {
  await wiki.read([person('Engineer')]);
  for (const [url, feed] of [
    ['/recent', '/recent.atom'],
    [`/wiki/${ada}`, adaFeed],
    [`/wiki/${ada}/history`, adaFeed],
  ] as const)
    expect((await wiki.get(url)).body).toContain(`<link rel="alternate" type="application/atom+xml" href="${feed}"`);
});
