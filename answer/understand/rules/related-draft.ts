import { builtInKinds } from '../../../schema/kinds.ts';
import type { Ref } from '../../../schema/ref.ts';
import type { End } from '../../../schema/relations.ts';
import type { KindFilter, Query, RelatedQuery } from '../../look-up/query.ts';
import { overlap, type Span } from '../analysis.ts';
import type { Draft } from '../draft.ts';
import type { RelationSense } from '../lexicon.ts';
import { isFormerRole } from '../having.ts';
import { isOwn } from '../own-relations.ts';
import { placeholder } from '../placeholder.ts';
import { asksOfThePast } from '../tense.ts';
import { type MentionGroup, type Reading, withNoun } from '../reading.ts';
import type { Target } from '../targets.ts';

export interface RelatedInput {
  sense: Pick<RelationSense, 'relation' | 'role'> & Partial<RelationSense>;
  mention: MentionGroup;
  refs: Ref[];
  /** Where the mentioned things stand. */
  end: End;
  target: Target | undefined;
  used: readonly Span[];
  otherKinds: readonly string[];
}

/** The look-up of the other ends of a relation of what is mentioned, with all that the question says about it. */
export function relatedDraft(
  reading: Reading,
  { sense, mention, refs, end, target: said, used, otherKinds }: RelatedInput,
): Draft[] {
  const target = said && withoutFormerStatus(said, reading);
  const isWho = reading.cue('person') !== undefined && target === undefined;
  if (isWho && !otherKinds.some(actsAsPerson)) return [];
  const only = onlyBefore(mention, reading);
  const narrowed = only === undefined ? target?.filter : inNoOther(target?.filter, { sense, end, otherKinds });
  // "In total" of several things is their sum.
  const isSumOfSeveral = mention.spans.length > 1 && refs.length > 1;
  const nested =
    (isSumOfSeveral ? undefined : reading.cue('nested')) ??
    (reading.analysis.isDirect === true ? undefined : reading.cue('size'));
  const except = exceptions(reading, mention, otherKinds) ?? others(reading, refs);
  const base: Omit<RelatedQuery, 'of'> = {
    look: 'related',
    relation: sense.relation,
    end,
    ...(sense.role !== undefined && { role: sense.role }),
    ...(narrowed !== undefined && { filter: narrowed }),
    ...(nested !== undefined ? { nested: true } : reading.analysis.isDirect === true && { nested: false }),
    ...(except !== undefined && { except: except.refs }),
    ...(isPlaced(sense, mention, reading) && { isUnsure: true }),
    ...(reading.cue('former') !== undefined || isFormerRole(sense.role)
      ? { ended: true }
      : asksOfThePast(reading) && { ever: true }),
  };
  // "In Payments and also in Risk" is in both.
  const saysBoth =
    reading.cue('both') !== undefined || reading.analysis.isAlso === true || doSo({ sense, end, target }, reading);
  // "How many ships do Risk and Audit own together" counts those of either.
  const isSum = reading.want === 'count' && reading.spansOf('both').every((span) => isTogether(span, reading));
  const isBoth =
    saysBoth && !(isSum && reading.cue('both') !== undefined) && refs.length > 1 && mention.spans.length > 1;
  const same = mention.spans.length > 1 && refs.length > 1 ? sameWord(reading) : undefined;
  const query: Query =
    isBoth || same !== undefined
      ? { look: 'both', isSaid: true, queries: refs.map((ref) => ({ ...base, of: [ref] })) }
      : { ...base, of: refs };
  return [
    {
      query,
      want:
        same !== undefined ||
        (isBoth && asksWhetherInCommon(reading)) ||
        (query.look === 'related' && isAskedForAny(reading, used))
          ? 'truth'
          : reading.want,
      subjects: refs,
      mentions: mention.spans,
      used: [
        ...used,
        ...(target?.used ?? []),
        ...reading.spansOf('count'),
        ...reading.spansOf('nested'),
        ...reading.spansOf('former'),
        ...(except?.used ?? []),
        ...(isBoth || (isSum && refs.length > 1) ? reading.spansOf('both') : []),
        ...(same === undefined ? [] : [same]),
        ...(only === undefined ? [] : [only, ...sameAgain(mention, refs, reading)]),
      ],
      penalty: isWho && !otherKinds.includes('Person') ? 3 : 0,
    },
  ];
}

/** "How many chairs *are on Risk*": its chairs, or chairs of others who are on it. */
function isPlaced(
  { role }: RelatedInput['sense'],
  { spans }: MentionGroup,
  { analysis: { tokens } }: Reading,
): boolean {
  const before = tokens.slice(0, spans[0]?.start ?? 0).map(({ word }) => word);
  return role !== undefined && /\bare (?:in|on)(?: the)?$/.test(before.join(' '));
}

/** "Do Risk and Audit have the *same* guide?" */
function sameWord({ analysis: { tokens } }: Reading): Span | undefined {
  const at = tokens.findIndex(({ word }, index) => word === 'same' && tokens[index + 1]?.word !== 'time');
  return at !== -1 && ['do', 'does', 'are', 'is', 'have'].includes(tokens[0]?.word ?? '')
    ? { start: at, end: at + 1 }
    : undefined;
}

