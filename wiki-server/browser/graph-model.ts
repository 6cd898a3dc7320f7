import { type Form, placeOnRings, type Point } from './rings.ts';

/** What is around an entity, as the server tells it; the middle first. */
export interface GraphData {
  nodes: { ref: string; name: string; kind: string }[];
  edges: { from: string; to: string; relation: string; name: string }[];
}

export interface DrawnNode extends Point {
  ref: string;
  name: string;
  kind: string;
  isMiddle: boolean;
}

export interface DrawnEdge {
  from: string;
  to: string;
  relation: string;
  name: string;
  /** How far it bends aside, so that several between the same two can be told apart. */
  bend: number;
}

/** A drawing: what stands where. */
export interface Drawn {
  nodes: readonly DrawnNode[];
  edges: readonly DrawnEdge[];
}

/** Entities that stay readable together; a click on a further one then leads to its own drawing. */
export const mostDrawn = 90;
/** Entities that one click adds, and how far from what was clicked they stand. */
const mostAdded = 15;
const addedAt = 140;
/** Between two edges that join the same two. */
const between = 36;

/** Puts what is linked with the middle around it, as far as there is room. */
export function arrange({ nodes, edges }: GraphData, form: Form = 'wide'): Drawn {
  const linked = new Map<string, string[]>();
  const link = (from: string, to: string) => linked.set(from, [...(linked.get(from) ?? []), to]);
  for (const { from, to } of edges) {
    link(from, to);
    link(to, from);
  }
  const refs = nodes.map(({ ref }) => ref);
  const places = placeOnRings(refs, linked, form);
  return {
    nodes: nodes.flatMap((node, index) => {
      const place = places.get(node.ref);
      return place === undefined ? [] : [{ ...node, ...place, isMiddle: index === 0 }];
    }),
    edges: bent(edges.filter(({ from, to }) => places.has(from) && places.has(to))),
  };
}

/** Adds what is around a node that is drawn already, as far as there is room. */
export function growAround(drawn: Drawn, ref: string, data: GraphData): Drawn {
  const around = drawn.nodes.find((node) => node.ref === ref);
  if (around === undefined) return drawn;
  const known = new Set(drawn.nodes.map((node) => node.ref));
  const room = Math.max(0, Math.min(mostDrawn - known.size, mostAdded));
  const added = data.nodes.filter((node) => !known.has(node.ref)).slice(0, room);
  const nodes = added.map((node, index) => ({
    ...node,
    isMiddle: false,
    x: around.x + addedAt * Math.cos((2 * Math.PI * index) / added.length),
    y: around.y + addedAt * Math.sin((2 * Math.PI * index) / added.length),
  }));
  const there = new Set([...known, ...nodes.map((node) => node.ref)]);
  const drawnEdges = new Set(drawn.edges.map(keyOf));
  const edges = data.edges.filter((edge) => there.has(edge.from) && there.has(edge.to) && !drawnEdges.has(keyOf(edge)));
  return { nodes: [...drawn.nodes, ...nodes], edges: bent([...drawn.edges, ...edges]) };
}

export function keyOf({ from, to, relation }: Pick<DrawnEdge, 'from' | 'to' | 'relation'>): string {
  return `${from} ${relation} ${to}`;
}

function bent(edges: GraphData['edges']): DrawnEdge[] {
  const pairOf = ({ from, to }: GraphData['edges'][number]) => (from < to ? `${from} ${to}` : `${to} ${from}`);
  const pairs = new Map<string, GraphData['edges']>();
  for (const edge of edges) pairs.set(pairOf(edge), [...(pairs.get(pairOf(edge)) ?? []), edge]);
  return [...pairs.values()].flatMap((together) =>
    together.map(({ from, to, relation, name }, index) => {
      const aside = (index - (together.length - 1) / 2) * between;
      return { from, to, relation, name, bend: from < to ? aside : -aside };
    }),
  );
}
