import { queryTerms, terms } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { Passage } from '../../schema/entity.ts';

type Readable = Pick<Passage, 'title' | 'heading' | 'text'>;

/** The terms that a passage has, with its title and headings. */
export function termsOf({ title, heading, text }: Readable): Set<string> {
  return new Set(terms(`${title} ${heading.join(' ')} ${plainText(text)}`));
}

/** How much of a question's words each passage has: 0 to 1. Words that few of the passages have count more. */
export function coverages(question: string, passages: readonly Readable[]): number[] {
  const having = passages.map(termsOf);
  const weights = queryTerms(question).map((term) => {
    const frequency = having.filter((own) => own.has(term)).length;
    return { term, weight: Math.log(1 + (passages.length + 1) / (frequency + 0.5)) };
  });
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  return having.map((own) => {
    const covered = weights.reduce((sum, { term, weight }) => (own.has(term) ? sum + weight : sum), 0);
    return total === 0 ? 0 : covered / total;
  });
}
