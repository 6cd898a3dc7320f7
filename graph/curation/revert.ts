import type { Actor } from '../../schema/actor.ts';
import { diffRevisions } from '../../schema/diff-revisions.ts';
import type { Change, Revision } from '../../schema/entity.ts';
import { conflict, invalid, notFound } from '../../schema/errors.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Value } from '../../schema/value.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { Editor } from '../edits.ts';
import type { GraphStore, RunRevert } from '../store.ts';
import { mustEdit } from '../must-edit.ts';

/** Takes back what was done. All methods throw NotAllowed for a viewer who may not edit. */
export interface Reverter {
  /**
   * Takes back all that a run did. Its source is not heard on it until it says something else.
   * @throws NotFound for a run that changed nothing; Conflict while it is under way
   */
  revertRun(actor: Actor, viewer: Viewer, run: string, reason?: string): Promise<RunRevert>;
  /**
   * Makes an entity say what it said at a revision, by giving it the records that it had then.
   *
   * @returns what is otherwise all the same, because records of other things say so
   * @throws NotFound; Conflict when the entity is at another revision than expected
   */
  revertEntity(actor: Actor, viewer: Viewer, ref: Ref, order: RevertOrder): Promise<{ left: Change[] }>;
  /**
   * Gives one field the value that it had at a revision, by pinning it; by unpinning where that does it.
   * @throws NotFound; Invalid for what is no field; Conflict
   */
  revertField(actor: Actor, viewer: Viewer, ref: Ref, order: RevertOrder & { name: string }): Promise<void>;
}

export interface RevertOrder {
  toRevision: number;
  expectedRevision: number;
  reason?: string | undefined;
}

export function createReverter({ store, editor }: { store: GraphStore; editor: Editor }): Reverter {
  const historyOf = async (viewer: Viewer, ref: Ref, toRevision: number) => {
    const revisions = await store.history(viewer, ref, Number.MAX_SAFE_INTEGER);
    const target = revisions.find(({ number }) => number === toRevision);
    if (target === undefined)
      throw notFound(`${ref} has no revision ${toRevision}`, { fix: 'Choose one of its history' });
    return { revisions, target };
  };
  return {
    async revertRun(actor, viewer, run, reason) {
      mustEdit(viewer, 'take back what was done');
      const known = await store.run(viewer, run);
      if (known?.status === 'running')
        throw conflict('This run is still under way', { where: run, fix: 'Wait until it has ended' });
      return store.revertRun(actor, run, reason);
    },
    async revertEntity(actor, viewer, ref, { toRevision, expectedRevision, reason }) {
      mustEdit(viewer, 'take back what was done');
      const { target } = await historyOf(viewer, ref, toRevision);
      await store.revertRecords(actor, {
        ref,
        at: target.at,
        revision: expectedRevision,
        reason: reason ?? `Went back to revision ${toRevision}`,
      });
      const after = await store.history(viewer, ref, Number.MAX_SAFE_INTEGER);
      return { left: diffRevisions(after, toRevision, newest(after)) };
    },
    async revertField(actor, viewer, ref, { toRevision, expectedRevision, name, reason }) {
      mustEdit(viewer, 'take back what was done');
      const { revisions } = await historyOf(viewer, ref, toRevision);
      const change = diffRevisions(revisions, toRevision, newest(revisions)).find(
        (each) => each.about === 'field' && each.name === name,
      );
      if (change === undefined)
        throw invalid(`${name} has the value that it had at revision ${toRevision}`, { where: 'name' });
      const options = { reason: reason ?? `${name} went back to revision ${toRevision}` };
      const edit = (value: Value | null, revision: number) =>
        editor.change(actor, viewer, ref, { fields: { [name]: value }, ...options }, revision);
      // The sources may give that value by themselves.
      const unpinned = await edit(null, expectedRevision);
      const [card] = await store.cards(viewer, [ref]);
      const value = name === 'name' ? card?.name : name === 'aliases' ? card?.aliases : card?.fields[name];
      if (change.before !== null && JSON.stringify(value ?? null) !== JSON.stringify(change.before))
        await edit(change.before, unpinned.revision);
    },
  };
}

function newest(revisions: readonly Revision[]): number {
  return Math.max(0, ...revisions.map(({ number }) => number));
}
