import type { GraphStore } from '../../graph/store.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { ownRef } from './my-page.ts';
import type { ReadNeighbourhoods } from './neighbourhoods.ts';

/** The refs that a viewer stands for: the own entry, and the teams that it is in or leads. */
export async function standsFor(
  { store, neighbourhoods }: { store: GraphStore; neighbourhoods: ReadNeighbourhoods },
  viewer: Viewer,
): Promise<ReadonlySet<Ref>> {
  const own = await ownRef(store, viewer);
  if (own === undefined) return new Set();
  const near = await neighbourhoods(viewer);
  const teams = near
    .linksOf(own)
    .flatMap(({ relation, end, other }) =>
      end === 'from' && (relation === 'MEMBER_OF' || relation === 'LEADS') ? [other] : [],
    );
  return new Set([own, ...teams]);
}
