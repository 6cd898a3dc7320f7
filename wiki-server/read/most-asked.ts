import type { GraphStore } from '../../graph/store.ts';
import type { FrequentQuestion } from '../../schema/asked.ts';
import { daysAfter } from '../../schema/days.ts';
import { anyEmployee } from '../../schema/viewer.ts';

/** Days over which it is counted. */
const askedDays = 30;
const named = 6;

/** What several people asked lately; the same for all. */
export async function readMostAsked(
  store: Pick<GraphStore, 'frequentQuestions'>,
  now: Date,
): Promise<FrequentQuestion[]> {
  // From the beginning of a day, so that all who ask on one day ask the same.
  const since = daysAfter(now.toISOString(), -askedDays);
  return store.frequentQuestions(anyEmployee, { since, limit: named });
}
