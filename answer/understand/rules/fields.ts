import type { Ref } from '../../../schema/ref.ts';
import type { Value } from '../../../schema/value.ts';
import type { FieldQuery } from '../../look-up/query.ts';
import { covers, overlap, type Span } from '../analysis.ts';
import { isFiller, truthOpeners } from '../cues.ts';
import type { Draft, Rule } from '../draft.ts';
import type { FieldSense } from '../lexicon.ts';
import { fieldBeside } from '../narrow.ts';
import { type MentionGroup, type Reading, withNoun } from '../reading.ts';
import { stemsOf } from '../tokens.ts';
import { isOfTexts, type ValueSense } from '../values.ts';
import { namesEmployer, workWords } from './employers.ts';

/** "what channel does Payments use", "Ada's e-mail". */
export const fields: Rule = (reading) =>
  reading.analysis.fields.flatMap((phrase) =>
    reading.groups
      .filter(({ spans }) => !spans.some((span) => overlap(span, phrase)))
      .flatMap((mention) =>
        mention.kinds.flatMap(({ kind, refs }): Draft[] => {
          const senses = phrase.senses.filter(
            (sense) => sense.kind === kind && !asksForHolder(reading, { phrase, mention, sense }),
          );
          const nouns = mention.spans.flatMap((span) => withNoun(span, kind, reading));
          return senses.flatMap(({ field }) => {
            const used = [
              phrase,
              ...twins(reading, phrase, mention, { kind, field }),
              ...nouns,
              ...askingWords(reading, kind, field),
              ...dayWords(reading, kind, field),
              ...wayWords(reading),
            ];
            return fieldDrafts(reading, { mention, kind, refs, field, used });
          });
        }),
      ),
  );

/** "*Whose* nick is *ada42*", "*which team* uses the channel *#payments*": who is known by such a value is asked for it, not for the value. */
function asksForHolder(
  reading: Reading,
  { phrase, mention, sense }: { phrase: Span; mention: MentionGroup; sense: FieldSense },
): boolean {
  const { kinds, valueParts, values } = reading.analysis;
  const isAsked =
    (sense.kind === 'Person' && reading.cue('person') !== undefined) ||
    kinds.some(
      (noun) =>
        noun.senses.some(({ kind }) => kind === sense.kind) &&
        ![phrase, ...mention.spans.flatMap((span) => withNoun(span, sense.kind, reading))].some((span) =>
          overlap(span, noun),
        ),
    );
  const isValue = (span: Span) =>
    [...valueParts, ...values].some(
      (value) =>
        covers(value, span) &&
        value.senses.some(({ kind, field, isWhole }) => kind === sense.kind && field === sense.field && isWhole) &&
        fieldBeside(value, sense, reading) === phrase,
    );
  return isAsked && mention.spans.every(isValue);
}

interface Asked {
  mention: MentionGroup;
  kind: string;
  refs: Ref[];
  field: string;
  used: readonly Span[];
}

/** A field of what is mentioned, and of several texts the one that the question says. */
function fieldDrafts(reading: Reading, { mention, kind, refs, field, used }: Asked): Draft[] {
  const type = reading.ontology.findField(kind, field)?.type;
  const isCounted = reading.want === 'count' && type === 'list';
  // "How many seats does it have", where a field tells the number of seats.
  const counts =
    type !== 'number' ? [] : reading.spansOf('count').filter((count) => used.some(({ start }) => start === count.end));
  const query: FieldQuery = { look: 'field', of: refs, field };
  const draft: Draft = {
    query,
    want: isCounted ? 'count' : 'text',
    subjects: refs,
    mentions: mention.spans,
    used: [...used, ...counts, ...(isCounted ? reading.spansOf('count') : [])],
  };
  const said = textsSaid(reading, { kind, field }, draft.used);
  if (said === undefined) return [draft];
  const isTruth = truthOpeners.has(reading.analysis.tokens[0]?.word ?? '');
  return [
    draft,
    {
      ...draft,
      query: { ...query, among: said.among },
      want: isTruth ? 'truth' : draft.want,
      used: [...draft.used, ...said.used],
    },
  ];
}

/** "when is the *sheet-music swap* meeting", where only one thing has such a meeting and no other is named. */
export const textsAlone: Rule = (reading) =>
  reading.analysis.fields.flatMap((phrase) =>
    phrase.senses.flatMap(({ kind, field }): Draft[] => {
      const { mentions, possibleNames } = reading.analysis;
      if (mentions.some(({ senses }) => senses.some((sense) => sense.kind === kind))) return [];
      const used = [phrase, ...askingWords(reading, kind, field)];
      const said = textsSaid(reading, { kind, field }, used);
      // "The docs meeting" may be that of the Docs team.
      const mayName = possibleNames.some(
        (name) => name.senses.some((sense) => sense.kind === kind) && said?.used.some((span) => overlap(span, name)),
      );
      return said === undefined || mayName
        ? []
        : [
            {
              query: { look: 'field', of: [], field, kind, among: said.among },
              want: 'text',
              subjects: [],
              mentions: [],
              used: [...used, ...said.used],
              penalty: 1,
            },
          ];
    }),
  );

