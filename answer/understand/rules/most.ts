import type { Ref } from '../../../schema/ref.ts';
import type { End } from '../../../schema/relations.ts';
import type { Having, KindFilter, RelatedQuery } from '../../look-up/query.ts';
import { type MentionSpan, overlap, type Span } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import { isFormerRole } from '../having.ts';
import type { RelationSense } from '../lexicon.ts';
import { isOwn, ownFirst } from '../own-relations.ts';
import type { Ontology } from '../../../schema/ontology.ts';
import type { Reading } from '../reading.ts';
import { personTargets, roleTargets, type Target, targets, valueTargets } from '../targets.ts';
import type { Token } from '../tokens.ts';
import { defaultRelationOf } from '../usual-relations.ts';
import { defaultRelations } from './default-relations.ts';
import { withoutFormerStatus } from './related-draft.ts';
import { relations } from './relations.ts';

/** What is counted to find who has the most. */
interface Counted {
  having: Having;
  used: readonly Span[];
  penalty: number;
}

/** Of what it is asked which has the most. */
interface Owner extends Target {
  /** What else it says of them: "which *member of Risk* chairs the most groups". */
  of?: { query: RelatedQuery; subjects: Ref[]; mentions: readonly MentionSpan[] };
}

/** "which team has the most systems", "the biggest team", "who leads the most teams", "which service do most others depend on". */
export const most: Rule = (reading) => {
  const cue = reading.cue('most') ?? reading.cue('least');
  if (cue === undefined) return [];
  const nouns = targets(reading, [cue]);
  const countable = [...nouns, ...valueTargets(reading, [cue])];
  const owners: Owner[] = [
    ...nouns.filter(({ used }) => !isCounted(used, cue, reading)),
    ...personTargets(reading, [cue]),
    ...among(cue, reading),
  ].filter((owner) => !isOfOther(owner, cue, nouns, reading));
  return owners.flatMap((owner): Draft[] =>
    [
      ...countedNouns(reading, owner, countable, cue),
      ...countedNouns(reading, owner, rolesElsewhere(owner, cue, reading), cue),
      ...countedRelations(reading, owner, countable),
    ]
      .map((counted) => ofThePast(counted, reading))
      .map((counted) => ({
        query: {
          look: 'most',
          filter: owner.filter,
          having: counted.having,
          least: cue.cue === 'least',
          ...(owner.of !== undefined && { among: owner.of.query }),
        },
        want: 'list',
        subjects: owner.of?.subjects ?? [],
        mentions: owner.of?.mentions ?? [],
        used: [cue, ...owner.used, ...counted.used],
        penalty: counted.penalty,
      })),
  );
};

/** "Which device has the most alarms", where each has a list of them. */
export const longestLists: Rule = (reading) => {
  const cue = reading.cue('most') ?? reading.cue('least');
  if (cue === undefined) return [];
  const { analysis, ontology } = reading;
  return [...targets(reading, [cue]), ...personTargets(reading, [cue])]
    .filter(({ used }) => used.every(({ end }) => end <= cue.start))
    .flatMap(({ filter, used }) => {
      const lists = analysis.fields
        .filter((phrase) => !used.some((span) => overlap(span, phrase)))
        .flatMap((phrase) => phrase.senses.map(({ kind, field }) => ({ phrase, kind, field })))
        .filter(({ kind, field }) => kind === filter.kind && ontology.findField(kind, field)?.type === 'list');
      return [...new Set(lists.map(({ field }) => field))].map((field): Draft => {
        const said = lists.filter((list) => list.field === field).map(({ phrase }) => phrase);
        return {
          query: { look: 'extreme', filter, field, largest: cue.cue === 'most' },
          want: 'list',
          subjects: [],
          mentions: [],
          used: [cue, ...used, ...said],
        };
      });
    });
};

/** "the most *alumni*", "the most *former members*": those that it once had. */
function ofThePast(counted: Counted, reading: Reading): Counted {
  const former = reading
    .spansOf('former')
    .filter((span) => counted.used.some((used) => overlap(span, used) || span.end === used.start));
  const { other, ...having } = counted.having;
  if (former.length === 0) return counted;
  const used = [...counted.used, ...former];
  const past = other && withoutFormerStatus({ filter: other, used }, reading).filter;
  return { ...counted, used, having: { ...having, ...(past && { other: past }), ended: true } };
}

