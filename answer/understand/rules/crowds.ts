import type { Ref } from '../../../schema/ref.ts';
import { overlap, type MentionSpan, type Span } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import { personNouns } from '../person-nouns.ts';
import { type MentionGroup, type Reading, withNoun } from '../reading.ts';
import { defaultRelationsOf } from '../usual-relations.ts';
import { asksOfOne, inBoth } from './intersections.ts';
import { wordBefore } from '../tokens.ts';
import { relatedDraft } from './related-draft.ts';

/** "who are the *infra admins*", "which *project directors* are on the Types team as well": a team called after its people, for them. */
export const crowds: Rule = (reading) =>
  reading.groups.flatMap((mention) => {
    const [span, ...others] = mention.spans;
    const refs = mention.kinds.find(({ kind }) => hasMembers(kind, reading))?.refs;
    if (span === undefined || others.length > 0 || refs === undefined || !isOfPeople(span, reading)) return [];
    const plain = membersOf(mention, refs, [...mention.spans, ...askingWord(span, reading)], reading);
    const both = reading.groups.flatMap((other) => {
      const teams = other.kinds.find(({ kind }) => kind === 'Team')?.refs;
      if (teams === undefined || other.spans.some((each) => each.start < span.end || overlap(each, span))) return [];
      const nouns = other.spans.flatMap((each) => withNoun(each, 'Team', reading));
      const said = reading.analysis.relations.filter(
        (phrase) =>
          phrase.start >= span.end &&
          ![span, ...other.spans].some((each) => overlap(each, phrase)) &&
          phrase.senses.some(({ relation, role }) => relation === 'MEMBER_OF' && role === undefined),
      );
      const there = membersOf(other, teams, [...nouns, ...said], reading);
      return plain.flatMap((a) => there.flatMap((b) => ofBoth(a, b, reading)));
    });
    return [...plain, ...both];
  });

/** A team, or a kind of the company's own of which people are members. */
function hasMembers(kind: string, { ontology }: Reading): boolean {
  return kind === 'Team' || ontology.otherKinds(ontology.relation('MEMBER_OF'), 'to', kind).includes('Person');
}

const within = new Set(['in', 'on', 'of', 'from', 'at', 'with']);
const theOnly = new Set(['the']);

/**
 * "which *tech leads of Risk* are *in the council* too", "which *maintainers of Tides* are *from Keelworks*": who is something there, and
 * belongs here as well.
 */
export function alsoMembers(found: readonly Draft[], reading: Reading): Draft[] {
  const { tokens } = reading.analysis;
  if (asksOfOne(reading)) return [];
  const isWithin = ({ start }: Span) => within.has(wordBefore(tokens, start, theOnly));
  return found.flatMap((draft) => {
    const { query } = draft;
    if (query.look !== 'related' || query.end !== 'to') return [];
    if (!reading.ontology.relation(query.relation).pairs.some(([from]) => from === 'Person')) return [];
    const end = Math.max(0, ...draft.used.map((span) => span.end));
    return reading.groups.flatMap((other) => {
      const [span, ...others] = other.spans;
      if (span === undefined || others.length > 0) return [];
      if (span.start < end || span.certainty === 'guess' || !isWithin(span)) return [];
      return other.kinds.flatMap(({ kind, refs }) =>
        defaultRelationsOf('Person', kind, reading.ontology)
          .filter(({ relation, end: side }) => side === 'to' && relation !== query.relation)
          .flatMap(({ relation }) => belongingTo(other, refs, relation, withNoun(span, kind, reading), reading))
          .flatMap((there) => ofBoth(draft, there, reading)),
      );
    });
  });
}

function membersOf(mention: MentionGroup, refs: readonly Ref[], used: readonly Span[], reading: Reading): Draft[] {
  return belongingTo(mention, refs, 'MEMBER_OF', used, reading);
}

function belongingTo(
  mention: MentionGroup,
  refs: readonly Ref[],
  relation: string,
  used: readonly Span[],
  reading: Reading,
): Draft[] {
  return relatedDraft(reading, {
    sense: { relation },
    mention,
    refs: [...refs],
    end: 'to',
    target: { filter: { kind: 'Person' }, used: [] },
    used,
    otherKinds: ['Person'],
  }).map((draft) => ({ ...draft, penalty: 0.5 }));
}

function ofBoth(a: Draft, b: Draft, reading: Reading): Draft[] {
  if (a.query.look !== 'related' || b.query.look !== 'related') return [];
  return [{ ...inBoth(a, b, a.query, b.query, reading), penalty: 1 }];
}

/** Whether words for a team end in several people, and are not followed by its noun: "the infra admins team" is the team. */
function isOfPeople({ start, end, senses }: MentionSpan, { analysis: { tokens, kinds } }: Reading): boolean {
  const isNounBehind = kinds.some(
    (noun) => noun.start === end && noun.senses.some(({ kind }) => senses.some((sense) => sense.kind === kind)),
  );
  const [last, before] = [tokens[end - 1]?.word ?? '', tokens[start - 1]?.word ?? ''];
  // One of them: "which *infra admin*", "who used to be an *infra admin*".
  const isOne = ['which', 'what', 'a', 'an'].includes(before) && personNouns.has(`${last}s`);
  return (personNouns.has(last) || isOne) && !isNounBehind;
}

/** "*which* project directors". */
function askingWord({ start }: Span, { analysis: { tokens } }: Reading): Span[] {
  const isAsked = ['which', 'what'].includes(tokens[start - 1]?.word ?? '');
  return isAsked ? [{ start: start - 1, end: start }] : [];
}
