import { type Analysis, nounBeside, overlap, type SenseSpan } from './analysis.ts';
import type { KindSense } from './lexicon.ts';
import { crowdWords } from './person-nouns.ts';
import { wordsOf } from './tokens.ts';
import { isPlural } from './values.ts';

/** Words that describe a thing instead of naming it: "the team *that builds the package manager*". */
export interface Description {
  kind: string;
  /** Field and value that the noun implies: a "committee" is a team of that type. */
  filter?: KindSense['filter'];
  /** The words, without the noun. */
  words: string;
  /** A word that a text must have beside the thing: "the Risk *chairs* pick one". */
  needs?: string;
  /** The question with the placeholder instead of the noun and its description. Undefined where the thing itself is asked for. */
  outer?: string;
}

const relativeWords = new Set(['that', 'which', 'who', 'whom', 'whose', 'where', 'behind']);
const asking = new Set(['which', 'what']);
/** Who a clause without a relative word begins with: "the team *we* should tell". */
const askers = new Set(['i', 'we', 'you', 'they']);
/** What stands before a noun and belongs to it. */
const determiners = new Set(['the', 'a', 'an', 'our', 'one', 'whichever']);
/** What is said by not being, or by being more than others, no text says. */
const incomparable = new Set(
  'no not without never nobody none lacks lacking dont doesnt isnt arent more most fewer fewest less least than same both each every'.split(
    ' ',
  ),
);
/** Words at the beginning that leave "which team ..." the question itself. */
const opening = new Set(['so', 'and', 'hey', 'hi', 'ok', 'to', 'from', 'in', 'on', 'by']);

/** The descriptions in a question, in order. A thing that is named needs none. */
export function descriptionsIn(analysis: Analysis, placeholder: string): Description[] {
  const { tokens, kinds } = analysis;
  const ofThings = [...kinds, ...theOnes(analysis)].flatMap((noun): Description[] => {
    const from = isOne(noun, analysis) ? startOf(noun, analysis) : undefined;
    if (from === undefined || wordsOf(tokens, from).some((word) => incomparable.has(word))) return [];
    if (wordsOf(tokens, from).every((_, index) => tokens[from + index]?.isStop === true)) return [];
    const isAsked =
      asking.has(tokens[noun.start - 1]?.word ?? '') &&
      tokens.slice(0, noun.start - 1).every(({ word }) => opening.has(word));
    let before = noun.start;
    while (determiners.has(tokens[before - 1]?.word ?? '')) before -= 1;
    if (!isAsked && before === 0) return [];
    const outer = isAsked ? {} : { outer: [...wordsOf(tokens, 0, before), placeholder].join(' ') };
    const words = wordsOf(tokens, from).join(' ');
    return sensesOf(noun).map(({ kind, filter }) => ({ kind, ...(filter && { filter }), words, ...outer }));
  });
  return [
    ...ofThings,
    ...ofRoles(analysis, placeholder),
    ...ofCrowds(analysis, placeholder),
    ...ofDoers(analysis, placeholder),
  ];
}

/** "The *tide table* folks": a team called after what it makes. */
function ofCrowds({ tokens, mentions }: Analysis, placeholder: string): Description[] {
  const word = (at: number) => tokens[at]?.word ?? '';
  return tokens.flatMap((_, end): Description[] => {
    if (!crowdWords.has(word(end)) || ['ones', 'lot'].includes(word(end))) return [];
    const start = [1, 2, 3, 4, 5, 6].map((back) => end - back).find((at) => ['the', 'our'].includes(word(at - 1)));
    if (start === undefined) return [];
    const said = tokens.slice(start, end);
    const isNamed = mentions.some(
      (mention) =>
        mention.start === start &&
        mention.end === end &&
        mention.senses.some(({ kind, sort }) => kind === 'Team' && sort !== 'part'),
    );
    if (isNamed || said.every(({ isStop }) => isStop) || said.some((each) => incomparable.has(each.word))) return [];
    const outer = [...wordsOf(tokens, 0, start - 1), placeholder, ...wordsOf(tokens, end + 1)].join(' ');
    return [{ kind: 'Team', words: wordsOf(tokens, start, end).join(' '), outer }];
  });
}