/** Words that some texts of a field have, each with those texts: "the *Friday early-birds* rehearsal". Undefined where no text has all. */
function textsSaid(
  { analysis, ontology }: Reading,
  { kind, field }: FieldSense,
  taken: readonly Span[],
): { among: Value[][]; used: Span[] } | undefined {
  const spec = ontology.findField(kind, field);
  if (spec?.type !== 'list' || !isOfTexts(spec)) return undefined;
  const isOfField = (sense: ValueSense) => sense.kind === kind && sense.field === field;
  const said = analysis.valueParts.flatMap((span) => {
    const token = analysis.tokens[span.start];
    const isWord = span.end - span.start === 1 && token !== undefined && !isFiller(token);
    const values = span.senses.filter(isOfField).flatMap((sense) => sense.values);
    // "Which bots have *access to* it": a word for a relation is no part of a bot's name.
    const isSaid = analysis.relations.some((phrase) => overlap(phrase, span));
    return isWord && !isSaid && values.length > 0 && !taken.some((other) => overlap(other, span))
      ? [{ span, values }]
      : [];
  });
  const [first, ...others] = said;
  const hasOne = first?.values.some((value) => others.every(({ values }) => values.includes(value))) === true;
  return hasOne ? { among: said.map(({ values }) => values), used: said.map(({ span }) => span) } : undefined;
}

/** Other words for the same field: "the *chat channel* of Payments", "which *crates* does it *publish*", "which *channel* do its *alerts* go to". */
function twins(
  { analysis, ontology }: Reading,
  phrase: Span,
  mention: MentionGroup,
  { kind, field }: FieldSense,
): Span[] {
  const label = stemsOf(ontology.findField(kind, field)?.label ?? '');
  const isHead = ({ end }: Span) => label.at(-1) === analysis.tokens[end - 1]?.stem;
  return analysis.fields.filter(
    (other) =>
      other !== phrase &&
      !mention.spans.some((span) => overlap(span, other)) &&
      other.senses.some((sense) => sense.kind === kind && (sense.field === field || isHead(other))),
  );
}

/** "where is Ada", "when is Cellar Three due", "how is it going": what the question word alone asks for. */
export const asked: Rule = (reading) =>
  reading.groups.flatMap((mention) =>
    mention.kinds.flatMap(({ kind, refs }): Draft[] => {
      const nouns = mention.spans.flatMap((span) => withNoun(span, kind, reading));
      const fitting = reading.ontology
        .fields(kind)
        .map(({ name }) => ({ field: name, words: askingWords(reading, kind, name) }))
        .filter(({ words }) => words.length > 0);
      // Of several days the question says which it means.
      const isOne = fitting.length === 1 || reading.cue('time') === undefined;
      return (isOne ? fitting : []).flatMap(({ field, words }) =>
        fieldDrafts(reading, { mention, kind, refs, field, used: [...words, ...nouns] })
          .filter(({ want }) => want !== 'count')
          .map((draft) => ({ ...draft, penalty: 0.5 })),
      );
    }),
  );

/** What may be asked of a field that is named: "*where* do the alerts of Payments go", "*how do I* e-mail the Payments team". */
function wayWords({ spansOf }: Reading): Span[] {
  return [...spansOf('place'), ...spansOf('way')];
}

/** "*When* does Ada's term end", where a source tells the day in words. */
function dayWords({ ontology, spansOf }: Reading, kind: string, field: string): Span[] {
  const spec = ontology.findField(kind, field);
  const inWords = field.replace(/([a-z0-9])([A-Z])/g, '$1 $2');
  const says = [inWords, spec?.label ?? '', ...(spec?.synonyms ?? [])].flatMap(stemsOf);
  return spec?.type === 'text' && days.some((word) => says.includes(word)) ? spansOf('time') : [];
}

const days = ['end', 'until', 'expiry', 'expires', 'due', 'start', 'begin', 'since', 'date', 'day'].flatMap(stemsOf);

/** The question word, if it is the one for a field: where for a place, when for a day, how for how it stands. */
function askingWords({ ontology, spansOf, analysis }: Reading, kind: string, field: string): Span[] {
  const spec = ontology.findField(kind, field);
  if (spec === undefined) return [];
  if (spec.type === 'date') return spansOf('time');
  // An e-mail address is no place to be.
  if (spec.type === 'email' || spec.type === 'url') return [];
  const says = [spec.name, spec.label, ...(spec.synonyms ?? [])].flatMap(stemsOf);
  if (mails.some((mail) => says.includes(mail))) return [];
  return [
    ...(places.some((place) => says.includes(place)) ? spansOf('place') : []),
    ...(kind === 'Person' && workWords(analysis).length > 0 && namesEmployer(says) ? spansOf('place') : []),
    ...(standings.some((standing) => says.includes(standing)) ? spansOf('manner') : []),
    // "When do they meet", where a source tells it in words.
    ...(timetables.some((word) => says.includes(word)) ? spansOf('time') : []),
  ];
}

const mails = ['mail', 'email', 'e-mail', 'mailing'].flatMap(stemsOf);

const places = [
  'location',
  'place',
  'office',
  'city',
  'address',
  'site',
  'room',
  'building',
  'country',
  'region',
].flatMap(stemsOf);

const timetables = ['meeting', 'schedule', 'hours', 'timetable', 'time', 'cadence', 'frequency', 'shift'].flatMap(
  stemsOf,
);

const standings = ['status', 'progress', 'health'].flatMap(stemsOf);
