import type { Unresolved } from '../graph/compute/entity-state.ts';
import type { GraphStore } from '../graph/store.ts';
import type { Ref } from '../schema/ref.ts';
import { localAdmin } from '../schema/viewer.ts';

/** Relations that are to be a tree: a circle in them is a mistake at a source. */
const trees = ['REPORTS_TO', 'PART_OF'];

/** What is odd about the graph as a whole, per source that says so: what is pointed at and not there, and circles. */
export async function findLooseEnds(store: GraphStore): Promise<(source: string) => string[]> {
  const [unresolved, ...found] = await Promise.all([
    store.unresolved(),
    ...trees.map((relation) => circlesOf(store, relation)),
  ]);
  const circles = found.flat();
  return (source) => {
    const isOwn = (record: string) => record.startsWith(`${source}:`);
    return [...circleWarnings(circles, isOwn), ...unresolvedWarnings(unresolved.filter(({ record }) => isOwn(record)))];
  };
}

/** A circle of a relation: each thing, and the records that say it is below the next one. */
export interface Circle {
  relation: string;
  steps: readonly { ref: Ref; support: readonly string[] }[];
}

async function circlesOf(store: GraphStore, relation: string): Promise<Circle[]> {
  const circles = findCircles(await store.lines(localAdmin, relation));
  if (circles.length === 0) return [];
  const of = circles.flat().map(({ from }) => from);
  const edges = (await store.edges(localAdmin, { relation, of })).filter(({ dotted }) => !dotted);
  const supportOf = ({ from, to }: Line) =>
    edges.filter((edge) => edge.from === from && edge.to === to).flatMap(({ support }) => support);
  return circles.map((lines) => ({
    relation,
    steps: lines.map((line) => ({ ref: line.from, support: supportOf(line) })),
  }));
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

/** The circles in which a record of the source has a part: `REPORTS_TO goes in a circle: person:a → person:b → person:a`. */
export function circleWarnings(circles: readonly Circle[], isOwn: (record: string) => boolean): string[] {
  return circles.flatMap(({ relation, steps }) => {
    const [record] = steps.flatMap(({ support }) => support).filter(isOwn);
    if (record === undefined) return [];
    const refs = steps.map(({ ref }) => ref);
    return [`${relation} goes in a circle: ${[...refs, refs[0]].join(' → ')} (${record})`];
  });
}

interface Line {
  from: Ref;
  to: Ref;
}

/** Each circle once, as its lines. Where a thing has several lines upwards, the first is followed. */
export function findCircles(lines: readonly Line[]): Line[][] {
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
