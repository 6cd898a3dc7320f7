import { terms } from '../../graph/text/analyse.ts';
import type { Passage } from '../../schema/entity.ts';
import { linesOf, rarityAmong, termsOf } from './coverage.ts';

type Readable = Pick<Passage, 'title' | 'heading' | 'text'>;

/** Two words that stand side by side, in either order. */
interface Pair {
  one: string;
  other: string;
  weight: number;
}

/**
 * How much of what stands side by side in a question stands side by side in each passage too, in either order: 0 to 1. "Personal meeting ID"
 * is another thing than a meeting and a personal note. Pairs of words that few of the passages have count more.
 *
 * @param wordings the question and how texts may put it; of each passage the one counts of which it has most
 */
export function phraseShares(wordings: readonly string[], passages: readonly Readable[]): number[] {
  const having = passages.map(termsOf);
  const rarity = rarityAmong(having);
  const asked = wordings.map((wording) => pairsOf(terms(wording), rarity));
  return passages.map((passage, index) => {
    const known = having[index] ?? new Set();
    return Math.max(0, ...asked.map((pairs) => shareIn(passage, known, pairs)));
  });
}

/** The pairs of neighbours, each once. */
function pairsOf(found: readonly string[], rarity: (term: string) => number): Pair[] {
  const pairs = found.slice(1).map((term, index) => [found[index] ?? '', term].sort());
  return [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()]
    .filter(([one, other]) => one !== other)
    .map(([one = '', other = '']) => ({ one, other, weight: rarity(one) + rarity(other) }));
}

function shareIn(passage: Readable, known: ReadonlySet<string>, pairs: readonly Pair[]): number {
  const possible = pairs.filter(({ one, other }) => known.has(one) && known.has(other));
  if (possible.length === 0) return 0;
  const lines = linesOf(passage);
  return sum(possible.filter((pair) => lines.some((line) => stands(pair, line)))) / sum(pairs);
}

function stands({ one, other }: Pair, line: readonly string[]): boolean {
  return line.some((term, index) => {
    const next = line[index + 1];
    return (term === one && next === other) || (term === other && next === one);
  });
}

function sum(pairs: readonly Pair[]): number {
  return pairs.reduce((total, { weight }) => total + weight, 0);
}
