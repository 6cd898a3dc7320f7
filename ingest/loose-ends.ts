import type { PreviewedLine, PreviewTogether } from '../graph/apply/preview.ts';
import type { Unresolved } from '../graph/compute/entity-state.ts';
import type { GraphStore } from '../graph/store.ts';
import type { Ref } from '../schema/ref.ts';
import { localAdmin } from '../schema/viewer.ts';

/** Relations that are to be a tree: a circle in them is a mistake at a source. */
const trees = ['REPORTS_TO', 'PART_OF'];

/** A graph as it is, or as it would be, of which something may be odd. */
export interface WholeGraph {
  unresolved(): Promise<readonly Unresolved[]>;
  /** Current lines of a relation, dotted ones apart. */
  lines(relation: string): Promise<readonly Line[]>;
  /** Records that say that one thing is below another. */
  support(relation: string, lines: readonly Line[]): Promise<(line: Line) => readonly string[]>;
}

/** The graph that is written. */
export function writtenGraph(store: GraphStore): WholeGraph {
  return {
    unresolved: () => store.unresolved(),
    lines: (relation) => store.lines(localAdmin, relation),
    async support(relation, lines) {
      const edges = await store.edges(localAdmin, { relation, of: lines.map(({ from }) => from) });
      const solid = edges.filter(({ dotted }) => !dotted);
      return ({ from, to }) =>
        solid.filter((edge) => edge.from === from && edge.to === to).flatMap(({ support }) => support);
    },
  };
}

/** The graph as it would be after what is previewed. */
export function previewedGraph(store: GraphStore, { unresolved, lines: { gone, put } }: PreviewTogether): WholeGraph {
  const written = writtenGraph(store);
  return {
    unresolved: () => Promise.resolve(unresolved),
    async lines(relation) {
      const of = (lines: readonly PreviewedLine[]) => lines.filter((line) => line.relation === relation);
      const after = new Map((await written.lines(relation)).map((line) => [tokenOf(line), line]));
      for (const line of of(gone)) after.delete(tokenOf(line));
      for (const line of of(put)) after.set(tokenOf(line), line);
      return [...after.values()];
    },
    async support(relation, lines) {
      const before = await written.support(relation, lines);
      return (line) => put.find((each) => each.relation === relation && isSame(each, line))?.support ?? before(line);
    },
  };
}

function tokenOf({ from, to }: Line): string {
  return `${from} ${to}`;
}

function isSame(a: Line, b: Line): boolean {
  return a.from === b.from && a.to === b.to;
}

/** What is odd about the graph as a whole, per source that says so: what is pointed at and not there, and circles. */
export async function findLooseEnds(graph: WholeGraph): Promise<(source: string) => string[]> {
  const [unresolved, ...found] = await Promise.all([
    graph.unresolved(),
    ...trees.map((relation) => circlesOf(graph, relation)),
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

async function circlesOf(graph: WholeGraph, relation: string): Promise<Circle[]> {
  const circles = findCircles(await graph.lines(relation));
  if (circles.length === 0) return [];
  const supportOf = await graph.support(relation, circles.flat());
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

/** From what is below to what is above it. */
export interface Line {
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
