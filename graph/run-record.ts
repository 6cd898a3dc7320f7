import { randomUUID } from 'node:crypto';
import type { RunRecord } from './store.ts';

/** A new id, which says in the history of entities which run it was. */
export function runIdOf(source: string, startedAt: Date): string {
  return `${startedAt.toISOString()}-${source}-${randomUUID().slice(0, 8)}`;
}

/** What a run has counted that has read nothing. */
export function nothingCounted() {
  return { added: 0, changed: 0, unchanged: 0, removed: 0, refused: [], refusedCount: 0, warnings: [] };
}

/** A run that has done nothing yet. */
export function blankRun(id: string, source: string, startedAt: Date): Omit<RunRecord, 'status'> {
  return { id, source, startedAt: startedAt.toISOString(), ...nothingCounted() };
}
