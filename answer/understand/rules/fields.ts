import { overlap, type Span } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import type { FieldSense } from '../lexicon.ts';
import { type MentionGroup, type Reading, withNoun } from '../reading.ts';
import { stemsOf } from '../tokens.ts';
import { namesEmployer, workWords } from './employers.ts';

/** "what channel does Payments use", "Ada's e-mail". */
export const fields: Rule = (reading) =>
  reading.analysis.fields.flatMap((phrase) =>
    reading.groups
      .filter(({ spans }) => !spans.some((span) => overlap(span, phrase)))
      .flatMap((mention) =>
        mention.kinds.flatMap(({ kind, refs }): Draft[] => {
          const senses = phrase.senses.filter((sense) => sense.kind === kind);
          const nouns = mention.spans.flatMap((span) => withNoun(span, kind, reading));
          return senses.map(({ field }) => {
            const isCounted = reading.want === 'count' && reading.ontology.findField(kind, field)?.type === 'list';
            return {
              query: { look: 'field', of: refs, field },
              want: isCounted ? 'count' : 'text',
              subjects: refs,
              mentions: mention.spans,
              used: [
                phrase,
                ...twins(reading, phrase, mention, { kind, field }),
                ...nouns,
                ...askingWords(reading, kind, field),
                ...dayWords(reading, kind, field),
                ...wayWords(reading),
                ...(isCounted ? reading.spansOf('count') : []),
              ],
            };
          });
        }),
      ),
  );

/** Other words for the same field: "the *chat channel* of Payments", "which *crates* does it *publish*". */
function twins({ analysis }: Reading, phrase: Span, mention: MentionGroup, { kind, field }: FieldSense): Span[] {
  return analysis.fields.filter(
    (other) =>
      other !== phrase &&
      !mention.spans.some((span) => overlap(span, other)) &&
      other.senses.some((sense) => sense.kind === kind && sense.field === field),
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
      return (isOne ? fitting : []).map(({ field, words }) => ({
        query: { look: 'field', of: refs, field },
        want: 'text',
        subjects: refs,
        mentions: mention.spans,
        used: [...words, ...nouns],
        penalty: 0.5,
      }));
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
  return [
    ...(places.some((place) => says.includes(place)) ? spansOf('place') : []),
    ...(kind === 'Person' && workWords(analysis).length > 0 && namesEmployer(says) ? spansOf('place') : []),
    ...(standings.some((standing) => says.includes(standing)) ? spansOf('manner') : []),
    // "When do they meet", where a source tells it in words.
    ...(timetables.some((word) => says.includes(word)) ? spansOf('time') : []),
  ];
}

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
