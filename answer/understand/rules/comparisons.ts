import type { CountedSide } from '../../look-up/query.ts';
import { overlap, type MentionSpan, type Span } from '../analysis.ts';
import { type CueSpan, truthOpeners } from '../cues.ts';
import type { Draft, Rule } from '../draft.ts';
import { isFormerRole } from '../having.ts';
import { placeholder } from '../placeholder.ts';
import { type Reading, withNoun } from '../reading.ts';
import { type Target, targets } from '../targets.ts';
import { defaultRelationOf } from '../usual-relations.ts';

const more = new Set(['more', 'bigger', 'larger', 'greater', 'higher']);
const less = new Set(['fewer', 'less', 'smaller', 'lower']);

/** "which has more members, A or B?", "is A bigger than B?", "do we have more APIs than libraries?". */
export const comparisons: Rule = (reading) => {
  const { tokens } = reading.analysis;
  const at = tokens.findIndex(({ word }) => more.has(word) || less.has(word));
  if (at === -1) return ofSeveral(reading);
  const word = tokens[at]?.word ?? '';
  const order: Ordered = {
    span: { start: at, end: at + 1 },
    less: less.has(word),
    // "bigger" says what is counted by itself.
    isSize: !['more', 'fewer', 'less'].includes(word),
    than: tokens.flatMap(({ word: other }, index) => (other === 'than' ? [{ start: index, end: index + 1 }] : [])),
    isTruth: truthOpeners.has(tokens[0]?.word ?? '') && tokens.some(({ word: other }) => other === 'than'),
  };
  return [...ofThings(reading, order), ...ofKinds(reading, order)];
};

interface Ordered {
  span: Span;
  less: boolean;
  isSize: boolean;
  than: Span[];
  isTruth: boolean;
}

/** "Which of A, B and C has the most members?", "A or B, which is the biggest?" */
function ofSeveral(reading: Reading): Draft[] {
  const { analysis } = reading;
  const cue = reading.cue('most') ?? reading.cue('least');
  const named = analysis.mentions.filter(({ certainty }) => certainty !== 'guess');
  const [first, ...others] = named;
  if (cue === undefined || first === undefined) return [];
  if (others.length === 0) return ofFound(first, cue, reading);
  const kinds = [...new Set(first.senses.map(({ kind }) => kind))];
  const listed = named.every(
    (mention, index) => index === 0 || isListed(named[index - 1] ?? mention, mention, reading),
  );
  if (!listed) return [];
  return kinds.flatMap((kind): Draft[] => {
    const senses = named.map((mention) => mention.senses.filter((sense) => sense.kind === kind));
    const refs = senses.flatMap((some) => (some.length === 1 ? some.map(({ ref }) => ref) : []));
    if (refs.length < named.length || new Set(refs).size < refs.length) return [];
    const used = [...named.flatMap((mention) => withNoun(mention, kind, reading)), ...askedNoun(kind, cue, reading)];
    const isSize = analysis.tokens
      .slice(cue.start, cue.end)
      .some(({ word }) => ['biggest', 'largest', 'smallest'].includes(word));
    return countedBy(reading, kind, [...used, cue], isSize).map((counted) => ({
      query: {
        look: 'compare',
        sides: named.map((mention, index) => ({
          name: nameOf(mention, reading),
          query: {
            look: 'related',
            of: [refs[index] ?? ''],
            relation: counted.relation,
            end: counted.end,
            ...counted.more,
          },
        })),
        less: cue.cue === 'least',
        isTruth: false,
      },
      want: 'text',
      subjects: refs,
      mentions: named,
      used: [...used, cue, ...counted.used, ...cuesOf(reading)],
      penalty: counted.penalty,
    }));
  });
}

/** "Which of *the circles that Ada chairs* has the most members?", of those that were found. */
function ofFound(found: MentionSpan, cue: CueSpan, reading: Reading): Draft[] {
  const { tokens } = reading.analysis;
  const [first, ...others] = found.senses;
  const isFound = tokens[found.start]?.word === placeholder && found.end - found.start === 1;
  const isOne = others.length === 0 || others.length >= mostFound || others.some(({ kind }) => kind !== first?.kind);
  if (first === undefined || isOne || !isFound || found.end > cue.start) return [];
  const isChosen = tokens.slice(0, found.start).some(({ word }) => word === 'which' || word === 'who');
  if (!isChosen) return [];
  return countedBy(reading, first.kind, [found, cue], false).map((counted) => ({
    query: {
      look: 'compare',
      sides: found.senses.map(({ ref }) => ({
        query: { look: 'related', of: [ref], relation: counted.relation, end: counted.end, ...counted.more },
      })),
      less: cue.cue === 'least',
      isTruth: false,
    },
    want: 'text',
    subjects: found.senses.map(({ ref }) => ref),
    mentions: [found],
    used: [found, cue, ...counted.used, ...cuesOf(reading)],
    penalty: counted.penalty,
  }));
}

/** More are not told one by one. */
const mostFound = 12;

/** "A, B or C": nothing but joining words between, and nouns. */
function isListed(one: Span, other: Span, { analysis: { tokens, kinds } }: Reading): boolean {
  return tokens
    .slice(one.end, other.start)
    .every(
      ({ word }, index) =>
        ['and', 'or', 'the'].includes(word) ||
        kinds.some(({ start, end }) => one.end + index >= start && one.end + index < end),
    );
}

