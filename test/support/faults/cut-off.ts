import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../../../graph/engine.ts';
import { openEmbedded } from '../../../graph/engines/embedded/engine.ts';
import { openSource } from '../../../ingest/open-source.ts';
import { runAll } from '../../../ingest/run-all.ts';
import { unavailable } from '../../../schema/errors.ts';
import { storeOn } from '../engines.ts';
import { parseConfig } from '../ingesting.ts';
import { isRead } from '../../../schema/config-file.ts';
import { type CompanySize, movingConfig, writeCompany } from './moving-company.ts';
import { differences, saidBy } from './said.ts';

const config = parseConfig(movingConfig);
const trust = { sources: config.sources.map(({ name }) => ({ name })) };

/**
 * An engine that ends as a killed process does: after some transactions nothing more happens, neither in the database nor in the
 * indexes. `after` counts those that were committed.
 */
function cutAfter(engine: Engine, limit: number): { engine: Engine; committed: () => number } {
  let committed = 0;
  const dead = () => Promise.reject(unavailable('The process was killed'));
  const isDead = () => committed >= limit;
  return {
    engine: {
      ...engine,
      read: (statement) => (isDead() ? dead() : engine.read(statement)),
      async write(work) {
        if (isDead()) return dead();
        const result = await engine.write(work);
        committed += 1;
        // The transaction is committed; what follows it in the process does not happen.
        return isDead() ? dead() : result;
      },
      flush: () => (isDead() ? dead() : engine.flush()),
    },
    committed: () => committed,
  };
}

/** Opens the graph of a folder, reads all sources, and ends. @returns how many transactions that were, and what the graph says */
async function run(folder: string, data: string, limit = Infinity): Promise<{ committed: number; said: string[] }> {
  const base = await openEmbedded({ folder: data });
  const { engine, committed } = cutAfter(base, limit);
  try {
    const store = await storeOn(engine, trust);
    const sources = config.sources.filter(isRead).map((source) => ({
      name: source.name,
      open: () => openSource(source, { config, configFolder: folder, variables: {} }),
    }));
    const reports = await runAll({ store, sources, maximumRemovals: 0.2 }).catch((error: unknown) => {
      if (limit === Infinity) throw error;
      return [];
    });
    if (limit === Infinity && reports.some(({ status }) => status !== 'done'))
      throw new Error('A run did not end well');
    return { committed: committed(), said: limit === Infinity ? await saidBy(store) : [] };
  } finally {
    await base.close();
    // A killed process writes none.
    if (committed() >= limit) rmSync(join(data, 'text-index.json'), { force: true });
  }
}

export interface CutOffs {
  /** Transactions of the undisturbed run: so many places where it can be cut off. */
  transactions: number;
  /** By place, what the graph says otherwise after the next run than when nothing had happened. */
  differences: string[];
}

/**
 * Cuts a run of three sources off after each of its transactions, and runs it again: what follows is to be the same as if nothing
 * had happened.
 *
 * @param state of the company that the run reads; the graph holds the states before it. At 0 it fills an empty graph.
 * @param every leaves out all places but every n-th
 */
export async function cutOffs(
  folder: string,
  { state, size, every }: { state: number; size: CompanySize; every: number },
): Promise<CutOffs> {
  const start = join(folder, `before-${state}`);
  mkdirSync(start);
  for (let before = 0; before < state; before += 1) {
    writeCompany(folder, before, size);
    await run(folder, start);
  }
  writeCompany(folder, state, size);
  const copy = () => {
    const data = mkdtempSync(join(folder, 'data-'));
    cpSync(start, data, { recursive: true });
    return data;
  };
  const undisturbed = await run(folder, copy());
  const found: string[] = [];
  for (let limit = 1; limit <= undisturbed.committed; limit += every) {
    const data = copy();
    await run(folder, data, limit);
    const { said } = await run(folder, data);
    found.push(...differences(undisturbed.said, said).map((line) => `after transaction ${limit}: ${line}`));
    const again = await run(folder, data);
    found.push(...differences(said, again.said).map((line) => `again, after transaction ${limit}: ${line}`));
    rmSync(data, { recursive: true });
  }
  return { transactions: undisturbed.committed, differences: found };
}
