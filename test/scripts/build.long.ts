import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const main = join(root, 'dist/cli/main.js');
const run = promisify(execFile);
jest.setTimeout(180_000);

describe('what npm run build makes, started from another folder', () => {
  const servers: ChildProcess[] = [];
  // Before the folder goes, in which they write when they end.
  afterAll(async () => {
    for (const server of servers) {
      server.kill();
      await once(server, 'exit');
    }
  });
  const cwd = temporaryFolder();
  const env = { ...process.env, KIKI_DATA: join(cwd, 'data'), KIKI_EMBEDDINGS: 'none', PORT: '0', LOG_LEVEL: 'warn' };

  beforeAll(async () => {
    await run(process.execPath, ['--import', 'tsx', join(root, 'scripts/build.ts')], { cwd: root });
    await run(main, ['ingest'], { cwd, env });
  });

  test('answers questions about the example', async () => {
    const { stdout } = await run(main, ['ask', 'who owns BatchTrace?'], { cwd, env });
    expect(stdout).toContain('Quality and Food Safety');
  });

  test('serves pages with their style sheet and script', async () => {
    const server = spawn(main, ['serve'], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    servers.push(server);
    let url = '';
    for await (const line of createInterface({ input: server.stdout })) {
      url = / at (http:\/\/\S+)/.exec(line)?.[1] ?? '';
      if (url !== '') break;
    }
    const page = await (await fetch(url)).text();
    expect(page).toContain('Example company.');
    const assets = [...page.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(assets).toHaveLength(3);
    for (const path of assets) expect([path, (await fetch(url + path)).status]).toEqual([path, 200]);
  });
});
