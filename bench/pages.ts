import { spawn } from 'node:child_process';
import Fastify from 'fastify';
import { Client } from 'undici';
import { freePort } from '../test/support/free-port.ts';
import { entityPages, otherPages, serveKiki, stopProcess, untilAnswers } from './serving.ts';

/**
 * What pages of the wiki cost: bytes, and times at 1 and 16 connections, made anew and from the cache, beside a bare Fastify reply
 * of the same size. The servers run in processes of their own and are asked in turns, in short rounds, so that what else the
 * machine does falls on all of them; of each column the quarter of the rounds that went best counts.
 *
 * Usage: npx tsx bench/pages.ts [--config kiki.yaml] [--rounds 8] [--only TEXT]
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
  const rounds = Number(option('rounds') ?? 8);
  const kiki = await serveKiki(option('config'));
  try {
    const { origin } = kiki;
    const entities = await entityPages(origin);
    print(
      '| page | bytes | compressed | anew p50/p99 ms, 1 | anew, 16 | kept, 1 | kept, 16 | bare, 1 | bare, 16 | kept to bare, 1 | 16 |',
    );
    print('|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|');
    // How often one may ask is limited.
    const measured = otherPages(entities).filter((path) => path !== '/ask');
    for (const path of [...entities, ...measured].filter((each) => each.includes(option('only') ?? ''))) {
      const bytes = (await (await fetch(origin + path)).arrayBuffer()).byteLength;
      const small = await compressedBytes(origin, path);
      const barePort = await freePort();
      const other = spawn(
        process.execPath,
        ['--import', 'tsx', 'bench/pages.ts', '--bare', String(bytes), '--port', String(barePort)],
        { stdio: 'inherit' },
      );
      const bareOrigin = `http://127.0.0.1:${barePort}`;
      await untilAnswers(`${bareOrigin}/`);
      let n = 0;
      // An unknown parameter makes each address another one, and no page is in the cache.
      const anew = () => `${path}${path.includes('?') ? '&' : '?'}_=${(n += 1)}`;
      const columns: Column[] = [1, 16].flatMap((connections) => [
        { name: `anew ${connections}`, origin, next: anew, connections, requests: 20 * connections ** 0.5 },
        { name: `kept ${connections}`, origin, next: () => path, connections, requests: 300 },
        { name: `bare ${connections}`, origin: bareOrigin, next: () => '/', connections, requests: 300 },
      ]);
      const times = await inTurns(columns, rounds);
      await stopProcess(other);
      const cell = (name: string) => times.get(name)?.text ?? '';
      const ratio = (connections: number) =>
        ((times.get(`kept ${connections}`)?.median ?? 0) / (times.get(`bare ${connections}`)?.median ?? 1)).toFixed(1);
      const cells = ['anew 1', 'anew 16', 'kept 1', 'kept 16', 'bare 1', 'bare 16'].map(cell);
      print(`| ${[path, bytes, small, ...cells, ratio(1), ratio(16)].join(' | ')} |`);
    }
  } finally {
    await kiki.stop();
  }
}

interface Column {
  name: string;
  origin: string;
  next: () => string;
  connections: number;
  /** Of one round. */
  requests: number;
}

interface Times {
  /** p50/p99. */
  text: string;
  median: number;
}

async function inTurns(columns: readonly Column[], rounds: number): Promise<Map<string, Times>> {
  const all = new Map<string, number[][]>(columns.map(({ name }) => [name, []]));
  for (const column of columns) await measure(column);
  for (let round = 0; round < rounds; round += 1)
    for (const column of columns) all.get(column.name)?.push(await measure(column));
  return new Map(
    [...all].map(([name, list]) => {
      const best = list.sort((a, b) => at(a, 0.5) - at(b, 0.5)).slice(0, Math.max(1, Math.ceil(rounds / 4)));
      const times = best.flat().sort((a, b) => a - b);
      return [name, { text: `${at(times, 0.5).toFixed(2)}/${at(times, 0.99).toFixed(1)}`, median: at(times, 0.5) }];
    }),
  );
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The times of one round, in milliseconds, the shortest first. */
async function measure({ origin, next, connections, requests }: Column): Promise<number[]> {
  const times: number[] = [];
  let left = Math.round(requests);
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new Client(origin);
      while (left > 0) {
        left -= 1;
        const path = next();
        const start = performance.now();
        const { body, statusCode } = await client.request({ path, method: 'GET' });
        await body.dump({ limit: 10_000_000 });
        if (statusCode !== 200) throw new Error(`${statusCode} for ${origin}${path}`);
        times.push(performance.now() - start);
      }
      await client.close();
    }),
  );
  return times.sort((a, b) => a - b);
}

async function compressedBytes(kiki: string, path: string): Promise<number> {
  const client = new Client(kiki);
  const { body } = await client.request({ path, method: 'GET', headers: { 'accept-encoding': 'br' } });
  const bytes = (await body.arrayBuffer()).byteLength;
  await client.close();
  return bytes;
}
