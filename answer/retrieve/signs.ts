import { isStopWord, queryTerms, stem, terms, words } from '../../graph/text/analyse.ts';
import { askedThing } from './asked-thing.ts';
import { countedThing, isCounted } from './counted.ts';
import { termsOf } from './coverage.ts';
import { withoutPhrases } from './reading-order.ts';
import { expectedOf } from './figures.ts';
import type { Evidence } from './retrieve.ts';
import type { Otherwise, Thesaurus } from './thesaurus.ts';

/** Passages whose text may bear out a question, and those of them that are quoted. */
export const looked = 6;
export const quoted = 3;
/** Passages in which a name may stand: a page that answers need not say it beside the answer. */
const lookedForNames = 8;

/**
 * Kinds of questions. Pages tell rules and ways that hold for long and for many, and seldom who it is today, what it came to, or what is
 * usual. One more is a row, and then weights anew (bench/answerable.ts).
 */
const kinds = {
  /** Who holds a post is told by lists; who does something in some case ("who decides when a vote is tied?"), by pages. */
  asksForHolder:
    /\bwho(?:['’]?s|['’]?re)?\b(?=(?:\s+[^\s?]+){0,4}?\s+(?<!\b(?:picks|chooses|selects|appoints|elects|names|nominates|decides|approves|replaces) (?:the |an? |our |new |next )*)(?:is|are|was|were|leads?|led|chairs?|chaired|heads?|runs?|manages?|maintains?|owns?|reports? to|deputy|manager|boss)\b)/i,
  asksOfToday:
    /\b(?:now|currently|today|at the moment|this (?:week|year|month)|next|last|so far|to date|usually|average|typical)\b/i,
  /** May I? Should one? */
  asksForRule: /\b(?:can|may|must|should|allowed|need|have to|ok|okay)\b/i,
  /** How many there were in a year, or by now. */
  asksOfPast:
    /\bhow (?:many|much)\b(?!.*\b(?:must|may|should|can|need)\b).*\b(?:did|were|was|(?:have|has) (?:already |ever )?(?:been|\p{L}+ed|given|taken|made|left)|so far|last (?:year|quarter|month|week)|in (?:\p{L}[\p{L}\d]+ )?(?:19|20)\d\d)\b/iu,
  asksWhether: /^\W*(?:is|are|can|do|does|may|must|should|will|has|have|did)\b/i,
  /** Words that join: it says in what case. */
  saysWhen: /\b(?:if|when|after|before|without|because|but|and|or)\b/i,
} as const satisfies Record<string, RegExp>;

