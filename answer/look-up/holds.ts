import type { Ref } from '../../schema/ref.ts';
import type { End } from '../../schema/relations.ts';
import type { Finding, LookUpContext } from './finding.ts';
import type { Query } from './query.ts';
import { distinct, edgeSources } from './edge-sources.ts';
import { hasRole, isOver } from './edges.ts';
import { relationSentence } from './wording.ts';

/**
 * Whether a relation holds between two things. "No" is said only when the graph knows who else stands there: silence of all
 * sources is not a no.
 */
export async function holds(
  { subject, object, relations, role, ended = false }: Extract<Query, { look: 'holds' }>,
  { store, viewer, on }: LookUpContext,
): Promise<Finding | undefined> {
  const [one, other] = await store.cards(viewer, [subject, object]);
  if (one === undefined || other === undefined) return undefined;
  const edgesOf = async (relation: string, of: Ref, end: End) => {
    const edges = await store.edges(viewer, { relation, of: [of], end, on: ended ? 'always' : on });
    return edges.filter((edge) => hasRole(edge, role) && (!ended || isOver(edge, on)));
  };
  for (const { relation, end } of relations) {
    const edges = (await edgesOf(relation, subject, end)).filter(
      (edge) => (end === 'from' ? edge.to : edge.from) === object,
    );
    if (edges.length === 0) continue;
    const sentence = relationSentence({
      relation: store.ontology.relation(relation),
      end,
      subject: one.name,
      others: [other.name],
      role,
    });
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
    const opposite = end === 'from' ? 'to' : 'from';
    const edges = await edgesOf(relation, object, opposite);
    if (edges.length === 0) continue;
    const others = await store.cards(
      viewer,
      edges.map((edge) => (opposite === 'from' ? edge.to : edge.from)),
    );
    const notes = await store.notes(
      viewer,
      edges.flatMap((edge) => edge.support),
    );
    const sentence = relationSentence({
      relation: store.ontology.relation(relation),
      end: opposite,
      subject: other.name,
      others: others.map(({ name }) => name),
      role,
    });
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
