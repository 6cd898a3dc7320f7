import type { Draft, Rule } from '../draft.ts';
import { withNoun } from '../reading.ts';
import { articles } from '../tokens.ts';
import { relatedDraft } from './related-draft.ts';

/** "*Whose ship is* Tides": who owns it. "Whose nick is seal7" asks otherwise. */
export const whose: Rule = (reading) => {
  const { tokens, kinds, mentions } = reading.analysis;
  return tokens.flatMap(({ word }, at) => {
    if (word !== 'whose') return [];
    return kinds
      .filter(({ start, end }) => start === at + 1 && ['is', 'are'].includes(tokens[end]?.word ?? ''))
      .flatMap((noun) =>
        mentions
          .filter(({ start }) => start === noun.end + (articles.has(tokens[noun.end + 1]?.word ?? '') ? 2 : 1))
          .flatMap((mention) =>
            noun.senses.flatMap(({ kind }): Draft[] => {
              const refs = mention.senses.filter((sense) => sense.kind === kind).map(({ ref }) => ref);
              const otherKinds = reading.ontology.otherKinds(reading.ontology.relation('OWNS'), 'to', kind);
              if (refs.length === 0 || otherKinds.length === 0) return [];
              return relatedDraft(reading, {
                sense: { relation: 'OWNS' },
                mention: { spans: [mention], kinds: [{ kind, refs }] },
                refs,
                end: 'to',
                target: undefined,
                used: [{ start: at, end: noun.end + 1 }, ...withNoun(mention, kind, reading)],
                otherKinds,
              });
            }),
          ),
      );
  });
};
