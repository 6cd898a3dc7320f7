import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { Client } from 'undici';

/**
 * What pages of the wiki cost: bytes, and times at 1 and 16 connections, the first time and from the cache, beside a bare Fastify
 * reply of the same size. The servers run in processes of their own.
 *
 * Usage: npx tsx bench/pages.ts [--config kiki.yaml] [--seconds 3]
 */
const option = (name: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at === -1 ? undefined : process.argv[at + 1];
};

const bare = option('bare');
if (bare !== undefined) {
  const body = 'x'.repeat(Number(bare));
  const app = Fastify();
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(body));
  await app.listen({ host: '127.0.0.1', port: Number(option('port')) });
} else {
  await main();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<void> {
  const milliseconds = Number(option('seconds') ?? 3) * 1000;
  const config = option('config');
  const port = await freePort();
  const server = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', 'serve'], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: {
      ...process.env,
      PORT: String(port),
      KIKI_DATA: process.env.KIKI_DATA ?? mkdtempSync(join(tmpdir(), 'kiki-pages-')),
      KIKI_EMBEDDINGS: 'none',
      LOG_LEVEL: 'warn',
      ...(config !== undefined && { KIKI_CONFIG: config }),
    },
  });
  try {
    const kiki = `http://127.0.0.1:${port}`;
    await untilFilled(kiki);
    const pages = await choosePages(kiki);
    print(
      '| page | bytes | compressed | first p50/p99 ms, 1 | first, 16 | kept p50/p99 ms, 1 | kept, 16 | bare, 1 | bare, 16 |',
    );
    print('|---|--:|--:|--:|--:|--:|--:|--:|--:|');
    for (const path of pages) {
      const whole = await fetch(kiki + path);
      const bytes = (await whole.arrayBuffer()).byteLength;
      const small = await compressedBytes(kiki, path);
      const cells: string[] = [];
      let n = 0;
      // An unknown parameter makes each address another one, and no page is in the cache.
      const fresh = () => `${path}${path.includes('?') ? '&' : '?'}_=${(n += 1)}`;
      for (const next of [fresh, () => path])
        for (const connections of [1, 16]) cells.push(tell(await measure(kiki, next, connections, milliseconds)));
      const barePort = await freePort();
      const other = spawn(
        process.execPath,
        ['--import', 'tsx', 'bench/pages.ts', '--bare', String(bytes), '--port', String(barePort)],
        { stdio: 'inherit' },
      );
      await untilAnswers(`http://127.0.0.1:${barePort}/`);
      for (const connections of [1, 16])
        cells.push(tell(await measure(`http://127.0.0.1:${barePort}`, () => '/', connections, milliseconds)));
      await stop(other);
      print(`| ${path} | ${bytes} | ${small} | ${cells.join(' | ')} |`);
    }
  } finally {
    await stop(server);
  }
}

/** One page of each kind, the one with most links, and pages that are no entity's. */
async function choosePages(kiki: string): Promise<string[]> {
  const found: string[] = [];
  for (const kind of ['person', 'team', 'system', 'project', 'procedure', 'article', 'term']) {
    const html = await (await fetch(`${kiki}/browse/${kind}`)).text();
    const refs = [...html.matchAll(new RegExp(`href="(/wiki/${kind}:[^"#]+)"`, 'g'))].map(([, path = '']) => path);
    let largest: { path: string; bytes: number } | undefined;
    for (const path of [...new Set(refs)].slice(0, 30)) {
      const bytes = (await (await fetch(kiki + path)).arrayBuffer()).byteLength;
      if (largest === undefined || bytes > largest.bytes) largest = { path, bytes };
    }
    if (largest !== undefined) found.push(largest.path);
  }
  return [...found, '/', '/org', '/browse/team', '/recent', '/search?q=release', '/me'];
}

async function measure(
  origin: string,
  next: () => string,
  connections: number,
  milliseconds: number,
): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + milliseconds;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client(origin);
      while (performance.now() < end) {
        const start = performance.now();
        const { body, statusCode } = await client.request({ path: next(), method: 'GET' });
        await body.dump({ limit: 10_000_000 });
        if (statusCode !== 200) throw new Error(`${statusCode} for ${origin}${next()}`);
        times.push(performance.now() - start);
      }
      await client.close();
    }),
  );
  return times.sort((a, b) => a - b);
}

function tell(times: readonly number[]): string {
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1);
  return `${at(0.5)}/${at(0.99)}`;
}

async function compressedBytes(kiki: string, path: string): Promise<number> {
  const client = new Client(kiki);
  const { body } = await client.request({ path, method: 'GET', headers: { 'accept-encoding': 'br' } });
  const bytes = (await body.arrayBuffer()).byteLength;
  await client.close();
  return bytes;
}

async function untilFilled(kiki: string): Promise<void> {
  await untilAnswers(`${kiki}/readyz`);
  for (;;) {
    const html = await (await fetch(kiki)).text();
    if (!html.includes('reading its sources for the first time') && html.includes('/browse/')) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function untilAnswers(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${url} does not answer`);
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await over;
}
