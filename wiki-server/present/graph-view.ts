import type { Ref } from '../../schema/ref.ts';
import type { Link, Neighbourhoods } from '../read/neighbourhoods.ts';

/** A piece of the graph that can be drawn and read. */
export interface GraphPiece {
  refs: Ref[];
  edges: { from: Ref; to: Ref; relation: string }[];
  /** How many of the entities that are linked with the middle are left out. */
  left: number;
}

/** Entities that a drawing stays readable with. */
export const mostDrawn = 32;

/** What says least about an entity comes last. */
const rankOf: Readonly<Record<string, number>> = { MENTIONS: 2, WORKS_ON: 1 };

/**
 * What is linked with an entity, stated relations before mentions; and with `depth` 2, as long as there is room, what has most
 * links with those. Edges between all that is drawn are in it, one per pair and relation.
 */
export function pieceAround(
  ref: Ref,
  { linksOf }: Neighbourhoods,
  { depth, most = mostDrawn }: { depth: 1 | 2; most?: number },
): GraphPiece {
  const near = nearest(linksOf(ref), linksOf);
  const drawn = new Set<Ref>([ref, ...near.slice(0, most - 1)]);
  if (depth === 2) for (const other of farther(ref, drawn, { linksOf }).slice(0, most - drawn.size)) drawn.add(other);
  const edges = new Map<string, GraphPiece['edges'][number]>();
  for (const each of drawn)
    for (const { relation, end, other } of linksOf(each)) {
      if (!drawn.has(other)) continue;
      const edge = end === 'from' ? { from: each, to: other, relation } : { from: other, to: each, relation };
      edges.set(`${edge.from} ${relation} ${edge.to}`, edge);
    }
  const stated = new Set([...edges.values()].filter((edge) => edge.relation !== 'MENTIONS').map(pairOf));
  return {
    refs: [...drawn],
    // A mention says nothing where a relation is stated.
    edges: [...edges.values()].filter((edge) => edge.relation !== 'MENTIONS' || !stated.has(pairOf(edge))),
    left: Math.max(0, near.length - (most - 1)),
  };
}

function pairOf({ from, to }: { from: Ref; to: Ref }): string {
  return from < to ? `${from} ${to}` : `${to} ${from}`;
}

/** Other ends, each once: stated relations first, then those with most links of their own. */
function nearest(links: readonly Link[], linksOf: Neighbourhoods['linksOf']): Ref[] {
  const ranks = new Map<Ref, number>();
  for (const { other, relation } of links)
    ranks.set(other, Math.min(ranks.get(other) ?? Number.MAX_SAFE_INTEGER, rankOf[relation] ?? 0));
  return [...ranks]
    .sort(([a, one], [b, two]) => one - two || linksOf(b).length - linksOf(a).length || (a < b ? -1 : 1))
    .map(([other]) => other);
}

/** What is linked with several of those drawn, most links first. */
function farther(ref: Ref, drawn: ReadonlySet<Ref>, { linksOf }: Pick<Neighbourhoods, 'linksOf'>): Ref[] {
  const counts = new Map<Ref, number>();
  for (const each of drawn) {
    if (each === ref) continue;
    const others = new Set(
      linksOf(each)
        .filter(({ relation }) => relation !== 'MENTIONS')
        .map(({ other }) => other),
    );
    for (const other of others) if (!drawn.has(other)) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return [...counts].sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1)).map(([other]) => other);
}
