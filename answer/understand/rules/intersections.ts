import type { RelatedQuery } from '../../look-up/query.ts';
import { overlap, type Span } from '../analysis.ts';
import { truthOpeners } from '../cues.ts';
import type { Draft } from '../draft.ts';
import { isOwn } from '../own-relations.ts';
import type { Reading } from '../reading.ts';

/** "who in Payments is also on the on-call rota", "which chairs of A are members of B": what two look-ups of other ends have in common. */
export function intersections(found: readonly Draft[], reading: Reading): Draft[] {
  if (asksOfOne(reading) || asksOfAll(reading)) return [];
  const drafts = distinct(found.filter(({ query }) => query.look === 'related'));
  return drafts.flatMap((a, index) =>
    drafts.slice(index + 1).flatMap((b): Draft[] => {
      const [one, other] = [a.query, b.query];
      if (one.look !== 'related' || other.look !== 'related' || !areApart(a, b) || areSame(one, other)) return [];
      if (asksForPeople(reading) && ![one, other].every((query) => findsPeople(query, reading))) return [];
      if (!mayBeSame(one, other, a, b, reading)) return [];
      const denial = denialBetween(a, b, reading);
      if (denial !== undefined)
        return [
          {
            query: { look: 'minus', queries: denial.isSwapped ? [other, one] : [one, other] },
            want: a.want,
            subjects: [...a.subjects, ...b.subjects],
            mentions: [...a.mentions, ...b.mentions],
            used: [...a.used, ...b.used, denial.span],
            penalty: 1,
          },
        ];
      return isEither(a, b, reading) ? [] : [inBoth(a, b, one, other, reading)];
    }),
  );
}

/** "*Who* is ... and ...": two lists of teams have nobody in common. */
function asksForPeople({ cue }: Reading): boolean {
  return cue('person') !== undefined;
}

function findsPeople({ relation, end, filter }: RelatedQuery, { ontology }: Reading): boolean {
  const other = end === 'from' ? 1 : 0;
  const kinds = ontology.relation(relation).pairs.map((pair) => pair[other]);
  // Of a relation of the company's own anybody may be called who.
  return (
    filter?.kind === 'Person' || (filter === undefined && (kinds.includes('Person') || isOwn({ relation }, ontology)))
  );
}

/** "Is Ada an active member of Payments", "is the lead of Risk also in Payments" want yes or no, and no list. */
export function asksOfOne({ analysis: { tokens, mentions } }: Reading): boolean {
  if (['is', 'was'].includes(tokens[0]?.word ?? '') && ['the', 'our'].includes(tokens[1]?.word ?? '')) return true;
  return (
    truthOpeners.has(tokens[0]?.word ?? '') &&
    mentions.some(
      ({ start, certainty, senses }) =>
        start === 1 && certainty !== 'guess' && senses.every(({ kind }) => kind === 'Person'),
    )
  );
}

/** "Is *everyone* in Payments also in Risk": those who are in both are no answer. */
function asksOfAll({ analysis: { tokens } }: Reading): boolean {
  return truthOpeners.has(tokens[0]?.word ?? '') && everyone.has(tokens[1]?.word ?? '');
}

const everyone = new Set(['everyone', 'everybody', 'all', 'every', 'each']);

/** "In Risk *or* Audit": those of both are fewer than is asked for. */
function isEither(a: Draft, b: Draft, { analysis: { tokens } }: Reading): boolean {
  const places = [...a.mentions, ...b.mentions];
  const [from, to] = [Math.min(...places.map(({ end }) => end)), Math.max(...places.map(({ start }) => start))];
  return tokens.slice(from, to).some(({ word }) => word === 'or');
}

/** "Which *former Risk members* are on Audit *now*": once in the first, and in the other today. @param other the look-up of `b` */
function nowThere(a: Draft, b: Draft, other: RelatedQuery, reading: Reading): RelatedQuery {
  const { tokens } = reading.analysis;
  const [first, second] = [a.mentions[0], b.mentions[0]];
  const former = reading.spansOf('former');
  if (
    first !== undefined &&
    second !== undefined &&
    second.end <= first.start &&
    isSaidBetween(second, first, reading)
  ) {
    const { ended: _once, ever: _ever, ...today } = other;
    return today;
  }
  if (other.ended !== true || first === undefined || second === undefined || first.end > second.start) return other;
  if (isSaidBetween(first, second, reading)) return other;
  const isBefore = former.every(({ end }) => end <= first.start || end <= second.start);
  const isToday = tokens
    .slice(Math.max(first.end, ...former.map(({ end }) => end)), second.start)
    .some(({ word }) => ['is', 'are', 'now', 'sit', 'sits', 'still', 'currently', 'today'].includes(word));
  const { ended: _once, ...today } = other;
  return isBefore && isToday ? today : other;
}

