import { isStopWord, queryTerms, stem, terms, words } from '../../graph/text/analyse.ts';
import { askedThing } from './asked-thing.ts';
import { termsOf } from './coverage.ts';
import { hasWhatIsAsked } from './expected.ts';
import { signal } from './reading-order.ts';
import type { Evidence } from './retrieve.ts';
import type { Otherwise, Thesaurus } from './thesaurus.ts';

/**
 * How the signs that a section holds the answer count against each other, on questions with and without an answer of six bodies of text,
 * each judged by the weights of the others (docs/decisions/021 and 023). One section must be near and have the words: near in one and the
 * words in another are two halves. A long question that comes as near as a short one is better borne out: it says more that could differ.
 */
const weights = { closeness: 1, coverage: 0.15, length: 0.3 };
const enough = 1.05;
/** Words of a question beyond which more of them say nothing; one of fewer words than the least is a title rather than a question. */
const lengths = { least: 3, title: 5, most: 7 };
/** Whatever the length, one passage must be about as near as this: 99 of 100 that hold answers are nearer. */
const floor = 0.44;
/** The same where a figure is asked for, with all words of the question (docs/decisions/024). */
const figureWeights = { perWord: 0.03, known: 0.25 };
const wordsOfFigure = { least: 5, most: 15 };
const enoughOfFigure = 1.05;

/** Share of the words that is enough where there are no embeddings. */
const enoughWords = 0.45;

/** Who is on call this week, how many there are right now: pages tell what holds for long. Whom I ask when I am ill today they do tell. */
const asksOfNow = [
  /\b(?:who|whose|which|how many|how much)\b.*\b(?:today|tonight|tomorrow|(?:this|next) week(?:end)?(?! in\b))/i,
  /\bhow (?:many|much)\b.*\b(?:right now|at the moment|so far)\b/i,
];
const isOfAsker = /\b(?:i|i['’]?m|my)\b/i;

/** Passages whose text may bear out a question, and those of them that are quoted. */
const looked = 6;
const quoted = 3;

/**
 * Whether what was found is likely to hold the answer: it is about the question, has what is asked for, and knows the names in it and the
 * thing that is asked for.
 *
 * @param thesaurus finds what texts may put otherwise: PTO is no unknown name where there is annual leave
 */
export function isAnswerable(
  question: string,
  evidence: readonly Evidence[],
  thesaurus: Thesaurus = () => [],
): boolean {
  const top = evidence.slice(0, looked);
  const best = top.slice(0, quoted);
  if (isOfNow(question)) return false;
  const otherwise = thesaurus(question);
  const named = namesIn(question);
  const isKnown =
    hasWhatIsAsked(
      question,
      best.map(({ passage }) => passage),
    ) &&
    named.every(wordsOf(top, otherwise)) &&
    askedThing(question).every(wordsOf(best, otherwise));
  if (best.every(({ telling }) => telling === undefined)) return isKnown && isAbout(question, top);
  const ofSubject = best.filter(isOfSubject({ question, named, otherwise }, evidence));
  return tellsFigure(question, Math.max(0, ...ofSubject.map(({ telling }) => telling?.closeness ?? 0)), isKnown);
}

/**
 * Whether a figure that is asked for is told: by a sentence that has one and is near the question. What such a sentence is about is
 * surer than what its section is about, so that a thing in other words may be the thing that is asked for.
 */
function tellsFigure(question: string, telling: number, isKnown: boolean): boolean {
  const asked = Math.min(Math.max(words(question).length, wordsOfFigure.least), wordsOfFigure.most);
  return telling + figureWeights.perWord * asked + (isKnown ? figureWeights.known : 0) >= enoughOfFigure;
}

function isOfNow(question: string): boolean {
  return !isOfAsker.test(question) && asksOfNow.some((form) => form.test(question));
}

/** Words of a title beyond which it says what a page tells, not what it is about. */
const longestSubject = 2;
/** Share of the words of the best section that another one of the same subject has at least. */
const ofBest = 0.35;

/**
 * Whether a section is of what the question names: each name that is written as one, and a subject that pages are called after. The phone
 * number of the Oslo office is none of Bergen, whose page was found too. One that has hardly any word of the question is of something else.
 *
 * @param evidence all that was found
 */
function isOfSubject(
  { question, named, otherwise }: { question: string; named: readonly string[]; otherwise: readonly Otherwise[] },
  evidence: readonly Evidence[],
): (section: Evidence) => boolean {
  const asked = new Set(queryTerms(question));
  const least = ofBest * Math.max(0, ...evidence.slice(0, quoted).map(({ coverage }) => coverage));
  const subjects = [...new Set(evidence.slice(0, looked).map(({ passage }) => passage.title))]
    .map((title) => terms(title))
    .filter(({ length }) => length > 0 && length <= longestSubject)
    .filter((subject) => subject.every((term) => asked.has(term)));
  return (section) => {
    const has = wordsOf([section], otherwise);
    return (
      section.coverage >= least &&
      named.every(has) &&
      (subjects.length === 0 || subjects.some((subject) => subject.every(has)))
    );
  };
}

/** Whether a term stands in sections, as it is or put otherwise. */
function wordsOf(evidence: readonly Evidence[], otherwise: readonly Otherwise[]): (term: string) => boolean {
  const known = new Set(evidence.flatMap(({ passage }) => [...termsOf(passage)]));
  const putOtherwise = new Set(
    otherwise
      .filter(({ others }) => others.some((other) => terms(other).every((term) => known.has(term))))
      .flatMap(({ phrase }) => terms(phrase)),
  );
  return (term) => known.has(term) || putOtherwise.has(term);
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

/** Words of a question written as names, not at the beginning of a sentence, and its years; as search terms. */
function namesIn(question: string): string[] {
  const found = [...question.matchAll(/(?<=[\p{L}\p{N},;:)]\s+)(\p{Lu}[\p{L}\p{N}]+)/gu)].flatMap(([, name]) =>
    words(name ?? ''),
  );
  const years = question.match(/(?<![\p{L}\p{N}.#/-])(?:19|20)\d\d(?![\p{L}\p{N}/-])/gu) ?? [];
  return [...found.filter((word) => !calendar.has(word) && !isStopWord(word)).map(stem), ...years];
}
