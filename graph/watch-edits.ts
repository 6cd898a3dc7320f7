import type { Actor } from '../schema/actor.ts';
import { KikiError } from '../schema/errors.ts';
import type { Ref } from '../schema/ref.ts';
import type { Viewer } from '../schema/viewer.ts';
import type { Editor } from './edits.ts';
import type { GraphStore } from './store.ts';

/** An editor by whose edits people watch what they edit, where they chose that. */
export function watchEdits({
  store,
  editor,
}: {
  store: Pick<GraphStore, 'watch' | 'watchSettings'>;
  editor: Editor;
}): Editor {
  const watch = async (actor: Actor, viewer: Viewer, ref: Ref) => {
    if (actor.type !== 'person' || !(await store.watchSettings(viewer)).watchesOwnEdits) return;
    await store.watch(actor, ref).catch((error: unknown) => {
      // The edit is made; that the person watches too much already undoes nothing.
      if (!(error instanceof KikiError) || error.code !== 'conflict') throw error;
    });
  };
  return {
    ...editor,
    async create(actor, viewer, ...rest) {
      const made = await editor.create(actor, viewer, ...rest);
      await watch(actor, viewer, made.ref);
      return made;
    },
    async change(actor, viewer, ref, ...rest) {
      const changed = await editor.change(actor, viewer, ref, ...rest);
      await watch(actor, viewer, ref);
      return changed;
    },
  };
}
