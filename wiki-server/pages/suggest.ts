import { z } from 'zod';
import { createSuggester } from '../../graph/suggest.ts';
import { actorOf } from '../../schema/actor.ts';
import type { WikiContext } from '../context.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { suggestPath } from '../paths.ts';
import { suggestionTexts } from '../texts.ts';
import { formRoutes } from './admin/forms.ts';
import { editBody, editBodyLimit, sentWord } from './edit-input.ts';
import type { Purpose } from './edit-page.tsx';
import { createEntityForm } from './entity-form.tsx';
import { refParameter } from './entity.tsx';

const suggestQuery = z.object({
  answer: z.string().max(100).optional().catch(undefined),
  done: z.literal('1').optional().catch(undefined),
});

/** `/wiki/:ref/suggest`: the form in which anyone says what should be otherwise. */
export function suggestRoutes(app: WikiApp, context: WikiContext): void {
  const { store, editor, viewerOf } = context;
  const suggester = createSuggester({ store, editor });
  const { formOf, movedTo, save, send } = createEntityForm(context);

  app.get(
    '/wiki/:ref/suggest',
    { schema: { hide: true, params: refParameter, querystring: suggestQuery } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { ref } = request.params;
      const moved = await movedTo(viewer, ref);
      if (moved !== undefined) return reply.redirect(suggestPath(moved, request.query), 302);
      const form = await formOf(viewer, ref);
      const { answer, done } = request.query;
      const status = done === undefined ? undefined : suggestionTexts.sent;
      return send({ viewer, reply }, { form, ref, purpose: { act: 'suggest', answer }, status });
    },
  );

  formRoutes(
    app,
    (scope) => {
      scope.post(
        '/wiki/:ref/suggest',
        { schema: { hide: true, params: refParameter, body: editBody } },
        async (request, reply) => {
          const viewer = viewerOf(request);
          const { ref } = request.params;
          const answer = sentWord(request.body, 'answer', 100);
          const purpose: Purpose = { act: 'suggest', answer };
          return save({ request, reply, viewer }, { ref, purpose }, async ({ reason = '', ...change }) => {
            await suggester.suggest(actorOf(viewer), viewer, {
              of: ref,
              change,
              note: reason,
              ...(answer !== undefined && { answer }),
            });
            return suggestPath(ref, { done: 1 });
          });
        },
      );
    },
    editBodyLimit,
  );
}
