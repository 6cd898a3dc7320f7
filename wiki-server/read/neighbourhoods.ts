import type { GraphStore, Link as StoredLink } from '../../graph/store.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { keepPerState } from './kept.ts';

/** A current relation as seen from one of its ends. */
export interface Link {
  relation: string;
  end: 'from' | 'to';
  other: Ref;
}

/** What is linked with what, as far as a viewer may read it. */
export interface Neighbourhoods {
  linksOf(ref: Ref): readonly Link[];
  /** What it is part of. Known without looking at all its links, of which a team may have ten thousand. */
  wholesOf(ref: Ref): readonly Ref[];
}

export type ReadNeighbourhoods = (viewer: Viewer) => Promise<Neighbourhoods>;

/**
 * Reads all links once per state of the graph and set of audiences. They serve for what is near to what; whoever shows an entity
 * reads its card, so nothing is shown that is no more.
 */
export function createNeighbourhoods(store: Pick<GraphStore, 'links' | 'version'>): ReadNeighbourhoods {
  return keepPerState({ store, read: async (viewer) => groupLinks(await store.links(viewer)) });
}

/** Links by both of their ends. */
export function groupLinks(links: readonly Omit<StoredLink, 'dotted'>[]): Neighbourhoods {
  const byRef = new Map<Ref, Link[]>();
  const wholes = new Map<Ref, Ref[]>();
  const add = (ref: Ref, link: Link) => {
    const known = byRef.get(ref);
    if (known === undefined) byRef.set(ref, [link]);
    else known.push(link);
  };
  for (const { relation, from, to } of links) {
    if (from === to) continue;
    add(from, { relation, end: 'from', other: to });
    add(to, { relation, end: 'to', other: from });
    if (relation === 'PART_OF') wholes.set(from, [...(wholes.get(from) ?? []), to]);
  }
  return { linksOf: (ref) => byRef.get(ref) ?? [], wholesOf: (ref) => wholes.get(ref) ?? [] };
}
