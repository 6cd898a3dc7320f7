import { overlap } from '../analysis.ts';
import { truthOpeners } from '../cues.ts';
import type { Draft, Rule } from '../draft.ts';
import { withNoun } from '../reading.ts';

/** "is Cellar Three on track", "is Ada on leave", "is Gatehouse tier 1". */
export const valueTruths: Rule = (reading) => {
  const { tokens, mentions, values } = reading.analysis;
  if (!truthOpeners.has(tokens[0]?.word ?? '')) return [];
  return mentions.flatMap((mention) =>
    values.flatMap((span) => {
      if (overlap(span, mention) || span.start < mention.end) return [];
      return span.senses.flatMap((value): Draft[] => {
        const refs = mention.senses.filter(({ kind }) => kind === value.kind).map(({ ref }) => ref);
        if (refs.length !== 1) return [];
        return [
          {
            query: { look: 'has', of: refs, field: value.field, values: [...value.values] },
            want: 'truth',
            subjects: refs,
            mentions: [mention],
            used: [{ start: 0, end: 1 }, ...withNoun(mention, value.kind, reading), span],
          },
        ];
      });
    }),
  );
};
