import type { GraphStore } from '../graph/store.ts';
import type { RunActor } from '../schema/actor.ts';
import { describeError } from '../schema/errors.ts';
import { interrupted, isWritten, type RunReport, runRecordOf } from './run-source.ts';

export interface FillOptions {
  signal?: AbortSignal | undefined;
  onProgress: (source: string, done: number, total: number) => void;
  now?: (() => Date) | undefined;
}

/**
 * Computes an empty graph from what runs with `isSettledLater` wrote, and closes them: once, because each source would compute most
 * of it, and the next one anew. What this does not come to, after a stop or a failure, the next runs do. As long as nothing is
 * computed they fill too, so that it comes out the same, names and all.
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
