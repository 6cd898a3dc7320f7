import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { openEmbedded } from '../graph/engines/embedded/engine.ts';
import { openNeo4j } from '../graph/engines/neo4j/engine.ts';
import { openStore } from '../graph/open-store.ts';
import { createRanking } from '../graph/ranking.ts';
import type { Engine } from '../graph/engine.ts';
import type { GraphStore } from '../graph/store.ts';
import { openSource } from '../ingest/open-source.ts';
import { runAll } from '../ingest/run-all.ts';
import { parseConfigFile } from '../schema/config-file.ts';
import { createOntology } from '../schema/ontology.ts';
import { startNeo4j } from '../test/support/neo4j/start-neo4j.ts';
import { runKiki } from '../test/support/run-kiki.ts';
import { type CompanyFiles, writeCompany } from './company-files.ts';
import { timingStatements } from './statement-times.ts';

/*
 * How long it takes to read three overlapping sources, from files to graph: for the first time, again unchanged, and with one
 * thing changed. Wall time, and in brackets the processor time of this process, which other work on the machine does not change
 * much. Embeddings are off. The last row is a whole `kiki ingest`, as a process of its own.
 *
 * Usage: tsx bench/sources.ts [--people 500,5000,50000] [--engine embedded|neo4j] [--only first] [--statements]
 *
 * Neo4j is the one of NEO4J_TEST_URI, which must be empty, else one that is started for each size.
 */

const { values: options } = parseArgs({
  options: {
    people: { type: 'string', default: '500,5000' },
    engine: { type: 'string', default: 'embedded' },
    /** Measure the first run alone. */
    only: { type: 'string' },
    /** Say for each run which statements took longest. */
    statements: { type: 'boolean', default: false },
  },
});

const print = (...columns: (string | number)[]) => void process.stdout.write(`| ${columns.join(' | ')} |\n`);

interface Database {
  open(company: CompanyFiles): Promise<{ store: GraphStore; engine: Engine; statementTimes: () => string[] }>;
  /** For a process of Kiki to find it. */
  variables: Record<string, string>;
  stop(): Promise<void>;
}

async function database(folder: string): Promise<Database> {
  const storeOn = async (opened: Engine, { folder: files }: CompanyFiles) => {
    const { engine, report } = options.statements ? timingStatements(opened) : { engine: opened, report: () => [] };
    const { schema, sources } = configOf(files);
    const store = await openStore({ engine, ontology: createOntology(schema), ranking: createRanking(sources) });
    return { store, engine, statementTimes: report };
  };
  const data = join(folder, 'data');
  if (options.engine !== 'neo4j')
    return {
      open: async (company) => storeOn(await openEmbedded({ folder: data }), company),
      variables: { KIKI_DATA: data },
      stop: () => Promise.resolve(),
    };
  const running = await startNeo4j();
  if ('impossible' in running) throw new Error(running.impossible);
  const { uri, username, password, stop } = running;
  return {
    open: async (company) => storeOn(await openNeo4j({ uri, username, password }), company),
    variables: {
      KIKI_DATA: data,
      KIKI_GRAPH: 'neo4j',
      NEO4J_URI: uri,
      NEO4J_USERNAME: username,
      NEO4J_PASSWORD: password,
    },
    stop,
  };
}

function configOf(folder: string) {
  return parseConfigFile(parse(readFileSync(join(folder, 'kiki.yaml'), 'utf8')), 'kiki.yaml');
}

/** What `kiki ingest` does in an open process. */
async function run(store: GraphStore, { folder }: CompanyFiles): Promise<string> {
  const config = configOf(folder);
  const sources = config.sources.map((source) => ({
    name: source.name,
    open: () => openSource(source, { config, configFolder: folder, variables: {} }),
  }));
  const reports = await runAll({ store, sources, maximumRemovals: config.limits.removals });
  for (const { status, source, message = '' } of reports)
    if (status !== 'done') throw new Error(`${source}: ${status} ${message}`);
  const sum = (name: 'added' | 'changed' | 'removed') => reports.reduce((total, report) => total + report[name], 0);
  const entities = reports.reduce((total, { entities: each }) => total + each.added + each.changed + each.removed, 0);
  return `+${sum('added')} ~${sum('changed')} -${sum('removed')} records, ${entities} entities`;
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; time: string }> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const result = await work();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(before);
  return { result, time: `${(wall / 1e3).toFixed(2)} (${((user + system) / 1e6).toFixed(2)})` };
}

async function measure(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kiki-bench-'));
  const graph = await database(folder);
  try {
    const company = writeCompany(join(folder, 'company'), count);
    const row = (what: string, time: string, report: string) =>
      print(options.engine, count, what, time, Math.round(process.resourceUsage().maxRSS / 1e3), report);
    const { store, engine, statementTimes } = await graph.open(company);
    if ((await store.version()) !== 0) throw new Error('The graph is not empty');
    const step = async (what: string, edit?: () => void) => {
      edit?.();
      const { result, time } = await timed(() => run(store, company));
      row(what, time, result);
      for (const line of statementTimes()) process.stderr.write(`${line}\n`);
    };
    const { edits } = company;
    await step('first');
    if (options.only !== 'first') {
      await step('unchanged');
      await step('one row changed', edits.row);
      await step('one name changed', edits.name);
      await step('one page changed', edits.page);
      await step('one row removed', edits.removal);
    }
    row('', '', await sizeOf(engine));
    await store.close();
    if (options.only === 'first') return;
    const reopened = await timed(() => graph.open(company));
    row('opening the graph', reopened.time, '');
    await reopened.result.store.close();
    edits.again();
    const ended = await timed(() =>
      runKiki(['ingest', '--no-embed'], {
        folder: company.folder,
        variables: { ...graph.variables, KIKI_EMBEDDINGS: 'none' },
      }),
    );
    if (ended.result.code !== 0) throw new Error(ended.result.stderr);
    row('`kiki ingest`, one row changed', ended.time.replace(/ .*/, ''), '');
  } finally {
    await graph.stop();
    rmSync(folder, { recursive: true });
  }
}

async function sizeOf({ read }: Engine): Promise<string> {
  const count = async (text: string, what: string) => `${String((await read({ text }))[0]?.count)} ${what}`;
  const counts = [
    await count('MATCH (r:Record) RETURN count(r) AS count', 'records'),
    await count('MATCH (e:Entity) RETURN count(e) AS count', 'entities'),
    await count('MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS count', 'relations'),
    await count('MATCH (p:Passage) RETURN count(p) AS count', 'passages'),
  ];
  return counts.join(', ');
}

print('engine', 'people', 'run', 's (CPU s)', 'peak MB', '');
print('---', '--:', '---', '--:', '--:', '---');
for (const count of options.people.split(',').map(Number)) await measure(count);
