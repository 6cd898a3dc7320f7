import type { Worker } from 'node:worker_threads';
import { describeError, invalid, unavailable } from '../../../schema/errors.ts';
import type { WorkerReply, WorkerRequest } from './messages.ts';
import type { EmbedText } from './runtime.ts';

/** A worker thread with the model loaded. */
export interface Inference {
  /** @throws Invalid when the model refuses the text; Unavailable when the thread has ended. */
  embed: EmbedText;
  /** Undefined while the thread runs, else why it does not. */
  ended(): string | undefined;
  /** Ends the thread; texts that it was still asked for are rejected. */
  close(): Promise<void>;
}

/**
 * Waits until the worker has loaded the model.
 *
 * @throws Unavailable when it can't.
 */
export async function connect(worker: Worker): Promise<Inference> {
  const requests = createRequests(worker);
  try {
    await isReady(worker);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    embed: (text) => requests.ask(text),
    ended: () => requests.ended(),
    async close() {
      requests.end('it was closed');
      await worker.terminate();
    },
  };
}

function isReady(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(unavailable(`The local embedding model did not start (${reason})`));
    worker.once('message', (reply: WorkerReply) => {
      if (reply.type === 'failed') reject(unavailable(reply.message, { fix: reply.fix }));
      else resolve();
    });
    worker.once('error', (error) => fail(describeError(error)));
    worker.once('exit', (code) => fail(`its thread ended with code ${code}`));
  });
}

interface Pending {
  resolve(vector: Float32Array): void;
  reject(error: Error): void;
}

/** The texts that the worker was asked for and has not answered. When it ends, all of them fail. */
function createRequests(worker: Worker) {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let reason: string | undefined;

  const take = (id: number): Pending | undefined => {
    const request = pending.get(id);
    pending.delete(id);
    return request;
  };
  const stopped = () => unavailable(`The local embedding model stopped (${reason ?? 'it runs'})`);
  const end = (why: string) => {
    reason ??= why;
    for (const id of [...pending.keys()]) take(id)?.reject(stopped());
  };

  worker.on('error', (error) => end(describeError(error)));
  worker.on('exit', (code) => end(`its thread ended with code ${code}`));
  worker.on('message', (reply: WorkerReply) => {
    // A copy made here is a Float32Array of this realm, whichever the thread's was.
    if (reply.type === 'vector') take(reply.id)?.resolve(new Float32Array(reply.vector));
    if (reply.type === 'refused') {
      take(reply.id)?.reject(invalid(`The embedding model refused a text (${reply.message})`));
    }
  });

  return {
    ask(text: string): Promise<Float32Array> {
      if (reason !== undefined) return Promise.reject(stopped());
      lastId += 1;
      const request: WorkerRequest = { id: lastId, text };
      return new Promise((resolve, reject) => {
        pending.set(request.id, { resolve, reject });
        worker.postMessage(request);
      });
    },
    ended: () => reason,
    end,
  };
}
