import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Want } from '../look-up/query.ts';
import { type Analysis, type MentionSpan, nounBeside, type Span } from './analysis.ts';
import { type AmountSpan, findAmounts } from './amounts.ts';
import { type Cue, type CueSpan, findCues } from './cues.ts';
import { type DateSpan, findDates } from './dates.ts';
import type { NameSense } from './lexicon.ts';
import { articles } from './tokens.ts';
import { isPlural } from './values.ts';

/** A question with what its words can mean, as the rules look at it again and again. */
export interface Reading {
  analysis: Analysis;
  ontology: Ontology;
  cues: readonly CueSpan[];
  /** A number where one is asked for, else the list. */
  want: Want;
  cue(cue: Cue): CueSpan | undefined;
  spansOf(cue: Cue): Span[];
  /** Things that were named before: what "others" are other than. */
  known: readonly Ref[];
  /** Times and numbers that it names. */
  dates: readonly DateSpan[];
  amounts: readonly AmountSpan[];
  /** What it names, found once for all rules. */
  groups: readonly MentionGroup[];
}

/** What a reading depends on beside the words. */
export interface ReadingSetting {
  ontology: Ontology;
  /** Today, ISO. */
  on: string;
  /** Things that the conversation, or the question around this one, has named. */
  known: readonly Ref[];
}

export function createReading(analysis: Analysis, { ontology, on, known }: ReadingSetting): Reading {
  const cues = findCues(analysis.tokens);
  const cue = (wanted: Cue) => cues.find((span) => span.cue === wanted);
  return {
    analysis,
    ontology,
    cues,
    want: cue('count') === undefined ? 'list' : 'count',
    cue,
    spansOf: (wanted) => cues.filter((span) => span.cue === wanted),
    known,
    dates: findDates(analysis.tokens, on),
    amounts: findAmounts(analysis.tokens),
    groups: mentionGroups(analysis, cue('except')),
  };
}

/** Things that a question names together: one mention, or several of one kind joined by "and". */
export interface MentionGroup {
  spans: readonly MentionSpan[];
  kinds: { kind: string; refs: Ref[] }[];
}

function mentionGroups(analysis: Analysis, except: Span | undefined): MentionGroup[] {
  const usable = analysis.mentions.filter(
    (span) => except === undefined || span.start < except.start || span.start - except.end > 2,
  );
  const single = usable.map((span) => ({ spans: [span], kinds: byKind(span.senses) }));
  return [...single, ...usable.flatMap((a) => usable.flatMap((b) => pair(a, b, analysis)))];
}

/** Two mentions with "and" between them, as one. */
function pair(a: MentionSpan, b: MentionSpan, { tokens }: Analysis): MentionGroup[] {
  // "In Risk or Audit" is in either; "A or B, which has more?" is asked otherwise.
  const isPlace = ['in', 'on', 'of', 'the'].includes(tokens[a.start - 1]?.word ?? '');
  const isJoined = tokens
    .slice(a.end, b.start)
    .some(({ word }) => word === 'and' || (word === 'or' && isPlace && tokens[0]?.word === 'how'));
  if (b.start < a.end || b.start - a.end > 4 || !isJoined) return [];
  const shared = byKind(a.senses).flatMap((left) =>
    byKind(b.senses).flatMap((right) =>
      left.kind === right.kind ? [{ kind: left.kind, refs: [...new Set([...left.refs, ...right.refs])] }] : [],
    ),
  );
  return shared.length === 0 ? [] : [{ spans: [a, b], kinds: shared }];
}

/** Senses of a mention grouped by kind: names that two things share are asked of both. */
function byKind(senses: readonly NameSense[]): { kind: string; refs: Ref[] }[] {
  const kinds = [...new Set(senses.map(({ kind }) => kind))];
  return kinds.map((kind) => ({ kind, refs: senses.filter((sense) => sense.kind === kind).map(({ ref }) => ref) }));
}

/** A mention with the noun beside it, which is then no target of its own. */
export function withNoun(mention: Span, kind: string, { analysis }: Reading): Span[] {
  const noun = nounBeside(mention, kind, analysis.kinds) ?? nounOfIt(mention, kind, analysis);
  return noun === undefined || isOfSeveral(mention, noun, analysis) ? [mention] : [mention, noun];
}

/** "Does Ledger run at Harbour *as its site*?": what a thing is, said at the end. */
function nounOfIt({ end }: Span, kind: string, { tokens, kinds }: Analysis): Span | undefined {
  if (tokens[end]?.word !== 'as') return undefined;
  const start = articles.has(tokens[end + 1]?.word ?? '') ? end + 2 : end + 1;
  return kinds.find(
    (noun) => noun.start === start && noun.end === tokens.length && noun.senses.some((sense) => sense.kind === kind),
  );
}

/** "Which *Risk circles* are there", "which *Risk circle* has no lead": those of what is named, which is none of them. */
function isOfSeveral(mention: Span, noun: Span, { tokens, mentions, relations }: Analysis): boolean {
  const word = (at: number) => tokens[at]?.word ?? '';
  if (noun.start !== mention.end) return false;
  // "The Risk and Payments teams" are two.
  const isJoined = mentions.some(
    ({ end }) => end < mention.start && mention.start - end <= 3 && ['and', 'or'].includes(word(end)),
  );
  // "Which *Risk circle members* are also there" are those of Risk itself.
  const isOfPeople = relations.some(
    ({ start, end }) => start === noun.end && isPlural(word(end - 1)) && predicating.has(word(end)),
  );
  if (isOfPeople) return false;
  return !isJoined && (isPlural(word(noun.end - 1)) || ['which', 'what'].includes(word(mention.start - 1)));
}

/** What follows a noun for people, and no verb that is written as one: "which circle *leads the project*". */
const predicating = new Set([
  '',
  'are',
  'were',
  'is',
  'also',
  'on',
  'in',
  'at',
  'and',
  'or',
  'who',
  'that',
  'have',
  'work',
  'sit',
]);
