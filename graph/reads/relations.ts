import type { Ref } from '../../schema/ref.ts';
import { inBatches } from '../apply/batches.ts';
import {
  degreesIn,
  degreesOut,
  edgesOfType,
  edgesOfTypeFrom,
  edgesOfTypeTo,
  linesOfType,
  roles,
} from '../cypher/entities.ts';
import type { Edge, EdgeQuery, RelationReads } from '../store.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { dayOf, holdsOn } from './days.ts';
import type { ReadsOptions } from './entities.ts';
import { loadNotes } from './notes.ts';
import { number, text, texts } from './row.ts';
import { toEdge } from './shapes.ts';

/** Steps that `reach` goes at most: deeper than any organisation, and an end for broken ones. */
const deepest = 50;

export function createRelationReads({ read, ontology, now }: ReadsOptions): Omit<RelationReads, 'contradictions'> {
  const edges = async (
    viewer: Viewer,
    { relation, of, end = 'from', on = dayOf(now()) }: EdgeQuery,
  ): Promise<Edge[]> => {
    const spec = ontology.relation(relation);
    const parameters = { relation, audiences: [...viewer.audiences] };
    const found: Edge[] = [];
    const statement = end === 'from' ? edgesOfTypeFrom(spec.type) : edgesOfTypeTo(spec.type);
    if (of === undefined) found.push(...(await read({ text: edgesOfType(spec.type), parameters })).map(toEdge));
    else
      for (const refs of inBatches(of))
        found.push(...(await read({ text: statement, parameters: { ...parameters, refs } })).map(toEdge));
    return on === 'always'
      ? found
      : found.filter((edge) => holdsOn({ ended: edge.ended, from: edge.since, until: edge.until }, on));
  };

  return {
    edges,
    async lines(viewer, relation) {
      const parameters = { relation, on: dayOf(now()), audiences: [...viewer.audiences] };
      const rows = await read({ text: linesOfType(ontology.relation(relation).type), parameters });
      return rows.map((row) => ({ from: text(row, 'from'), to: text(row, 'to') }));
    },
    async reach(viewer, { relation, of, end, on, depth = deepest }) {
      const steps = new Map<Ref, number>([[of, 0]]);
      let frontier = [of];
      for (let step = 1; frontier.length > 0 && step <= depth; step += 1) {
        const next = await edges(viewer, { relation, of: frontier, end, ...(on !== undefined && { on }) });
        // A dotted line is no part of the hierarchy.
        const reached = next.filter((edge) => !edge.dotted).map((edge) => (end === 'from' ? edge.to : edge.from));
        frontier = [...new Set(reached)].filter((ref) => !steps.has(ref)).sort();
        for (const ref of frontier) steps.set(ref, step);
      }
      return [...steps].map(([ref, count]) => ({ ref, steps: count }));
    },
    async degrees(viewer, { relation, kind, end, otherKind, on = dayOf(now()) }) {
      const spec = ontology.relation(relation);
      const [own, other] = [ontology.kind(kind).name, ontology.kind(otherKind).name];
      const statement = end === 'from' ? degreesOut(spec.type, own, other) : degreesIn(spec.type, own, other);
      const rows = await read({ text: statement, parameters: { relation, on, audiences: [...viewer.audiences] } });
      return rows
        .map((row) => ({ ref: text(row, 'ref'), count: number(row, 'count') }))
        .sort((a, b) => b.count - a.count || (a.ref < b.ref ? -1 : 1));
    },
    async roles(viewer, relation) {
      const rows = await read({
        text: roles(ontology.relation(relation).type),
        parameters: { relation, audiences: [...viewer.audiences] },
      });
      return [...new Set(rows.flatMap((row) => texts(row, 'roles')))].sort();
    },
    notes: (viewer, records) => loadNotes(read, viewer, records),
  };
}
