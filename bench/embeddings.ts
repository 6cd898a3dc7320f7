import { availableParallelism } from 'node:os';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { createEmbedder } from '../graph/embeddings/create-embedder.ts';
import type { Embedder } from '../graph/embeddings/embedder.ts';
import { createEmbeddingJob } from '../graph/embeddings/job.ts';
import { openEmbedded } from '../graph/engines/embedded/engine.ts';
import { openStore } from '../graph/open-store.ts';
import { createRanking } from '../graph/ranking.ts';
import type { GraphStore } from '../graph/store.ts';
import { everyone } from '../schema/audience.ts';
import { readEnvironment } from '../schema/config.ts';
import { createOntology } from '../schema/ontology.ts';

/*
 * How fast texts are embedded, how long a query waits, alone and while a graph is embedded, and what that does to the server's event loop.
 *
 * Usage: tsx bench/embeddings.ts [--threads N] [--passages N] [--data FOLDER]
 */

const { values: options } = parseArgs({
  options: {
    threads: { type: 'string' },
    passages: { type: 'string', default: '300' },
    data: { type: 'string', default: '.kiki' },
  },
});

const words =
  'the team reviews every request within two working days and writes to the customer when a decision about the payment is made; access to production needs approval by the owner of the system';

/** Text of about that many characters, another one for each number. */
function sample(characters: number, seed: number): string {
  const all = words.split(' ');
  const picked: string[] = [];
  for (let length = 0, at = seed; length < characters; at = (at * 48_271) % 2_147_483_647) {
    const word = all[at % all.length] ?? '';
    picked.push(word);
    length += word.length + 1;
  }
  return picked.join(' ').slice(0, characters);
}

const samples = (count: number, characters: number) =>
  Array.from({ length: count }, (_, index) => sample(characters, index + 1));
const megabytes = () => Math.round(process.memoryUsage.rss() / 1e6);
const print = (...columns: (string | number)[]) => void process.stdout.write(`| ${columns.join(' | ')} |\n`);

/** `p50 / p95` in milliseconds. */
function quantiles(times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN).toFixed(1);
  return `${at(0.5)} / ${at(0.95)}`;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function documentsPerSecond(embedder: Embedder, characters: number): Promise<void> {
  const count = Math.max(20, Math.round(30_000 / characters));
  const time = await timeOf(() => embedder.embedDocuments(samples(count, characters)));
  print(
    `documents of ${characters} characters`,
    `${(count / (time / 1000)).toFixed(1)} a second`,
    `${(time / count).toFixed(1)} ms each`,
  );
}

/** Asks now and then, until `isOver`. */
async function queryTimes(embedder: Embedder, isOver: (asked: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!isOver(times.length)) {
    times.push(await timeOf(() => embedder.embedQuery(`how do I ${sample(40, times.length + 1)}?`)));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return times;
}

async function fill(store: GraphStore, passages: number): Promise<void> {
  const texts = samples(passages, 1_400);
  const upserts = texts.map((text, index) => ({
    draft: {
      source: 'bench',
      kind: 'Article',
      key: String(index),
      ids: {},
      claims: [{ about: 'field' as const, field: 'name', value: `Article ${index}` }],
      passages: [{ heading: [], text }],
      path: `${index}.md`,
      audience: everyone,
    },
  }));
  await store.apply({ type: 'run', id: 'bench', source: 'bench' }, { upserts, removals: [] });
}

async function whileEmbedding(embedder: Embedder): Promise<void> {
  const engine = await openEmbedded({});
  const store = await openStore({ engine, ontology: createOntology(), ranking: createRanking([{ name: 'bench' }]) });
  await fill(store, Number(options.passages));
  const job = createEmbeddingJob({ store, embedder, logger: pino({ level: 'error' }) });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let isOver = false;
  delay.enable();
  const time = timeOf(() => job.run()).finally(() => (isOver = true));
  const times = await queryTimes(embedder, () => isOver);
  const { total } = job.state();
  print(`a graph of ${total} texts`, `${(total / ((await time) / 1000)).toFixed(1)} a second`, `rss ${megabytes()} MB`);
  delay.disable();
  print('query while embedding, p50 / p95', `${quantiles(times)} ms`, `${times.length} queries`);
  const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(1);
  print(
    'event loop while embedding, p50 / p99 / max',
    `${ms(delay.percentile(50))} / ${ms(delay.percentile(99))} / ${ms(delay.max)} ms`,
    'timer of 5 ms',
  );
  await job.close();
  await store.close();
}

const before = megabytes();
const start = performance.now();
const embedder = await createEmbedder(readEnvironment(process.env), {
  dataFolder: options.data,
  logger: pino({ level: 'warn' }),
  ...(options.threads !== undefined && { threads: Number(options.threads) }),
});
if (embedder === undefined) throw new Error('KIKI_EMBEDDINGS is none: there is nothing to measure');
print(embedder.model, `threads ${options.threads ?? 'default'}`, `${availableParallelism()} cores`);
print('---', '---', '---');
print('start', `${Math.round(performance.now() - start)} ms`, `rss ${before} -> ${megabytes()} MB`);
await queryTimes(embedder, (asked) => asked === 5); // warm
print('query alone, p50 / p95', `${quantiles(await queryTimes(embedder, (asked) => asked === 40))} ms`, '40 queries');
for (const characters of [200, 800, 1_400]) await documentsPerSecond(embedder, characters);
print('after these', '', `rss ${megabytes()} MB`);
await whileEmbedding(embedder);
await embedder.close();
