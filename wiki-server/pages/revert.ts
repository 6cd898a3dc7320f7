import { z } from 'zod';
import { createReverter } from '../../graph/curation/revert.ts';
import { notFound } from '../../schema/errors.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { mustEdit } from '../http/must-edit.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { historyPath } from '../paths.ts';
import { formRoutes, hiddenRevision, optionalText } from './admin/forms.ts';
import { refusalOf } from './admin/refusal.ts';
import { refParameter } from './entity.tsx';
import { sendDiff } from './history.tsx';

const form = z.object({
  /** The revision to go back to. */
  to: hiddenRevision,
  /** The newest one that the person saw. */
  revision: hiddenRevision,
  /** Only this field. */
  field: optionalText,
  reason: optionalText,
});

/** Takes an entity, or one field of it, back to what it said at a revision; what then still differs is shown. */
export function revertRoute(app: WikiApp, context: WikiContext): void {
  const { store, editor, viewerOf } = context;
  const reverter = createReverter({ store, editor });
  formRoutes(app, (scope) => {
    scope.post(
      '/wiki/:ref/revert',
      { schema: { hide: true, params: refParameter, body: form } },
      async (request, reply) => {
        const viewer = mustEdit(viewerOf(request));
        const { ref } = request.params;
        const { to, revision, field, reason } = request.body;
        const [card] = await store.cards(viewer, [ref]);
        if (card === undefined) throw notFound(`There is no ${ref}`);
        const order = { toRevision: to, expectedRevision: revision, reason };
        try {
          if (field === undefined) await reverter.revertEntity(actorOf(viewer), viewer, ref, order);
          else await reverter.revertField(actorOf(viewer), viewer, ref, { ...order, name: field });
        } catch (error) {
          const refused = { ...refusalOf(error, request), reason };
          return sendDiff(context, { viewer, reply }, { card, from: to, to: undefined }, refused);
        }
        return reply.redirect(historyPath(ref, { from: to, done: 1 }), 303);
      },
    );
  });
}
