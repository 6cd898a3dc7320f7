import type { RelationContradiction } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { LookUpContext, Statement } from './finding.ts';
import type { RelatedQuery } from './query.ts';
import { bold } from './wording.ts';

/** What other sources say instead of the shown ends of a relation. */
export async function contradictionsOf(
  query: RelatedQuery,
  ref: Ref,
  { store, viewer }: LookUpContext,
): Promise<RelationContradiction[]> {
  const all = await store.contradictions(viewer, ref);
  return all.filter((each) => each.relation === query.relation && each.end === query.end);
}

/** Other ends that the source of the shown one names too, where there is one end: the manager of a second contract. */
export async function alsoRelated(
  { relation, end, of }: RelatedQuery,
  { store, viewer, on }: LookUpContext,
): Promise<Statement[]> {
  const { cardinality, subject } = store.ontology.relation(relation);
  const [ref, ...others] = of;
  if (cardinality !== 'one' || subject !== end || ref === undefined || others.length > 0) return [];
  const view = await store.entity(viewer, ref, on);
  return (view?.also ?? [])
    .filter((each) => each.relation === relation && each.end === end)
    .map(({ other, sources }) => ({
      text: `The same source also names ${bold(other.name)}.`,
      about: { ref: other.ref, title: other.name },
      sources,
    }));
}

/** "hr-export (people.csv) says otherwise: …". */
export function contradictionStatement({ other, sources }: RelationContradiction): Statement {
  const said = [
    ...new Set(
      sources.map(
        ({ source, path, date }) =>
          `${source}${path === '' ? '' : ` (${path}${date === undefined ? '' : `, ${date.slice(0, 10)}`})`}`,
      ),
    ),
  ];
  return {
    text: `Sources disagree: ${said.join(' and ')} names ${bold(other.name)} instead.`,
    about: { ref: other.ref, title: other.name },
    sources,
  };
}
