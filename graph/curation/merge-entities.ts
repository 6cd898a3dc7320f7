import type { Actor } from '../../schema/actor.ts';
import type { EntityCard, Revision } from '../../schema/entity.ts';
import { invalid, notFound } from '../../schema/errors.ts';
import { parseRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { followMerges } from '../compute/merges.ts';
import type { GraphStore, MergeRecord } from '../store.ts';
import { mustEdit } from '../must-edit.ts';

/** Merges entities, and takes that back. All methods throw NotAllowed for a viewer who may not edit, and NotFound. */
export interface Merger {
  /** Lets `into` stand for `from` as well. @throws Conflict when that can't be */
  merge(actor: Actor, viewer: Viewer, merge: { from: Ref; into: Ref; reason?: string | undefined }): Promise<void>;
  unmerge(actor: Actor, viewer: Viewer, from: Ref, reason?: string): Promise<void>;
  /** What is merged into an entity now, directly or through another one. */
  mergedInto(viewer: Viewer, ref: Ref): Promise<MergeRecord[]>;
  /** A merge that could be taken back, with what people changed on the survivor since: that stays there. */
  undoable(viewer: Viewer, from: Ref): Promise<{ merge: MergeRecord; survivor: EntityCard; editsSince: Revision[] }>;
}

/** Revisions that are looked through for edits. */
const mostRevisions = 1000;

export function createMerger({ store }: { store: GraphStore }): Merger {
  const current = async (viewer: Viewer) => (await store.merges(viewer)).filter(({ until }) => until === undefined);

  const find = async (viewer: Viewer, from: Ref) => {
    mustEdit(viewer, 'merge');
    const merge = (await current(viewer)).find((each) => each.from === from);
    if (merge === undefined)
      throw notFound(`${from} is merged into nothing`, { fix: 'See what is merged on the history of the page' });
    return merge;
  };

  return {
    async merge(actor, viewer, { from, into, reason }) {
      mustEdit(viewer, 'merge');
      for (const ref of [from, into]) parseRef(ref);
      if (from === into) throw invalid(`${from} is one already`, { where: 'into', fix: 'Choose another one' });
      const found = new Set((await store.cards(viewer, [from, into])).map(({ ref }) => ref));
      const missing = [from, into].find((ref) => !found.has(ref));
      if (missing !== undefined)
        throw notFound(`There is no ${missing}`, { fix: 'Search for it: it may be called otherwise' });
      await store.merge(actor, { from, into, reason });
    },
    async unmerge(actor, viewer, from, reason) {
      await find(viewer, from);
      await store.unmerge(actor, from, reason);
    },
    async mergedInto(viewer, ref) {
      const merges = await current(viewer);
      const survivor = followMerges(merges);
      return merges.filter(({ from }) => survivor(from) === ref);
    },
    async undoable(viewer, from) {
      const merge = await find(viewer, from);
      const [survivor] = await store.cards(viewer, [followMerges(await current(viewer))(from)]);
      if (survivor === undefined) throw notFound(`${merge.into} is no more`);
      const history = await store.history(viewer, survivor.ref, mostRevisions);
      const said = merge.reason ?? `Merged ${from} into ${merge.into}`;
      const since = history.filter(({ at, actorType }) => actorType === 'person' && at >= merge.at);
      // The merge itself is the first of them.
      const itself = since.findLast(({ reason }) => reason === said);
      return { merge, survivor, editsSince: since.filter((revision) => revision !== itself) };
    },
  };
}
