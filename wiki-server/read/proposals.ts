import type { GraphStore } from '../../graph/store.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Proposal } from '../../schema/proposal.ts';
import type { Viewer } from '../../schema/viewer.ts';

/**
 * What the graph says now, where accepting a proposal would put something else in its place: a relation of which there is one, such as
 * the manager. By id of the proposal.
 */
export async function readReplaced(
  store: GraphStore,
  viewer: Viewer,
  proposals: readonly Proposal[],
): Promise<Map<string, EntityCard[]>> {
  const single = proposals.filter(({ relation }) => store.ontology.relation(relation).cardinality === 'one');
  const replaced = await Promise.all(
    single.map(async ({ id, subject, relation, object }) => {
      const { subject: end } = store.ontology.relation(relation);
      const [of, next] = end === 'from' ? [subject.ref, object.ref] : [object.ref, subject.ref];
      const edges = await store.edges(viewer, { relation, of: [of], end });
      const others = edges.filter(({ dotted }) => !dotted).map(({ from, to }) => (end === 'from' ? to : from));
      return [
        id,
        await store.cards(
          viewer,
          others.filter((ref) => ref !== next),
        ),
      ] as const;
    }),
  );
  return new Map(replaced.filter(([, cards]) => cards.length > 0));
}
