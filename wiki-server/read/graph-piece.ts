import type { GraphStore } from '../../graph/store.ts';
import type { EntityCard } from '../../schema/entity.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { pieceAround } from '../present/graph-view.ts';
import type { ReadNeighbourhoods } from './neighbourhoods.ts';

/** The part of the graph around an entity, with what is to be known to draw and to list it. */
export interface DrawnGraph {
  middle: EntityCard;
  nodes: EntityCard[];
  edges: { from: Ref; to: Ref; relation: string; name: string }[];
  left: number;
}

/** Reads what is around an entity; undefined when there is no such entity. */
export async function readGraphPiece(
  { store, neighbourhoods }: { store: GraphStore; neighbourhoods: ReadNeighbourhoods },
  viewer: Viewer,
  { ref, depth }: { ref: Ref; depth: 1 | 2 },
): Promise<DrawnGraph | undefined> {
  const { refs, edges, left } = pieceAround(ref, await neighbourhoods(viewer), { depth });
  const nodes = await store.cards(viewer, refs);
  const middle = nodes.find((card) => card.ref === ref);
  if (middle === undefined) return undefined;
  const there = new Set(nodes.map((card) => card.ref));
  return {
    middle,
    nodes,
    edges: edges
      .filter(({ from, to }) => there.has(from) && there.has(to))
      .map((edge) => ({ ...edge, name: store.ontology.relation(edge.relation).name })),
    left,
  };
}
