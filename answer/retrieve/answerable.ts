import { isStopWord, queryTerms, stem, terms, words } from '../../graph/text/analyse.ts';
import { termsOf } from './coverage.ts';
import { hasWhatIsAsked } from './expected.ts';
import { signal } from './reading-order.ts';
import type { Evidence } from './retrieve.ts';
import type { Thesaurus } from './thesaurus.ts';

/**
 * How the signs that a section holds the answer count against each other, by logistic regression over questions with and without an answer
 * of five bodies of text, each judged by the weights of the other four (docs/decisions/021). One section must be near and have the words:
 * near in one and the words in another are two halves. A long question that comes as near as a short one is better borne out: it says
 * more that could differ.
 */
const weights = { closeness: 1, coverage: 0.15, length: 0.487 };
const enough = 1.385;
/** Words of a question beyond which more of them say nothing; one of fewer words than the least is a title rather than a question. */
const lengths = { least: 3, title: 5, most: 7 };
/** Whatever the length, one passage must be about as near as this: 99 of 100 that hold answers are nearer. */
const floor = 0.48;
/** Share of the words that is enough where there are no embeddings. */
const enoughWords = 0.45;

/** Passages whose text may bear out a question, and those of them that are quoted. */
const looked = 6;
const quoted = 3;

/**
 * Whether what was found is likely to hold the answer: it is about the question, has what is asked for, and knows the names in it.
 *
 * @param thesaurus finds what texts may put otherwise: PTO is no unknown name where there is annual leave
 */
export function isAnswerable(
  question: string,
  evidence: readonly Evidence[],
  thesaurus: Thesaurus = () => [],
): boolean {
  const top = evidence.slice(0, looked);
  if (!isAbout(question, top)) return false;
  const sections = top.slice(0, quoted).map(({ passage }) => passage);
  if (!hasWhatIsAsked(question, sections)) return false;
  const known = new Set(top.flatMap(({ passage }) => [...termsOf(passage)]));
  const unknown = namesIn(question).filter((name) => !known.has(name));
  if (unknown.length === 0) return true;
  const toldOtherwise = new Set(
    thesaurus(question)
      .filter(({ others }) => others.some((other) => terms(other).every((term) => known.has(term))))
      .flatMap(({ phrase }) => terms(phrase)),
  );
  return unknown.every((name) => toldOtherwise.has(name));
}

function isAbout(question: string, top: readonly Evidence[]): boolean {
  const coverage = Math.max(0, ...top.map((each) => each.coverage));
  const near = top.flatMap(({ closeness }) => closeness ?? []);
  if (near.length === 0) return coverage >= enoughWords;
  if (!top.some((each) => signal({ nearness: each.closeness ?? 0, coverage: each.coverage }) >= floor)) return false;
  const asked = queryTerms(question).length;
  const length = weights.length * Math.log1p(asked < lengths.least ? lengths.title : Math.min(asked, lengths.most));
  return top
    .slice(0, quoted)
    .some((each) => weights.closeness * (each.closeness ?? 0) + weights.coverage * each.coverage + length >= enough);
}

/** Capital letters that say nothing: days and months, and the asker himself. */
const calendar = new Set(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december i'.split(
    ' ',
  ),
);

/** Words of a question written as names, not at the beginning of a sentence; as search terms. */
function namesIn(question: string): string[] {
  const found = [...question.matchAll(/(?<=[\p{L}\p{N},;:)]\s+)(\p{Lu}[\p{L}\p{N}]+)/gu)].flatMap(([, name]) =>
    words(name ?? ''),
  );
  return found.filter((word) => !calendar.has(word) && !isStopWord(word)).map(stem);
}
