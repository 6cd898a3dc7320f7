import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type { RecordDraft } from '../schema/record.ts';
import { openForBench } from './open-engine.ts';
import { syntheticCompany } from './synthetic-company.ts';

/*
 * How long the graph takes to take in a company for the first time, again unchanged, with one record changed, and with one source gone, and
 * the memory afterwards. Records only: reading files is not part of it.
 *
 * Usage: tsx bench/ingest.ts [--entities 1000,5000] [--engine embedded|neo4j]
 */

const { values: options } = parseArgs({
  options: { entities: { type: 'string', default: '1000,5000' }, engine: { type: 'string', default: 'embedded' } },
});

const print = (...columns: (string | number)[]) => void process.stdout.write(`| ${columns.join(' | ')} |\n`);
const actor = { type: 'kiki' } as const;

async function seconds(work: () => Promise<unknown>): Promise<string> {
  const start = performance.now();
  await work();
  return ((performance.now() - start) / 1000).toFixed(2);
}

print('engine', 'entities', 'first s', 'unchanged s', 'one changed s', 'a source gone s', 'RSS MB');
print('---', '---', '---', '---', '---', '---', '---');
for (const entities of options.entities.split(',').map(Number)) {
  const folder = mkdtempSync(join(tmpdir(), 'kiki-bench-'));
  const store = await openForBench(options.engine, join(folder, 'graph'));
  try {
    const records = syntheticCompany(entities);
    const put = (drafts: readonly RecordDraft[]) =>
      store.apply(actor, { upserts: drafts.map((draft) => ({ draft })), removals: [] });
    const first = await seconds(() => put(records));
    const unchanged = await seconds(() => put(records));
    const [one, ...others] = records;
    const renamed = one && {
      ...one,
      claims: [...one.claims, { about: 'field' as const, field: 'description', value: 'New' }],
    };
    const oneChanged = await seconds(() => put([...(renamed ? [renamed] : []), ...others]));
    const gone = await seconds(() => store.forgetSource(actor, 'catalog'));
    print(options.engine, entities, first, unchanged, oneChanged, gone, Math.round(process.memoryUsage.rss() / 1e6));
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
  if (options.engine === 'neo4j') break; // its one database is not empty any more
}
