import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { anyEmployee } from '../schema/viewer.ts';
import { openForBench } from './open-engine.ts';
import { questionAbout, syntheticCompany } from './synthetic-company.ts';

/*
 * How long a reader waits for each sort of look-up in a graph of so many entities.
 *
 * Usage: tsx bench/search.ts [--entities 5000] [--queries 200] [--engine embedded|neo4j]
 */

const { values: options } = parseArgs({
  options: {
    entities: { type: 'string', default: '5000' },
    queries: { type: 'string', default: '200' },
    engine: { type: 'string', default: 'embedded' },
  },
});

const print = (...columns: (string | number)[]) => void process.stdout.write(`| ${columns.join(' | ')} |\n`);
const folder = mkdtempSync(join(tmpdir(), 'kiki-bench-'));
const store = await openForBench(options.engine, join(folder, 'graph'));
try {
  const records = syntheticCompany(Number(options.entities));
  await store.apply({ type: 'kiki' }, { upserts: records.map((draft) => ({ draft })), removals: [] });
  const entries = await store.names(anyEmployee);
  const pick = (kind: string, index: number) => {
    const ofKind = entries.filter((entry) => entry.kind === kind);
    return ofKind[(index * 7919) % ofKind.length]?.ref ?? '';
  };
  const lookUps: Record<string, (index: number) => Promise<unknown>> = {
    'full text': (index) => store.searchText(anyEmployee, questionAbout(index % 500), { limit: 20 }),
    'suggestion, 3 letters': (index) => store.suggest(anyEmployee, questionAbout(index).slice(9, 12), { limit: 8 }),
    'page of a person': (index) => store.entity(anyEmployee, pick('Person', index)),
    'page of a team': (index) => store.entity(anyEmployee, pick('Team', index)),
    'members of a team': (index) =>
      store.edges(anyEmployee, { relation: 'MEMBER_OF', of: [pick('Team', index)], end: 'to' }),
    'all below the first team': () => store.reach(anyEmployee, { relation: 'PART_OF', of: pick('Team', 0), end: 'to' }),
    'list of people': () => store.list(anyEmployee, { kind: 'Person', limit: 50 }),
    'largest teams': () =>
      store.degrees(anyEmployee, { relation: 'MEMBER_OF', kind: 'Team', end: 'to', otherKind: 'Person' }),
    'all names, in memory': () => store.names(anyEmployee),
  };
  print('look-up', 'p50 ms', 'p95 ms', 'p99 ms');
  print('---', '---', '---', '---');
  for (const [name, look] of Object.entries(lookUps)) {
    const times: number[] = [];
    for (let index = 0; index < Number(options.queries); index += 1) {
      const start = performance.now();
      await look(index);
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const at = (share: number) =>
      (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN).toFixed(1);
    print(name, at(0.5), at(0.95), at(0.99));
  }
} finally {
  await store.close();
  rmSync(folder, { recursive: true });
}
