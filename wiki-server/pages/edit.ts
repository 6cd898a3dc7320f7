import { actorOf } from '../../schema/actor.ts';
import type { WikiContext } from '../context.ts';
import { mustEdit } from '../http/must-edit.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { editPath, entityPath, suggestPath } from '../paths.ts';
import { formRoutes } from './admin/forms.ts';
import { editBody, editBodyLimit } from './edit-input.ts';
import { createEntityForm } from './entity-form.tsx';
import { refParameter } from './entity.tsx';

/** `/wiki/:ref/edit`: the form in which editors change an entity. Whoever may not edit is led to suggesting. */
export function editRoutes(app: WikiApp, context: WikiContext): void {
  const { editor, viewerOf } = context;
  const { formOf, movedTo, save, send } = createEntityForm(context);

  app.get('/wiki/:ref/edit', { schema: { hide: true, params: refParameter } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { ref } = request.params;
    if (!viewer.canEdit) return reply.redirect(suggestPath(ref), 302);
    mustEdit(viewer);
    const moved = await movedTo(viewer, ref);
    if (moved !== undefined) return reply.redirect(editPath(moved), 302);
    const form = await formOf(viewer, ref);
    return send({ viewer, reply }, { form, ref, purpose: { act: 'edit' } });
  });

  formRoutes(
    app,
    (scope) => {
      scope.post(
        '/wiki/:ref/edit',
        { schema: { hide: true, params: refParameter, body: editBody } },
        async (request, reply) => {
          const viewer = mustEdit(viewerOf(request));
          const { ref } = request.params;
          return save({ request, reply, viewer }, { ref, purpose: { act: 'edit' } }, async (edit, { revision }) => {
            await editor.change(actorOf(viewer), viewer, ref, edit, revision);
            return `${entityPath(ref)}#saved`;
          });
        },
      );
    },
    editBodyLimit,
  );
}
