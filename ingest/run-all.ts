import type { Unresolved } from '../graph/compute/entity-state.ts';
import type { GraphStore } from '../graph/store.ts';
import type { SourceReader } from './reading.ts';
import { type RunOptions, type RunReport, runRecordOf, runSource } from './run-source.ts';

export interface RunAllInput {
  store: GraphStore;
  sources: readonly { name: string; open: () => SourceReader }[];
  maximumRemovals: number;
  now?: () => Date;
}

export interface RunAllOptions extends Omit<RunOptions, 'onProgress'> {
  onProgress?: (source: string, stage: 'reading' | 'writing', done: number, total: number) => void;
  onReport?: (report: RunReport) => void;
}

/**
 * Reads sources one after another. What they point at is checked when all are read, because a later source may describe what an
 * earlier one names.
 */
export async function runAll(
  { store, sources, maximumRemovals, now }: RunAllInput,
  { onProgress, onReport, ...options }: RunAllOptions = {},
): Promise<RunReport[]> {
  const reports: RunReport[] = [];
  for (const { name, open } of sources) {
    const run = { store, name, open, maximumRemovals, ...(now && { now }) };
    const progress =
      onProgress &&
      ((stage: 'reading' | 'writing', done: number, total: number) => onProgress(name, stage, done, total));
    const report = await runSource(run, { ...options, ...(progress && { onProgress: progress }) });
    reports.push(report);
    onReport?.(report);
  }
  const isChanged = reports.some(({ added, changed, removed }) => added + changed + removed > 0);
  return isChanged && options.dryRun !== true ? withUnresolved(reports, store) : reports;
}

/** Adds to each run's warnings what its source points at and nobody describes. */
async function withUnresolved(reports: readonly RunReport[], store: GraphStore): Promise<RunReport[]> {
  const unresolved = await store.unresolved();
  const completed: RunReport[] = [];
  for (const report of reports) {
    const own = unresolvedWarnings(unresolved.filter(({ record }) => record.startsWith(`${report.source}:`)));
    const full = { ...report, warnings: [...report.warnings, ...own] };
    completed.push(full);
    if (own.length === 0) continue;
    await store.saveRun({ type: 'run', id: report.id, source: report.source }, runRecordOf(full));
  }
  return completed;
}

/** Things that are pointed at and not there, the most wanted first. */
export function unresolvedWarnings(unresolved: readonly Unresolved[]): string[] {
  const wanted = new Map<string, { count: number; example: string; candidates: readonly string[] }>();
  for (const { record, relation, mention, candidates } of unresolved) {
    const token = `${relation} "${mention.value}"`;
    const known = wanted.get(token);
    if (known === undefined) wanted.set(token, { count: 1, example: record, candidates });
    else known.count += 1;
  }
  return [...wanted]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([token, { count, example, candidates }]) => {
      const why =
        candidates.length === 0 ? 'no source describes it' : `it could be ${candidates.slice(0, 4).join(', ')}`;
      return `${token}: ${why} (${count === 1 ? example : `${count} times, first in ${example}`})`;
    });
}
