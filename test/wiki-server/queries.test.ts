import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createBulkEditor } from '../../graph/curation/bulk-edit.ts';
import type { GraphStore } from '../../graph/store.ts';
import { localAdmin } from '../../schema/viewer.ts';
import { emptyEmbedded } from '../support/engines.ts';
import { crowd, sampleStore } from '../support/sample-graph.ts';
import { testWiki } from '../support/wiki.ts';

let store: GraphStore;
let app: FastifyInstance;
let queries = 0;
beforeAll(async () => {
  const engine = await emptyEmbedded();
  const read: typeof engine.read = (statement) => {
    queries += 1;
    return engine.read(statement);
  };
  // As where others can change the graph: then its version is asked for each time.
  store = await sampleStore(crowd(30), { ...engine, read, isExclusive: false });
  app = testWiki(store, { viewerOf: () => localAdmin });
});
afterAll(async () => {
  await app.close();
  await store.close();
});

/** Pages, and how many queries each may take when what is kept per state of the graph is there: on Neo4j each is a way to the database and back. */
const most: readonly [path: string, queries: number][] = [
  ['/', 2],
  ['/wiki/person:dag-fredriksen', 15],
  ['/wiki/team:booking-platform', 22],
  ['/wiki/team:deckhands', 16],
  ['/wiki/system:ticket-printer', 11],
  ['/wiki/project:contactless-boarding', 11],
  ['/wiki/procedure:refund-a-cancelled-crossing', 11],
  ['/wiki/article:travel-policy', 12],
  ['/wiki/term:deck-metre', 11],
  ['/wiki/team:booking-platform/people', 7],
  ['/wiki/team:booking-platform/graph?depth=2', 3],
  ['/wiki/team:booking-platform/history', 6],
  ['/wiki/team:booking-platform/discussion', 5],
  ['/wiki/person:dag-fredriksen/edit', 10],
  ['/org', 9],
  ['/browse', 9],
  ['/browse/person', 6],
  ['/recent', 6],
  ['/search?q=refund', 6],
  ['/me', 6],
  ['/ask', 0],
  ['/sources', 5],
  ['/privacy', 0],
  ['/admin', 12],
  ['/admin/quality', 39],
  ['/admin/contradictions', 12],
  ['/admin/duplicates', 4],
  ['/admin/questions', 2],
  ['/admin/runs', 2],
  ['/admin/audit', 14],
  ['/api/suggest?q=book', 1],
];

/** What is read of a reader every five seconds: on a busy machine that may be between two requests. */
const ofReader = 6;

describe('queries for one page', () => {
  test.each(most)('%s takes at most %i', async (path, limit) => {
    const fresh = (n: number) => `${path}${path.includes('?') ? '&' : '?'}_=${n}`;
    expect((await app.inject({ url: fresh(1) })).statusCode).toBe(200);
    queries = 0;
    // Another address, so that the page is made anew.
    await app.inject({ url: fresh(2) });
    expect(queries).toBeLessThanOrEqual(limit + ofReader);
  });

  test('a look at a change of many takes no more for thirty than for one', async () => {
    const preview = async (count: number) => {
      const refs = Array.from({ length: count }, (_, n) => `person:deckhand-${String(n).padStart(4, '0')}`);
      const change = { about: 'field', field: 'location', act: 'set', value: 'Bergen' } as const;
      queries = 0;
      const { items } = await createBulkEditor({ store }).preview(localAdmin, { refs, change });
      expect(items).toHaveLength(count);
      return queries;
    };
    const one = await preview(1);
    expect(await preview(30)).toBeLessThanOrEqual(one);
  });

  test('a page that is kept takes only that for whether anything has changed', async () => {
    await app.inject({ url: '/org' });
    queries = 0;
    await app.inject({ url: '/org' });
    expect(queries).toBeLessThanOrEqual(1 + ofReader);
  });
});
