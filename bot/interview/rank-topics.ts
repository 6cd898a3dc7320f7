import type { Topic } from './topic.ts';

/**
 * How much asking about it is worth: how likely the wiki misleads or leaves somebody without an answer, and how many that meets. Logarithms,
 * because the tenth asker says less about it than the second.
 */
export function worthOf(topic: Topic): number {
  switch (topic.about) {
    // People wanted to know it and could not: one answer serves all who ask next.
    case 'missing':
      return 4 * log(topic.times) + 3 * log(topic.bad);
    // One of the sources is wrong for sure.
    case 'contradiction':
      return 4 + 2 * log(topic.asked);
    // It may well be right still, the less the longer ago: as much as a contradiction after two years.
    case 'overdue':
      return 2 + Math.min(2, topic.days / 365) + 2 * log(topic.asked);
  }
}

/** The most worth asking first; in one order whatever order they come in. */
export function rankTopics<T extends Topic>(topics: readonly T[]): T[] {
  return [...topics].sort((a, b) => worthOf(b) - worthOf(a) || (a.key < b.key ? -1 : 1));
}

function log(count: number): number {
  return Math.log2(1 + count);
}
