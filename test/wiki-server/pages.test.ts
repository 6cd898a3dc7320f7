import { describe, expect, test } from '@jest/globals';
import { anyEmployee } from '../../schema/viewer.ts';
import { crowd, hostile } from '../support/sample-graph.ts';
import { sampleWiki } from '../support/sample-wiki.ts';
import { readySite } from '../support/wiki.ts';

const wiki = sampleWiki(() => ({}), [...hostile, ...crowd(600)]);

const entities = [
  'person:dag-fredriksen',
  'team:booking-platform',
  'system:booking-engine',
  'project:contactless-boarding',
  'procedure:refund-a-cancelled-crossing',
  'article:travel-policy',
  'term:deck-metre',
  'vessel:ms-havsula',
];
const pages = [
  '/',
  '/search',
  '/search?q=refund&team=team:booking-platform',
  '/search?q=refund',
  '/search?q=zzzz',
  '/search?q=refund&kind=procedure',
  '/org',
  '/org?view=list&q=engineer',
  '/org?of=team:digital',
  '/org?of=person:chiara-rinaldi&q=zzz',
  '/browse',
  '/browse/person',
  '/browse/person?letter=D&page=2',
  '/browse/person?status=left',
  '/ask',
  '/ask?q=how+many&page=team:booking-platform',
  '/recent',
  '/sources',
  '/privacy',
  '/admin/quality',
  '/admin/quality?check=overdue',
  '/admin',
  '/admin/help',
  '/admin/contradictions',
  '/admin/contradictions?settled=1',
  '/admin/duplicates',
  '/admin/duplicates?state=merged',
  '/admin/merge?from=person:dag-fredriksen',
  '/admin/merge?from=person:dag-fredriksen&into=person:farid-haddad',
  '/admin/runs',
  '/admin/runs/run-projects',
  '/admin/runs/run-projects/revert',
  '/wiki/person:farid-haddad/history?from=1',
  '/wiki/person:farid-haddad/history?from=1&view=split',
  '/wiki/person:farid-haddad?asOf=2026-10-10',
  '/org?asOf=2026-10-10',
  '/me',
  '/admin/audit',
  '/admin/audit?by=run&q=projects&until=2026-12-31',
  '/admin/roles',
  '/admin/redirects',
  '/admin/redirects?of=team:digital&from=Old%20Digital',
  '/admin/settings',
  '/bulk?kind=System&what=field.criticality',
  '/admin/import',
  '/admin/proposals',
  '/admin/proposals?status=rejected&from=team:digital&kind=Person&page=x',
  ...entities.map((ref) => `/wiki/${ref}`),
  '/wiki/team:deckhands',
  '/wiki/team:deckhands/relations/MEMBER_OF/to?page=3',
  '/wiki/team:booking-platform/history',
  '/wiki/team:booking-platform/people',
  '/wiki/team:booking-platform/graph?depth=2',
  '/wiki/team:deckhands/graph',
];

