import type { RelatedQuery } from '../../look-up/query.ts';
import { overlap, type Span } from '../analysis.ts';
import { isFiller } from '../cues.ts';
import type { Draft } from '../draft.ts';
import type { RelationSense } from '../lexicon.ts';
import { type Reading, withNoun } from '../reading.ts';

/** Lists from which others are taken that the question tells by what they are there, or by another thing that has them. */
export function leavingOut(found: readonly Draft[], reading: Reading): Draft[] {
  const plain = found.filter(
    ({ query, mentions }) =>
      query.look === 'related' && query.except === undefined && query.ended !== true && mentions.length === 1,
  );
  return plain.flatMap((draft) => {
    const { query } = draft;
    return query.look === 'related' ? [...butRoles(draft, query, reading), ...ofAnother(draft, query, reading)] : [];
  });
}

const articles = new Set([
  'a',
  'an',
  'the',
  'its',
  'their',
  'any',
  'those',
  'who',
  'that',
  'is',
  'are',
  'also',
  'of',
  'them',
]);
/** Behind them it is said of the same thing: "who are not leads *there*". */
const there = new Set(['there', 'it', 'them', 'too']);

/** "Who is in Risk *besides the leads*", "which circles is Ada treasurer *but not chair* of". */
function butRoles(draft: Draft, query: RelatedQuery, reading: Reading): Draft[] {
  const { relations, mentions, tokens } = reading.analysis;
  return relations.flatMap((phrase): Draft[] => {
    if (draft.used.some((span) => overlap(span, phrase)) || mentions.some(isSureAt(phrase))) return [];
    const from = denialBefore(phrase, reading);
    if (from === undefined || draft.used.some((span) => span.start < phrase.start && span.end > from)) return [];
    const isOpen = tokens
      .slice(phrase.end)
      .every((token, index) => isFiller(token) || draft.used.some(covering(phrase.end + index)));
    if (!isOpen) return [];
    return phrase.senses
      .filter((sense) => isOfPeople(sense) || (sense.reading === 'name' && query.end === 'from'))
      .flatMap((sense): Draft[] => {
        const other = otherRole(draft, query, sense, reading);
        return other === undefined
          ? []
          : [taking(draft, query, other, [{ start: from, end: phrase.end }], draft.subjects)];
      });
  });
}

function isOfPeople({ reading }: RelationSense): boolean {
  return reading === 'role' || reading === 'noun-to';
}

function otherRole(
  { mentions }: Draft,
  { of, relation: listed, end, role: had, filter }: RelatedQuery,
  { relation, role }: RelationSense,
  { ontology }: Reading,
): RelatedQuery | undefined {
  if (relation === listed && role === had) return undefined;
  const kinds = mentions.flatMap(({ senses }) => senses.filter(({ ref }) => of.includes(ref)).map(({ kind }) => kind));
  const fits = kinds.some((kind) => {
    const others = ontology.otherKinds(ontology.relation(relation), end, kind);
    const wanted = filter === undefined ? ontology.otherKinds(ontology.relation(listed), end, kind) : [filter.kind];
    return wanted.some((each) => others.includes(each));
  });
  return fits ? { look: 'related', of, relation, end, ...(role !== undefined && { role }) } : undefined;
}

const butWords = new Set(['but', 'and', 'though']);

/** Where "besides", "but not" or "are not ... there" begins before a phrase. */
function denialBefore(phrase: Span, { analysis: { tokens }, spansOf }: Reading): number | undefined {
  let at = phrase.start;
  while (articles.has(tokens[at - 1]?.word ?? '')) at -= 1;
  const except = spansOf('except').find(({ end }) => end === at);
  if (except !== undefined) return except.start;
  const [before, second] = [tokens[at - 1]?.word ?? '', tokens[at - 2]?.word ?? ''];
  if (!['not', 'arent', 'isnt'].includes(before)) return undefined;
  if (butWords.has(second)) return at - 2;
  // "... but is not a member of".
  if (['is', 'are'].includes(second) && butWords.has(tokens[at - 3]?.word ?? '')) return at - 3;
  return there.has(tokens.at(-1)?.word ?? '') ? at - 1 : undefined;
}

const linking = new Set(['that', 'which', 'but', 'and', 'while', 'whereas', 'where']);
const denying = new Set(['not', 'cannot', 'cant', 'doesnt', 'dont', 'isnt', 'hasnt', 'arent']);

/** "How many vaults can Risk open *that Audit cannot*", "which ships does Risk have *that Audit doesn't*". */
function ofAnother(draft: Draft, query: RelatedQuery, reading: Reading): Draft[] {
  const { mentions, tokens, relations } = reading.analysis;
  const end = Math.max(...draft.used.map((span) => span.end));
  const kinds = new Set(
    draft.mentions.flatMap(({ senses }) => senses.filter(({ ref }) => query.of.includes(ref)).map(({ kind }) => kind)),
  );
  return mentions.flatMap((mention): Draft[] => {
    if (mention.certainty === 'guess' || mention.start < (draft.mentions[0]?.end ?? 0)) return [];
    if (draft.used.some((span) => overlap(span, mention))) return [];
    const link = ['the', 'our'].includes(tokens[mention.start - 1]?.word ?? '') ? mention.start - 2 : mention.start - 1;
    if (!linking.has(tokens[link]?.word ?? '') || link < end - 1) return [];
    return [...kinds].flatMap((kind): Draft[] => {
      const refs = mention.senses.filter((sense) => sense.kind === kind).map(({ ref }) => ref);
      const named = withNoun(mention, kind, reading);
      const from = Math.max(...named.map((span) => span.end));
      const rest = tokens.slice(from);
      const isDenied = rest.slice(0, 3).some(({ word }) => denying.has(word));
      const isSaidAgain = (index: number) =>
        relations.some(
          (phrase) =>
            covering(from + index)(phrase) && phrase.senses.some(({ relation }) => relation === query.relation),
        );
      const isAll = rest.every((token, index) => denying.has(token.word) || isFiller(token) || isSaidAgain(index));
      if (refs.length === 0 || !isDenied || !isAll) return [];
      const other: RelatedQuery = { ...query, of: [...new Set(refs)] };
      return [
        taking(draft, query, other, [{ start: link, end: tokens.length }], [...draft.subjects, ...other.of], [mention]),
      ];
    });
  });
}

function taking(
  draft: Draft,
  from: RelatedQuery,
  other: RelatedQuery,
  used: readonly Span[],
  subjects: Draft['subjects'],
  mentions: Draft['mentions'] = [],
): Draft {
  return {
    query: { look: 'minus', queries: [from, other] },
    want: draft.want,
    subjects,
    mentions: [...draft.mentions, ...mentions],
    used: [...draft.used, ...used],
    penalty: (draft.penalty ?? 0) - 0.5,
  };
}

function covering(at: number): (span: Span) => boolean {
  return ({ start, end }) => at >= start && at < end;
}

function isSureAt(phrase: Span): (mention: Span & { certainty: string }) => boolean {
  return (mention) => mention.certainty === 'sure' && overlap(mention, phrase);
}
