import type { Ontology } from '../../../schema/ontology.ts';
import { asksOfThePast } from '../tense.ts';
import type { End } from '../../../schema/relations.ts';
import { type MentionSpan, overlap, type SenseSpan, type Span } from '../analysis.ts';
import { truthOpeners } from '../cues.ts';
import type { Draft, Rule } from '../draft.ts';
import type { RelationSense } from '../lexicon.ts';
import { placeholder } from '../placeholder.ts';
import { oppositesOf } from '../denied-relations.ts';
import { isFormerRole } from '../having.ts';
import { isOwn } from '../own-relations.ts';
import { type Reading, withNoun } from '../reading.ts';
import { defaultRelationsOf } from '../usual-relations.ts';

/** "is Ada on the Payments team", "is Grace a chair of Risk", "does Payments own the ledger". */
export const truths: Rule = (reading) => {
  const { tokens, mentions, relations } = reading.analysis;
  const who = tokens[1]?.word === 'there' ? tokens[2] : tokens[1];
  const isAble = tokens[0]?.word === 'can';
  if (!(isAble || truthOpeners.has(tokens[0]?.word ?? '')) || somebody.has(who?.word ?? '')) return [];
  const phrases: (SenseSpan<RelationSense> | undefined)[] = isAble
    ? abilities(relations, reading)
    : [...relations, undefined];
  // "Are *all leads of Risk* in Audit" is asked of whoever they are.
  const isOfEach = ['all', 'every', 'each'].includes(tokens[1]?.word ?? '');
  const single = mentions.flatMap((subject) =>
    mentions
      .filter((object) => subject.end <= object.start && (!isOfEach || isFound(subject, reading)))
      .flatMap((object) =>
        phrases
          .filter((phrase) => phrase === undefined || !(overlap(phrase, subject) || overlap(phrase, object)))
          .flatMap((phrase) => draftsOf(reading, subject, object, phrase)),
      ),
  );
  return [...single, ...ofSeveral(single, reading)];
};

/** "*Can* Risk *open* the vault", where the company has a relation by which that is told: "can open". */
function abilities(relations: readonly SenseSpan<RelationSense>[], { ontology }: Reading): SenseSpan<RelationSense>[] {
  return relations
    .map((phrase) => ({
      ...phrase,
      senses: phrase.senses.filter(({ relation }) => /^(?:can|may) /i.test(ontology.relation(relation).name)),
    }))
    .filter(({ senses }) => senses.length > 0);
}

/** "Is Ada in *both Risk and Audit*", "are *Ada and Grace* both leads of Risk": yes where it is so of each. */
function ofSeveral(single: readonly Draft[], reading: Reading): Draft[] {
  const { tokens } = reading.analysis;
  return single.flatMap((a) =>
    single.flatMap((b): Draft[] => {
      const [one, other] = [a.query, b.query];
      if (one.look !== 'holds' || other.look !== 'holds' || one.others !== undefined || other.others !== undefined)
        return [];
      const isOfObjects = one.subject === other.subject && one.object !== other.object;
      const isOfSubjects = one.object === other.object && one.subject !== other.subject;
      const [first, second] = isOfObjects ? [a.mentions[1], b.mentions[1]] : [a.mentions[0], b.mentions[0]];
      if (isOfObjects === isOfSubjects || first === undefined || second === undefined) return [];
      const between = tokens.slice(first.end, second.start).map(({ word }) => word);
      if (first.end > second.start || !between.includes('and') || between.length > 3) return [];
      if (one.role !== other.role || JSON.stringify(one.relations) !== JSON.stringify(other.relations)) return [];
      return [
        {
          query: {
            ...one,
            isOfAll: true,
            ...(isOfObjects ? { objects: [other.object] } : { others: [other.subject] }),
          },
          want: 'truth',
          subjects: [...new Set([...a.subjects, ...b.subjects])],
          mentions: [...new Set([...a.mentions, ...b.mentions])],
          used: [...a.used, ...b.used, ...reading.spansOf('both')],
          penalty: 0.5,
        },
      ];
    }),
  );
}

/** "Is *anyone* on Payments also on Risk" is asked of people, and not of what is named first. */
const somebody = new Set(['anyone', 'anybody', 'someone', 'somebody', 'everyone', 'everybody', 'nobody']);

