import { Worker } from 'node:worker_threads';
import type { WorkerSettings } from './messages.ts';

/** Starts the worker thread from its program beside this file: compiled, or in a checkout the source. */
export function startWorker(settings: WorkerSettings): Worker {
  const program = import.meta.url.endsWith('.ts') ? './worker-from-source.mjs' : './worker.js';
  // Nothing of this process's flags: they may be Jest's, or load what only the main thread needs.
  return new Worker(new URL(program, import.meta.url), { name: 'embeddings', workerData: settings, execArgv: [] });
}
