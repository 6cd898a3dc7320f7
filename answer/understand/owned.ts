import { overlap, type Span } from './analysis.ts';
import type { Reading } from './reading.ts';
import { isFree, type Said } from './said-behind.ts';
import { defaultRelationsOf } from './usual-relations.ts';

const possessing = new Set(['have', 'has', 'having', 'with', 'got']);
const denying = new Set(['no', 'without', 'zero']);
/** Words between how many and what: "more than ten *of their own* vaults". */
const linking = new Set(['of', 'their', 'its', 'own', 'the', 'any', 'a', 'single', 'different', 'current', 'active']);

/** "circles *with more than ten vaults*", "*that have no vaults*": how many of a noun things have, where no relation is named. */
export function ownedSpans(kind: string, taken: readonly Span[], reading: Reading): Said[] {
  const { analysis, amounts, ontology } = reading;
  const { tokens } = analysis;
  const isLinked = (from: number, to: number) =>
    from <= to && to - from <= 3 && tokens.slice(from, to).every(({ word }) => linking.has(word));
  return analysis.kinds.flatMap((noun): Said[] => {
    // "More than ten *members*" is said of a relation.
    if (analysis.relations.some((phrase) => overlap(phrase, noun))) return [];
    const amount = amounts.find(({ end }) => isLinked(end, noun.start));
    const denied = tokens.findIndex(({ word }, at) => denying.has(word) && isLinked(at + 1, noun.start));
    const from = amount?.start ?? denied;
    const hasVerb = possessing.has(tokens[from - 1]?.word ?? '');
    const isWithout = tokens[denied]?.word === 'without';
    if (from === -1 || (!hasVerb && !(amount === undefined && isWithout))) return [];
    const { least, most } = amount ?? { least: undefined, most: 0 };
    const bounds = { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
    const used = [{ start: hasVerb ? from - 1 : from, end: noun.end }];
    const sorts = noun.senses.filter(({ filter }) => filter !== undefined);
    return (sorts.length > 0 ? sorts : noun.senses)
      .flatMap(({ kind: other, filter }) =>
        defaultRelationsOf(other, kind, ontology)
          .filter(({ isUsual }) => isUsual)
          .map(({ relation, end }) => ({
            having: {
              relation,
              end,
              other: { kind: other, ...(filter !== undefined && { where: { [filter.field]: [filter.value] } }) },
              ...bounds,
            },
            used,
          })),
      )
      .filter((said) => isFree(said, taken));
  });
}
