import { withAllWarnings } from '../ingest/run-all.ts';
import type { RunReport } from '../ingest/run-source.ts';
import { type StartedRun, startRun } from '../ingest/start-run.ts';
import { describeError, invalid, notFound } from '../schema/errors.ts';
import type { Kiki } from './open-kiki.ts';

/** Reads single sources while the server runs: when someone asks for it, or when it is time. */
export interface SourceRunner {
  /** Begins a run; it goes on by itself. @throws NotFound; Conflict when the source is being read already */
  start(source: string, options?: { allowRemovals?: boolean }): Promise<{ run: string }>;
  /** As start, but the report when the run is over. Rejects when the graph fails. */
  read(source: string): Promise<RunReport>;
  /** Stops what is under way at the next step that can be gone on from, and waits until then. */
  stop(): Promise<void>;
}

export function createSourceRunner(
  kiki: Pick<Kiki, 'store' | 'rereadSources' | 'embeddings' | 'logger'>,
): SourceRunner {
  const { store, rereadSources, embeddings, logger } = kiki;
  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();

  const begin = async (name: string, options: { allowRemovals?: boolean } = {}): Promise<Omit<StartedRun, 'held'>> => {
    const { config, sources } = rereadSources();
    const source = sources.find((each) => each.name === name);
    if (source === undefined) {
      if (config.sources.some((each) => each.name === name))
        throw invalid(`The source "${name}" is not read: other systems push its records`);
      throw notFound(`There is no source "${name.slice(0, 60)}"`, {
        fix: `The sources are ${sources.map((each) => each.name).join(', ')}`,
      });
    }
    const run = { store, name, open: source.open, maximumRemovals: config.limits.removals };
    const started = await startRun(run, { ...options, signal: stopping.signal });
    const report = started.report.then(complete);
    const settled = report.then(
      ({ status, message }) =>
        logger.info({ source: name, status, ...(message && { reason: message }) }, 'source read'),
      (error: unknown) =>
        logger.error({ err: error, source: name, reason: describeError(error) }, 'reading a source failed'),
    );
    underWay.add(settled);
    void settled.then(() => underWay.delete(settled));
    return { id: started.id, report };
  };

  /** What follows a run that changed something. */
  const complete = async (report: RunReport): Promise<RunReport> => {
    if (report.added + report.changed + report.removed === 0) return report;
    const full = await withAllWarnings(report, store);
    await store.flush();
    // Not awaited: fetching the model may take minutes, and closing the embeddings ends it.
    void embeddings.load().then((loaded) => loaded?.job.wake());
    return full;
  };

  return {
    async start(source, options) {
      const { id } = await begin(source, options);
      return { run: id };
    },
    async read(source) {
      return (await begin(source)).report;
    },
    async stop() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
