import { describe, expect, test } from '@jest/globals';
import { conflict, notFound } from '../../schema/errors.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { sampleWiki } from '../support/sample-wiki.ts';

const started: unknown[] = [];
const wiki = sampleWiki(() => ({
  sourceRuns: {
    names: () => ['handbook', 'never-read'],
    nextAt: (source) => (source === 'handbook' ? '2026-03-01T12:15:00.000Z' : undefined),
    async start(source, options) {
      if (source === 'none') throw notFound('There is no source "none"', { fix: 'The sources are handbook' });
      if (source === 'busy') throw conflict('busy is being read by host, process 7');
      started.push([source, options]);
      return { run: '2026-03-01T12:00:00.000Z-handbook-1' };
    },
  },
}));

const run = {
  id: '2026-03-01T12:00:00.000Z-handbook-1',
  source: 'handbook',
  status: 'done' as const,
  startedAt: '2026-03-01T12:00:00.000Z',
  added: 1,
  changed: 0,
  unchanged: 2,
  removed: 0,
  refused: [],
  refusedCount: 0,
  warnings: [],
};

describe('POST /api/ingest/:source', () => {
  test('begins a run and answers with where it is', async () => {
    const reply = await wiki.send('POST', '/api/ingest/handbook?allowRemovals=true');
    expect([reply.statusCode, reply.json<object>()]).toEqual([202, { run: run.id }]);
    expect(started.pop()).toEqual(['handbook', { allowRemovals: true }]);
    await wiki.store().saveRun({ type: 'kiki' }, run);
    expect((await wiki.get(String(reply.headers.location))).json<object>()).toEqual(run);
  });

  test('says that there is no such source, or who reads it already', async () => {
    expect((await wiki.send('POST', '/api/ingest/none')).statusCode).toBe(404);
    const busy = await wiki.send('POST', '/api/ingest/busy');
    expect([busy.statusCode, busy.body]).toEqual([409, expect.stringContaining('host, process 7')]);
  });

  test('is for editors', async () => {
    const app = wiki.withOptions({ viewerOf: () => anyEmployee });
    for (const url of ['/api/ingest/handbook', '/sources/handbook/read'])
      expect((await app.inject({ method: 'POST', url, headers: { host: 'localhost' } })).statusCode).toBe(403);
    expect(started).toEqual([]);
    expect((await app.inject({ url: '/sources', headers: { host: 'localhost' } })).body).not.toContain('Read now');
  });
});

describe('GET /api/runs', () => {
  test('lists runs of a source, and gives one', async () => {
    const newest = { ...run, id: 'newest', startedAt: '2027-03-01T12:00:00.000Z' };
    await wiki.store().saveRun({ type: 'kiki' }, newest);
    expect((await wiki.get('/api/runs?source=handbook&limit=1')).json<object>()).toEqual({ runs: [newest] });
    expect((await wiki.get('/api/runs?source=none')).json<object>()).toEqual({ runs: [] });
    expect((await wiki.get('/api/runs/none')).statusCode).toBe(404);
    expect((await wiki.get('/api/runs?limit=0')).statusCode).toBe(400);
  });
});

describe('the page of sources', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };

  test('has a button for each source that is read, also for one that never was, and says when it is read next', async () => {
    const { body } = await wiki.get('/sources');
    expect(body.match(/<form method="post" action="[^"]*"/g)).toEqual([
      '<form method="post" action="/sources/handbook/read"',
      '<form method="post" action="/sources/never-read/read"',
    ]);
    expect(body.match(/Next read: /g)).toHaveLength(1);
  });

  test('the button is a plain form, and leads back to the source', async () => {
    const reply = await wiki.send('POST', '/sources/handbook/read', undefined, form);
    expect([reply.statusCode, reply.headers.location]).toEqual([303, '/sources#source-handbook']);
    expect(started.pop()).toEqual(['handbook', undefined]);
  });

  test('what can not be begun is a page that says why', async () => {
    const reply = await wiki.send('POST', '/sources/busy/read', undefined, form);
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([409, 'text/html; charset=utf-8']);
    expect(reply.body).toContain('busy is being read by host, process 7');
  });

  test('another site can not press it', async () => {
    const reply = await wiki.send('POST', '/sources/handbook/read', undefined, {
      ...form,
      origin: 'https://evil.example',
    });
    expect(reply.statusCode).toBe(403);
    expect(started).toEqual([]);
  });
});