/** "How many of the people *who print the timetables* are in Risk as well?": a team, told by what it does. */
function ofDoers({ tokens }: Analysis, placeholder: string): Description[] {
  const word = (at: number) => tokens[at]?.word ?? '';
  return tokens.flatMap((_, at): Description[] => {
    const isCrowd = crowdWords.has(word(at)) && ['the', 'those', 'these'].includes(word(at - 1));
    if (!isCrowd || !['who', 'that'].includes(word(at + 1))) return [];
    const from = at + 2;
    const main = tokens.findIndex((token, index) => index > from + 1 && mainVerbs.has(token.word));
    const to = main === -1 ? tokens.length : main;
    const said = tokens.slice(from, to);
    if (said.length < 2 || said.some((each) => incomparable.has(each.word))) return [];
    const members = word(at - 2) === 'of' ? ['the', 'members', 'of'] : [];
    const outer = [...wordsOf(tokens, 0, at - 1), ...members, placeholder, ...wordsOf(tokens, to)].join(' ');
    return [{ kind: 'Team', words: wordsOf(tokens, from, to).join(' '), outer }];
  });
}

/** What is asked of them behind their description. */
const mainVerbs = new Set(['are', 'is', 'have', 'has', 'do', 'also', 'sit', 'belong', 'lead']);

/** "The *chairs who* pick the referee": whose they are, a text says that tells of those chairs. */
function ofRoles({ tokens, relations }: Analysis, placeholder: string): Description[] {
  return relations.flatMap(({ start, end, senses }) => {
    const isRole = senses.some(({ reading }) => reading === 'role' || reading === 'noun-to');
    const words = tokens.slice(end + 1).map(({ word }) => word);
    const isDescribed =
      ['who', 'that'].includes(tokens[end]?.word ?? '') && tokens[start - 1]?.word === 'the' && start > 1;
    const needs = tokens[end - 1]?.word;
    if (!isRole || !isDescribed || needs === undefined || words.length < fewestWords) return [];
    if (words.some((word) => incomparable.has(word))) return [];
    const before = tokens.slice(0, end).map(({ word }) => word);
    return [{ kind: 'Team', words: words.join(' '), needs, outer: [...before, 'of', placeholder].join(' ') }];
  });
}

/** Fewer words describe nobody's chairs in particular. */
const fewestWords = 4;

/** "The *one* I should contact": whom or which, the rest of the question says. */
function theOnes({ tokens }: Analysis): SenseSpan<KindSense>[] {
  return tokens.flatMap(({ word }, start) =>
    word === 'one' && tokens[start - 1]?.word === 'the'
      ? [{ start, end: start + 1, senses: [{ kind: 'Person' }, { kind: 'Team' }] }]
      : [],
  );
}

/** "The team", not "teams": several are a list. */
function isOne({ end }: SenseSpan<KindSense>, { tokens }: Analysis): boolean {
  return !isPlural(tokens[end - 1]?.word ?? '');
}

/** Where the words begin that describe what a noun stands for. */
function startOf(noun: SenseSpan<KindSense>, { tokens, kinds, mentions }: Analysis): number | undefined {
  const isNamed = mentions.some(
    (mention) =>
      mention.certainty !== 'guess' &&
      // "Payments team" may be the name as a whole.
      (overlap(mention, noun) ||
        mention.senses.some(({ kind }) => nounBeside(mention, kind, kinds)?.start === noun.start)),
  );
  if (isNamed) return undefined;
  const [next, second] = [tokens[noun.end], tokens[noun.end + 1]];
  if (next === undefined) return undefined;
  if (relativeWords.has(next.word)) return noun.end + 1;
  // "The person I should run it past".
  if (askers.has(next.word)) return noun.end;
  if (next.word === 'responsible' || (next.word === 'in' && second?.word === 'charge')) return noun.end + 2;
  const isAsked = asking.has(tokens[noun.start - 1]?.word ?? '');
  return isAsked || /.{3}ing$/.test(next.word) ? noun.end : undefined;
}

/** One sense a kind: of a sort where the noun says one, "committee" of those that are. */
function sensesOf({ senses }: SenseSpan<KindSense>): KindSense[] {
  const kinds = [...new Set(senses.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const own = senses.filter((sense) => sense.kind === kind);
    return own.find(({ filter }) => filter !== undefined) ?? own.slice(0, 1);
  });
}
