import type { Ref } from '../../schema/ref.ts';
import { type Analysis, type MentionSpan, nounBeside, overlap, type SenseSpan, type Span } from './analysis.ts';
import type { KindSense } from './lexicon.ts';
import { articles, wordBefore, wordsOf } from './tokens.ts';
import { isPlural } from './values.ts';

/** A part of a question that names things by a question of its own: "the team *that owns the ledger*", "*Ada's manager*". */
export interface NestedPart extends Span {
  /** The part as a question. */
  inner: string;
  /** It is said to be one thing: "the team that ...". */
  isOne?: boolean;
}

/** "Is *Ada* *the treasurer of Risk*": whether somebody is among those whom a question of its own finds. */
export interface AskedOf {
  who: Ref;
  inner: string;
}

/** "Is Ada *the treasurer of Risk*", "is Ada *one of the people who lead a circle*". */
export function askedOf({ tokens, mentions }: Analysis): AskedOf | undefined {
  const one = mentions.find(({ start, certainty }) => start === 1 && certainty !== 'guess');
  const [sense, ...others] = one?.senses ?? [];
  const from = one?.end ?? 0;
  const said = wordsOf(tokens, from, tokens.length);
  if (tokens[0]?.word !== 'is' || sense?.kind !== 'Person' || others.length > 0) return undefined;
  const isDescribed = ['the', 'a', 'an', 'one', 'our'].includes(said[0] ?? '') && said.length > 2;
  return isDescribed
    ? { who: sense.ref, inner: ['who is', ...said].join(' ').replace(/^who is one of/, 'who are') }
    : undefined;
}

export interface NestedParts {
  /** Relative clauses: they can't be anything else, and go before the whole. */
  clauses: NestedPart[];
  /** Phrases that may be a part, or belong to the whole. */
  phrases: NestedPart[];
}

/** Tries per question at most: long texts have many places where a part could end. */
const most = 12;

const relativeWords = new Set(['that', 'which', 'who', 'whom']);
const linkingWords = new Set(['of', 'for', 'in', 'on', 'at', 'from', 'the', 'a', 'an', 'our']);

export function nestedParts(analysis: Analysis): NestedParts {
  return {
    clauses: [
      ...superlatives(analysis),
      ...allOfSort(analysis),
      ...withValues(analysis),
      ...relativeClauses(analysis),
      ...whoseClauses(analysis),
      ...containers(analysis),
      ...whoever(analysis),
      ...whichever(analysis),
    ].slice(0, most),
    phrases: [
      ...reducedClauses(analysis),
      ...teamsOf(analysis),
      ...nounsOf(analysis),
      ...positions(analysis),
      ...peopleWith(analysis),
    ]
      .filter(({ start, end }) => end - start < analysis.tokens.length)
      .sort((a, b) => b.end - b.start - (a.end - a.start))
      .slice(0, most),
  };
}

/** The question with a word in the place of a part. */
export function around({ tokens }: Analysis, { start, end }: Span, word: string): string {
  return [...wordsOf(tokens, 0, start), word, ...wordsOf(tokens, end, tokens.length)].join(' ');
}

