import type { Logger } from 'pino';
import type { GraphStore } from '../../graph/store.ts';
import { kiki as system } from '../../schema/actor.ts';
import { conflict, unavailable } from '../../schema/errors.ts';
import { localAdmin, type Viewer } from '../../schema/viewer.ts';
import type { LanguageModel } from '../model/language-model.ts';
import { createNameFinder } from './names.ts';
import { unreadPages } from './pages.ts';
import { createPatientModel } from './patient-model.ts';
import { readerId } from './prompt.ts';
import { type PageReport, readPage } from './read-page.ts';
import { addDropped, type ProposeReport } from './report.ts';

export interface ProposeOptions {
  /** Pages that are read at most: each is a request or more. */
  limit: number;
  onProgress?: (done: number, total: number) => void;
}

/** Looks for proposals in pages. */
export interface Proposer {
  /**
   * Reads pages that were not read before as they are now. What is read is saved page by page, so the next run goes on where one ended.
   *
   * @throws Conflict while another run is under way; Unavailable or NotAllowed when the model can't be asked, or Kiki stops
   */
  propose(options: ProposeOptions): Promise<ProposeReport>;
  /** Ends a run that is under way, and waits until it has ended. */
  stop(): Promise<void>;
}

export interface ProposerOptions {
  store: GraphStore;
  model: LanguageModel;
  logger: Pick<Logger, 'info' | 'warn'>;
  /** Who reads: only what he may read leaves for the endpoint. */
  viewer?: Viewer;
  /** As of Patience. */
  pauses?: readonly number[];
}

/** Pages that are read at the same time. */
const atOnce = 2;

export function createProposer({
  store,
  model: impatient,
  logger,
  viewer = localAdmin,
  pauses = [2_000, 10_000, 60_000],
}: ProposerOptions): Proposer {
  const model = createPatientModel(impatient, { pauses, logger });
  const stopping = new AbortController();
  let running: Promise<unknown> | undefined;

  const run = async ({ limit, onProgress = () => undefined }: ProposeOptions): Promise<ProposeReport> => {
    const reader = readerId(model.name, store.ontology);
    const report = { ...emptyReport, stale: await store.sweepProposals(system), dropped: {}, problems: [] };
    const unread = await unreadPages({ store, viewer, reader });
    const names = createNameFinder(await store.names(viewer), store.ontology);
    const waiting = unread.slice(0, limit);
    const total = waiting.length;
    // What ends one of the two, such as a key that is refused, ends the other.
    const ending = new AbortController();
    const signal = AbortSignal.any([stopping.signal, ending.signal]);

    const work = async () => {
      for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
        signal.throwIfAborted();
        const done = await readPage(page, { store, viewer, model, reader, names, signal });
        for (const problem of count(report, page.card.ref, done)) logger.warn(problem, 'a page was not read whole');
        onProgress(report.read + report.failed, total);
      }
    };
    const ended = await Promise.allSettled(
      Array.from({ length: atOnce }, () =>
        work().catch((error: unknown) => {
          ending.abort(error);
          throw error;
        }),
      ),
    );
    report.left = unread.length - report.read;
    const { read, failed, left, proposed } = report;
    logger.info({ model: model.name, read, failed, left, proposed }, 'pages were read for proposals');
    for (const each of ended) if (each.status === 'rejected') throw each.reason;
    return report;
  };

  return {
    async propose(options) {
      if (running !== undefined)
        throw conflict('Proposals are being looked for already', { fix: 'Wait until that run has ended' });
      stopping.signal.throwIfAborted();
      const current = run(options);
      running = current.catch(() => undefined);
      try {
        return await current;
      } finally {
        running = undefined;
      }
    },
    async stop() {
      stopping.abort(unavailable('Kiki stops', { fix: 'Run kiki propose again: it goes on where it ended' }));
      await running;
    },
  };
}

const emptyReport = { read: 0, failed: 0, left: 0, proposed: 0, queued: 0 };

/** Adds what was done with a page. @returns what is wrong with it */
function count(report: ProposeReport, page: string, done: PageReport): { page: string; reason: string }[] {
  const { proposed, queued, dropped, failed, isCut } = done;
  report[failed === undefined ? 'read' : 'failed'] += 1;
  report.proposed += proposed;
  report.queued += queued;
  addDropped(report.dropped, dropped);
  const reasons = [
    ...(failed === undefined ? [] : [failed]),
    ...(isCut ? ['Only its beginning was read: it is too long.'] : []),
  ];
  report.problems.push(...reasons.map((reason) => `${page}: ${reason}`));
  return reasons.map((reason) => ({ page, reason }));
}
