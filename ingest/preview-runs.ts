import { blankRun, runIdOf } from '../graph/run-record.ts';
import type { GraphStore } from '../graph/store.ts';
import { findLooseEnds, previewedGraph } from './loose-ends.ts';
import { type ChangedSource, foundBy, readSource, reportOf, type RunOptions, type RunReport } from './run-source.ts';
import type { SourceReader } from './reading.ts';
import { byWeight, warningsPerSource } from './warnings.ts';

export interface PreviewRunsInput {
  store: GraphStore;
  sources: readonly { name: string; open: () => SourceReader }[];
  maximumRemovals: number;
  now?: (() => Date) | undefined;
}

export interface PreviewRunsOptions extends Pick<RunOptions, 'allowRemovals' | 'signal'> {
  onProgress?: (source: string, stage: 'reading', done: number, total: number) => void;
}

/**
 * What reading sources one after another would come to, and writes nothing. All of them are read before the graph is computed, as
 * what one says may be about what another describes; an entity is told with the first source that describes it.
 */
export async function previewRuns(
  { store, sources, maximumRemovals, now = () => new Date() }: PreviewRunsInput,
  { onProgress, ...options }: PreviewRunsOptions = {},
): Promise<RunReport[]> {
  const reports: RunReport[] = [];
  const changed: { index: number; read: ChangedSource }[] = [];
  for (const { name, open } of sources) {
    if (options.signal?.aborted === true) break;
    const startedAt = now();
    const read = await readSource(
      { store, name, open, maximumRemovals },
      {
        ...options,
        ...(onProgress && { onProgress: (_stage, done, total) => onProgress(name, 'reading', done, total) }),
      },
    );
    if (read.outcome === 'read') changed.push({ index: reports.length, read });
    const found = read.outcome === 'over' ? { status: read.status, ...read.found } : { status: 'done' as const };
    reports.push(reportOf(blankRun(runIdOf(name, startedAt), name, startedAt), found));
  }
  if (changed.length === 0) return reports;

  const preview = await store.previewTogether(changed.map(({ read }) => read.change));
  for (const [position, { index, read }] of changed.entries()) {
    const [report, told] = [reports[index], preview.changes[position]];
    if (report === undefined || told === undefined) continue;
    reports[index] = { ...report, status: read.status, ...foundBy(read, told), changes: told.changes };
  }
  const isChanged = reports.some(({ added, changed: altered, removed }) => added + altered + removed > 0);
  const looseEndsOf = isChanged ? await findLooseEnds(previewedGraph(store, preview)) : () => [];
  const warningsOf = warningsPerSource(reports, { problems: preview.problems, looseEndsOf });
  return reports.map((report) => ({
    ...report,
    finishedAt: now().toISOString(),
    warnings: byWeight([...report.warnings, ...warningsOf(report.source)]),
  }));
}