/** "the team that owns the ledger": all ends that leave it something to say, the longest first. */
function relativeClauses({ tokens, kinds, mentions }: Analysis): NestedPart[] {
  // "Anyone on the Risk committee who chairs a team": the committee is named, and "who" is of the people.
  const isNamed = (noun: Span) =>
    mentions.some((mention) => mention.certainty === 'sure' && (mention.end === noun.start || overlap(mention, noun)));
  return kinds.flatMap((noun) => {
    if (noun.start === 0 || !relativeWords.has(tokens[noun.end]?.word ?? '')) return [];
    // "The Risk member who chairs a team": the name says whose members.
    const whose = mentions.find(
      (mention) => mention.end === noun.start && mention.certainty !== 'guess' && isOfAnother(mention, noun),
    );
    if (whose === undefined ? isNamed(noun) : whose.start === 0) return [];
    const { start } = whose ?? noun;
    const named = wordsOf(tokens, start, noun.end);
    const isOne = tokens[start - 1]?.word === 'the' && !isPlural(named.at(-1) ?? '');
    // "The team *that Ada leads*", "*that Risk is part of*": the one behind does it.
    const doer = mentions.find((mention) => mention.start === noun.end + 1 && mention.certainty !== 'guess');
    const doerEnd = doer && (kinds.find((each) => each.start === doer.end)?.end ?? doer.end);
    return ends(noun.end + 2, tokens.length).map((end) => {
      const said = wordsOf(tokens, noun.end + 1, end);
      if (doerEnd === undefined || end <= doerEnd)
        return { start, end, inner: ['which', ...named, ...said].join(' '), isOne };
      const isCopula = copulas.has(tokens[doerEnd]?.word ?? '');
      const [verb, from] = isCopula ? [tokens[doerEnd]?.word ?? 'is', doerEnd + 1] : ['does', doerEnd];
      const who = wordsOf(tokens, noun.end + 1, doerEnd);
      return { start, end, inner: ['which', ...named, verb, ...who, ...wordsOf(tokens, from, end)].join(' '), isOne };
    });
  });
}

const has = new Set(['with', 'having']);
const copulas = new Set(['is', 'are', 'was', 'the', 'our', 'include', 'includes']);

/** "the team *whose lead is Ada*", "the team *with Ada as its lead*": told by who has a post in it. */
function whoseClauses({ tokens, kinds, mentions, relations }: Analysis): NestedPart[] {
  const nounOf = ({ end }: Span) => kinds.find(({ start }) => start === end)?.end ?? end;
  return kinds
    .filter(({ start }) => start > 0)
    .flatMap((noun) =>
      relations.flatMap((phrase) =>
        mentions
          .filter(({ certainty }) => certainty !== 'guess')
          .flatMap((mention): NestedPart[] => {
            const [named, post] = [wordsOf(tokens, noun.start, noun.end), wordsOf(tokens, phrase.start, phrase.end)];
            const word = tokens[noun.end]?.word ?? '';
            const isWhose =
              word === 'whose' &&
              phrase.start === noun.end + 1 &&
              phrase.end < mention.start &&
              tokens.slice(phrase.end, mention.start).every((token) => copulas.has(token.word));
            if (isWhose) {
              const end = nounOf(mention);
              const whose = wordsOf(tokens, mention.start, end);
              return [{ start: noun.start, end, inner: ['which', ...named, 's', ...post, 'is', ...whose].join(' ') }];
            }
            const as = nounOf(mention);
            const isWith =
              has.has(word) &&
              isLinked(tokens, noun.end + 1, mention.start) &&
              tokens[as]?.word === 'as' &&
              tokens.slice(as + 1, phrase.start).every((token) => articles.has(token.word)) &&
              phrase.start > as;
            if (!isWith) return [];
            const inner = ['which', ...named, 's', ...post, 'is', ...wordsOf(tokens, mention.start, as)].join(' ');
            return [{ start: noun.start, end: phrase.end, inner }];
          }),
      ),
    );
}

/** "the team *with the channel #risk*": told by what a field says of it. */
function withValues({ tokens, kinds, values, valueParts, fields }: Analysis): NestedPart[] {
  return kinds
    .filter(({ start, end }) => start > 0 && has.has(tokens[end]?.word ?? ''))
    .flatMap((noun) =>
      [...values, ...valueParts]
        .filter(
          ({ start, senses }) =>
            start > noun.end &&
            start - noun.end <= 5 &&
            fields.some((field) => field.start > noun.end && field.end <= start && start - field.end <= 2) &&
            senses.some(({ kind }) => noun.senses.some((sense) => sense.kind === kind)),
        )
        .map(({ end }) => ({
          start: noun.start,
          end,
          inner: ['which', ...wordsOf(tokens, noun.start, noun.end), 'has', ...wordsOf(tokens, noun.end + 1, end)].join(
            ' ',
          ),
        })),
    );
}

