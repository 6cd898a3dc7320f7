import type { GraphStore } from '../graph/store.ts';
import type { RunActor } from '../schema/actor.ts';
import { describeError } from '../schema/errors.ts';
import { localAdmin } from '../schema/viewer.ts';
import { interrupted, isWritten, type RunReport, runRecordOf } from './run-source.ts';

/** Whether no record is there yet. Then each source would compute most of the graph, and the next one compute it anew. */
export async function isEmpty(store: GraphStore): Promise<boolean> {
  return (await store.sources(localAdmin)).every(({ records }) => records === 0);
}

export interface FillOptions {
  signal?: AbortSignal | undefined;
  onProgress: (source: string, done: number, total: number) => void;
  now?: (() => Date) | undefined;
}

/**
 * Computes the graph from what runs with `isSettledLater` wrote, and closes them. What this does not come to, after a stop or a
 * failure, the next run of any source does, because the records are marked.
 *
 * @param reports of all sources, in the order in which they were read
 * @returns the same, with what each run did to entities
 */
export async function fillGraph(
  store: GraphStore,
  reports: readonly RunReport[],
  { signal, onProgress, now = () => new Date() }: FillOptions,
): Promise<RunReport[]> {
  const written = reports.filter(isWritten);
  const last = written.at(-1);
  if (last === undefined) return [...reports];
  const close = async (change: (report: RunReport, index: number) => Partial<RunReport>) => {
    const closed = new Map<RunReport, RunReport>();
    for (const [index, report] of written.entries()) {
      const full = { ...report, finishedAt: now().toISOString(), ...change(report, index) };
      await store.saveRun(actorOf(report), runRecordOf(full));
      closed.set(report, full);
    }
    return reports.map((report) => closed.get(report) ?? report);
  };
  try {
    signal?.throwIfAborted();
    const entities = await store.settleTogether(written.map(actorOf), (done, total) => {
      signal?.throwIfAborted();
      onProgress(last.source, done, total);
    });
    return await close((report, index) => ({ entities: entities[index] ?? report.entities }));
  } catch (error) {
    if (signal?.aborted === true) return close(() => ({ status: 'stopped', message: interrupted }));
    // If this fails too, the next holder closes the runs; what matters is why they failed.
    await close(() => ({ status: 'failed', message: describeError(error) })).catch(() => undefined);
    throw error;
  }
}

function actorOf({ id, source }: RunReport): RunActor {
  return { type: 'run', id, source };
}
