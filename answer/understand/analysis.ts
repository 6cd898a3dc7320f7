import { isFiller } from './cues.ts';
import type { DatedText } from './dated-texts.ts';
import {
  eitherRole,
  type FieldSense,
  type IdSense,
  type IdValueSense,
  type KindSense,
  type Lexicon,
  type NameSense,
  type RelationSense,
  type RoleFor,
} from './lexicon.ts';
import { isMisspelling } from './spelling.ts';
import type { Token } from './tokens.ts';
import { isPlural, singularWords, type ValueSense } from './values.ts';

/** Words `start` to `end` (exclusive) of a question. */
export interface Span {
  start: number;
  end: number;
}

export interface MentionSpan extends Span {
  senses: readonly NameSense[];
  /** How surely these words name something: a whole name of several words or beside its noun, a single word, a misspelt one. */
  certainty: 'sure' | 'likely' | 'guess';
}

export interface SenseSpan<Sense> extends Span {
  senses: readonly Sense[];
}

/** All that the words of a question can mean, before it is decided what they do mean. */
export interface Analysis {
  tokens: readonly Token[];
  mentions: readonly MentionSpan[];
  kinds: readonly SenseSpan<KindSense>[];
  relations: readonly SenseSpan<RelationSense>[];
  fields: readonly SenseSpan<FieldSense>[];
  values: readonly SenseSpan<ValueSense>[];
  /** Values that are nouns as well, and say beside another noun of which sort it is: "*trial* projects", "at *trial* level". */
  sorts: readonly SenseSpan<ValueSense>[];
  /** Parts of free texts, which mean something beside their field alone. */
  valueParts: readonly SenseSpan<ValueSense>[];
  /** Values of text fields that are days, months or years. */
  datedTexts: readonly DatedText[];
  rolesFor: readonly RoleFor[];
  /** All that could be names, also what is none here: a part of one without its noun. */
  possibleNames: readonly SenseSpan<NameSense>[];
  /** Words for ids of a sort, and ids. */
  ids: readonly SenseSpan<IdSense>[];
  idValues: readonly SenseSpan<IdValueSense>[];
  /** It is asked for the nearest level: "directly in". */
  isDirect?: boolean;
  /** It is asked whether something ever was so. */
  isEver?: boolean;
  /** It is asked for what is so as well: "also on". */
  isAlso?: boolean;
}

export function analyse(tokens: readonly Token[], lexicon: Lexicon): Analysis {
  const stems = tokens.map((token) => token.stem);
  const words = tokens.map((token) => token.word);
  const singular = tokens.map(({ word }) => singularWords(word)[0] ?? word);
  const kinds = longest(spans(stems, (start) => lexicon.kinds.matches(stems, start)));
  // "people" in "how many people" is no part of the title "Director of People".
  const said = spans(singular, (start) => lexicon.values.matches(singular, start));
  const values = said.filter((span) => !kinds.some((noun) => covers(noun, span)));
  const spoken = longest(spans(stems, (start) => lexicon.relations.matches(stems, start)));
  const relations = eitherOf(
    withRoles(spoken, tokens).map((span) => asWritten(span, singular)),
    tokens,
  );
  const fields = longest(spans(stems, (start) => lexicon.fields.matches(stems, start)));
  const ids = longest(spans(stems, (start) => lexicon.ids.matches(stems, start)));
  // A word that is known is not misspelt.
  const whole = values.filter(({ senses }) => senses.some(({ isWhole }) => isWhole));
  const known = [...kinds, ...relations, ...fields, ...ids, ...whole];
  return {
    tokens,
    kinds,
    // "Engineering" in "engineering managers" is a part of a title, not the team.
    mentions: findMentions(tokens, { kinds, known }, lexicon).filter(
      (mention) =>
        !isTarget(mention, tokens, kinds) &&
        !isOfRelation(mention, { tokens, kinds, relations }) &&
        // "working group" is the noun, not what a page calls itself in part.
        !(mention.certainty === 'guess' && kinds.some((noun) => covers(noun, mention))) &&
        !values.some(
          (span) =>
            covers(span, mention) &&
            // Ids of positions that are titles too: the question is who holds it.
            (span.end - span.start > mention.end - mention.start ||
              mention.senses.every(({ sort }) => sort === 'handle')),
        ),
    ),
    relations,
    fields,
    values,
    sorts: said.flatMap((span) => sortsOf(span, kinds)),
    valueParts: spans(singular, (start) => lexicon.valueParts.matches(singular, start)),
    datedTexts: lexicon.datedTexts,
    rolesFor: lexicon.rolesFor,
    possibleNames: spans(words, (start) => lexicon.names.matches(words, start)),
    ids,
    idValues: spans(words, (start) => lexicon.idValues.matches(words, start)),
  };
}