const within = new Set(['in', 'under', 'within', 'inside', 'below', 'beneath']);

/** "Which teams are *in the parent of Risk*": in what the noun stands for, and not that itself. */
function containers(analysis: Analysis): NestedPart[] {
  const { tokens, relations } = analysis;
  return nounsOf(analysis).filter((part) => {
    const isOfThings = relations.some(
      ({ start, end, senses }) =>
        start >= part.start && end <= part.end && senses.some(({ relation }) => relation === 'PART_OF'),
    );
    return isOfThings && within.has(wordBefore(tokens, part.start, articles));
  });
}

/** Whether a noun is none for what is named before it: "member" behind a team. */
function isOfAnother({ senses }: MentionSpan, noun: SenseSpan<KindSense>): boolean {
  return !noun.senses.some(({ kind }) => senses.some((sense) => sense.kind === kind));
}

const somebody = new Set(['one', 'those', 'someone', 'somebody', 'anyone', 'anybody', 'everyone', 'everybody']);

/** "whoever leads Payments", "by somebody who leads Payments". */
function whoever({ tokens }: Analysis): NestedPart[] {
  return tokens.flatMap(({ word }, start) => {
    const isSaid = word === 'whoever' || (word === 'who' && somebody.has(tokens[start - 1]?.word ?? ''));
    if (!isSaid) return [];
    const from = word === 'whoever' ? start : start - 1;
    return ends(start + 2, tokens.length).map((end) => ({
      start: from,
      end,
      inner: ['who', ...wordsOf(tokens, start + 1, end)].join(' '),
    }));
  });
}

/** "Whichever team owns the ledger". */
function whichever({ tokens, kinds }: Analysis): NestedPart[] {
  return kinds.flatMap((noun) =>
    tokens[noun.start - 1]?.word !== 'whichever'
      ? []
      : ends(noun.end + 1, tokens.length).map((end) => ({
          start: noun.start - 1,
          end,
          inner: ['which', ...wordsOf(tokens, noun.start, end)].join(' '),
        })),
  );
}

function ends(least: number, longest: number): number[] {
  return least > longest ? [] : Array.from({ length: longest - least + 1 }, (_, index) => longest - index);
}

/** "the team Ada leads", "systems owned by Payments". */
function reducedClauses({ tokens, kinds, mentions, relations }: Analysis): NestedPart[] {
  const text = (span: Span) => wordsOf(tokens, span.start, span.end);
  return kinds.flatMap((noun) =>
    mentions.flatMap((mention) =>
      relations.flatMap((phrase): NestedPart[] => {
        if (mention.start === noun.end && phrase.start === mention.end)
          return [
            {
              start: noun.start,
              end: phrase.end,
              inner: ['which', ...text(noun), 'does', ...text(mention), ...text(phrase)].join(' '),
            },
          ];
        // "The groups Ada *is liaison for*".
        const said = tokens.slice(mention.end, phrase.start).map(({ word }) => word);
        const isPost =
          mention.start === noun.end &&
          ['is', 'are'].includes(said[0] ?? '') &&
          said.slice(1).every((word) => articles.has(word)) &&
          said.length <= 2;
        if (isPost) {
          const end = phrase.end + (linkingWords.has(tokens[phrase.end]?.word ?? '') ? 1 : 0);
          const rest = wordsOf(tokens, mention.end + 1, end);
          return [
            {
              start: noun.start,
              end,
              inner: ['which', ...text(noun), said[0] ?? 'is', ...text(mention), ...rest].join(' '),
            },
          ];
        }
        const isBy = tokens[phrase.end]?.word === 'by';
        if (phrase.start === noun.end && isLinked(tokens, isBy ? phrase.end + 1 : phrase.end, mention.start))
          return [
            {
              start: noun.start,
              end: mention.end,
              inner: ['which', ...text(noun), ...text(phrase), ...(isBy ? ['by'] : []), ...text(mention)].join(' '),
            },
          ];
        return [];
      }),
    ),
  );
}

