import { blankRun, runIdOf } from '../graph/run-record.ts';
import type { GraphStore } from '../graph/store.ts';
import { describeError, KikiError } from '../schema/errors.ts';
import { fillGraph } from './fill-graph.ts';
import { findLooseEnds, writtenGraph } from './loose-ends.ts';
import { previewRuns } from './preview-runs.ts';
import type { SourceReader } from './reading.ts';
import { isWritten, type RunOptions, type RunReport, runRecordOf, type SourceRun } from './run-source.ts';
import { type Holding, type StartedRun, startRun } from './start-run.ts';
import { byWeight, warningsPerSource } from './warnings.ts';

export interface RunAllInput extends Holding {
  store: GraphStore;
  sources: readonly { name: string; open: () => SourceReader }[];
  maximumRemovals: number;
  now?: () => Date;
}

export interface RunAllOptions extends Omit<RunOptions, 'onProgress' | 'isSettledLater'> {
  /** Say what would change, and write nothing. */
  dryRun?: boolean;
  onProgress?: (source: string, stage: 'reading' | 'writing', done: number, total: number) => void;
  /** A source is read into an empty graph, which is computed when all are. */
  onTaken?: (report: RunReport) => void;
  /** A run is over. */
  onReport?: (report: RunReport) => void;
}

/**
 * Reads sources one after another. What they point at is checked when all are read, because a later source may describe what an
 * earlier one names. An empty graph is filled with the records of all of them before it is computed, once.
 */
export async function runAll(
  { store, sources, maximumRemovals, holder, patience, now }: RunAllInput,
  { dryRun = false, onProgress, onTaken, onReport, ...options }: RunAllOptions = {},
): Promise<RunReport[]> {
  if (dryRun) {
    const reports = await previewRuns(
      { store, sources, maximumRemovals, now },
      { ...options, ...(onProgress && { onProgress }) },
    );
    for (const report of reports) onReport?.(report);
    return reports;
  }
  const isFilling = !(await store.isComputed());
  const held: StartedRun['held'][] = [];
  const readAll = async (): Promise<RunReport[]> => {
    const read: RunReport[] = [];
    for (const { name, open } of sources) {
      if (options.signal?.aborted === true) break;
      const run = { store, name, open, maximumRemovals, holder, patience, ...(now && { now }) };
      const progress =
        onProgress &&
        ((stage: 'reading' | 'writing', done: number, total: number) => onProgress(name, stage, done, total));
      const each = { ...options, isSettledLater: isFilling, ...(progress && { onProgress: progress }) };
      const report = await runAlone(run, each, (source) => held.push(source));
      read.push(report);
      (isFilling ? onTaken : onReport)?.(report);
    }
    return read;
  };
  const fill = async (read: readonly RunReport[]): Promise<RunReport[]> => {
    const filled = await fillGraph(store, read, {
      signal: AbortSignal.any([...(options.signal ? [options.signal] : []), ...held.map(({ lost }) => lost)]),
      onProgress: (source, done, total) => onProgress?.(source, 'writing', done, total),
      now,
    });
    for (const report of filled) onReport?.(report);
    return filled;
  };
  let reports: RunReport[];
  try {
    reports = await readAll();
    if (isFilling) reports = await fill(reports);
  } finally {
    for (const source of held) await source.release();
  }
  const isChanged = reports.some(({ added, changed, removed }) => added + changed + removed > 0);
  const completed = await withWarnings(reports, await findWarnings(store, reports), store);
  // Nothing is odd now that was not before, unless sameAs or different were edited.
  return isChanged ? completed : completed.map((report) => ({ ...report, earlier: report.warnings }));
}

type WarningsOf = (source: string) => string[];

/**
 * What each source points at and nobody describes, circles in what should be a tree, and what is wrong with `sameAs` and
 * `different`, which may have been edited although no source changed.
 */
async function findWarnings(store: GraphStore, reports: readonly RunReport[]): Promise<WarningsOf> {
  const looseEndsOf = await findLooseEnds(writtenGraph(store));
  return warningsPerSource(reports, { problems: await store.statedProblems(), looseEndsOf });
}

/** Reads a source if no other process does; else the report says who. */
async function runAlone(
  run: SourceRun & Holding,
  options: RunOptions,
  onHeld: (held: StartedRun['held']) => void,
): Promise<RunReport> {
  const started = await startRun(run, options).catch((error: unknown) => {
    if (error instanceof KikiError && error.code === 'conflict') return error;
    throw error;
  });
  if (!(started instanceof KikiError)) {
    const report = await started.report;
    if (options.isSettledLater === true && isWritten(report)) onHeld(started.held);
    return report;
  }
  const at = run.now?.() ?? new Date();
  const blank = blankRun(runIdOf(run.name, at), run.name, at);
  const entities = { added: 0, changed: 0, removed: 0 };
  return { ...blank, status: 'stopped', isHeld: true, message: describeError(started), entities };
}

/** A run with what its source points at and nobody describes, and what is wrong with what the config says about identity. */
export async function withAllWarnings(report: RunReport, store: GraphStore): Promise<RunReport> {
  const [full = report] = await withWarnings([report], await findWarnings(store, [report]), store);
  return full;
}

async function withWarnings(
  reports: readonly RunReport[],
  warningsOf: WarningsOf,
  store: GraphStore,
): Promise<RunReport[]> {
  const completed: RunReport[] = [];
  for (const report of reports) {
    const own = report.isHeld === true ? [] : warningsOf(report.source);
    const full = { ...report, warnings: byWeight([...report.warnings, ...own]) };
    completed.push(full);
    if (own.length === 0) continue;
    await store.saveRun({ type: 'run', id: report.id, source: report.source }, runRecordOf(full));
  }
  return completed;
}
