import { overlap } from '../analysis.ts';
import type { Draft, Rule } from '../draft.ts';
import { articles } from '../tokens.ts';
import { relatedDraft } from './related-draft.ts';

const prepositions = new Set(['in', 'of', 'for', 'on', 'at']);

/**
 * "Who are the *tech leads in instrumentation*": where another thing is called so and has none, the team that goes by that word beside its
 * noun.
 */
export const rolesIn: Rule = (reading) => {
  const { tokens, relations, possibleNames, mentions } = reading.analysis;
  return relations.flatMap((phrase) => {
    const at = prepositions.has(tokens[phrase.end]?.word ?? '') ? phrase.end + 1 : undefined;
    const senses = phrase.senses.filter((sense) => sense.reading === 'role' || sense.reading === 'noun-to');
    if (at === undefined || senses.length === 0) return [];
    const start = articles.has(tokens[at]?.word ?? '') ? at + 1 : at;
    return possibleNames
      .filter((name) => name.start === start)
      .flatMap((name): Draft[] => {
        const known = mentions.find((mention) => mention.start === name.start && mention.end === name.end);
        const isLonger = mentions.some((mention) => overlap(mention, name) && mention.end > name.end);
        const cores = name.senses.filter(
          ({ ref, kind, sort }) =>
            sort === 'core' && kind === 'Team' && known?.senses.some((sense) => sense.ref === ref) === false,
        );
        const [core, ...others] = cores;
        if (core === undefined || others.length > 0 || isLonger) return [];
        const span = { start: name.start, end: name.end, senses: [core], certainty: 'guess' as const };
        const mention = { spans: [span], kinds: [{ kind: core.kind, refs: [core.ref] }] };
        return senses.flatMap((sense) => {
          const spec = reading.ontology.relation(sense.relation);
          const otherKinds = reading.ontology.otherKinds(spec, 'to', core.kind);
          if (!otherKinds.includes('Person')) return [];
          return relatedDraft(reading, {
            sense,
            mention,
            refs: [core.ref],
            end: 'to',
            target: undefined,
            used: [phrase, span],
            otherKinds,
          }).map((draft) => ({ ...draft, penalty: 2 }));
        });
      });
  });
};
