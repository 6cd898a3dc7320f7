import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readControlFile, removeControlFile, writeControlFile } from '../../cli/control/control-file.ts';
import { findServer } from '../../cli/control/find-server.ts';
import { loopbackServer } from '../support/loopback-server.ts';
import { temporaryFolders } from '../support/temporary-folder.ts';

const temporaryFolder = temporaryFolders();
const token = 'a'.repeat(64);
const server = loopbackServer((request, response) => {
  const isKnown = request.url === '/control' && request.headers.authorization === `Bearer ${token}`;
  response.writeHead(isKnown ? 204 : 404).end();
});
const path = (folder: string) => join(folder, 'server.json');

describe('the control file', () => {
  test('only its owner can read it, and nothing else is left in the folder', () => {
    const folder = temporaryFolder();
    writeFileSync(path(folder), 'of an older version', { mode: 0o644 });
    writeControlFile(folder, { pid: 1, url: 'http://127.0.0.1:1', token });
    expect(statSync(path(folder)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['server.json']);
    expect(readControlFile(folder)).toEqual({ pid: 1, url: 'http://127.0.0.1:1', token });
  });

  test('one of another user is refused', () => {
    const folder = temporaryFolder();
    writeControlFile(folder, { pid: 1, url: 'http://127.0.0.1:1', token });
    expect(() => readControlFile(folder, (process.getuid?.() ?? 0) + 1)).toThrow('Another user runs Kiki');
  });

  test.each(['', '{"pid":', '{"pid":1,"url":"x","token":"short"}'])('a damaged one is no server: %j', (text) => {
    const folder = temporaryFolder();
    writeFileSync(path(folder), text);
    expect(readControlFile(folder)).toBeUndefined();
  });

  test('removing one that is not there is no error', () => {
    expect(() => removeControlFile(join(temporaryFolder(), 'missing'))).not.toThrow();
  });
});

describe('finding the server', () => {
  test('one that knows the token is found', async () => {
    const folder = temporaryFolder();
    writeControlFile(folder, { pid: process.pid, url: server.url(), token });
    expect(await findServer(folder)).toMatchObject({ url: server.url() });
    expect(existsSync(path(folder))).toBe(true);
  });

  test('a process that is gone is none, and its file is removed', async () => {
    const folder = temporaryFolder();
    writeControlFile(folder, { pid: 2 ** 22 + 1, url: server.url(), token });
    expect(await findServer(folder)).toBeUndefined();
    expect(existsSync(path(folder))).toBe(false);
  });

  test('a number that another process has now is none', async () => {
    const folder = temporaryFolder();
    writeControlFile(folder, { pid: process.pid, url: await closedUrl(), token });
    expect(await findServer(folder)).toBeUndefined();
    expect(existsSync(path(folder))).toBe(false);
  });

  test('another program on the port is none', async () => {
    const folder = temporaryFolder();
    writeControlFile(folder, { pid: process.pid, url: server.url(), token: 'b'.repeat(64) });
    expect(await findServer(folder)).toBeUndefined();
  });
});

/** An address where nothing listens any more. */
async function closedUrl(): Promise<string> {
  const closing = createServer();
  await new Promise<void>((resolve) => closing.listen(0, '127.0.0.1', resolve));
  const address = closing.address();
  await new Promise((resolve) => closing.close(resolve));
  return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 1) : 1}`;
}