/** "the team Ada is in", "Ada's team". */
function teamsOf({ tokens, kinds, mentions }: Analysis): NestedPart[] {
  return kinds.flatMap((noun) =>
    mentions.flatMap((mention): NestedPart[] => {
      const named = wordsOf(tokens, noun.start, noun.end);
      if (tokens[mention.end]?.word === 's' && noun.start === mention.end + 1) {
        const whose = wordsOf(tokens, mention.start, mention.end);
        return [{ start: mention.start, end: noun.end, inner: ['which', ...named, 'is', ...whose, 'in'].join(' ') }];
      }
      const end = kinds.find(({ start }) => start === mention.end)?.end ?? mention.end;
      const [verb, preposition] = [tokens[end]?.word ?? '', tokens[end + 1]?.word ?? ''];
      if (noun.end > mention.start || !isLinked(tokens, noun.end, mention.start)) return [];
      if (!membershipVerbs.has(verb) || !['in', 'on', 'to', 'of'].includes(preposition)) return [];
      const whose = wordsOf(tokens, mention.start, end);
      return [
        { start: noun.start, end: end + 2, inner: ['which', ...named, 'does', ...whose, verb, preposition].join(' ') },
      ];
    }),
  );
}

const membershipVerbs = new Set(['is', 'works', 'work', 'sits', 'belongs', 'are', 'was']);

/** "the lead of the Payments team", "Ada's manager", "the Payments lead". */
function nounsOf({ tokens, kinds, mentions, relations }: Analysis): NestedPart[] {
  const nouns = relations.filter(({ senses }) =>
    senses.some(({ reading }) => reading === 'noun-from' || reading === 'noun-to' || reading === 'role'),
  );
  return nouns.flatMap((phrase) =>
    mentions.flatMap((mention): NestedPart[] => {
      if (overlap(phrase, mention) || isNounOfAnother(phrase, mention, { kinds, mentions })) return [];
      if (isItsNoun(phrase, mention, kinds)) return [];
      // "The chair and treasurer of Risk" are both of Risk.
      if (relations.some(({ end }) => isJoinedTo(tokens, end, phrase.start))) return [];
      const isOf = phrase.end < mention.start && isLinked(tokens, phrase.end, mention.start);
      const isPossessive = tokens[mention.end]?.word === 's' && phrase.start === mention.end + 1;
      const behind = kinds.find((noun) => noun.start === mention.end && !overlap(noun, phrase));
      const isCompound = phrase.start === (behind?.end ?? mention.end);
      if (!isOf && !isPossessive && !isCompound) return [];
      const [start, end] = isOf ? [phrase.start, behind?.end ?? mention.end] : [mention.start, phrase.end];
      // "The Risk sub-teams" are no people.
      const asked = isPlural(tokens[phrase.end - 1]?.word ?? '') && isCompound ? 'list the' : 'who is';
      return [end, ...endsOfSaid(end, { tokens, mentions })].map((last) => ({
        start,
        end: last,
        inner: [asked, ...wordsOf(tokens, start, last)].join(' '),
      }));
    }),
  );
}

/** "E-mail of the *Risk team*" is that of the team, and none of who is in it. */
function isItsNoun(phrase: Span, mention: MentionSpan, kinds: readonly SenseSpan<KindSense>[]): boolean {
  return mention.senses.some(({ kind }) => {
    const noun = nounBeside(mention, kind, kinds);
    return noun?.start === phrase.start && noun.end === phrase.end;
  });
}