/** What a value says that a noun says as well. */
function sortsOf(
  { start, end, senses }: SenseSpan<ValueSense>,
  kinds: readonly SenseSpan<KindSense>[],
): SenseSpan<ValueSense>[] {
  const noun = kinds.find((each) => each.start === start && each.end === end);
  const same = senses.filter(({ kind, field }) =>
    noun?.senses.some((sense) => sense.kind === kind && sense.filter?.field === field),
  );
  return same.length === 0 ? [] : [{ start, end, senses: same }];
}

const quantifiers = new Set('many which what all any every each no most more fewer list other'.split(' '));

/** "people" in "how many people" is what is asked for, even where a team is called so. */
function isTarget({ start, end }: Span, tokens: readonly Token[], kinds: readonly Span[]): boolean {
  const [before, second] = [tokens[start - 1]?.word ?? '', tokens[start - 2]?.word ?? ''];
  const isCounted = quantifiers.has(before) || (before === 'of' && ['number', 'count', 'list', 'all'].includes(second));
  return isCounted && kinds.some((noun) => noun.start === start && noun.end === end);
}

/** "Who *leads* Risk", "the *leads* of Risk": no name there, even where a team is called so. */
function isOfRelation(
  mention: MentionSpan,
  {
    tokens,
    kinds,
    relations,
  }: { tokens: readonly Token[]; kinds: readonly SenseSpan<KindSense>[]; relations: readonly Span[] },
): boolean {
  const isSame = relations.some(({ start, end }) => start === mention.start && end === mention.end);
  const isNamed = mention.senses.some(({ kind }) => nounBeside(mention, kind, kinds) !== undefined);
  if (!isSame || isNamed || mention.end >= tokens.length) return false;
  return asking.has(tokens[mention.start - 1]?.word ?? '') || tokens[mention.end]?.word === 'of';
}

const asking = new Set(['who', 'that', 'which', 'also']);

/**
 * Where a phrase is one of a relation word for word, it is not another of it that has the stem alone: "manager" is not "manages". Nor is
 * it a role that only says how: the "lead" of a team is nobody who sponsors it as "leading sponsor".
 */
function asWritten(span: SenseSpan<RelationSense>, singular: readonly string[]): SenseSpan<RelationSense> {
  const written = singular.slice(span.start, span.end).join(' ');
  const exact = new Set(span.senses.filter(({ said }) => said === written).map(({ relation }) => relation));
  const isHow = ({ reading, said }: RelationSense) => reading === 'role' && said.endsWith('ing');
  return {
    ...span,
    senses: span.senses.filter(
      (sense) => sense.said === written || !(exact.has(sense.relation) || (exact.size > 0 && isHow(sense))),
    ),
  };
}