/** What nobody writes down where all may read it. */
const secret =
  /\bwhat(?:['’]?s| is| are) (?:the |our |my )?(?:[\p{L}\d-]+ ){0,2}(?:pass ?(?:word|code|phrase)|host key|(?:door|access|pin|key) ?code|wi-?fi key)s?\b(?! (?:polic|rule|manager|length))/iu;

/** What speaks for and against that prose holds the answer to a question, as numbers that can be weighed. Flags are 0 or 1. */
export type Signs = Record<(typeof signNames)[number], number>;

export const signNames = [
  /** Score of the best section without its phrases, which also what answers nothing may have ("working group"), against the logarithm of the words of the question: each word of a short one counts more. */
  'score',
  /** Words of the question: a long one that comes as near as a short one is better borne out, as it says more that could differ. */
  'words',
  /** Whether a figure is asked for, and how near the sentence is that tells one such. */
  'figure',
  'telling',
  /** Whether it is of a kind that pages seldom tell: what is paid, when something was, a password. */
  'seldomTold',
  /** Whether things are to be counted that no section has a number of. */
  'uncounted',
  /** Share of the words of the thing that is asked for that no section has which would be quoted. */
  'unknownThing',
  /** Names in the question, and the share of them that no section has. */
  'names',
  'unknownNames',
  /** Share of the question's words in the title and the headings of the best section: it is called after the subject, whatever is asked of that. */
  'headed',
  ...(Object.keys(kinds) as (keyof typeof kinds)[]),
] as const;

/** Words of a question beyond which more of them say nothing. */
const lengths = { least: 4, most: 16 };

/** @param evidence best first, with closeness */
export function signsOf(question: string, evidence: readonly Evidence[], thesaurus: Thesaurus): Signs {
  const otherwise = thesaurus(question);
  const [best] = evidence;
  const shown = evidence.slice(0, quoted);
  const length = Math.min(Math.max(words(question).length, lengths.least), lengths.most);
  const named = namesIn(question);
  const heads = new Set(best === undefined ? [] : terms([best.passage.title, ...best.passage.heading].join(' ')));
  const told = shown.filter(isOfSubject({ question, named, otherwise }, evidence));
  const counted = countedThing(question);
  const ofKinds = Object.fromEntries(Object.entries(kinds).map(([kind, form]) => [kind, Number(form.test(question))]));
  return {
    score: (best === undefined ? 0 : withoutPhrases(best)) / Math.log(length),
    words: length,
    figure: Number(shown.some(({ telling }) => telling !== undefined)),
    seldomTold: Number(expectedOf(question)?.isSeldom === true || secret.test(question)),
    uncounted: Number(
      counted !== undefined && !evidence.slice(0, looked).some(({ passage }) => isCounted(counted, passage.text)),
    ),
    telling: Math.max(0, ...told.map(({ telling }) => telling?.closeness ?? 0)),
    unknownThing: shareWithout(askedThing(question), wordsOf(shown, otherwise)),
    names: named.length,
    unknownNames: shareWithout(named, wordsOf(evidence.slice(0, lookedForNames), otherwise)),
    headed: 1 - shareWithout(queryTerms(question), (term) => heads.has(term)),
    ...(ofKinds as Record<keyof typeof kinds, number>),
  };
}

function shareWithout(all: readonly string[], has: (term: string) => boolean): number {
  return all.length === 0 ? 0 : all.filter((term) => !has(term)).length / all.length;
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
export function isOfSubject(
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
export function wordsOf(evidence: readonly Evidence[], otherwise: readonly Otherwise[]): (term: string) => boolean {
  const known = new Set(evidence.flatMap(({ passage }) => [...termsOf(passage)]));
  const putOtherwise = new Set(
    otherwise
      .filter(({ others }) => others.some((other) => terms(other).every((term) => known.has(term))))
      .flatMap(({ phrase }) => terms(phrase)),
  );
  return (term) => known.has(term) || putOtherwise.has(term);
}

/** Capital letters that name nothing: days and months, the asker himself, and what everybody abbreviates. */
const noNames = new Set(
  'ok asap fyi hr pr prs ci id url pdf monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december i'.split(
    ' ',
  ),
);

const ofAsker = /\b(?:i|i['’]?m|my|me)\b/i;
/** Where the asker is or goes is his own affair: rules name no such place. "Staying at my parents' in Ohio", "may I work from Spain?" */
const whereabouts =
  /\b(?:[Ss]tay|[Ll]iv|[Mm]ov|[Rr]elocat|[Tt]ravel|[Ww]ork|[Vv]isit|[Ff]ly|[Gg]o)\p{L}*\b[^.?!]{0,25}\b(?:in|from|to|at) (\p{Lu}[\p{L}\p{N}]+)/gu;

/** Words of a question written as names, not at the beginning of a sentence, and its years; as search terms. */
export function namesIn(question: string): string[] {
  const found = [...question.matchAll(/(?<=[\p{L}\p{N},;:)]\s+)(\p{Lu}[\p{L}\p{N}]+)/gu)].flatMap(([, name]) =>
    words(name ?? ''),
  );
  const places = ofAsker.test(question)
    ? [...question.matchAll(whereabouts)].flatMap(([, place]) => words(place ?? ''))
    : [];
  const years = question.match(/(?<![\p{L}\p{N}.#/-])(?:19|20)\d\d(?![\p{L}\p{N}/-])/gu) ?? [];
  const isName = (word: string) => !noNames.has(word) && !isStopWord(word) && !places.includes(word);
  return [...found.filter(isName).map(stem), ...years];
}
