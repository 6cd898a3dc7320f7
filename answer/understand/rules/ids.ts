import { overlap, type SenseSpan, type Span } from '../analysis.ts';
import { truthOpeners } from '../cues.ts';
import type { Draft, Rule } from '../draft.ts';
import type { IdSense } from '../lexicon.ts';
import { type Reading, withNoun } from '../reading.ts';

/** "Ada's github handle", "who is ada42 on github", "is ada42 Ada's login": ids that sources give of things. */
export const ids: Rule = (reading) =>
  reading.analysis.ids.flatMap((phrase) => [
    ...idsAsked(phrase, reading),
    ...idsOfMembers(phrase, reading),
    ...holders(phrase, reading),
  ]);

function idsAsked(phrase: SenseSpan<IdSense>, reading: Reading): Draft[] {
  const { tokens, idValues } = reading.analysis;
  const opener: Span[] = truthOpeners.has(tokens[0]?.word ?? '') ? [{ start: 0, end: 1 }] : [];
  return reading.groups
    .filter(({ spans }) => !spans.some((span) => overlap(span, phrase)))
    .flatMap((mention) =>
      mention.kinds.flatMap(({ kind, refs }): Draft[] => {
        const nouns = mention.spans.flatMap((span) => withNoun(span, kind, reading));
        const base = { subjects: refs, mentions: mention.spans };
        return phrase.senses
          .filter((sense) => sense.kind === kind)
          .flatMap(({ namespace }): Draft[] => {
            const query = { look: 'id' as const, of: refs, namespace };
            if (opener.length === 0)
              return [
                {
                  ...base,
                  query,
                  want: 'text',
                  used: [phrase, ...nouns, ...reading.spansOf('place')],
                  penalty: 0.5,
                },
              ];
            return idValues
              .filter((span) => ![phrase, ...mention.spans].some((other) => overlap(other, span)))
              .flatMap((span): Draft[] => {
                const is = span.senses.flatMap((each) => (each.namespace === namespace ? [each.value] : []));
                const used = [...opener, phrase, ...nouns, span];
                return is.length === 0 ? [] : [{ ...base, query: { ...query, is }, want: 'truth', used, penalty: 0.5 }];
              });
          });
      }),
    );
}

/** "github handles of (everyone in) the infra team". */
function idsOfMembers(phrase: SenseSpan<IdSense>, reading: Reading): Draft[] {
  const { kinds, relations } = reading.analysis;
  return reading.groups
    .filter(({ spans }) => !spans.some((span) => overlap(span, phrase)))
    .flatMap((mention) => {
      const teams = mention.kinds.find(({ kind }) => kind === 'Team')?.refs ?? [];
      const isFree = (span: Span) => ![phrase, ...mention.spans].some((other) => overlap(other, span));
      const people = [
        ...kinds.filter((noun) => isFree(noun) && noun.senses.some(({ kind }) => kind === 'Person')),
        ...relations.filter((said) => isFree(said) && said.senses.some(({ relation }) => relation === 'MEMBER_OF')),
      ];
      const nouns = mention.spans.flatMap((span) => withNoun(span, 'Team', reading));
      const { senses } = phrase;
      return teams.length === 0 || senses.some(({ kind }) => kind === 'Team')
        ? []
        : senses
            .filter(({ kind }) => kind === 'Person')
            .map(({ namespace }) => ({
              query: { look: 'id', of: teams, namespace, ofMembers: true },
              want: 'list',
              subjects: teams,
              mentions: mention.spans,
              used: [phrase, ...nouns, ...people],
              penalty: 0.5,
            }));
    });
}

/** Who has an id, or what, where the question says of what kind. */
function holders(phrase: SenseSpan<IdSense>, reading: Reading): Draft[] {
  const { kinds, idValues, mentions } = reading.analysis;
  const person = reading.spansOf('person');
  return idValues
    .filter((value) => !overlap(value, phrase))
    .flatMap((value) => {
      const asked = phrase.senses.flatMap(({ kind, namespace }) =>
        value.senses.filter((each) => each.kind === kind && each.namespace === namespace),
      );
      return asked.flatMap(({ kind, namespace, value: id, ref }): Draft[] => {
        const nouns = kinds.filter(
          (noun) => !overlap(noun, phrase) && !overlap(noun, value) && noun.senses.some((sense) => sense.kind === kind),
        );
        if (nouns.length === 0 && (kind !== 'Person' || person.length === 0)) return [];
        return [
          {
            query: { look: 'holder', of: [ref], namespace, value: id },
            want: 'list',
            subjects: [ref],
            mentions: mentions.filter((mention) => overlap(mention, value)),
            used: [phrase, value, ...nouns, ...person],
          },
        ];
      });
    });
}
