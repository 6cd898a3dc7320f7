import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { logged, runKiki, type RunningServer, startServer } from '../support/run-kiki.ts';
import { smallConfig, smallFiles, writeFiles } from '../support/small-company.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const token = 'token-of-desk-for-tests';
let server: RunningServer;
const folder = temporaryFolder();
beforeAll(async () => {
  const push = "  - { name: desk, kind: push, token: '${DESK_TOKEN}' }\n  - { name: closed, kind: push }\n";
  const config = `${smallConfig.replace('kind: table', 'kind: table\n    every: 1d')}${push}`;
  writeFiles(folder, { ...smallFiles, 'kiki.yaml': config });
  server = await startServer({ folder, variables: { DESK_TOKEN: token } });
  await logged(server, 'every source has been read');
}, 240_000);
afterAll(() => {
  server.child.kill('SIGKILL');
});

const call = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(server.url + path, init);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const push = (name: string) => ({
  method: 'PUT',
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: JSON.stringify({ kind: 'System', name, relations: { 'owned by': 'Payments' } }),
});

describe('kiki serve', () => {
  test('reads a source when asked to, and tells how it went', async () => {
    appendFileSync(join(folder, 'files/people.csv'), 'Cy Moss,cy@example.com,Payments\n');
    const before = server.stderr().length;
    const { status, body } = await call('/api/ingest/hr', { method: 'POST' });
    expect(status).toBe(202);
    await new Promise<void>((resolve) => {
      const look = () => {
        if (server.stderr().slice(before).includes('"source read"')) resolve();
      };
      server.child.stderr?.on('data', look);
      look();
    });
    const run = await call(`/api/runs/${encodeURIComponent(String(body.run))}`);
    expect(run.body).toMatchObject({ id: body.run, status: 'done', added: 1, unchanged: 3 });
    expect((await call('/api/entities/person:cy-moss')).status).toBe(200);
  }, 30_000);

  test('takes in what is pushed, which answers at once', async () => {
    expect((await call('/api/records/desk/ledger', push('Ledger'))).body).toMatchObject({
      outcome: 'added',
      warnings: [],
    });
    const asked = await call('/api/ask', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'Who owns Ledger?' }),
    });
    expect(asked.body).toMatchObject({
      text: expect.stringContaining('Payments'),
      citations: [expect.objectContaining({ source: expect.objectContaining({ name: 'desk', path: 'ledger' }) })],
    });
  });

  test('says at start which source takes no pushes, and never says a token', async () => {
    expect(server.stderr()).toMatch(/"source":"closed","reason":"it has no token/);
    expect((await call('/api/records/closed/1', push('X'))).status).toBe(403);
    expect(server.stderr() + server.stdout()).not.toContain(token);
  });

  test('commands know pushed sources: they are not read, not dropped and not forgotten', async () => {
    const kiki = (...words: string[]) =>
      runKiki(words, { folder, variables: { KIKI_EMBEDDINGS: 'none', DESK_TOKEN: token } });
    expect(await kiki('ingest', 'desk')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('other systems push'),
    });
    expect((await kiki('ingest')).stdout).toMatch(/^hr: done/);
    expect(await (await fetch(`${server.url}/sources`)).text()).not.toContain('Not in kiki.yaml any more');
    expect((await kiki('ingest', '--forget', 'desk')).stderr).toContain('still in the config');
    expect((await kiki('doctor')).stdout).toMatch(
      /✓ source desk: It takes pushes[^]*✗ source closed: It takes no pushes/,
    );
  }, 240_000);

  test('SIGTERM ends it in order', async () => {
    expect(await server.stop()).toMatchObject({ code: 0, signal: null });
  }, 30_000);
});
