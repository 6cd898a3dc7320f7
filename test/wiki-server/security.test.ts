import { describe, expect, test } from '@jest/globals';
import type { GraphStore } from '../../graph/store.ts';
import type { Question } from '../../schema/services.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { fakeAsk } from '../support/fake-ask.ts';
import { sampleWiki } from '../support/sample-wiki.ts';

const asked: Question[] = [];
const wiki = sampleWiki(() => ({ ask: fakeAsk(asked) }));

const question = { question: 'How many people are in Booking Platform?' };

describe('headers', () => {
  test.each(['/', '/wiki/team:booking-platform', '/wiki/nowhere', '/api/suggest?q=a'])(
    'of %s let nothing run or be loaded but what is of this site, and no other site show it',
    async (url) => {
      const { headers } = await wiki.get(url);
      const policy = String(headers['content-security-policy']);
      expect(policy).toBe(
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
      );
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
      });
      expect(String(headers['cache-control'])).toMatch(/private|no-store/);
    },
  );

  test('ask for HTTPS only where people use it', async () => {
    expect((await wiki.get('/')).headers['strict-transport-security']).toBeUndefined();
    const app = wiki.withOptions({ publicUrl: 'https://kiki.example.com' });
    const { headers } = await app.inject({ url: '/', headers: { host: 'kiki.example.com' } });
    expect(headers['strict-transport-security']).toContain('max-age=');
  });
});

describe('the name under which Kiki is asked', () => {
  const status = async (host: string, url = '/') => (await wiki.get(url, { host })).statusCode;

  test.each(['localhost', 'localhost:3000', '127.0.0.1:4100', '[::1]:3000', '127.3.2.1'])(
    '%s is of this machine',
    async (host) => expect(await status(host)).toBe(200),
  );

  test.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    '192.168.1.7:3000',
    '0.0.0.0:3000',
  ])('%j is refused, because another site may have made it point here', async (host) => {
    for (const url of [
      '/',
      '/wiki/team:booking-platform',
      '/api/search?q=a',
      '/api/openapi.json',
      '/metrics',
      '/nowhere',
    ])
      expect([url, await status(host, url)]).toEqual([url, 403]);
    expect((await wiki.get('/', { host })).body).not.toContain('Booking');
  });

  test('does not matter for whether Kiki is alive', async () => {
    expect(await status('10.1.2.3:8080', '/healthz')).toBe(200);
    expect(await status('10.1.2.3:8080', '/readyz?x=1')).toBe(200);
    expect(await status('10.1.2.3:8080', '/healthz/../api/entities?kind=Team')).toBe(403);
  });

  test('may be the public one, and this machine', async () => {
    const app = wiki.withOptions({ publicUrl: 'https://kiki.example.com', allowInsecure: true });
    const at = async (host: string) => (await app.inject({ url: '/', headers: { host } })).statusCode;
    expect([await at('kiki.example.com'), await at('localhost:3000'), await at('other.example.com')]).toEqual([
      200, 200, 403,
    ]);
  });

  test('may be any only where the operator said so', async () => {
    const app = wiki.withOptions({ allowInsecure: true });
    expect((await app.inject({ url: '/', headers: { host: 'anything.example' } })).statusCode).toBe(200);
  });
});

describe('a request that another site makes a browser send', () => {
  const writes = [
    ['POST', '/api/ask'],
    ['POST', '/api/ask/stream'],
    ['POST', '/ask/stream'],
    ['POST', '/ask'],
    ['POST', '/api/entities'],
    ['PATCH', '/api/entities/team:fares-desk'],
    ['DELETE', '/api/entities/team:fares-desk'],
    ['POST', '/api/proposals/x/accept'],
    ['POST', '/api/proposals/x/reject'],
    ['POST', '/admin/proposals/x/accept'],
    ['POST', '/admin/proposals/x/reject'],
  ] as const;

  test.each(writes)('%s %s is refused and does nothing', async (method, url) => {
    for (const origin of ['https://evil.example', 'http://localhost:9999', 'null', 'http://localhost.evil.example']) {
      const before = asked.length;
      const reply = await wiki.send(method, url, question, { host: 'localhost:3000', origin, 'if-match': '"1"' });
      expect([origin, reply.statusCode]).toEqual([origin, 403]);
      expect(asked).toHaveLength(before);
    }
  });

  test('is let through from the site itself, and from a program that says nothing', async () => {
    for (const headers of [{ origin: 'http://localhost:3000' }, {}])
      expect((await wiki.send('POST', '/api/ask', question, { host: 'localhost:3000', ...headers })).statusCode).toBe(
        200,
      );
  });

  test('is let through from the public address behind a proxy that calls Kiki otherwise', async () => {
    const app = wiki.withOptions({ publicUrl: 'https://kiki.example.com' });
    const ask = (origin: string) =>
      app.inject({ method: 'POST', url: '/api/ask', payload: question, headers: { host: 'localhost:3000', origin } });
    expect((await ask('https://kiki.example.com')).statusCode).toBe(200);
    expect((await ask('http://kiki.example.com')).statusCode).toBe(403);
  });

  test('gets no leave to read the reply', async () => {
    const { headers } = await wiki.get('/api/search?q=a', { origin: 'https://evil.example' });
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('who reads', () => {
  const reader: Viewer = {
    id: 'reader',
    name: 'Reader',
    email: 'greta@fjordlink.example',
    audiences: ['everyone'],
    canEdit: false,
  };

  /** The graph, noting as whom it is read. */
  function watched(store: GraphStore, seen: [string, unknown][]): GraphStore {
    const reads = new Set(
      'locate entity cards list fieldValues countKinds names withIdentity atPaths recentlyChanged passages passagesOf edges reach degrees contradictions roles notes searchText searchVector suggest history sources runs proposals proposal'.split(
        ' ',
      ),
    );
    return new Proxy(store, {
      get(target, name: string) {
        const member = target[name as keyof GraphStore] as unknown;
        if (typeof member !== 'function') return member;
        return (...values: unknown[]) => {
          if (reads.has(name)) seen.push([name, values[0]]);
          return (member as (...given: unknown[]) => unknown).apply(target, values);
        };
      },
    });
  }

  test('is passed to every read of every page and of the API', async () => {
    const seen: [string, unknown][] = [];
    const app = wiki.withOptions({
      store: watched(wiki.store(), seen),
      viewerOf: () => reader,
      ask: fakeAsk(asked),
    });
    const urls =
      '/ /org /browse /browse/person /recent /recent.atom /sources /me /search?q=refund /search?q=zzz /ask?q=how+many&page=team:digital /nowhere ' +
      '/wiki/team:booking-platform /wiki/person:dag-fredriksen /wiki/procedure:refund-a-cancelled-crossing /wiki/team:booking-platform/history /wiki/team:booking-platform/history.atom ' +
      '/wiki/team:booking-platform/relations/MEMBER_OF/to /wiki/system:fax-gateway /wiki/none /api/search?q=refund /api/suggest?q=dag ' +
      '/api/entities?kind=Team /api/entities/team:booking-platform /api/entities/none /api/proposals /admin/proposals?decided=x';
    for (const url of urls.split(' ')) expect((await app.inject({ url })).statusCode).not.toBe(500);
    expect(new Set(seen.map(([name]) => name)).size).toBeGreaterThan(10);
    expect(seen.filter(([, viewer]) => viewer !== reader)).toEqual([]);
    expect(asked.at(-1)?.asker).toBe(reader);
  });
});
