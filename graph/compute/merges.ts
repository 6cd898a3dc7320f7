import { parseRef, type Ref } from '../../schema/ref.ts';
import { byTrust, type Cluster } from './identity.ts';

/** One entity stands for another as well. A pointer, no more: records keep the entity that they are at home with. */
export interface MergePointer {
  from: Ref;
  into: Ref;
}

/** The entity that stands for another one in the end; itself when it is merged into none. */
export type Survivor = (ref: Ref) => Ref;

export function followMerges(pointers: readonly MergePointer[]): Survivor {
  const next = new Map(pointers.map(({ from, into }) => [from, into]));
  return (ref) => {
    const seen = new Set<Ref>();
    let at = ref;
    for (let into = next.get(at); into !== undefined && !seen.has(into); into = next.get(at)) {
      seen.add(at);
      at = into;
    }
    return at;
  };
}

/**
 * The clusters with merged ones as one, under the survivor's ref. Entities of two kinds are never one; then the pointer rests. The
 * survivor need not have records of its own.
 */
export function foldMerged(clusters: readonly Cluster[], pointers: readonly MergePointer[]): Cluster[] {
  if (pointers.length === 0) return [...clusters];
  const survivor = followMerges(pointers);
  const folded = new Map<Ref, Cluster>();
  for (const cluster of clusters) {
    const target = survivor(cluster.ref);
    const ref = parseRef(target).kind === parseRef(cluster.ref).kind ? target : cluster.ref;
    const known = folded.get(ref);
    const merged = ref === cluster.ref ? [] : [cluster.ref];
    folded.set(ref, {
      ref,
      kind: cluster.kind,
      rows: [...(known?.rows ?? []), ...cluster.rows],
      merged: [...(known?.merged ?? []), ...merged],
    });
  }
  return [...folded.values()].map((cluster) => ({
    ...cluster,
    rows: [...cluster.rows].sort(byTrust),
    merged: [...(cluster.merged ?? [])].sort(),
  }));
}
