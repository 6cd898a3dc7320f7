import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createEditor } from '../../graph/edits.ts';
import type { GraphStore } from '../../graph/store.ts';
import { localAdmin } from '../../schema/viewer.ts';
import { record, related } from '../support/records.ts';
import { crowd, sampleStore } from '../support/sample-graph.ts';
import { testWiki } from '../support/wiki.ts';

jest.setTimeout(600_000);

const members = 10_000;
const links = 5000;

const deckhand = (n: number) => `Deckhand ${String(n).padStart(4, '0')}`;

/** A page that names five thousand people, with as many links of its own beside them. */
const manyLinks = record({
  source: 'handbook',
  kind: 'Article',
  key: 'links.md',
  name: 'Everything we link to',
  path: 'links.md',
  claims: Array.from({ length: links }, (_, n) => related('MENTIONS', deckhand(n))),
  passages: Array.from({ length: links / 100 }, (_section, part) => ({
    heading: [`Part ${part}`],
    text: Array.from({ length: 100 }, (_link, index) => {
      const n = part * 100 + index;
      return `- [page ${n}](pages/page-${n}.md), ask ${deckhand(n)}`;
    }).join('\n'),
  })),
});

let store: GraphStore;
let app: FastifyInstance;
beforeAll(async () => {
  store = await sampleStore([...crowd(members), manyLinks]);
  app = testWiki(store, { viewerOf: () => localAdmin, editor: createEditor({ store }) });
});
afterAll(async () => {
  await app.close();
  await store.close();
});

/**
 * Milliseconds that a reader waits at most: a second or two on a machine that has nothing else to do, with room for a busy one of two
 * cores. The first one also waits for what is kept per state of the graph.
 */
const patience = 15_000;

const team = 'team:deckhands';
const article = 'article:everything-we-link-to';

async function timed(url: string) {
  const start = performance.now();
  const reply = await app.inject({ url, headers: { host: 'localhost' } });
  return { ...reply, statusCode: reply.statusCode, body: reply.body, time: performance.now() - start };
}

/** Pages, and how many bytes of HTML they may have: what has more than fits on a page is on pages of its own. */
const pages: readonly [path: string, bytes: number][] = [
  [`/wiki/${team}`, 100_000],
  [`/wiki/${team}/relations/MEMBER_OF/to`, 100_000],
  [`/wiki/${team}/relations/MEMBER_OF/to?page=100`, 100_000],
  [`/wiki/${team}/people`, 100_000],
  [`/wiki/${team}/graph?depth=2`, 100_000],
  [`/wiki/${team}/history`, 100_000],
  [`/wiki/${team}/edit`, 200_000],
  [`/wiki/${team}/delete`, 100_000],
  ['/wiki/person:deckhand-0000', 100_000],
  ['/org', 100_000],
  ['/org?view=list', 100_000],
  ['/browse/person', 100_000],
  ['/recent', 100_000],
  ['/search?q=deckhand', 100_000],
  ['/', 100_000],
  ['/admin', 100_000],
  ['/admin/duplicates', 100_000],
  ['/admin/quality', 100_000],
  ['/admin/contradictions', 100_000],
  ['/bulk?kind=Person&what=field.location', 150_000],
  // All of its text is on it.
  [`/wiki/${article}`, 1_500_000],
  [`/wiki/${article}/edit`, 1_500_000],
  [`/wiki/${article}/history`, 1_500_000],
  [`/wiki/${article}/graph`, 100_000],
];

describe('beside a team of ten thousand and a page with five thousand links', () => {
  test.each(pages)('%s is there, in at most %i bytes', async (url, bytes) => {
    const { statusCode, body, time } = await timed(url);
    expect([url, statusCode]).toEqual([url, 200]);
    expect(body).toMatch(/<h1[\s>]/);
    expect(Buffer.byteLength(body)).toBeLessThan(bytes);
    expect(time).toBeLessThan(patience);
  });

  test.each([
    `/api/entities/${team}`,
    `/api/entities/${article}`,
    '/api/search?q=deckhand&limit=50',
    '/api/suggest?q=deckhand',
  ])('%s answers', async (url) => {
    const { statusCode, time } = await timed(url);
    expect([url, statusCode]).toEqual([url, 200]);
    expect(time).toBeLessThan(patience);
  });

  test('the team says how many are in it, and the page names whom it names', async () => {
    expect((await timed(`/wiki/${team}`)).body).toContain('10,000');
    const { body } = await timed(`/wiki/${article}`);
    expect(body).toContain('href="/wiki/person:deckhand-0042"');
    expect(body).toContain('href="/wiki/person:deckhand-4999"');
  });
});
