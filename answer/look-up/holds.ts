import type { Finding, LookUpContext } from './finding.ts';
import type { Query } from './query.ts';
import { distinct, edgeSources } from './edge-sources.ts';
import { hasRole } from './edges.ts';
import { relationSentence } from './wording.ts';

/**
 * Whether a relation holds between two things. "No" is said only when the graph knows who else stands there: silence of all
 * sources is not a no.
 */
export async function holds(
  { subject, object, relations, role }: Extract<Query, { look: 'holds' }>,
  { store, viewer, on }: LookUpContext,
): Promise<Finding | undefined> {
  const [one, other] = await store.cards(viewer, [subject, object]);
  if (one === undefined || other === undefined) return undefined;
  for (const { relation, end } of relations) {
    const edges = (await store.edges(viewer, { relation, of: [subject], end, on })).filter(
      (edge) => (end === 'from' ? edge.to : edge.from) === object && hasRole(edge, role),
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
    const edges = (await store.edges(viewer, { relation, of: [object], end: opposite, on })).filter((edge) =>
      hasRole(edge, role),
    );
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
