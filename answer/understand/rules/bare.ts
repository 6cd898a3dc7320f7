import type { Rule } from '../draft.ts';
import { withNoun } from '../reading.ts';

/** A name and nothing else: what it is. */
export const bare: Rule = (reading) =>
  reading.groups.flatMap((mention) =>
    mention.kinds.flatMap(({ kind, refs }) => {
      const used = mention.spans.flatMap((span) => withNoun(span, kind, reading));
      const isAll = reading.analysis.tokens.every((_, index) =>
        used.some(({ start, end }) => index >= start && index < end),
      );
      return isAll
        ? [
            {
              query: { look: 'describe' as const, of: refs },
              want: 'text' as const,
              subjects: refs,
              mentions: mention.spans,
              used,
            },
          ]
        : [];
    }),
  );
