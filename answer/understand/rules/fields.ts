import { overlap } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import { withNoun } from '../reading.ts';

/** "what channel does Payments use", "Ada's e-mail". */
export const fields: Rule = (reading) =>
  reading.analysis.fields.flatMap((phrase) =>
    reading.groups
      .filter(({ spans }) => !spans.some((span) => overlap(span, phrase)))
      .flatMap((mention) =>
        mention.kinds.flatMap(({ kind, refs }): Draft[] => {
          const senses = phrase.senses.filter((sense) => sense.kind === kind);
          const nouns = mention.spans.flatMap((span) => withNoun(span, kind, reading));
          return senses.map(({ field }) => ({
            query: { look: 'field', of: refs, field },
            want: 'text',
            subjects: refs,
            mentions: mention.spans,
            used: [phrase, ...nouns],
          }));
        }),
      ),
  );