/** "Which Risk members *used to be* on Audit", "are *former* Audit members", "*were* on Audit": of the one behind alone it is said that it was. */
function isSaidBetween(one: Span, other: Span, reading: Reading): boolean {
  const { tokens } = reading.analysis;
  const word = (at: number) => tokens[at]?.word ?? '';
  const former = reading.spansOf('former');
  const isVerb = ({ start }: Span) => [start - 1, start].some((at) => verbsOfThePast.has(word(at)));
  const isAnyBefore = former.some(({ start }) => start < one.start);
  const isBetween =
    former.some((span) => span.start >= one.end && span.end <= other.start && isVerb(span)) ||
    (former.length === 0 &&
      tokens.slice(one.end, other.start).some(({ word: said }) => said === 'were' || said === 'was'));
  return !isAnyBefore && isBetween;
}

const verbsOfThePast = new Set('used once previously formerly no are is were was been also a an and'.split(' '));

/** What two look-ups have in common. */
export function inBoth(a: Draft, b: Draft, one: RelatedQuery, other: RelatedQuery, reading: Reading): Draft {
  return {
    query: {
      look: 'both',
      isSaid: reading.analysis.isAlso === true,
      queries: [nowThere(b, a, one, reading), nowThere(a, b, other, reading)],
    },
    want: a.want,
    subjects: [...a.subjects, ...b.subjects],
    mentions: [...a.mentions, ...b.mentions],
    used: [...a.used, ...b.used, ...reading.spansOf('both')],
    penalty: 2,
  };
}

/** "on A but *not* on B": the words that take the second list from the first. */
function denialBetween(
  a: Draft,
  b: Draft,
  { analysis: { tokens } }: Reading,
): { span: Span; isSwapped: boolean } | undefined {
  const place = (draft: Draft) => draft.mentions[0]?.start ?? 0;
  const isSwapped = place(b) < place(a);
  const [first, second] = isSwapped ? [b, a] : [a, b];
  const from = Math.max(...first.mentions.map(({ end }) => end));
  const at = tokens.findIndex(({ word }, index) => index >= from && index < place(second) && denials.has(word));
  return at === -1 ? undefined : { span: { start: at, end: at + 1 }, isSwapped };
}

const denials = new Set(['not', 'isnt', 'arent', 'without', 'minus', 'except', 'excluding', 'doesnt', 'dont']);

/** Whether the other ends of both can be of one kind. */
function mayBeSame(one: RelatedQuery, other: RelatedQuery, a: Draft, b: Draft, { ontology }: Reading): boolean {
  const kindsOf = ({ filter, relation, end }: RelatedQuery, { mentions }: Draft) => {
    if (filter !== undefined) return [filter.kind];
    const kinds = new Set(mentions.flatMap(({ senses }) => senses.map(({ kind }) => kind)));
    return [...kinds].flatMap((kind) => ontology.otherKinds(ontology.relation(relation), end, kind));
  };
  const others = new Set(kindsOf(other, b));
  return kindsOf(one, a).some((kind) => others.has(kind));
}

/** About different things in different words, so that neither says what the other says already. A thing is none that words of the other name. */
function areApart(a: Draft, b: Draft): boolean {
  const isSaidBy = ({ mentions }: Draft, { used }: Draft) =>
    mentions.some((one) => used.some((other) => overlap(one, other)));
  const areNamedApart = !isSaidBy(a, b) && !isSaidBy(b, a);
  const saysMore = (draft: Draft, than: Draft) =>
    draft.used.some((span) => !than.used.some((known) => overlap(known, span)));
  return areNamedApart && saysMore(a, b) && saysMore(b, a);
}

/** The same list said twice: "the *project directors* on the *board*" of one team that is called so. */
function areSame(one: RelatedQuery, other: RelatedQuery): boolean {
  return (
    one.relation === other.relation &&
    one.end === other.end &&
    one.role === other.role &&
    one.of.join() === other.of.join()
  );
}

function distinct(drafts: readonly Draft[]): Draft[] {
  return [...new Map(drafts.map((draft) => [JSON.stringify([draft.query, draft.used]), draft])).values()];
}