function draftsOf(
  reading: Reading,
  subject: MentionSpan,
  object: MentionSpan,
  phrase: SenseSpan<RelationSense> | undefined,
): Draft[] {
  const fitting = subject.senses.flatMap((one) =>
    object.senses.flatMap((other) => {
      const relations = relationsOf(reading, one.kind, other.kind, phrase);
      return relations.length === 0 ? [] : [{ one, other, relations }];
    }),
  );
  // A name that two things bear means the one of which this can be said; all are asked of where several were found before.
  const [found] = fitting;
  const others = fitting.flatMap(({ one }) => (one === found?.one ? [] : [one]));
  if (found === undefined || (others.length > 0 && !isFound(subject, reading))) return [];
  // Of several that were found, any will do: "does Tides have a keeper from Northmill".
  if (object.senses.length > 1 && isFound(object, reading)) return [];
  if (others.some(({ kind }) => kind !== found.one.kind)) return [];
  const { one, other, relations } = found;
  const opposites = relations.flatMap(({ relation, end }) =>
    oppositesOf(reading.ontology.relation(relation), reading.ontology).map(({ relation: key, isInverse }) => ({
      relation: key,
      end: isInverse ? (end === 'from' ? ('to' as const) : ('from' as const)) : end,
    })),
  );
  const role = phrase?.senses.find((sense) => sense.role !== undefined)?.role;
  const between = { start: subject.end, end: object.start };
  const former = reading.spansOf('former').filter((span) => isOfPhrase(span, phrase ?? between, reading));
  const isOver = isFormerRole(role) || former.length > 0;
  return [
    {
      query: {
        look: 'holds',
        subject: one.ref,
        ...(others.length > 0 && { others: [...new Set(others.map(({ ref }) => ref))] }),
        object: other.ref,
        relations,
        ...(opposites.length > 0 && { opposites }),
        ...(role !== undefined && { role }),
        ...(isOver ? { ended: true } : asksOfThePast(reading, 1) && { ever: true }),
      },
      want: 'truth',
      subjects: [one.ref, other.ref],
      mentions: [subject, object],
      used: [
        { start: 0, end: 1 },
        ...withNoun(subject, one.kind, reading),
        ...withNoun(object, other.kind, reading),
        ...(phrase === undefined ? [] : [phrase]),
        ...former,
        ...activeWords(one.kind, phrase, reading),
      ],
      penalty: phrase === undefined ? 1 : 0,
    },
  ];
}

/** Found by another part of the question: "is *the lead of Risk* in Payments". */
function isFound({ start, end }: Span, { analysis: { tokens } }: Reading): boolean {
  return end - start === 1 && tokens[start]?.word === placeholder;
}

/** Within the words of the relation or directly before, perhaps with "an" between: "is Ada *a former* member of Payments". */
function isOfPhrase({ start, end }: Span, phrase: Span | undefined, { analysis: { tokens } }: Reading): boolean {
  if (phrase === undefined) return false;
  return (
    (end <= phrase.start && tokens.slice(end, phrase.start).every(({ isStop }) => isStop)) ||
    (start >= phrase.start && end <= phrase.end)
  );
}

/** "An *active* member": that the relation holds today says so. */
function activeWords(kind: string, phrase: Span | undefined, reading: Reading): Span[] {
  const status = reading.ontology.findField(kind, 'status');
  return reading.analysis.values.filter(
    (span) =>
      isOfPhrase(span, phrase, reading) &&
      span.senses.some(
        (sense) => sense.kind === kind && sense.field === 'status' && sense.values.includes(status?.assumed ?? ''),
      ),
  );
}

function relationsOf(
  reading: Reading,
  one: string,
  other: string,
  phrase: SenseSpan<RelationSense> | undefined,
): { relation: string; end: End }[] {
  const { ontology } = reading;
  const keys =
    phrase === undefined ? defaultTruths(one, other, ontology) : phrase.senses.map(({ relation }) => relation);
  const all = keys.flatMap((relation) =>
    (['from', 'to'] as const)
      .filter((end) => ontology.otherKinds(ontology.relation(relation), end, one).includes(other))
      .map((end) => ({ relation, end })),
  );
  return asSaid(all, phrase, reading);
}

/** "is Ada on Payments": a member, or who leads it, or what a company says of the two by a relation of its own. */
function defaultTruths(one: string, other: string, ontology: Ontology): string[] {
  const own = defaultRelationsOf(one, other, ontology).filter((each) => isOwn(each, ontology));
  return [...usualTruths(one, other), ...own.map(({ relation }) => relation)];
}

function usualTruths(one: string, other: string): string[] {
  if (one === 'Person' && other === 'Team') return ['MEMBER_OF', 'LEADS'];
  if (one === 'Team' && other === 'Team') return ['PART_OF'];
  if (one === 'Person' && other === 'Project') return ['WORKS_ON', 'LEADS'];
  return ['OWNS', 'DEPENDS_ON', 'MEMBER_OF'];
}

/** Between two things of one kind the first named stands where the words say: "does Ada report to Grace". */
function asSaid(
  relations: { relation: string; end: End }[],
  phrase: SenseSpan<RelationSense> | undefined,
  { ontology, analysis: { tokens } }: Reading,
): { relation: string; end: End }[] {
  // "Is Risk *a guest of* Payments": what the other end has is said as a noun.
  const isNoun =
    phrase !== undefined &&
    ['of', 'in', 'on', 'for', 'at'].includes(tokens[phrase.end]?.word ?? '') &&
    ['a', 'an', 'the'].includes(tokens[phrase.start - 1]?.word ?? '');
  return relations.filter(({ relation, end }) => {
    const isAmbiguous = relations.some((other) => other.relation === relation && other.end !== end);
    if (!isAmbiguous || phrase === undefined) return !isAmbiguous || end === 'from';
    const readings = phrase.senses.filter((sense) => sense.relation === relation).map((sense) => sense.reading);
    // "is Grace Ada's manager" is said of the other end than "does Grace report to Ada".
    const wanted: End = readings.some((reading) => (reading === 'inverse' && !isNoun) || reading === 'noun-from')
      ? 'to'
      : 'from';
    return end === wanted || ontology.findRelation(relation) === undefined;
  });
}
