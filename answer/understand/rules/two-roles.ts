import type { Having, RelatedQuery } from '../../look-up/query.ts';
import { overlap, type SenseSpan, type Span } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import type { RelationSense } from '../lexicon.ts';
import { narrowings } from '../narrow.ts';
import { type Reading, withNoun } from '../reading.ts';

/** Two ways in which somebody has a part in something: "chair and tech lead". */
interface Pair {
  one: RelationSense;
  other: RelationSense;
  spans: readonly [Span, Span];
}

/** "Chair and tech lead of the same circle", "chair of one circle and tech lead of another", "both chair and tech lead of Risk". */
export const twoRoles: Rule = (reading) => {
  if (reading.ontology.findKind('Person') === undefined) return [];
  return pairs(reading).flatMap((pair) => [...ofSorts(pair, reading), ...ofNamed(pair, reading)]);
};

/** Words within "is a chair and also the tech lead of". */
const joining = new Set(
  'and also both plus who that is are be being a an the as well double doubles doubling of in on at for one some'.split(
    ' ',
  ),
);

function pairs({ analysis: { relations, tokens, kinds } }: Reading): Pair[] {
  return relations.flatMap((a) =>
    relations.flatMap((b) => {
      const areJoined =
        a.end <= b.start &&
        tokens
          .slice(a.end, b.start)
          .every(({ word }, at) => joining.has(word) || kinds.some((noun) => isWithin(a.end + at, noun)));
      return areJoined
        ? a.senses.filter(isOfPeople).flatMap((one) =>
            b.senses
              .filter(isOfPeople)
              .filter((other) => other.relation !== one.relation || other.role !== one.role)
              .map((other): Pair => ({ one, other, spans: [a, b] })),
          )
        : [];
    }),
  );
}

function isOfPeople({ reading }: SenseSpan<RelationSense>['senses'][number]): boolean {
  return reading === 'role' || reading === 'noun-to';
}

function isWithin(index: number, { start, end }: Span): boolean {
  return index >= start && index < end;
}

/** "Chairs who *double* as treasurers". */
function doubling([one, other]: Pair['spans'], { analysis: { tokens } }: Reading): Span[] {
  return tokens.flatMap(({ word }, at) =>
    at >= one.end && at < other.start && word.startsWith('doubl') ? [{ start: at, end: at + 1 }] : [],
  );
}

/** Of something that is not named, and the same or another for both. */
function ofSorts({ one, other, spans }: Pair, reading: Reading): Draft[] {
  const { analysis, ontology } = reading;
  const { tokens, kinds } = analysis;
  const said = tokens.findIndex(
    ({ word }, at) => at > spans[0].start && (word === 'same' ? tokens[at + 1]?.word !== 'time' : otherWords.has(word)),
  );
  if (said === -1) return [];
  const isSame = tokens[said]?.word === 'same';
  const free = kinds.filter((noun) => !spans.some((span) => overlap(span, noun)));
  const people = free.filter(({ senses }) => senses.some(({ kind }) => kind === 'Person'));
  const fitting = ontology
    .otherKinds(ontology.relation(one.relation), 'from', 'Person')
    .filter((kind) => ontology.otherKinds(ontology.relation(other.relation), 'from', 'Person').includes(kind));
  const nouns = free.filter(
    (noun) => noun.start > spans[0].start && noun.senses.some(({ kind }) => fitting.includes(kind)),
  );
  const first = nouns[0]?.senses ?? [];
  const sense = first.find(({ kind, filter }) => filter !== undefined && fitting.includes(kind)) ?? first[0];
  if (nouns.length > 0 && (sense === undefined || nouns.some((noun) => !noun.senses.includes(sense)))) return [];
  if (sense === undefined && fitting.length === 0) return [];
  const where = sense?.filter && { where: { [sense.filter.field]: [sense.filter.value] } };
  const having: Having = {
    relation: one.relation,
    end: 'from',
    ...(one.role !== undefined && { role: one.role }),
    ...(sense !== undefined && { other: { kind: sense.kind, ...where } }),
    also: { relation: other.relation, ...(other.role !== undefined && { role: other.role }), isSame },
    least: 1,
  };
  const used = [
    ...spans,
    ...nouns,
    ...people,
    { start: said, end: said + 1 },
    ...doubling(spans, reading),
    ...reading.spansOf('both'),
    ...reading.spansOf('count'),
  ];
  return narrowings({ filter: { kind: 'Person', having: [having] }, used }, used, reading).map((target) => ({
    query: { look: 'list', filter: target.filter },
    want: reading.want,
    subjects: [],
    mentions: [],
    used: target.used,
    penalty: 0.5,
  }));
}

const otherWords = new Set(['another', 'different', 'other']);

/** Of one that is named, where the question says "both" or "also": "the chair and tech lead of Risk" may be two. */
function ofNamed({ one, other, spans }: Pair, reading: Reading): Draft[] {
  const { analysis, ontology } = reading;
  const isSaid =
    reading.spansOf('both').some(({ end }) => end <= spans[0].start) ||
    analysis.isAlso === true ||
    // "Who chairs and audits Risk".
    ['who', 'that'].includes(analysis.tokens[spans[0].start - 1]?.word ?? '') ||
    doubling(spans, reading).length > 0;
  if (!isSaid) return [];
  return reading.groups.flatMap((mention) => {
    if (mention.spans.some(({ start }) => start < spans[1].end)) return [];
    return mention.kinds.flatMap(({ kind, refs }): Draft[] => {
      const fits = ({ relation }: RelationSense) =>
        ontology.otherKinds(ontology.relation(relation), 'to', kind).includes('Person');
      if (!fits(one) || !fits(other) || refs.length !== 1) return [];
      const query = ({ relation, role }: RelationSense): RelatedQuery => ({
        look: 'related',
        of: refs,
        relation,
        end: 'to',
        ...(role !== undefined && { role }),
        filter: { kind: 'Person' },
      });
      return [
        {
          query: { look: 'both', isSaid: true, queries: [query(one), query(other)] },
          want: reading.want,
          subjects: refs,
          mentions: mention.spans,
          used: [
            ...spans,
            ...mention.spans.flatMap((span) => withNoun(span, kind, reading)),
            ...doubling(spans, reading),
            ...reading.spansOf('both'),
            ...reading.spansOf('count'),
          ],
        },
      ];
    });
  });
}
