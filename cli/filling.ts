import { setTimeout as pause } from 'node:timers/promises';
import { runAll } from '../ingest/run-all.ts';
import { kiki as system } from '../schema/actor.ts';
import { describeError } from '../schema/errors.ts';
import { localAdmin } from '../schema/viewer.ts';
import type { Kiki } from './open-kiki.ts';

/** Milliseconds until sources that another process reads are looked at again. */
const patience = 5_000;

/** What a server does of itself beside answering: completes the graph and its embeddings. */
export interface Filling {
  start(): void;
  /** Waits until that is done, or was stopped or failed. */
  whenDone(): Promise<void>;
  /** Sources are being read for the first time. */
  isRunning(): boolean;
  /** Stops at the next step that can be gone on from, and waits until then. */
  stop(): Promise<void>;
}

/** Finishes what a crash left, reads the sources that were never read to their end, and embeds what is missing. */
export function createFilling({ store, sources, loaded, embeddings, logger }: Kiki): Filling {
  const stopping = new AbortController();
  let running = false;
  let work: Promise<void> = Promise.resolve();

  const readUnread = async () => {
    let left = sources;
    for (;;) {
      const known = new Map((await store.sources(localAdmin)).map((source) => [source.name, source]));
      const unread = left.filter(({ name }) => known.get(name)?.readAt === undefined);
      if (unread.length === 0) return;
      running = true;
      const { removals } = loaded.config.limits;
      const reports = await runAll(
        { store, sources: unread, maximumRemovals: removals },
        {
          signal: stopping.signal,
          onTaken: (report) => logger.info(summary(report), 'source read; pages are made when all are'),
          onReport: (report) => logger.info(summary(report), 'source read'),
        },
      );
      await store.flush();
      const held = new Set(reports.filter(({ isHeld }) => isHeld).map(({ source }) => source));
      left = unread.filter(({ name }) => held.has(name));
      // Another process reads them, or was killed while it did: then its lock ends soon.
      if (left.length > 0) await pause(patience, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
    }
  };
  const fill = async () => {
    const loading = embeddings.load();
    // A graph that was being filled is computed when all sources are read.
    if (await store.isComputed()) await store.settle(system);
    await readUnread();
    running = false;
    if (stopping.signal.aborted) return;
    await store.settle(system);
    logger.info({ sources: sources.length }, 'every source has been read');
    // Not awaited: fetching the model may take minutes, and closing the embeddings ends it.
    void loading.then((loaded) => loaded?.job.wake());
  };
  return {
    start() {
      work = fill().catch((error: unknown) => {
        running = false;
        logger.error({ err: error, reason: describeError(error) }, 'reading the sources failed');
      });
    },
    whenDone: () => work,
    isRunning: () => running,
    stop() {
      stopping.abort();
      return work;
    },
  };
}

type Report = Awaited<ReturnType<typeof runAll>>[number];

function summary({ source, status, added, refusedCount, message }: Report): Record<string, unknown> {
  return { source, status, added, refused: refusedCount, ...(message !== undefined && { reason: message }) };
}