/** "*Do* Risk and Audit have a guide *in common*?" */
function asksWhetherInCommon({ analysis: { tokens } }: Reading): boolean {
  return ['do', 'does'].includes(tokens[0]?.word ?? '') && tokens.some(({ word }) => word === 'common');
}

function isTogether({ start }: Span, { analysis: { tokens } }: Reading): boolean {
  return ['together', 'jointly', 'combined'].includes(tokens[start]?.word ?? '');
}

/** "Which members of Risk are *only* in Risk": in nothing else. */
function onlyBefore({ spans }: MentionGroup, { analysis: { tokens } }: Reading): Span | undefined {
  const start = spans[0]?.start ?? 0;
  const at = [1, 2, 3].map((back) => start - back).find((place) => tokens[place]?.word === 'only');
  return at === undefined ? undefined : { start: at, end: at + 1 };
}

/** "Which *cargo* members are only in cargo": named twice. */
function sameAgain({ spans }: MentionGroup, refs: readonly Ref[], reading: Reading): Span[] {
  return reading.analysis.mentions
    .filter((mention) => !spans.includes(mention) && mention.senses.some(({ ref }) => refs.includes(ref)))
    .flatMap((mention) =>
      mention.senses.flatMap(({ ref, kind }) => (refs.includes(ref) ? withNoun(mention, kind, reading) : [])),
    );
}

function inNoOther(
  filter: KindFilter | undefined,
  { sense: { relation }, end, otherKinds }: Pick<RelatedInput, 'sense' | 'end' | 'otherKinds'>,
): KindFilter | undefined {
  const [kind, ...others] = filter === undefined ? otherKinds : [filter.kind];
  if (kind === undefined || others.length > 0) return filter;
  const having = { relation, end: end === 'from' ? ('to' as const) : ('from' as const), least: 1, most: 1 };
  return { ...filter, kind, having: [...(filter?.having ?? []), having] };
}

/** "Which engines *fit* the Hill Line and the Quay Loop" fit both, where "who leads Risk and Payments" asks of each. */
function doSo({ sense, end, target }: Pick<RelatedInput, 'sense' | 'end' | 'target'>, { ontology }: Reading): boolean {
  return sense.reading === 'name' && end === 'to' && target !== undefined && isOwn(sense, ontology);
}

/** "*Does Risk have* any auditors", "*is there a* lead of Risk": yes or no, with who it is. */
function isAskedForAny({ analysis: { tokens } }: Reading, used: readonly Span[]): boolean {
  const [first, second] = tokens.map(({ word }) => word);
  const last = Math.max(0, ...used.map(({ end }) => end));
  const had = tokens.findIndex(({ word }, at) => at > 1 && at < last && (word === 'have' || word === 'has'));
  if (first === 'does' || first === 'do') return had !== -1 && !['we', 'you', 'i'].includes(second ?? '');
  return (first === 'is' || first === 'are') && second === 'there';
}

/** "Who" is a person, a team that acts as one, or what only this company has: "*who* does Ada work for" may be her employer. */
function actsAsPerson(kind: string): boolean {
  return kind === 'Person' || kind === 'Team' || !builtInKinds.some(({ name }) => name === kind);
}

/** "*Alumni* of Payments" were in it; whether they have left the company, which one word says as well, is another matter. */
export function withoutFormerStatus(target: Target, reading: Reading): Target {
  const { status, ...where } = target.filter.where ?? {};
  const isSame = reading.spansOf('former').some((former) => target.used.some((span) => overlap(span, former)));
  return status === undefined || !isSame ? target : { ...target, filter: { ...target.filter, where } };
}

/** "who *else* is in there", "which *other* systems depend on it": not those that were named already. */
function others({ analysis, known }: Reading, refs: readonly Ref[]): { refs: Ref[]; used: Span[] } | undefined {
  const at = analysis.tokens.findIndex(({ word }) => word === 'else' || word === 'other' || word === 'others');
  if (at === -1) return undefined;
  return { refs: [...new Set([...known, ...refs])], used: [{ start: at, end: at + 1 }] };
}

/** "besides the steering committee": things that are not meant. */
function exceptions(
  reading: Reading,
  mention: MentionGroup,
  otherKinds: readonly string[],
): { refs: Ref[]; used: Span[] } | undefined {
  const cue = reading.cue('except');
  if (cue === undefined) return undefined;
  const behind = reading.analysis.mentions.find(
    (span) =>
      span.start >= cue.end &&
      span.start - cue.end <= 2 &&
      !mention.spans.includes(span) &&
      // "Besides the leads" means who leads it, although a team may be called so.
      (span.certainty === 'sure' || !reading.analysis.relations.some((phrase) => overlap(phrase, span))),
  );
  if (behind === undefined) return undefined;
  // A team is none of the vaults that it may open.
  const isPart = reading.analysis.tokens[behind.start]?.word === placeholder;
  if (!isPart && !behind.senses.some((sense) => otherKinds.includes(sense.kind))) return undefined;
  const kind = behind.senses[0]?.kind ?? '';
  // "What *else* is Ada part of besides Risk" says it twice.
  const also = reading.analysis.tokens.flatMap(({ word }, at) =>
    word === 'else' || word === 'other' || word === 'others' ? [{ start: at, end: at + 1 }] : [],
  );
  return { refs: behind.senses.map(({ ref }) => ref), used: [cue, ...also, ...withNoun(behind, kind, reading)] };
}
