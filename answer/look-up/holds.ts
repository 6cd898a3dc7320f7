import type { Ref } from '../../schema/ref.ts';
import type { Edge } from '../../graph/store.ts';
import type { End, RelationSpec } from '../../schema/relations.ts';
import type { Finding, LookUpContext } from './finding.ts';
import type { Query } from './query.ts';
import { distinct, edgeSources } from './edge-sources.ts';
import { hasRole, isOver } from './edges.ts';
import { inSentence, relationSentence, series } from './wording.ts';

/**
 * Whether a relation holds between two things, held (`ended`), or ever did (`ever`). "No" is said only when the graph knows who else
 * stands there: silence of all sources is not a no, and a list of who stands there today is none of who ever did.
 */
export async function holds(
  { subject, object, relations, role, ended = false, ever = false }: Extract<Query, { look: 'holds' }>,
  { store, viewer, on }: LookUpContext,
): Promise<Finding | undefined> {
  const [one, other] = await store.cards(viewer, [subject, object]);
  if (one === undefined || other === undefined) return undefined;
  const edgesOf = async (relation: string, of: Ref, end: End) => {
    const edges = await store.edges(viewer, { relation, of: [of], end, on: ended || ever ? 'always' : on });
    return edges.filter((edge) => hasRole(edge, role) && (!ended || isOver(edge, on)));
  };
  const areOver = (edges: readonly Edge[]) => edges.every((edge) => isOver(edge, on));
  /** @param end where the other thing stands */
  const sentenceOf = (relation: RelationSpec, end: End, edges: readonly Edge[], names: readonly string[]) => {
    const heading = relation.headings[end === 'from' ? 0 : 1];
    if (role !== undefined || !edges.some((edge) => isOver(edge, on)))
      return relationSentence({ relation, end, subject: other.name, others: names, role });
    return areOver(edges)
      ? `Former ${inSentence(heading)} of ${other.name}: ${series(names)}.`
      : `${heading} of ${other.name}, now or before: ${series(names)}.`;
  };
  for (const { relation, end } of relations) {
    const edges = (await edgesOf(relation, subject, end)).filter(
      (edge) => (end === 'from' ? edge.to : edge.from) === object,
    );
    if (edges.length === 0) continue;
    const spec = store.ontology.relation(relation);
    const sentence =
      role === undefined && areOver(edges)
        ? sentenceOf(spec, opposite(end), edges, [one.name])
        : relationSentence({ relation: spec, end, subject: one.name, others: [other.name], role });
    return {
      statements: [
        {
          text: `Yes. ${sentence} (As of ${on}.)`,
          about: { ref: other.ref, title: other.name },
          sources: await edgeSources(edges, { store, viewer }),
        },
      ],
      value: true,
      found: [subject],
    };
  }
  for (const { relation, end } of relations) {
    const edges = await edgesOf(relation, object, opposite(end));
    if (edges.length === 0 || (ever && !edges.some((edge) => isOver(edge, on)))) continue;
    const others = await store.cards(
      viewer,
      edges.map((edge) => (end === 'from' ? edge.from : edge.to)),
    );
    const notes = await store.notes(
      viewer,
      edges.flatMap((edge) => edge.support),
    );
    const sentence = sentenceOf(
      store.ontology.relation(relation),
      opposite(end),
      edges,
      others.map(({ name }) => name),
    );
    return {
      statements: [
        {
          text: `No, ${one.name} is not among them. ${sentence} (As of ${on}.)`,
          about: { ref: other.ref, title: other.name },
          sources: distinct([...notes.values()]),
        },
      ],
      value: false,
      found: others.map(({ ref }) => ref),
    };
  }
  return undefined;
}

function opposite(end: End): End {
  return end === 'from' ? 'to' : 'from';
}
