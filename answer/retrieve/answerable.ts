import { askedThing } from './asked-thing.ts';
import { hasWhatIsAsked } from './expected.ts';
import { hasIdentifier, identifiersNamed } from './identifiers-named.ts';
import { signal } from './reading-order.ts';
import type { Evidence } from './retrieve.ts';
import { looked, namesIn, quoted, type Signs, signNames, signsOf, wordsOf } from './signs.ts';
import { teamsNamed } from './teams-named.ts';
import type { Thesaurus } from './thesaurus.ts';

/**
 * How much each sign counts, by logistic regression on 1,155 questions to seven bodies of text, 419 of them without an answer
 * (docs/decisions/026; `bench/answerable.ts` fits them anew).
 */
const weights: Signs = {
  score: 22.1,
  words: 0.8,
  figure: -3.8,
  telling: 2.4,
  seldomTold: -3.1,
  uncounted: -2.6,
  unknownThing: -3.1,
  names: -0.8,
  unknownNames: -2.5,
  headed: -2,
  asksForHolder: -3.5,
  asksOfToday: -1.3,
  asksForRule: 1.4,
  asksOfPast: -3.5,
  asksWhether: 0.1,
  saysWhen: 1.2,
};
/** At this bound one of 28 questions with an answer is refused, each body of text judged by the weights of the others. */
const enough = 11.85;

/** Whatever speaks for it, one passage must be about as near as this: 99 of 100 that hold answers are nearer. A long question alone is no answer. */
const floor = 0.44;

/** Share of the words that is enough where there are no embeddings. */
const enoughWords = 0.45;

/** Who is on call this week, how many there are right now: pages tell what holds for long. Whom I ask when I am ill today they do tell. */
const asksOfNow = [
  /\b(?:who|whose|which|how many|how much)\b.*\b(?:today|tonight|tomorrow|(?:this|next) week(?:end)?(?! in\b))/i,
  /\bhow (?:many|much)\b.*\b(?:right now|at the moment|so far)\b/i,
  // What it came to in a month or a week is no rule.
  /\bwhat(?:['’]?s| is| was| were)\b.*\b(?:last|this|next) (?:week|month|quarter)\b/i,
];
const isOfAsker = /\b(?:i|i['’]?m|my)\b/i;

/**
 * Whether what was found is likely to hold the answer: the signs for it outweigh those against it, and of the names in the question some are known.
 * By words alone it must have enough of them, and what is asked for.
 *
 * @param thesaurus finds what texts may put otherwise: PTO is no unknown name where there is annual leave
 */
export function isAnswerable(
  question: string,
  evidence: readonly Evidence[],
  thesaurus: Thesaurus = () => [],
): boolean {
  if (isOfNow(question) || evidence.length === 0) return false;
  if (isOfUnknownTeam(question, evidence, thesaurus) || isOfUnknownIdentifier(question, evidence)) return false;
  const read = evidence.slice(0, looked);
  if (read.every(({ closeness }) => closeness === undefined)) return hasWords(question, evidence, thesaurus);
  if (!read.some(({ closeness = 0, coverage }) => signal({ nearness: closeness, coverage }) >= floor)) return false;
  const signs = signsOf(question, evidence, thesaurus);
  return signs.unknownNames < 1 && weigh(signs) >= enough;
}

function weigh(signs: Signs): number {
  return signNames.reduce((sum, name) => sum + weights[name] * signs[name], 0);
}

function hasWords(question: string, evidence: readonly Evidence[], thesaurus: Thesaurus): boolean {
  const otherwise = thesaurus(question);
  const [read, shown] = [evidence.slice(0, looked), evidence.slice(0, quoted)];
  return (
    read.some(({ coverage }) => coverage >= enoughWords) &&
    namesIn(question).every(wordsOf(read, otherwise)) &&
    askedThing(question).every(wordsOf(shown, otherwise)) &&
    hasWhatIsAsked(
      question,
      shown.map(({ passage }) => passage),
    )
  );
}

/** "What does the robotics working group do?" where no section has robots. */
function isOfUnknownTeam(question: string, evidence: readonly Evidence[], thesaurus: Thesaurus): boolean {
  const named = teamsNamed(question);
  return named.length > 0 && !named.every(wordsOf(evidence, thesaurus(question)));
}

/** "Who owns the ledger-sync repo?" where no section has that. */
function isOfUnknownIdentifier(question: string, evidence: readonly Evidence[]): boolean {
  return !identifiersNamed(question).every((identifier) =>
    evidence.some(({ passage }) => hasIdentifier(identifier, passage)),
  );
}

function isOfNow(question: string): boolean {
  return !isOfAsker.test(question) && asksOfNow.some((form) => form.test(question));
}