/** "The *leading sponsor*": a role before the noun of its relation says which of them are meant. */
function withRoles(
  relations: readonly SenseSpan<RelationSense>[],
  tokens: readonly Token[],
): SenseSpan<RelationSense>[] {
  const joined = relations.flatMap((how) =>
    relations.flatMap((noun) => {
      // "Which chairs lead a circle": they do, and are no sort of lead.
      if (how.end !== noun.start || isPlural(tokens[how.end - 1]?.word ?? '')) return [];
      const senses = how.senses.flatMap(({ reading, relation, role = '' }) =>
        reading !== 'role'
          ? []
          : noun.senses
              .filter(
                (sense) =>
                  sense.relation === relation && (sense.reading === 'noun-from' || sense.reading === 'noun-to'),
              )
              .map((sense) => ({ ...sense, role })),
      );
      return senses.length === 0 ? [] : [{ start: how.start, end: noun.end, senses }];
    }),
  );
  return [...relations.filter((span) => !joined.some((both) => overlap(both, span))), ...joined];
}

/** Words by which two roles are of one person, in one thing or in two. */
const ofOnePerson = new Set(['both', 'same', 'another', 'different', 'other']);

/** "The *chairs and tech leads* of Risk", "who are the *chair and treasurer*": people of either role, not those who have both. */
function areListed(a: Span, b: Span, tokens: readonly Token[]): boolean {
  const before = tokens.slice(0, a.start).map(({ word }) => word);
  const isSeveral = [a, b].every(({ end }) => isPlural(tokens[end - 1]?.word ?? ''));
  const isSaidOfThem = ['are', 'is', 'who', 'that'].includes(before.at(-1) ?? '');
  return (
    !tokens.some(({ word }) => ofOnePerson.has(word)) &&
    !isSaidOfThem &&
    (isSeveral || (before.includes('are') && before.at(-1) === 'the'))
  );
}

/** "Chair or tech lead", "chairs and tech leads": two roles of one relation, of which either is meant, are one. */
function eitherOf(
  relations: readonly SenseSpan<RelationSense>[],
  tokens: readonly Token[],
): SenseSpan<RelationSense>[] {
  const joined = relations.flatMap((a) =>
    relations.flatMap((b) => {
      const between = tokens.slice(a.end, b.start);
      const joining = between.find(({ word }) => word !== 'the')?.word;
      const isJoined =
        b.start > a.end && between.length <= 2 && (joining === 'or' || (joining === 'and' && areListed(a, b, tokens)));
      const senses = isJoined
        ? a.senses.flatMap((one) => b.senses.flatMap((other) => eitherRoleOf(one, other) ?? []))
        : [];
      return senses.length === 0 ? [] : [{ start: a.start, end: b.end, senses }];
    }),
  );
  return [...relations.filter((span) => !joined.some((both) => overlap(both, span))), ...joined];
}

function eitherRoleOf(one: RelationSense, other: RelationSense): RelationSense | undefined {
  if (one.relation !== other.relation) return undefined;
  // "Lead or co-lead": one relation said twice.
  if (one.role === undefined && other.role === undefined) return one;
  if (one.role === undefined || other.role === undefined) return undefined;
  const role = `${one.role}${eitherRole}${other.role}`;
  return { relation: one.relation, reading: 'role', role, said: `${one.said}${eitherRole}${other.said}` };
}

function spans<Sense>(
  words: readonly string[],
  matchesAt: (start: number) => { end: number; values: readonly Sense[] }[],
): SenseSpan<Sense>[] {
  return words.flatMap((_, start) => matchesAt(start).map(({ end, values }) => ({ start, end, senses: values })));
}

/** Without spans that lie inside a longer one. */
function longest<S extends Span>(all: readonly S[]): S[] {
  return all.filter(
    (span) =>
      !all.some((other) => other !== span && covers(other, span) && other.end - other.start > span.end - span.start),
  );
}

