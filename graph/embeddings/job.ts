import { describeError } from '../../schema/errors.ts';
import type { EmbeddingState } from '../../schema/services.ts';
import { createQueue } from '../queue.ts';
import type { EmbeddingWrites } from '../store.ts';
import { type Counts, embedMissing, type EmbedMissingResult } from './embed-missing.ts';
import type { Embedder } from './embedder.ts';
import type { EmbeddingLogger } from './logger.ts';

export interface EmbeddingJobOptions {
  store: EmbeddingWrites;
  embedder: Embedder;
  logger: EmbeddingLogger;
  onProgress?: (counts: Counts) => void;
  /** Milliseconds to wait before each further try, while the embedder does not answer. Then the run fails. */
  pauses?: readonly number[];
  /** Milliseconds after which a run of `wake` that failed is made again; doubled each time, up to sixteenfold. */
  retryAfter?: number;
}

/** Keeps the embeddings of a graph complete. */
export interface EmbeddingJob {
  /**
   * Embeds all that is missing. One run at a time: another one waits for the end of the first. What a stopped run has done is kept.
   *
   * @throws What the embedder or the store throws; the signal's reason.
   */
  run(signal?: AbortSignal): Promise<EmbedMissingResult>;
  state(): EmbeddingState;
  /** Texts may have come: runs in the background, again and again after failures. Never throws; `state` tells how it stands. */
  wake(): void;
  /** Stops what runs and waits for it. The embedder and the store stay open. */
  close(): Promise<void>;
}

const minute = 60_000;

export function createEmbeddingJob({
  store,
  embedder,
  logger,
  onProgress,
  pauses = [2_000, 10_000, 30_000],
  retryAfter = minute,
}: EmbeddingJobOptions): EmbeddingJob {
  const queue = createQueue();
  const closing = new AbortController();
  let state: EmbeddingState = { state: 'working', done: 0, total: 0 };
  let isAwaited = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;

  const show = ({ done, total }: Counts) => {
    state = { state: 'working', done, total };
    onProgress?.({ done, total });
  };
  const runOnce = async (signal: AbortSignal): Promise<EmbedMissingResult> => {
    signal.throwIfAborted();
    try {
      const result = await embedMissing({ store, embedder, logger, pauses, onProgress: show, signal });
      state = readyState(result);
      failures = 0;
      if (result.embedded > 0) logger.info(result, 'Embeddings are complete');
      return result;
    } catch (error) {
      signal.throwIfAborted();
      state = { ...state, state: 'unavailable', message: describeError(error) };
      throw error;
    }
  };
  const retryLater = (error: unknown) => {
    const wait = retryAfter * 2 ** Math.min(failures, 4);
    failures += 1;
    logger.error({ reason: describeError(error), retryInSeconds: wait / 1000 }, 'Embedding failed');
    retry = setTimeout(wake, wait).unref();
  };
  const wake = () => {
    clearTimeout(retry);
    if (isAwaited || closing.signal.aborted) return;
    isAwaited = true;
    const work = async () => {
      isAwaited = false;
      await runOnce(closing.signal);
    };
    queue.run(work).catch((error: unknown) => {
      if (!closing.signal.aborted) retryLater(error);
    });
  };

  return {
    run(signal) {
      const ends = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
      return queue.run(() => runOnce(ends));
    },
    state: () => state,
    wake,
    async close() {
      clearTimeout(retry);
      closing.abort(new DOMException('The embedding job is closed', 'AbortError'));
      await queue.drained();
    },
  };
}

function readyState({ done, total, refused }: EmbedMissingResult): EmbeddingState {
  if (refused === 0) return { state: 'ready', done, total };
  const message = `The embedding model refuses ${refused} of the texts: these are found by their words only`;
  return { state: 'ready', done, total, message };
}
