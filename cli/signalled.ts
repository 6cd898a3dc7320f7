import { whenOrphaned } from './parent.ts';

/** Resolves when the process is told to end. */
export function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    whenOrphaned({ ppid: () => process.ppid, environment: process.env, then: resolve });
  });
}
