import type { GraphStore } from '../../graph/store.ts';
import type { Viewer } from '../../schema/viewer.ts';

import { mostSuggestions, patience } from './duplicates.ts';

/** What waits for someone who keeps the graph right. */
export interface AdminCounts {
  contradictions: number;
  settled: number;
  /** Undefined while they are being looked for. */
  duplicates: number | undefined;
  merges: number;
  sources: number;
  /** Among the newest runs: those that did not go as they should. */
  troubledRuns: number;
  runs: number;
  suggestions: number;
  /** Not answered, or badly; at most 500. */
  questions: number;
}

/** Runs that are looked at. */
export const recentRuns = 50;

export async function readAdminCounts(store: GraphStore, viewer: Viewer): Promise<AdminCounts> {
  const [open, settled, duplicates, merges, sources, runs, suggestions, questions] = await Promise.all([
    store.disputes(viewer, { limit: 0 }),
    store.disputes(viewer, { isSettled: true, limit: 0 }),
    store.duplicatesSoFar(viewer, { limit: mostSuggestions, patience }),
    store.merges(viewer),
    store.sources(viewer),
    store.runs(viewer, { limit: recentRuns }),
    store.suggestions(viewer, { status: 'open', limit: 0 }),
    store.openQuestions(viewer, { since: '', limit: 500 }),
  ]);
  return {
    contradictions: open.total,
    settled: settled.total,
    duplicates: duplicates.state === 'looking' ? undefined : duplicates.pairs.length,
    merges: merges.filter(({ until }) => until === undefined).length,
    sources: sources.length,
    runs: runs.length,
    suggestions: suggestions.total,
    questions: questions.length,
    troubledRuns: runs.filter(({ status, refusedCount }) => status === 'failed' || refusedCount > 0).length,
  };
}