describe('every page', () => {
  /** Of links that were followed before. */
  const statuses = new Map<string, number>();

  test.each(pages)('%s is a whole document with one main heading, in under 100 kB', async (url) => {
    const { statusCode, headers, body } = await wiki.get(url);
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(body).toMatch(/^<!doctype html><html lang="en"><head>.*<\/html>$/s);
    expect(body.match(/<h1[\s>]/g)).toHaveLength(1);
    expect(body.match(/<main[\s>]/g)).toHaveLength(1);
    expect(Buffer.byteLength(body)).toBeLessThan(100_000);
  });

  test.each(pages)('%s has every id once, and every link within it leads somewhere', async (url) => {
    const { body } = await wiki.get(url);
    const ids = [...body.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const targets = [...body.matchAll(/href="#([^"]*)"/g)].map(([, id = '']) => decodeURIComponent(id));
    expect(targets.filter((id) => !ids.includes(id))).toEqual([]);
  });

  /** Files, and what is there for answers that are kept: those of the tests are not. */
  const isElsewhere = (path: string) => path.startsWith('/assets/') || path.startsWith('/ask/person?');

  test.each(pages)('%s links to pages that are there', async (url) => {
    const { body } = await wiki.get(url);
    const links = new Set(
      [...body.matchAll(/href="(\/[^"#]*)/g)].map(([, path = '']) => path.replaceAll('&amp;', '&')),
    );
    const broken: string[] = [];
    for (const path of [...links].filter((each) => !isElsewhere(each)).slice(0, 60)) {
      const status = statuses.get(path) ?? (await wiki.get(path)).statusCode;
      statuses.set(path, status);
      if (status >= 400) broken.push(`${status} ${path}`);
    }
    expect(broken).toEqual([]);
  });

  test('has no script or style but those of the site, whatever sources hold', async () => {
    const { items } = await wiki.store().list(anyEmployee, { kind: 'Article', limit: 100 });
    const harmful = items.find(({ name }) => name.includes('<script>'));
    for (const path of [`/wiki/${harmful?.ref ?? ''}`, '/search?q=alert', '/browse/article', '/recent', '/']) {
      const { statusCode, body } = await wiki.get(path);
      expect(statusCode).toBe(200);
      expect(body.match(/<script\b[^>]*>/g)).toEqual(['<script type="module" src="/assets/kiki.js">']);
      expect(body).not.toMatch(/<(iframe|style|svg onload|img|meta http)/i);
      expect(body.replace(/"[^"]*"/g, '""')).not.toMatch(/<[a-z][^>]*\son\w+\s*=/i);
      expect(body).not.toMatch(/href="(javascript|data|vbscript):/i);
      expect(body).not.toContain('action="https://evil.example"');
    }
  });

  test('says that the company is an example, where it is one', async () => {
    const app = wiki.withOptions({ siteState: () => ({ ...readySite, isExample: true }) });
    for (const url of [...pages, '/wiki/nowhere', '/wiki/system:fax-gateway']) {
      const { body } = await app.inject({ url });
      expect(body).toContain('Everyone and everything in it is made up.');
    }
    expect((await wiki.get('/')).body).not.toContain('made up');
  });

  test('says that sources are still being read for the first time', async () => {
    const app = wiki.withOptions({ siteState: () => ({ ...readySite, isFilling: true }) });
    expect((await app.inject({ url: '/org' })).body).toContain('Kiki is reading its sources for the first time');
  });
});

describe('the state of search', () => {
  const state = async (embeddings: typeof readySite.embeddings, url: string) => {
    const app = wiki.withOptions({ siteState: () => ({ ...readySite, embeddings }) });
    return (await app.inject({ url })).body;
  };

  test.each(['/', '/ask', '/search?q=refund'])('is said on %s until search goes by meaning too', async (url) => {
    expect(await state({ state: 'working', done: 3, total: 1200 }, url)).toContain(
      'search by meaning joins when it is ready: 3 of 1,200 texts done.',
    );
    expect(await state({ state: 'off', done: 0, total: 0 }, url)).toContain('search by meaning is switched off');
    expect(await state({ state: 'unavailable', done: 0, total: 0, message: 'no <network>' }, url)).toContain(
      'search by meaning is not available (no &lt;network>)',
    );
    expect(await state({ state: 'ready', done: 5, total: 5 }, url)).not.toContain('by meaning');
  });
});

describe('an address', () => {
  test.each([
    ['/wiki/Online%20Sales', 'an other name'],
    ['/wiki/Booking%20Platform', 'the name'],
  ])('%s (%s) leads to the page', async (url) => {
    const { statusCode, headers } = await wiki.get(url);
    expect([statusCode, headers.location]).toEqual([302, '/wiki/team:booking-platform']);
  });

  test('of what was removed answers 410, with its history', async () => {
    for (const url of ['/wiki/system:fax-gateway', '/wiki/system:fax-gateway/history']) {
      const { statusCode, body } = await wiki.get(url);
      expect(statusCode).toBe(410);
      expect(body).toContain('Fax Gateway is no more');
      expect(body).toContain('Nightly import');
      expect(body).toContain(
        '<ins><span class="hidden">added: </span>Sent boarding lists to the harbours by fax.</ins>',
      );
    }
  });

  test('that there never was answers 404, with what may be meant, and search and Kiki for the words', async () => {
    const { statusCode, body } = await wiki.get('/wiki/team:booking-platfrom');
    expect(statusCode).toBe(404);
    expect(body).toContain('href="/wiki/team:booking-platform"');
    expect(body).toContain('/search?q=booking+platfrom');
    expect((await wiki.get('/nowhere/at/all')).statusCode).toBe(404);
    expect((await wiki.get('/wiki/%E0%A4%A')).statusCode).toBe(400);
    expect((await wiki.get(`/wiki/${'x'.repeat(590)}`)).statusCode).toBe(404);
    expect((await wiki.get('/browse/unicorns')).statusCode).toBe(404);
    expect((await wiki.get('/wiki/team:booking-platform/relations/NOTHING/to')).statusCode).toBe(404);
  });

  test.each([
    ['dots', 'team:..'],
    ['a path', '..%2f..%2fetc%2fpasswd'],
    ['a slash', 'team:booking%2fplatform'],
    ['Unicode', 'team:%E2%98%83-%F0%9F%9A%A2'],
    ['letters in another form', 'team:Bo%CC%88king'],
    ['text that runs the other way', '%E2%80%AEteam:gpj'],
    ['a zero', 'team:booking%00platform'],
    ['a line break', 'team:booking%0Aset-cookie:a=b'],
    ['a wildcard', 'team:*'],
    ['a quote', "team:' OR 1=1"],
    ['capitals', 'TEAM:NOTHING-THERE'],
    ['two colons', 'team:a:b'],
    ['script', '<script>alert(1)</script>'],
  ])('at an address with %s answers 404 as a page, whatever is asked of it', async (_what, ref) => {
    for (const below of ['', '/history', '/people', '/graph', '/discussion', '/edit', '/relations/OWNS/from']) {
      const { statusCode, headers, body } = await wiki.get(`/wiki/${ref}${below}`);
      expect([below, statusCode]).toEqual([below, 404]);
      expect(headers['content-type']).toContain('text/html');
      expect(headers['set-cookie']).toBeUndefined();
      expect(body).toMatch(/<h1[\s>]/);
      expect(body).not.toContain('<script>alert');
    }
  });

  test('with nonsense in its query answers 400 as a page that says what is wrong', async () => {
    const { statusCode, body, headers } = await wiki.get(`/search?q=a&kind=${'x'.repeat(61)}`);
    expect(statusCode).toBe(400);
    expect(headers['content-type']).toContain('text/html');
    expect(body).toContain('kind: must have at most 60 characters, but has 61');
    expect(body).toContain('Correct the address, or search for the page');
    expect((await wiki.get('/search?q=a&page=minus')).statusCode).toBe(200);
  });

  test('echoes nothing unescaped', async () => {
    const attack = encodeURIComponent('"><script>alert(1)</script>');
    for (const url of [`/search?q=${attack}`, `/ask?q=${attack}`, `/wiki/${attack}`, `/${attack}`, `/browse/${attack}`])
      expect((await wiki.get(url)).body).not.toContain('<script>alert');
  });
});

describe('a page that has not changed', () => {
  test.each(['/wiki/team:booking-platform', '/org', '/'])('%s is not sent again', async (url) => {
    const { headers } = await wiki.get(url);
    expect(headers['cache-control']).toBe('private, no-cache');
    const again = await wiki.get(url, { 'if-none-match': String(headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });
});

describe('a long list', () => {
  test('is leafed through, each entry on one page', async () => {
    const seen: string[] = [];
    for (let page = 1; page <= 6; page += 1) {
      const { body } = await wiki.get(`/wiki/team:deckhands/relations/MEMBER_OF/to?page=${page}`);
      seen.push(...[...body.matchAll(/Deckhand \d{4}/g)].map(([name]) => name));
    }
    expect(new Set(seen).size).toBe(600);
    expect(seen).toHaveLength(600);
  });

  test('ends with its last page, whatever page is asked for', async () => {
    expect((await wiki.get('/wiki/team:deckhands/relations/MEMBER_OF/to?page=99')).body).toContain('Page 6 of 6');
  });
});

describe('search', () => {
  test('has the page that is called so first, and the words marked', async () => {
    const { body } = await wiki.get('/search?q=booking+platform');
    expect(/<ol class="results".*?<h2><a href="([^"]+)"/s.exec(body)?.[1]).toBe('/wiki/team:booking-platform');
    expect((await wiki.get('/search?q=morning+peak')).body).toContain('<mark>morning</mark>');
  });

  test('that finds nothing offers names that are close', async () => {
    expect((await wiki.get('/search?q=fredricksen')).body).toContain('href="/wiki/person:dag-fredriksen"');
  });
});
