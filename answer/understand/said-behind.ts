import type { Ref } from '../../schema/ref.ts';
import type { Having } from '../look-up/query.ts';
import { type MentionSpan, overlap, type Span } from './analysis.ts';
import { withNoun, type Reading } from './reading.ts';
import { defaultRelationsOf } from './usual-relations.ts';

/** What is said of people, or of other things of a kind, with the words that say it. */
export interface Said {
  having: Having;
  used: Span[];
}

const relative = new Set(['who', 'that', 'which']);
const copulas = new Set(['is', 'are', 'was', 'were', 's']);
const verbs = new Set(['work', 'works', 'working', 'employed', 'based', 'sit', 'sits', 'come', 'comes', 'coming']);
const prepositions = new Set(['from', 'at', 'of', 'in', 'on', 'for', 'with', 'by', 'within']);
const articles = new Set(['the', 'our']);

/** "keepers *from Northmill*", "someone *who works at Northmill*", "people *who lead the Sluice Watch*": said right behind a noun. */
export function saidBehind(kind: string, from: number, reading: Reading): Said[] {
  const { analysis, ontology } = reading;
  const word = (at: number) => analysis.tokens[at]?.word ?? '';
  const clause = relative.has(word(from)) ? from + 1 : from;
  const begin = clause > from && copulas.has(word(clause)) ? clause + 1 : clause;
  const verbal = analysis.relations
    .filter(({ start }) => start === begin)
    .flatMap((phrase) =>
      mentionsAt(phrase.end, reading).flatMap(({ mention, start }) =>
        phrase.senses.flatMap(({ relation, reading: said, role }) =>
          ofMention(mention).flatMap(({ kind: other, refs }): Said[] => {
            const end = said === 'inverse' ? 'to' : 'from';
            if (!ontology.otherKinds(ontology.relation(relation), end, kind).includes(other)) return [];
            return [
              {
                having: { relation, end, ...(role !== undefined && { role }), of: refs, least: 1 },
                used: [{ start: from, end: start }, ...withNoun(mention, other, reading)],
              },
            ];
          }),
        ),
      ),
    );
  const behindVerb = verbs.has(word(begin)) ? begin + 1 : begin;
  if (!prepositions.has(word(behindVerb))) return verbal;
  const usual = mentionsAt(behindVerb, reading).flatMap(({ mention, start }) =>
    ofMention(mention).flatMap(({ kind: other, refs }) =>
      defaultRelationsOf(kind, other, ontology).map(({ relation, end }): Said => ({
        having: { relation, end: end === 'from' ? 'to' : 'from', of: refs, least: 1 },
        used: [{ start: from, end: start }, ...withNoun(mention, other, reading)],
      })),
    ),
  );
  return [...verbal, ...usual];
}

/** Whatever is surely named there, perhaps behind a preposition and an article. */
export function mentionsAt(
  from: number,
  { analysis: { tokens, mentions } }: Reading,
): { mention: MentionSpan; start: number }[] {
  const word = (at: number) => tokens[at]?.word ?? '';
  const behind = prepositions.has(word(from)) ? from + 1 : from;
  const start = articles.has(word(behind)) ? behind + 1 : behind;
  return mentions
    .filter((mention) => mention.start === start && mention.certainty !== 'guess')
    .map((mention) => ({ mention, start }));
}

export function ofMention({ senses }: MentionSpan): { kind: string; refs: Ref[] }[] {
  const kinds = [...new Set(senses.map(({ kind }) => kind))];
  return kinds.map((kind) => ({ kind, refs: senses.filter((sense) => sense.kind === kind).map(({ ref }) => ref) }));
}

/** Whether words are used already. */
export function isFree({ used }: Said, taken: readonly Span[]): boolean {
  return !used.some((span) => span.start < span.end && taken.some((other) => overlap(span, other)));
}