/** "The most *teams*" are counted; the "biggest *team*" is what is asked for. */
function isCounted(used: readonly Span[], cue: Span, { analysis: { tokens } }: Reading): boolean {
  const isOfSize = tokens.slice(cue.start, cue.end).some(({ word }) => sizes.has(word));
  return !isOfSize && used.some(({ start }) => start === cue.end);
}

/** "The members of the *smallest team*": the team is the smallest, and no member has the fewest teams. */
function isOfOther({ used }: Owner, cue: Span, nouns: readonly Target[], reading: Reading): boolean {
  if (!isSizeWord(cue, reading)) return false;
  const behind = nouns.filter((noun) => noun.used.some(({ start }) => start >= cue.end && start - cue.end <= 1));
  const isBehind = (span: Span) => behind.some((noun) => noun.used.some((each) => overlap(each, span)));
  return behind.length > 0 && !used.some(isBehind);
}

function isSizeWord(cue: Span, { analysis: { tokens } }: Reading): boolean {
  return tokens.slice(cue.start, cue.end).some(({ word }) => sizes.has(word));
}

const sizes = new Set(['biggest', 'largest', 'smallest']);

/** Words within "which members *of the* Risk group". */
const linking = new Set(['of', 'in', 'on', 'at', 'from', 'within', 'under', 'the', 'our', 'a', 'an', 's']);

/** Those of a named thing: "which *Risk member* chairs the most groups", "who *in Payments* leads the most projects". */
function among(cue: Span, reading: Reading): Owner[] {
  const { analysis, ontology } = reading;
  return [...defaultRelations(reading), ...relations(reading)].flatMap((draft): Owner[] => {
    const { query, mentions, subjects } = draft;
    if (query.look !== 'related') return [];
    const used = draft.used.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
    const [start, end] = [used[0]?.start ?? 0, Math.max(...used.map((span) => span.end))];
    const isTogether = analysis.tokens
      .slice(start, end)
      .every(({ word }, index) => linking.has(word) || used.some((span) => isWithin(start + index, span)));
    // "Which member of Risk leads the most", "the biggest team in Risk".
    if (!isTogether || (end > cue.start && start !== cue.end)) return [];
    const kinds = [...new Set(mentions.flatMap(({ senses }) => senses.map(({ kind }) => kind)))];
    const others = kinds.flatMap((kind) => ontology.otherKinds(ontology.relation(query.relation), query.end, kind));
    const kind = query.filter?.kind ?? others[0];
    if (kind === undefined || (query.filter === undefined && new Set(others).size > 1)) return [];
    return [{ filter: { kind }, used, of: { query, subjects, mentions } }];
  });
}

/** Between what says of which it is asked: "which team *under* Risk is the biggest". */
function isInside({ start, end }: Span, { used }: Owner): boolean {
  return used.some((span) => span.start < start) && used.some((span) => span.end > end);
}

function isWithin(index: number, { start, end }: Span): boolean {
  return index >= start && index < end;
}

/** "the most systems"; the size of a team is its people. */
function countedNouns(reading: Reading, owner: Target, nouns: readonly Target[], cue: Span): Counted[] {
  const { ontology } = reading;
  return nouns.flatMap((counted) => {
    const isSame =
      isSizeWord(cue, reading) && counted.used.every((span) => owner.used.some((own) => overlap(own, span)));
    const isSize = isSame || counted.used[0]?.start === owner.used[0]?.start;
    // What is said of the counted noun is said of the owner, who is the same.
    if (
      isSize &&
      !counted.used.every((span) => owner.used.some(({ start, end }) => start === span.start && end === span.end))
    )
      return [];
    if (!isSize && (owner.used[0]?.start ?? 0) > (counted.used[0]?.start ?? 0)) return [];
    const other: KindFilter = isSize ? { kind: 'Person' } : counted.filter;
    const found = defaultRelationOf(other.kind, owner.filter.kind, ontology);
    // Where the counted thing is asked about, the owner stands at the other end.
    const all = [
      ...(found === undefined ? [] : [{ ...found, penalty: 0 }]),
      ...(isSize ? [] : betweenSorts(owner.filter, other, ontology).map((each) => ({ ...each, penalty: 0.6 }))),
    ];
    return all.map(({ relation, end, penalty }) => ({
      having: { relation, end, other },
      used: counted.used,
      penalty: isSize ? 1 : penalty,
    }));
  });
}