/** "Anyone from the *Risk team* on the council": a noun that belongs to another name is no part of anything there. */
function isNounOfAnother(phrase: Span, one: Span, { kinds, mentions }: Pick<Analysis, 'kinds' | 'mentions'>): boolean {
  return mentions.some(
    (mention) =>
      mention !== one &&
      mention.end === phrase.start &&
      mention.certainty !== 'guess' &&
      mention.senses.some(({ kind }) => nounBeside(mention, kind, kinds)?.start === phrase.start),
  );
}

/** "The lead of Payments *from Acme*", "*who works at Acme*": where what is said of one of several ends, with what is named last. */
function endsOfSaid(from: number, { tokens, mentions }: Pick<Analysis, 'tokens' | 'mentions'>): number[] {
  const begins = ['who', 'that', 'from', 'at'].includes(tokens[from]?.word ?? '');
  return begins
    ? mentions
        .filter(({ start, certainty }) => start > from && start - from <= 4 && certainty !== 'guess')
        .map(({ end }) => end)
    : [];
}

/** "the chief technology officer": a title that stands for whoever has it. */
function positions({ tokens, values, mentions }: Analysis): NestedPart[] {
  return values
    .filter((span) => !mentions.some((mention) => overlap(mention, span)))
    .filter(({ senses }) => senses.some(({ kind, field }) => kind === 'Person' && field === 'title'))
    .map(({ start, end }) => ({ start, end, inner: ['who is the', ...wordsOf(tokens, start, end)].join(' ') }));
}

/** "Who leads *the biggest team*", "the members of *the team with the most projects*". */
function superlatives({ tokens, kinds, relations, fields, mentions }: Analysis): NestedPart[] {
  return tokens.flatMap(({ word }, start): NestedPart[] => {
    // "What is the biggest team" asks for it alone.
    const isOfIt =
      ['in', 'on', 'of'].includes(tokens[start - 1]?.word ?? '') ||
      [...relations, ...fields].some(({ end }) => end <= start && start - end <= 2);
    if (word !== 'the' || !isOfIt) return [];
    const size = tokens[start + 1]?.word ?? '';
    if (sizes.has(size))
      return [...kinds, ...relations]
        .filter((noun) => noun.start > start + 1 && noun.start - start <= 4)
        .flatMap((noun) => {
          const said = ['which', ...wordsOf(tokens, start + 2, noun.end)];
          const [end, of] = endOfWhose(noun.end, { tokens, mentions, kinds });
          const most = size === 'smallest' ? 'has the fewest members' : 'has the most members';
          return [
            ...(of.length === 0 ? [] : [{ start, end, inner: [...said, ...of, most].join(' ') }]),
            { start, end: noun.end, inner: [...said, 'is the', size].join(' ') },
          ];
        });
    const noun = kinds.find((each) => each.start > start && each.start - start <= 3);
    const from = noun?.end ?? 0;
    const most = tokens[from + 1]?.word === 'the' ? from + 2 : from + 1;
    if (noun === undefined || tokens[from]?.word !== 'with' || !amounts.has(tokens[most]?.word ?? '')) return [];
    return ends(most + 2, Math.min(tokens.length, most + 4)).map((end) => ({
      start,
      end,
      inner: ['which', ...wordsOf(tokens, start + 1, from), 'has the', ...wordsOf(tokens, most, end)].join(' '),
    }));
  });
}

