import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startFakeSlack, tokens } from '../test/support/fake-slack.ts';
import { fromMaven, type RunningNeo4j } from '../test/support/neo4j/start-neo4j.ts';
import { logged, runKiki, type RunningServer, startBotProcess, startServer } from '../test/support/run-kiki.ts';
import { loadCompany } from '../test/support/slack-load/company.ts';
import { judge, settled } from '../test/support/slack-load/judge.ts';
import { limitCalls } from '../test/support/slack-load/limited.ts';
import { peopleFor, planLoad } from '../test/support/slack-load/plan.ts';
import { pushOverHttp, pushOverSocket, quantile } from '../test/support/slack-load/push.ts';
import { startSlowModel } from '../test/support/slack-load/slow-model.ts';
import { writeFiles } from '../test/support/small-company.ts';

/*
 * An hour of Slack's events at once: questions, what Slack sends twice, and what is none of Kiki's business. Kiki is processes of its own; this
 * one is Slack, on the loopback interface, and looks afterwards what was said to whom. Ends with 1 if something was not acknowledged, not
 * answered, or answered twice.
 *
 * Usage: npx tsx bench/slack-load.ts [--events 3000] [--at 100] [--by http|socket] [--model SECONDS] [--limited 0.1]
 *          [--processes 1] [--kill] [--minutes 15]
 *
 * --model: a language model that takes so long for an answer, and is asked each time. --limited: this share of Kiki's calls is refused
 * with 429. After so many minutes it looks at what there is. More than one process runs on a Neo4j that is started for it; --kill ends one in the middle (SIGKILL) and starts it again.
 */

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '3000' },
    at: { type: 'string', default: '100' },
    by: { type: 'string', default: 'http' },
    model: { type: 'string' },
    limited: { type: 'string', default: '0' },
    processes: { type: 'string', default: '1' },
    kill: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '15' },
  },
});
const events = Number(options.events);
const isAlone = options.processes === '1';

const print = (...columns: (string | number)[]) => void process.stdout.write(`| ${columns.join(' | ')} |\n`);
const say = (line: string) => void process.stderr.write(`${line}\n`);

const folder = mkdtempSync(join(tmpdir(), 'kiki-slack-load-'));
const company = loadCompany(peopleFor(events));
writeFiles(folder, company.files);
const slack = await startFakeSlack();
const model = options.model === undefined ? undefined : await startSlowModel({ seconds: Number(options.model) });
const neo4j = isAlone ? undefined : await startNeo4j();
const kikis: RunningServer[] = [];
try {
  process.exitCode = await run();
} finally {
  for (const kiki of kikis) await kiki.stop();
  await Promise.all([slack.stop(), model?.stop(), neo4j?.stop()]);
  rmSync(folder, { recursive: true, force: true });
}

async function run(): Promise<number> {
  const topics =
    model === undefined ? company.exact.flatMap((topic, i) => [topic, company.prose[i] ?? topic]) : company.prose;
  const load = planLoad(slack, { events, company, topics });
  const questions = load.planned.filter(({ expected }) => expected !== 'nothing').length;
  say(`${load.deliveries.length} events with ${questions} questions of ${company.people.length} people`);
  if (neo4j !== undefined) await ingest();
  for (let each = 0; each < Number(options.processes); each += 1) kikis.push(await startKiki());
  const limited = limitCalls(slack, Number(options.limited));
  const memory = watchMemory();
  const delay = monitorEventLoopDelay();
  delay.enable();
  const loadBefore = loadavg()[0] ?? 0;
  const start = performance.now();

  const restarted: Promise<void>[] = [];
  const onAcknowledged = (count: number) => {
    if (options.kill && restarted.length === 0 && count >= load.deliveries.length / 2) restarted.push(killAndRestart());
  };
  const pushed =
    options.by === 'socket'
      ? await pushOverSocket(slack, load.deliveries, { at: Number(options.at) })
      : await pushOverHttp(load.deliveries, { targets: alive, at: Number(options.at), onAcknowledged });
  const pushSeconds = (performance.now() - start) / 1000;
  say(`All is sent after ${pushSeconds.toFixed(1)} s`);
  await Promise.all(restarted);
  const end = new AbortController();
  const isOver = await Promise.race([
    settled(slack, load.planned, { quietSeconds: 60 }).then(() => true),
    pause(Math.max(0, Number(options.minutes) * 60_000 - (performance.now() - start)), false, {
      signal: end.signal,
    }).catch(() => true),
  ]);
  end.abort();
  if (!isOver) say(`Not over after ${options.minutes} minutes; these are the figures until then`);
  const seconds = (performance.now() - start) / 1000;
  // What should not come would come now.
  await pause(3000);
  const { first, most, last } = memory.end();
  const verdict = judge(slack, load.planned);
  const { acknowledged } = pushed;
  const late = acknowledged.filter((milliseconds) => milliseconds >= 1000).length;

  print(
    'events',
    'questions',
    'ack p50',
    'p99',
    'most ms',
    'late',
    'again',
    'sent in s',
    'answered in s',
    'RSS MB',
    'most',
    'end',
    'load',
  );
  print(...Array.from({ length: 13 }, () => '--:'));
  print(
    ...[load.deliveries.length, questions],
    ...[quantile(acknowledged, 0.5), quantile(acknowledged, 0.99), acknowledged.at(-1) ?? 0].map(Math.round),
    ...[late, pushed.sentAgain, pushSeconds.toFixed(0), seconds.toFixed(0), first, most, last, loadBefore.toFixed(1)],
  );
  const { answered, told, silent, twice, uncalled } = verdict;
  print(
    'right answers',
    'told otherwise',
    'silent',
    'twice',
    'uncalled',
    'not acknowledged',
    'forged ones believed',
    '429s',
    'model asked',
    'at once',
    'event loop here p99 ms',
  );
  print(...Array.from({ length: 11 }, () => '--:'));
  print(
    ...[
      answered,
      told.length,
      silent.length,
      twice.length,
      uncalled.length,
      pushed.given.length,
      pushed.believed.length,
    ],
    ...[limited.refused(), model?.count().asked ?? 0, model?.count().most ?? 0, Math.round(delay.percentile(99) / 1e6)],
  );
  for (const [text, count] of tally(told.map(({ planned, text }) => `${planned.expected}: ${text.slice(0, 90)}`)))
    say(`told ${count} times, ${text}`);
  for (const each of [...silent.slice(0, 5), ...twice.slice(0, 5)]) say(JSON.stringify(each));
  if (pushed.given.length > 0) say(`Statuses ${JSON.stringify([...pushed.statuses])}`);
  for (const { event, isForged = false } of pushed.given.slice(0, 5))
    say(`not acknowledged: ${JSON.stringify({ isForged, type: event.event.type, subtype: event.event.subtype })}`);
  for (const each of uncalled.slice(0, 5)) say(`uncalled: ${JSON.stringify(each).slice(0, 300)}`);
  for (const kiki of kikis) tellErrors(kiki);
  const isSound = [silent, twice, uncalled, pushed.given, pushed.believed].every(({ length }) => length === 0);
  return isSound && late === 0 ? 0 : 1;
}

