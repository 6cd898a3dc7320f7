import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askLoad } from '../support/ask-load.ts';
import { logged, type RunningServer, startServer } from '../support/run-kiki.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = temporaryFolder();
let server: RunningServer;
beforeAll(async () => {
  server = await startServer({ folder, variables: { KIKI_DATA: join(folder, 'data'), LOG_LEVEL: 'info' } });
  await logged(server, 'every source has been read');
}, 60_000);
afterAll(async () => {
  await server.stop();
});

const questions = ['Who leads Oldmere Cheese?', 'What are the steps to launch an internal tool?', 'Who owns Pantry?'];

describe('many readers at once', () => {
  test('2,000 pages at 20 at a time all come', async () => {
    let failed = 0;
    let next = 0;
    const reader = async () => {
      while (next < 2000) {
        const path = ['/', '/org', '/search?q=milk', '/browse/Person', '/wiki/team:oldmere-cheese'][next++ % 5] ?? '/';
        const response = await fetch(server.url + path);
        if (response.status !== 200 || !(await response.text()).endsWith('</html>')) failed += 1;
      }
    };
    await Promise.all(Array.from({ length: 20 }, reader));
    expect(failed).toBe(0);
  }, 300_000);

  test('one asker is slowed down, never answered wrongly', async () => {
    const { answered, failures } = await askLoad(server.url, { total: 100, at: 10, questions });
    expect(answered).toBe(30);
    expect(new Set(failures)).toEqual(new Set(['429']));
  }, 120_000);
});
