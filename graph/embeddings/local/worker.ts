import { parentPort, workerData } from 'node:worker_threads';
import { describeError, KikiError } from '../../../schema/errors.ts';
import type { WorkerReply, WorkerRequest, WorkerSettings } from './messages.ts';
import { type EmbedText, loadModel } from './runtime.ts';

/*
 * The program of the worker thread: loads the model and answers one request after another. start-worker.ts starts it,
 * inference.ts speaks to it.
 */

const port = parentPort;
if (port === null) throw new Error('worker.ts is the program of a worker thread and is not imported');

try {
  const embed = await loadModel(workerData as WorkerSettings);
  port.on('message', (request: WorkerRequest) => {
    void replyTo(request, embed).then((reply) => {
      port.postMessage(reply, reply.type === 'vector' ? [reply.vector.buffer as ArrayBuffer] : []);
    });
  });
  port.postMessage({ type: 'ready' } satisfies WorkerReply);
} catch (error) {
  const fix = (error instanceof KikiError ? error.fix : undefined) ?? 'Set KIKI_EMBEDDINGS to openai or none';
  const message = error instanceof KikiError ? error.message : describeError(error);
  port.postMessage({ type: 'failed', message, fix } satisfies WorkerReply);
}

async function replyTo({ id, text }: WorkerRequest, embed: EmbedText): Promise<WorkerReply> {
  try {
    return { type: 'vector', id, vector: await embed(text) };
  } catch (error) {
    return { type: 'refused', id, message: describeError(error) };
  }
}
