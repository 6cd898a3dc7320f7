import { overlap, type Span } from '../analysis.ts';
import { truthOpeners } from '../cues.ts';
import type { Draft, Rule } from '../draft.ts';
import { fieldBeside } from '../narrow.ts';
import { type Reading, withNoun } from '../reading.ts';

/** "is Cellar Three on track", "is Ada on leave", "is Gatehouse tier 1", "is Sifter a trial project". */
export const valueTruths: Rule = (reading) => {
  const { tokens, mentions, values, sorts } = reading.analysis;
  if (!truthOpeners.has(tokens[0]?.word ?? '')) return [];
  return mentions.flatMap((mention) =>
    [...values, ...sorts.filter((sort) => isSaidOf(sort, mention, reading))].flatMap((span) => {
      if (overlap(span, mention) || span.start < mention.end) return [];
      return span.senses.flatMap((value): Draft[] => {
        const refs = mention.senses.filter(({ kind }) => kind === value.kind).map(({ ref }) => ref);
        if (refs.length !== 1) return [];
        const field = fieldBeside(span, value, reading);
        return [
          {
            query: { look: 'has', of: refs, field: value.field, values: [...value.values] },
            want: 'truth',
            subjects: refs,
            mentions: [mention],
            used: [
              { start: 0, end: 1 },
              ...withNoun(mention, value.kind, reading),
              ...withNoun(span, value.kind, reading),
              ...(field === undefined ? [] : [field]),
            ],
          },
        ];
      });
    }),
  );
};

/** "*is Sifter a* trial project": nothing but an article between. "Is Sifter in a trial" may ask for something else. */
function isSaidOf({ start }: Span, mention: Span, { analysis: { tokens, kinds } }: Reading): boolean {
  const noun = kinds.find((each) => each.start === mention.end);
  const between = tokens.slice(noun === undefined || noun.start === start ? mention.end : noun.end, start);
  return (
    copulas.has(tokens[0]?.word ?? '') && between.every(({ word }) => ['a', 'an', 'the', 'at', 'now'].includes(word))
  );
}

const copulas = new Set(['is', 'are', 'was', 'were', 'isnt', 'arent']);
