import type { Turn } from '../../schema/answer.ts';
import { type HistoryLimits, lastTurns } from './thread-history.ts';

/** What was asked and answered in the threads of channels, which Kiki may not read: only what went through Kiki itself. */
export interface RecentTurns {
  recall(thread: string): Turn[];
  remember(thread: string, turns: readonly Turn[]): void;
}

/** In memory: the threads used last, so that a restart begins anew. */
export function createRecentTurns({ threads, limits }: { threads: number; limits: HistoryLimits }): RecentTurns {
  const byThread = new Map<string, Turn[]>();
  return {
    recall: (thread) => [...(byThread.get(thread) ?? [])],
    remember(thread, turns) {
      const known = byThread.get(thread) ?? [];
      byThread.delete(thread);
      byThread.set(thread, lastTurns([...known, ...turns], limits));
      for (const oldest of byThread.keys()) {
        if (byThread.size <= threads) break;
        byThread.delete(oldest);
      }
    },
  };
}
