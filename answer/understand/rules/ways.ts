import { extraRelationType, type End } from '../../../schema/relations.ts';
import { overlap } from '../analysis.ts';
import { stemsOf } from '../tokens.ts';
import type { Draft, Rule } from '../draft.ts';
import { withNoun } from '../reading.ts';

const sorts = new Set(['kind', 'sort', 'type', 'level', 'degree', 'form', 'amount']);

/** "what kind of access does Risk have to the vault", "which access level has Risk on it": which of the relations that a noun says. */
export const ways: Rule = (reading) => {
  const { analysis, ontology } = reading;
  const { tokens, mentions } = analysis;
  const at = tokens.findIndex(({ word }) => word === 'what' || word === 'which');
  if (at === -1) return [];
  const nouns = [at + 1, at + 2, at + 3].filter((place) =>
    tokens.slice(at + 1, place).every(({ word }) => sorts.has(word) || word === 'of'),
  );
  return nouns.flatMap((place): Draft[] => {
    const noun = tokens[place];
    if (noun === undefined || noun.isStop || sorts.has(noun.word)) return [];
    const end = sorts.has(tokens[place + 1]?.word ?? '') ? place + 2 : place + 1;
    const said = saidWith(noun.stem, ontology.relations);
    if (said.length === 0) return [];
    return mentions.flatMap((one) =>
      mentions
        .filter((other) => one.start >= end && one.end <= other.start && !overlap(one, other))
        .flatMap((other): Draft[] =>
          one.senses.flatMap((a) =>
            other.senses.flatMap((b): Draft[] => {
              const fitting = said.flatMap(({ relation, phrase }) =>
                (['from', 'to'] as const)
                  .filter((side: End) =>
                    ontology.otherKinds(ontology.relation(relation), side, a.kind).includes(b.kind),
                  )
                  .map((side) => ({ relation, end: side, said: phrase })),
              );
              if (fitting.length === 0) return [];
              return [
                {
                  query: { look: 'way', subject: a.ref, object: b.ref, noun: noun.word, ways: fitting },
                  want: 'text',
                  subjects: [a.ref, b.ref],
                  mentions: [one, other],
                  used: [{ start: at, end }, ...withNoun(one, a.kind, reading), ...withNoun(other, b.kind, reading)],
                },
              ];
            }),
          ),
        ),
    );
  });
};

/** Relations of the company's own that are called so, each with what says which it is: "*night* access to". */
function saidWith(
  noun: string,
  relations: readonly {
    key: string;
    type: string;
    name: string;
    inverse: string;
    synonyms?: { name?: readonly string[]; inverse?: readonly string[] };
  }[],
): { relation: string; phrase: string }[] {
  return relations
    .filter(({ type }) => type === extraRelationType)
    .flatMap(({ key, name, inverse, synonyms }) => {
      const phrases = [name, inverse, ...(synonyms?.name ?? []), ...(synonyms?.inverse ?? [])].map((phrase) =>
        phrase.replace(/ (?:to|on|for|of)$/i, ''),
      );
      const phrase = phrases.find((each) => {
        const stems = stemsOf(each);
        return stems.length > 1 && stems.at(-1) === noun;
      });
      return phrase === undefined ? [] : [{ relation: key, phrase }];
    });
}