/** Two things of one kind by how many others they have. */
function ofThings(reading: Reading, order: Ordered): Draft[] {
  const { mentions } = reading.analysis;
  return mentions.flatMap((one) =>
    mentions
      .filter((other) => one.end <= other.start && isSideBySide(one, other, reading))
      .flatMap((other) =>
        one.senses.flatMap((a) =>
          other.senses
            .filter((b) => b.kind === a.kind && b.ref !== a.ref)
            .flatMap((b): Draft[] => {
              const used = [
                ...[one, other].flatMap((mention) => withNoun(mention, a.kind, reading)),
                ...askedNoun(a.kind, order.span, reading),
              ];
              return countedBy(reading, a.kind, [...used, order.span], order.isSize).map((counted) => {
                const side = (mention: MentionSpan, ref: string): CountedSide => ({
                  name: nameOf(mention, reading),
                  query: { look: 'related', of: [ref], relation: counted.relation, end: counted.end, ...counted.more },
                });
                return {
                  query: {
                    look: 'compare',
                    sides: [side(one, a.ref), side(other, b.ref)],
                    less: order.less,
                    isTruth: order.isTruth,
                  },
                  want: order.isTruth ? 'truth' : 'text',
                  subjects: [a.ref, b.ref],
                  mentions: [one, other],
                  used: [...used, order.span, ...order.than, ...counted.used, ...cuesOf(reading)],
                  penalty: counted.penalty,
                };
              });
            }),
        ),
      ),
  );
}

/** "Which *team* has more members, A or B", "the bigger *team*, A or B". */
function askedNoun(kind: string, { start, end }: Span, { analysis: { kinds, tokens } }: Reading): Span[] {
  const isSize = sizes.has(tokens[start]?.word ?? '');
  return kinds.filter(
    (noun) =>
      ((noun.end <= start && ['which', 'what'].includes(tokens[noun.start - 1]?.word ?? '')) ||
        (isSize && noun.start === end)) &&
      noun.senses.some((sense) => sense.kind === kind && sense.filter === undefined),
  );
}

const sizes = new Set(['bigger', 'larger', 'smaller', 'biggest', 'largest', 'smallest']);

/** "A or B", "A than B", "A vs B". */
function isSideBySide(one: Span, other: Span, { analysis: { tokens } }: Reading): boolean {
  const between = tokens.slice(one.end, other.start).map(({ word }) => word);
  return between.length <= 8 && between.some((word) => ['or', 'than', 'vs', 'versus', 'and'].includes(word));
}

function nameOf({ start, end }: Span, { analysis: { tokens } }: Reading): string {
  return tokens
    .slice(start, end)
    .map(({ word }) => word)
    .join(' ');
}

interface Counting {
  relation: string;
  end: 'from' | 'to';
  more: { filter?: Target['filter']; role?: string; ended?: boolean };
  used: readonly Span[];
  penalty: number;
}

/** What of a thing is counted: a noun, a relation, or its people. */
function countedBy(reading: Reading, kind: string, taken: readonly Span[], isSize: boolean): Counting[] {
  const { analysis, ontology } = reading;
  const nouns = targets(reading, taken).flatMap(({ filter, used }): Counting[] => {
    const found = defaultRelationOf(filter.kind, kind, ontology);
    const verbs = analysis.relations.filter(({ senses }) =>
      senses.some(({ relation }) => relation === found?.relation),
    );
    return found === undefined ? [] : [{ ...found, more: { filter }, used: [...used, ...verbs], penalty: 0 }];
  });
  const relations = analysis.relations
    .filter((phrase) => !taken.some((span) => overlap(span, phrase)))
    .flatMap((phrase) =>
      phrase.senses.flatMap(({ relation, role }): Counting[] => {
        const spec = ontology.relation(relation);
        return (['to', 'from'] as const)
          .filter((end) => ontology.otherKinds(spec, end, kind).length > 0)
          .slice(0, 1)
          .map((end) => {
            const former = reading
              .spansOf('former')
              .filter((span) => overlap(span, phrase) || span.end === phrase.start);
            const isOver = former.length > 0 || isFormerRole(role);
            return {
              relation,
              end,
              more: { ...(role !== undefined && { role }), ...(isOver && { ended: true }) },
              used: [phrase, ...former],
              penalty: 0.3,
            };
          });
      }),
    );
  const size = defaultRelationOf('Person', kind, ontology);
  const people: Counting[] =
    size === undefined || !isSize ? [] : [{ ...size, more: { filter: { kind: 'Person' } }, used: [], penalty: 0.6 }];
  return [...nouns, ...relations, ...people];
}

/** Two sorts of things by how many there are. */
function ofKinds(reading: Reading, order: Ordered): Draft[] {
  const nouns = targets(reading, [order.span]);
  const { tokens } = reading.analysis;
  const divider = tokens.findIndex(({ word }) => word === 'than' || word === 'or');
  if (divider === -1) return [];
  const isBefore = ({ used }: Target) => used.every(({ end }) => end <= divider);
  const isBehind = ({ used }: Target) => used.every(({ start }) => start > divider);
  return nouns.filter(isBefore).flatMap((one) =>
    nouns.filter(isBehind).map((other): Draft => {
      const side = ({ filter, used }: Target): CountedSide => ({
        name: [...used]
          .sort((a, b) => a.start - b.start)
          .map((span) => nameOf(span, reading))
          .join(' '),
        query: { look: 'list', filter },
      });
      return {
        query: { look: 'compare', sides: [side(one), side(other)], less: order.less, isTruth: order.isTruth },
        want: order.isTruth ? 'truth' : 'text',
        subjects: [],
        mentions: [],
        used: [order.span, ...order.than, ...one.used, ...other.used, ...cuesOf(reading)],
        penalty: 0.5,
      };
    }),
  );
}

function cuesOf(reading: Reading): Span[] {
  return [...reading.spansOf('size'), ...reading.spansOf('count')];
}