export function covers(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

export function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

const nothing: Token = { word: '', stem: '', isStop: true };

function findMentions(
  tokens: readonly Token[],
  { kinds, known }: { kinds: readonly SenseSpan<KindSense>[]; known: readonly Span[] },
  { names, blends, wordsOf }: Lexicon,
): MentionSpan[] {
  const words = tokens.map((token) => token.word);
  const exact = spans(words, (start) => names.matches(words, start)).flatMap((span) =>
    mentionOf(span, tokens, kinds).map((mention) => withOwnWords(mention, { words, kinds, wordsOf })),
  );
  const near = tokens.flatMap((_, start) =>
    names.nearMatches(words, start, isMisspelling).flatMap(({ end, values }): MentionSpan[] => {
      const span = { start, end };
      if (end - start === 1 && (isFiller(tokens[start] ?? nothing) || known.some((word) => covers(word, span))))
        return [];
      // "Risk member" is one of Risk, also where a chat group is called "risk-members".
      const isNamedWithNoun =
        exact.some((mention) => mention.start === start && mention.end < end && mention.certainty !== 'guess') &&
        kinds.some((noun) => noun.end === end);
      if (isNamedWithNoun) return [];
      const senses = values.filter(({ sort }) => sort !== 'part' && sort !== 'core');
      // One misspelt word alone could be any word; beside a right one, or beside its noun, it is a name.
      const isCertain = end - start > 1 || senses.some(({ kind }) => nounBeside(span, kind, kinds) !== undefined);
      return senses.length === 0 || exact.some((mention) => overlap(mention, span) && mention.certainty === 'sure')
        ? []
        : [{ ...span, senses, certainty: isCertain ? 'likely' : 'guess' }];
    }),
  );
  // "DevInfra"
  const blended = tokens.flatMap((token, start): MentionSpan[] => {
    const span = { start, end: start + 1 };
    // A glossary may explain the word as well.
    const named = exact.filter(({ senses }) => senses.some(({ kind }) => kind !== 'Term'));
    const isKnown = isFiller(token) || [...known, ...named].some((other) => covers(other, span));
    const sense = isKnown ? undefined : blends.meant(token.word);
    return sense === undefined ? [] : [{ ...span, senses: [sense], certainty: 'likely' }];
  });
  // "Game dev" of what is called "gamedev"
  const apart = tokens.slice(0, -1).flatMap((token, start): MentionSpan[] => {
    const next = tokens[start + 1] ?? nothing;
    const [span, word] = [{ start, end: start + 2 }, token.word + next.word];
    const isKnown = exact.some((mention) => overlap(mention, span) && mention.certainty !== 'guess');
    if (isKnown || isFiller(token) || isFiller(next) || word.length < fewestApart) return [];
    const senses = names.matches([word], 0).flatMap(({ end, values }) => (end === 1 ? values : []));
    return senses.length === 0 ? [] : mentionOf({ ...span, senses: [...senses] }, tokens, kinds);
  });
  const all = [
    ...exact,
    ...apart,
    ...blended,
    ...near.filter((span) => !exact.some((mention) => covers(mention, span))),
  ];
  // What more words may mean, as a guess, is no reason to pass over what fewer of them do mean.
  const sure = longest(all.filter(({ certainty }) => certainty !== 'guess'));
  const guesses = longest(all).filter(({ certainty }) => certainty === 'guess');
  return partsTogether([...sure, ...guesses], tokens).sort((a, b) => a.start - b.start || a.end - b.end);
}

/** "The *project directors* on the *harbour board*": two parts of the name of one thing alone are that name. */
function partsTogether(mentions: readonly MentionSpan[], tokens: readonly Token[]): MentionSpan[] {
  const ofPart = ({ senses: [sense, ...others] }: MentionSpan) =>
    others.length === 0 && sense?.sort === 'part' ? sense : undefined;
  const joined = mentions.flatMap((one) =>
    mentions.flatMap((other): MentionSpan[] => {
      const sense = ofPart(one);
      const between = tokens.slice(one.end, other.start);
      const areJoined = other.start > one.end && between.length <= 2 && between.every(({ word }) => joining.has(word));
      if (!areJoined || sense === undefined || ofPart(other)?.ref !== sense.ref) return [];
      return [{ start: one.start, end: other.end, senses: [sense], certainty: 'sure' }];
    }),
  );
  return [...mentions.filter((mention) => !joined.some((both) => overlap(both, mention))), ...joined];
}

const joining = new Set(['on', 'of', 'in', 'for', 'from', 'at', 'the', 'our']);

/** Letters of two words that are written as one elsewhere. */
const fewestApart = 6;

/** Words behind a name that stand in other names of the thing, and then its noun: "the Portuguese *localization* team" of one that is also "localization-pt". */
function withOwnWords(
  mention: MentionSpan,
  {
    words,
    kinds,
    wordsOf,
  }: { words: readonly string[]; kinds: readonly SenseSpan<KindSense>[]; wordsOf: Lexicon['wordsOf'] },
): MentionSpan {
  const [sense, ...others] = mention.senses;
  if (sense === undefined || others.length > 0 || sense.sort === 'part') return mention;
  const noun = kinds.find(
    ({ start, senses }) =>
      start > mention.end && start <= mention.end + 2 && senses.some(({ kind }) => kind === sense.kind),
  );
  if (noun === undefined) return mention;
  const own = wordsOf(sense.ref);
  const between = words.slice(mention.end, noun.start);
  return between.every((word) => own.has(word)) ? { ...mention, end: noun.start, certainty: 'sure' } : mention;
}

function mentionOf(
  { start, end, senses }: SenseSpan<NameSense>,
  tokens: readonly Token[],
  kinds: readonly SenseSpan<KindSense>[],
): MentionSpan[] {
  const span = { start, end };
  const isBeside = ({ kind }: NameSense) => nounBeside(span, kind, kinds) !== undefined;
  // A name without its noun means the thing only beside the noun.
  const whole = senses.filter((sense) => sense.sort !== 'core' || isBeside(sense));
  // "docs" is SIG Docs where nothing is called so as a whole.
  const isSaid = whole.some(({ sort, kind }) => sort !== 'part' && !pages.has(kind));
  const isPage = whole.some(({ sort }) => sort !== 'part');
  // A page that is called "Infrastructure" does not hide the team of that name.
  const usable = isSaid ? whole : isPage ? senses.filter(({ sort }) => sort !== 'part') : senses;
  const beside = usable.filter(isBeside);
  const best = bestSorts(beside.length > 0 ? beside : usable);
  if (best.length === 0 || tokens.slice(start, end).every(({ isStop }) => isStop)) return [];
  const isSure = beside.length > 0 || (end - start > 1 && best.some(({ sort }) => sort !== 'part' && sort !== 'core'));
  return [
    {
      ...span,
      senses: best,
      certainty: isSure
        ? 'sure'
        : best.every((sense) => sense.sort === 'part' || (sense.sort === 'core' && !isBeside(sense)))
          ? 'guess'
          : 'likely',
    },
  ];
}

/** What is written, which is called after what it is about. */
const pages = new Set(['Article', 'Procedure']);

const sortOrder = ['name', 'alias', 'handle', 'core', 'part'];

/** The senses of the surest sort that each entity has; a part of a name only when nothing is called so as a whole. */
function bestSorts(senses: readonly NameSense[]): NameSense[] {
  const byRef = new Map<string, NameSense>();
  for (const sense of senses) {
    const known = byRef.get(sense.ref);
    if (known === undefined || sortOrder.indexOf(sense.sort) < sortOrder.indexOf(known.sort))
      byRef.set(sense.ref, sense);
  }
  const all = [...byRef.values()];
  const whole = all.filter(({ sort }) => sort !== 'part');
  return whole.length > 0 ? whole : all;
}

/** The noun for a kind directly before or behind a span: "the *infra* team", "team *infra*". */
export function nounBeside(span: Span, kind: string, kinds: readonly SenseSpan<KindSense>[]): Span | undefined {
  return kinds.find(
    (noun) => (noun.end === span.start || noun.start === span.end) && noun.senses.some((sense) => sense.kind === kind),
  );
}