async function startNeo4j(): Promise<RunningNeo4j> {
  const running = await fromMaven(0, undefined);
  return 'impossible' in running ? fail(running.impossible) : running;
}

function variables(): Record<string, string> {
  return {
    KIKI_DATA: join(folder, 'data'),
    KIKI_EMBEDDINGS: 'none',
    KIKI_PUBLIC_URL: 'https://kiki.example.com',
    LOG_LEVEL: 'warn',
    SLACK_BOT_TOKEN: tokens.bot,
    SLACK_API_URL: slack.apiUrl,
    ...(options.by === 'socket' ? { SLACK_APP_TOKEN: tokens.app } : { SLACK_SIGNING_SECRET: tokens.signingSecret }),
    ...(model !== undefined && { OPENAI_BASE_URL: model.url, OPENAI_API_KEY: 'none', KIKI_MODEL: 'slow' }),
    ...(neo4j !== undefined && {
      KIKI_GRAPH: 'neo4j',
      NEO4J_URI: neo4j.uri,
      NEO4J_USERNAME: neo4j.username,
      NEO4J_PASSWORD: neo4j.password,
    }),
  };
}

async function ingest(): Promise<void> {
  const { code, stderr } = await runKiki(['ingest', '--no-embed'], { folder, variables: variables() });
  if (code !== 0) fail(stderr);
}

async function startKiki(): Promise<RunningServer> {
  if (!isAlone) return startBotProcess({ folder, variables: variables() });
  const server = await startServer({ folder, variables: { ...variables(), LOG_LEVEL: 'info' } });
  await logged(server, 'every source has been read');
  // It counts what in them leads nowhere then.
  await pause(3000);
  const port = /Server listening at http:\/\/127\.0\.0\.1:(\d+)/.exec(server.stderr())?.[1] ?? '';
  return { ...server, url: `http://127.0.0.1:${port}` };
}

/** A balancer sends nothing to a process that is gone. */
function alive(): string[] {
  return kikis.filter(({ child }) => child.exitCode === null && child.signalCode === null).map(({ url }) => url);
}

async function killAndRestart(): Promise<void> {
  const [victim] = kikis;
  say('One process is killed');
  victim?.child.kill('SIGKILL');
  kikis.push(await startKiki());
  say('It is there again');
}

/** Resident memory in MB, of the process that has most. */
function watchMemory(): { end(): { first: number; most: number; last: number } } {
  const now = () => Math.max(0, ...kikis.map(({ child }) => memoryOf(child.pid)));
  let most = now();
  const first = most;
  const timer = setInterval(() => (most = Math.max(most, now())), 1000);
  return {
    end() {
      clearInterval(timer);
      return { first, most, last: now() };
    },
  };
}

function memoryOf(pid: number | undefined): number {
  try {
    return Math.round(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024);
  } catch {
    return 0;
  }
}

/** Lines of warnings and errors in its log, each sort once. */
function tellErrors(kiki: RunningServer): void {
  const lines = kiki.stderr().match(/^\{"level":[456]0.*$/gm) ?? [];
  const sorts = lines.map((line) => {
    const { msg = '', code = '', ending = '', name = '' } = JSON.parse(line) as Record<string, string>;
    return [msg, code, ending, name].filter((part) => part !== '').join(' / ');
  });
  for (const [sort, count] of tally(sorts)) say(`logged ${count} times: ${sort}`);
}

function tally(items: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, 15);
}

function fail(why: string): never {
  say(why);
  process.exit(1);
}
