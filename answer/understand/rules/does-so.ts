import { covers } from '../analysis.ts';
import { truthOpeners } from '../cues.ts';
import type { Draft, Rule } from '../draft.ts';
import { havingSpans } from '../having.ts';
import { withNoun } from '../reading.ts';

/** "does Ada lead more than two teams", "is Ada also a chair of a circle": yes or no of others that are not named. */
export const doesSo: Rule = (reading) => {
  const { tokens } = reading.analysis;
  if (!truthOpeners.has(tokens[0]?.word ?? '') || isOfThePast(tokens[0]?.word)) return [];
  const isHad = tokens.some(({ word }) => word === 'have' || word === 'has');
  return reading.groups.flatMap((mention) => {
    const [span, ...others] = mention.spans;
    if (span === undefined || others.length > 0 || span.certainty === 'guess') return [];
    const from = tokens[1]?.word === 'the' || tokens[1]?.word === 'our' ? 2 : 1;
    return mention.kinds.flatMap(({ kind, refs }): Draft[] => {
      const named = withNoun(span, kind, reading);
      const end = Math.max(...named.map((each) => each.end));
      if (!named.some(({ start }) => start === from) || refs.length > 1) return [];
      return (
        havingSpans(kind, [{ start: 0, end: from }, ...named], reading)
          .filter(({ used }) => used.every(({ start }) => start >= end) && !used.some((each) => covers(span, each)))
          .filter(({ having }) => having.most !== 0 && having.of === undefined && having.ended !== true)
          // "Does Risk have a treasurer" asks for who that is.
          .filter(({ having }) => !isHad || having.least !== 1 || having.most !== undefined)
          .map(({ having, used }) => ({
            query: { look: 'does', of: refs, filter: { kind, having: [having] } },
            want: 'truth',
            subjects: refs,
            mentions: [span],
            used: [{ start: 0, end: 1 }, ...named, ...used],
            penalty: having.other === undefined && having.least === 1 ? 1 : 0,
          }))
      );
    });
  });
};

/** Of what was once so no source keeps a list that is whole. */
function isOfThePast(word: string | undefined): boolean {
  return word === 'was' || word === 'were' || word === 'did';
}