/** "Who leads *the working groups*", "leads of *all sub-teams of Risk*", "who runs *the Risk circles*": each of several that a sort tells. */
function allOfSort({ tokens, kinds, relations, fields, mentions }: Analysis): NestedPart[] {
  return [...relations, ...fields].flatMap((phrase) =>
    kinds
      .filter(
        ({ start, end, senses }) =>
          start > phrase.end &&
          start - phrase.end <= 5 &&
          isPlural(tokens[end - 1]?.word ?? '') &&
          senses.some(({ kind }) => kind !== 'Person'),
      )
      .flatMap((noun): NestedPart[] => {
        const from = phrase.end + (ofThem.has(tokens[phrase.end]?.word ?? '') ? 1 : 0);
        const said = wordsOf(tokens, from, noun.start);
        const isAll = allOf.has(said[0] ?? '');
        const isName = mentions.some(
          (mention) => mention.certainty === 'sure' && overlap(mention, noun) && !isOfAnother(mention, noun),
        );
        // "Who leads teams in Rome" asks for leads of any, "who leads the teams that ..." has a clause of its own.
        if (!isAll || isName || relativeWords.has(tokens[noun.end]?.word ?? '')) return [];
        const first = said.findIndex((word) => !allOf.has(word) && !articles.has(word) && word !== 'of');
        const own = first === -1 ? [] : said.slice(first);
        const [end, of] = endOfWhose(noun.end, { tokens, mentions, kinds });
        const inner = ['list the', ...own, ...wordsOf(tokens, noun.start, noun.end), ...of].join(' ');
        return [{ start: from, end, inner }];
      }),
  );
}

const ofThem = new Set(['of', 'for', 'do', 'does']);
const allOf = new Set(['all', 'the', 'our', 'these', 'each']);

/** "... *of Risk*": up to where it is said whose they are. */
function endOfWhose(
  from: number,
  { tokens, mentions, kinds }: Pick<Analysis, 'tokens' | 'mentions' | 'kinds'>,
): [end: number, said: string[]] {
  const mention = mentions.find(
    ({ start, certainty }) =>
      certainty !== 'guess' &&
      start > from &&
      isLinked(tokens, from, start) &&
      ['of', 'in', 'under', 'at'].includes(tokens[from]?.word ?? ''),
  );
  if (mention === undefined) return [from, []];
  const end = kinds.find(({ start }) => start === mention.end)?.end ?? mention.end;
  return [end, wordsOf(tokens, from, end)];
}

const sizes = new Set(['biggest', 'largest', 'smallest']);
const amounts = new Set(['most', 'fewest', 'least']);

/** "Somebody *from Acme*", "people *at Acme*": those of whom a field says so. */
function peopleWith({ tokens, values, mentions }: Analysis): NestedPart[] {
  return values
    .filter(({ senses }) => senses.some(({ kind, isWhole }) => kind === 'Person' && isWhole))
    .filter((span) => !mentions.some((mention) => overlap(mention, span) && mention.certainty === 'sure'))
    .flatMap(({ start, end }) => {
      const from = [1, 2, 3, 4].map((back) => start - back).find((at) => some.has(tokens[at]?.word ?? ''));
      const said = from === undefined ? [] : wordsOf(tokens, from + 1, start);
      // "Which people at Acme ..." asks for them.
      if (!['by', 'of', 'with', 'have', 'has', 'to'].includes(tokens[(from ?? 0) - 1]?.word ?? '')) return [];
      if (from === undefined || said.length === 0 || !said.every((word) => placing.has(word))) return [];
      return [{ start: from, end, inner: ['who works at', ...wordsOf(tokens, start, end)].join(' ') }];
    });
}

const some = new Set(['someone', 'somebody', 'anyone', 'anybody', 'people', 'person', 'folks']);
const placing = new Set([
  'from',
  'at',
  'of',
  'in',
  'who',
  'that',
  'is',
  'are',
  'works',
  'work',
  'working',
  'for',
  'employed',
  'by',
]);

function isJoinedTo(tokens: Analysis['tokens'], from: number, to: number): boolean {
  const between = tokens.slice(from, to).map(({ word }) => word);
  return from < to && ['and', 'and the', 'or', 'or the', 'as well as'].includes(between.join(' '));
}

function isLinked(tokens: Analysis['tokens'], from: number, to: number): boolean {
  return from <= to && tokens.slice(from, to).every(({ word }) => linkingWords.has(word));
}
