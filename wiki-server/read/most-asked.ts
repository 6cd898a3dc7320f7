import type { GraphStore } from '../../graph/store.ts';
import type { FrequentQuestion } from '../../schema/asked.ts';
import { anyEmployee } from '../../schema/viewer.ts';

/** Days over which it is counted. */
const askedDays = 30;
const named = 6;

/** What several people asked lately; the same for all. */
export async function readMostAsked(
  store: Pick<GraphStore, 'frequentQuestions'>,
  now: Date,
): Promise<FrequentQuestion[]> {
  const since = new Date(now.getTime() - askedDays * 86_400_000).toISOString();
  return store.frequentQuestions(anyEmployee, { since, limit: named });
}
