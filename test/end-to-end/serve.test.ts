import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askLoad } from '../support/ask-load.ts';
import { logged, type RunningServer, runKiki, startServer } from '../support/run-kiki.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** `kiki serve` as a newcomer starts it: no kiki.yaml, an empty data folder. */
let server: RunningServer;
const folder = temporaryFolder();
const data = join(folder, 'data');
const variables = { KIKI_DATA: data, KIKI_EMBEDDINGS: 'none' };
const kiki = (...arguments_: string[]) => runKiki(arguments_, { folder, variables });
const post = (path: string, body: object) =>
  fetch(server.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

beforeAll(async () => {
  server = await startServer({ folder, variables });
  await logged(server, 'every source has been read');
}, 240_000);
afterAll(() => {
  server.child.kill('SIGKILL');
});

describe('kiki serve on the example', () => {
  test('it says where it is and that this is the example, on the terminal and on the page', async () => {
    expect(server.stdout()).toMatch(/at http:\/\/127\.0\.0\.1:\d+\nThis is the fictional example/);
    const page = await fetch(server.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/<title>[^<]*Kelderbrook[^]*<b>Example company\.<\/b>/);
  });

  test('an exact question is answered with a citation', async () => {
    const response = await post('/api/ask', { question: 'Who leads Oldmere Cheese?' });
    expect(await response.json()).toMatchObject({
      mode: 'graph',
      value: expect.anything(),
      text: expect.stringContaining('Françoise Delorme'),
      citations: expect.arrayContaining([
        expect.objectContaining({ source: expect.objectContaining({ path: 'org-units.csv#1320' }) }),
      ]),
    });
  });

  test('the stream ends with the whole answer', async () => {
    const response = await post('/api/ask/stream', { question: 'Who leads Oldmere Cheese?' });
    const events = (await response.text()).trim().split('\n\n');
    expect(events.at(-1)).toMatch(/^event: answer\ndata: \{.*Françoise Delorme/);
  });

  test('questions asked at once are each answered', async () => {
    const questions = ['Who leads Oldmere Cheese?', 'Who owns Pantry?'];
    expect(await askLoad(server.url, { total: 12, at: 4, questions })).toEqual({ answered: 12, failures: [] });
  });

  test('the file by which commands find it is for this user only', () => {
    expect(statSync(join(data, 'server.json')).mode & 0o777).toBe(0o600);
    expect(statSync(data).mode & 0o777).toBe(0o700);
  });

  test('commands without its token are not there', async () => {
    expect((await post('/control/export', { file: join(folder, 'stolen') })).status).toBe(404);
    expect((await fetch(`${server.url}/control`)).status).toBe(404);
  });

  test('commands beside it are done by it', async () => {
    const answered = await kiki('ask', 'Who leads Oldmere Cheese?', '--json');
    expect(answered).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(answered.stdout)).toMatchObject({ abstained: false });
    const exported = await kiki('export', 'graph.jsonl');
    expect(exported).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('lines written') });
    expect(readFileSync(join(folder, 'graph.jsonl'), 'utf8')).toMatch(/^\{"graph":"kiki"/);
    expect(await kiki('ingest', 'nosuch')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/\nThere is no source "nosuch"\. The sources are hr, .*\n$/),
    });
  }, 240_000);

  test('a second server on the same data is refused, and told where the first is', async () => {
    const { code, stdout, stderr } = await kiki('serve');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^[^\n]*already runs on this data folder, at http[^\n]*\n$/);
  }, 240_000);

  test('doctor tells each part beside it', async () => {
    const { code, stdout } = await kiki('doctor');
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /✓ environment[^]*✓ config[^]*✓ graph: Open in the server[^]*✓ source hr: 125[^]*– embeddings/,
    );
  }, 240_000);

  test('SIGTERM ends it in order, and the graph is there for the next command', async () => {
    expect(await server.stop()).toMatchObject({ code: 0, signal: null });
    writeFileSync(join(folder, 'q.jsonl'), '{"id": 1, "question": "Who leads Oldmere Cheese?"}\n');
    expect((await kiki('ask', '--batch', 'q.jsonl', '--out', 'a.jsonl')).code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'a.jsonl'), 'utf8'))).toMatchObject({ id: 1, mode: 'graph' });
  }, 240_000);
});
