import type { FrequentQuestion } from '../../schema/asked.ts';
import { answeredAsked } from '../cypher/asked.ts';
import type { Row, Run } from '../engine.ts';
import { text } from './row.ts';

/** Questions that are looked through for what is asked most. */
const looked = 5_000;
/** A question is frequent when so many people asked it: what one person asks is his own. */
const fewestAskers = 2;
/** For how long a list is good enough that another process may have changed, in milliseconds. */
const goodEnough = 5_000;

export interface FrequentQuery {
  /** ISO. */
  since: string;
  limit: number;
}

export interface FrequentQuestions {
  read(query: FrequentQuery): Promise<FrequentQuestion[]>;
  /** A question came or went here. */
  forget(): void;
}

/**
 * What is asked most. The front page tells it, and looks at it at every view to know whether it is still the same page, so it is
 * read once for all views until a question comes or goes. A failed read is not kept.
 */
export function createFrequentQuestions(read: Run, clock: () => number = () => performance.now()): FrequentQuestions {
  let known: { query: string; at: number; list: Promise<FrequentQuestion[]> } | undefined;
  return {
    read({ since, limit }) {
      const query = JSON.stringify([since, limit]);
      if (known?.query === query && clock() - known.at < goodEnough) return known.list;
      const list = read({ text: answeredAsked, parameters: { since, limit: looked } }).then((rows) =>
        frequentOf(rows, limit),
      );
      const asked = { query, at: clock(), list };
      known = asked;
      list.catch(() => {
        if (known === asked) known = undefined;
      });
      return list;
    },
    forget() {
      known = undefined;
    },
  };
}

/** Questions of equal words that several people asked, most often asked first. */
export function frequentOf(rows: readonly Row[], limit: number): FrequentQuestion[] {
  const groups = new Map<string, { question: string; askers: Set<string>; count: number }>();
  for (const row of rows) {
    const key = text(row, 'asked');
    const group = groups.get(key) ?? { question: text(row, 'question'), askers: new Set<string>(), count: 0 };
    group.askers.add(text(row, 'asker'));
    group.count += 1;
    groups.set(key, group);
  }
  return [...groups.values()]
    .filter(({ askers }) => askers.size >= fewestAskers)
    .sort((a, b) => b.count - a.count || (a.question < b.question ? -1 : 1))
    .slice(0, limit)
    .map(({ question, count }) => ({ question, count }));
}
