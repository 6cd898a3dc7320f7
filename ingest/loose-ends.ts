import type { Unresolved } from '../graph/compute/entity-state.ts';
import type { Edge, GraphStore } from '../graph/store.ts';
import { localAdmin } from '../schema/viewer.ts';

/** Relations that are to be a tree: a circle in them is a mistake at a source. */
const trees = ['REPORTS_TO', 'PART_OF'];

/** What is odd about the graph as a whole, per source that says so: what is pointed at and not there, and circles. */
export async function findLooseEnds(store: GraphStore): Promise<(source: string) => string[]> {
  const unresolved = await store.unresolved();
  const edges = (await Promise.all(trees.map((relation) => store.edges(localAdmin, { relation })))).flat();
  return (source) => {
    const isOwn = (record: string) => record.startsWith(`${source}:`);
    return [...circleWarnings(edges, isOwn), ...unresolvedWarnings(unresolved.filter(({ record }) => isOwn(record)))];
  };
}

/** Things that are pointed at and not there, the most wanted first. */
export function unresolvedWarnings(unresolved: readonly Unresolved[]): string[] {
  const wanted = new Map<string, { count: number; example: string; candidates: readonly string[] }>();
  for (const { record, relation, mention, candidates } of unresolved) {
    const token = `${relation} "${mention.value}"`;
    const known = wanted.get(token);
    if (known === undefined) wanted.set(token, { count: 1, example: record, candidates });
    else known.count += 1;
  }
  return [...wanted]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([token, { count, example, candidates }]) => {
      const why =
        candidates.length === 0 ? 'no source describes it' : `it could be ${candidates.slice(0, 4).join(', ')}`;
      return `${token}: ${why} (${count === 1 ? example : `${count} times, first in ${example}`})`;
    });
}

type Line = Pick<Edge, 'relation' | 'from' | 'to' | 'dotted' | 'support'>;

/** The circles in which a record of the source has a part: `REPORTS_TO goes in a circle: person:a → person:b → person:a`. */
export function circleWarnings(edges: readonly Line[], isOwn: (record: string) => boolean): string[] {
  return trees.flatMap((relation) => {
    const lines = edges.filter((edge) => edge.relation === relation && !edge.dotted);
    return findCircles(lines).flatMap((circle) => {
      const [record] = circle.flatMap(({ support }) => support).filter(isOwn);
      if (record === undefined) return [];
      const refs = circle.map(({ from }) => from);
      return [`${relation} goes in a circle: ${[...refs, refs[0]].join(' → ')} (${record})`];
    });
  });
}

/** Each circle once, as its edges. Where a thing has several edges upwards, the first is followed. */
function findCircles(lines: readonly Line[]): Line[][] {
  const up = new Map<string, Line>();
  for (const line of lines) if (!up.has(line.from)) up.set(line.from, line);
  const done = new Set<string>();
  const circles: Line[][] = [];
  for (const start of up.keys()) {
    const trail: Line[] = [];
    for (let line = up.get(start); line !== undefined && !done.has(line.from); line = up.get(line.to)) {
      done.add(line.from);
      trail.push(line);
    }
    const last = trail.at(-1);
    const begin = trail.findIndex(({ from }) => from === last?.to);
    if (begin !== -1) circles.push(trail.slice(begin));
  }
  return circles;
}