/** "Which *guild* has the most *circles*": what the only relation of the company's own between things of one kind may say of two sorts of it. */
function betweenSorts(owner: KindFilter, other: KindFilter, ontology: Ontology): { relation: string; end: End }[] {
  if (owner.kind !== other.kind || owner.where === undefined || other.where === undefined) return [];
  const own = ontology.relations.filter(
    (spec) =>
      isOwn({ relation: spec.key }, ontology) && ontology.otherKinds(spec, 'from', owner.kind).includes(owner.kind),
  );
  const [only, ...others] = own;
  if (only === undefined || others.length > 0) return [];
  return (['to', 'from'] as const).map((end) => ({ relation: only.key, end }));
}

/** "Which mill has the most *keepers*": people by what they are to other things. What they are to the asked ones themselves is a relation. */
function rolesElsewhere(owner: Target, cue: Span, reading: Reading): Target[] {
  const { ontology } = reading;
  return roleTargets(reading, [cue, ...owner.used]).filter(({ filter }) =>
    (filter.having ?? []).every(
      ({ relation, end }) =>
        !ontology.otherKinds(ontology.relation(relation), end, 'Person').includes(owner.filter.kind),
    ),
  );
}

/** "the most direct reports", "leads the most projects", "is liaison for the most SIGs", "do most depend on". */
function countedRelations({ analysis, ontology }: Reading, owner: Target, nouns: readonly Target[]): Counted[] {
  return analysis.relations
    .filter(
      (phrase) =>
        !owner.used.some((span) => overlap(span, phrase)) && !isInside(phrase, owner) && !isAsked(phrase, analysis),
    )
    .flatMap((phrase) =>
      ownFirst(phrase.senses, ontology, ({ relation, reading, role }) => {
        const spec = ontology.relation(relation);
        return endsOf(reading, isCopulaBefore(phrase, analysis.tokens))
          .filter((end) => ontology.otherKinds(spec, end, owner.filter.kind).length > 0)
          .flatMap((end): Counted[] => {
            const base = {
              relation,
              end,
              ...(role !== undefined && { role }),
              ...(isFormerRole(role) && { ended: true }),
            };
            const otherKinds = ontology.otherKinds(spec, end, owner.filter.kind);
            const others = nouns.filter(
              ({ filter, used }) =>
                otherKinds.includes(filter.kind) &&
                !used.some((span) => [...owner.used, phrase].some((other) => overlap(other, span))),
            );
            // "which team owns the most" is about the team; "what do most depend on" is about what stands behind the verb.
            const isAbout = (end === 'from') === (owner.used[0]?.start ?? 0) < phrase.start || reading !== 'name';
            return [
              ...others.map((other) => ({
                having: { ...base, other: other.filter },
                used: [phrase, ...other.used],
                penalty: isAbout ? 0.2 : 0.8,
              })),
              { having: base, used: [phrase], penalty: isAbout ? 0.5 : 1 },
            ];
          });
      }),
    );
}

/** "*Which company* has the most keepers of Tidewheel": what is asked for is not counted. */
function isAsked({ start, end }: Span, { tokens, kinds }: Reading['analysis']): boolean {
  const isNoun = kinds.some((noun) => noun.start === start && noun.end === end);
  return isNoun && ['which', 'what'].includes(tokens[start - 1]?.word ?? '');
}

/** "Who *is* the owner of the most systems" is what the noun says; "who has the most reports" has what it says. */
function isCopulaBefore(phrase: Span, tokens: readonly Token[]): boolean {
  const at = ['the', 'a', 'an'].includes(tokens[phrase.start - 1]?.word ?? '') ? phrase.start - 2 : phrase.start - 1;
  return ['is', 'are', 'was', 's'].includes(tokens[at]?.word ?? '');
}

function endsOf(reading: RelationSense['reading'], isCopula: boolean): readonly End[] {
  switch (reading) {
    case 'noun-from':
      return [isCopula ? 'to' : 'from'];
    case 'noun-to':
    case 'inverse':
      return [isCopula && reading === 'noun-to' ? 'from' : 'to'];
    case 'name':
    case 'role':
      return ['from', 'to'];
  }
}
