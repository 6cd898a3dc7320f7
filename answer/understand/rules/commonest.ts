import { overlap, type SenseSpan, type Span } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import type { FieldSense } from '../lexicon.ts';
import type { Reading } from '../reading.ts';
import { roleTargets, type Target, targets } from '../targets.ts';
import { valueFields } from '../values.ts';

const asking = new Set(['which', 'what']);

/** "*which town* has the most keepers", "what's the most common *town* of keepers": which value of a field most of some things have. */
export const commonest: Rule = (reading) => {
  const { analysis, ontology } = reading;
  const cue = reading.cue('most') ?? reading.cue('least');
  if (cue === undefined) return [];
  const fields = analysis.fields.filter((phrase) => isAsked(phrase, cue, reading));
  return fields.flatMap((phrase) => {
    const used = [cue, phrase, ...commonWord(cue, reading), ...amongWords(reading)];
    const kinds = new Set(phrase.senses.map(({ kind }) => kind));
    const counted: Target[] = [...targets(reading, used), ...roleTargets(reading, used)].filter(
      ({ filter, used: said }) => kinds.has(filter.kind) && said.every((span) => !overlap(span, phrase)),
    );
    return counted.flatMap((target) =>
      phrase.senses
        .filter(({ kind, field }) => kind === target.filter.kind && isGrouped({ kind, field }))
        .map(({ field }): Draft => ({
          query: { look: 'commonest', filter: target.filter, field, least: cue.cue === 'least' },
          want: 'list',
          subjects: [],
          mentions: [],
          used: [...used, ...target.used],
        })),
    );
  });

  /** Texts that several things may have in common. */
  function isGrouped({ kind, field }: FieldSense): boolean {
    const type = ontology.findField(kind, field)?.type;
    return (
      (type === 'text' || type === 'choice' || type === 'list') &&
      valueFields(ontology).some((each) => each.kind === kind && each.field.name === field)
    );
  }
};

/** "*Which town* has the most", "the most common *town*". */
function isAsked(phrase: SenseSpan<FieldSense>, cue: Span, reading: Reading): boolean {
  const { tokens } = reading.analysis;
  const isCommon = commonWord(cue, reading).some(({ end }) => end === phrase.start);
  return isCommon || (phrase.end <= cue.start && asking.has(tokens[phrase.start - 1]?.word ?? ''));
}

/** "the most *common* town". */
function commonWord({ end }: Span, { analysis: { tokens } }: Reading): Span[] {
  return ['common', 'frequent', 'popular'].includes(tokens[end]?.word ?? '') ? [{ start: end, end: end + 1 }] : [];
}

/** "The most common town *among* keepers". */
function amongWords({ analysis: { tokens } }: Reading): Span[] {
  return tokens.flatMap(({ word }, at) => (['among', 'amongst'].includes(word) ? [{ start: at, end: at + 1 }] : []));
}
