import { extraRelationType, type RelationSpec } from '../../../schema/relations.ts';
import type { Analysis, Span } from '../analysis.ts';
import type { Rule } from '../draft.ts';
import { withNoun } from '../reading.ts';
import { stemsOf } from '../tokens.ts';
import { relatedDraft } from './related-draft.ts';

/** What a field or a relation is called that says who employs somebody. Compared by stem. */
const employers = new Set(['company', 'employer', 'affiliation', 'organisation', 'organization'].flatMap(stemsOf));
const employing = new Set(
  ['works for', 'works at', 'employed by', 'is employed by'].map((said) => stemsOf(said).join(' ')),
);

/** Whether words name an employer. @param said stems */
export function namesEmployer(said: readonly string[]): boolean {
  return said.some((stem) => employers.has(stem));
}

/** "where does Ada *work*", which may be a company as well as a place. */
export function workWords({ tokens }: Analysis): Span[] {
  return tokens.flatMap(({ stem }, at) => (stem === 'work' || stem === 'emploi' ? [{ start: at, end: at + 1 }] : []));
}

/** "where does Ada work", of a company that says so by a relation of its own. */
export const atEmployers: Rule = (reading) => {
  const { ontology, analysis, spansOf } = reading;
  const [place, work] = [spansOf('place'), workWords(analysis)];
  if (place.length === 0 || work.length === 0) return [];
  const specs = ontology.relations.filter(
    (spec) => ontology.otherKinds(spec, 'from', 'Person').length > 0 && saysEmployer(spec),
  );
  return specs.flatMap((spec) =>
    reading.groups.flatMap((mention) =>
      mention.kinds
        .filter(({ kind }) => kind === 'Person')
        .flatMap(({ kind, refs }) =>
          relatedDraft(reading, {
            sense: { relation: spec.key },
            mention,
            refs,
            end: 'from',
            target: undefined,
            used: [...mention.spans.flatMap((span) => withNoun(span, kind, reading)), ...place, ...work],
            otherKinds: ontology.otherKinds(spec, 'from', kind),
          }),
        ),
    ),
  );
};

/** A built-in relation is to a manager, a team or a thing. */
function saysEmployer({ type, name, synonyms, nouns }: RelationSpec): boolean {
  const verbs = [name, ...(synonyms?.name ?? [])].map((said) => stemsOf(said).join(' '));
  return (
    type === extraRelationType &&
    (verbs.some((said) => employing.has(said)) || (nouns?.from ?? []).some((noun) => namesEmployer(stemsOf(noun))))
  );
}
