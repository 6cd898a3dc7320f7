import { z } from 'zod';
import { createSuggester } from '../../graph/suggest.ts';
import { actorOf } from '../../schema/actor.ts';
import { KikiError, notFound } from '../../schema/errors.ts';
import type { Suggestion } from '../../schema/suggestion.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { entityPath } from '../paths.ts';
import { type EditForm, withSuggestion } from '../present/edit-form.ts';
import { formRoutes } from './admin/forms.ts';
import { editBody, editBodyLimit, sentWord, withSent } from './edit-input.ts';
import { createEntityForm } from './entity-form.tsx';

/** `/suggestions/:id`: what was suggested, in the form of its entity, to accept as it stands there or to decline. */
export function reviewRoutes(app: WikiApp, context: WikiContext): void {
  const { store, editor, viewerOf } = context;
  const suggester = createSuggester({ store, editor });
  const { formOf, newForm, save, send } = createEntityForm(context);

  app.get(
    '/suggestions/:id',
    { schema: { hide: true, params: z.object({ id: z.string().max(100) }) } },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const suggestion = await mustFind(viewer, request.params.id);
      const form = withSuggestion(await suggestedForm(viewer, suggestion), suggestion.change);
      return send({ viewer, reply }, { form, ref: suggestion.of, purpose: { act: 'review', suggestion } });
    },
  );

  formRoutes(
    app,
    (scope) => {
      scope.post(
        '/suggestions/:id',
        { schema: { hide: true, params: z.object({ id: z.string().max(100) }), body: editBody } },
        async (request, reply) => {
          const viewer = viewerOf(request);
          const { id } = request.params;
          const suggestion = await mustFind(viewer, id);
          const reason = sentWord(request.body, 'reason');
          if (request.body.do === 'decline') {
            try {
              await suggester.decline(actorOf(viewer), viewer, id, reason ?? '');
              return await reply.redirect('/suggestions', 303);
            } catch (error) {
              if (!(error instanceof KikiError) || error.code !== 'invalid') throw error;
              const form = withSent(await suggestedForm(viewer, suggestion), request.body);
              return send(
                { viewer, reply },
                { form, ref: suggestion.of, purpose: { act: 'review', suggestion }, problem: error.message, code: 400 },
              );
            }
          }
          const target = suggestion.of === undefined ? { kind: suggestion.create?.kind ?? '' } : { ref: suggestion.of };
          return save(
            { request, reply, viewer },
            { ...target, purpose: { act: 'review', suggestion } },
            async (edit, { revision }) => {
              const { reason: _reason, ...rest } = edit;
              const { name: _name, ...fields } = rest.fields ?? {};
              // The name of what is made is part of what was suggested.
              const complete = suggestion.of === undefined ? { ...rest, fields } : rest;
              const { ref } = await suggester.accept(actorOf(viewer), viewer, id, { edit: complete, revision, reason });
              return `${entityPath(ref)}#saved`;
            },
          );
        },
      );
    },
    editBodyLimit,
  );

  async function suggestedForm(viewer: Viewer, { of, create }: Suggestion): Promise<EditForm> {
    return of === undefined ? newForm(create?.kind ?? '', create?.name ?? '') : formOf(viewer, of);
  }

  async function mustFind(viewer: Viewer, id: string): Promise<Suggestion> {
    const suggestion = await store.suggestion(viewer, id);
    if (suggestion === undefined) throw notFound('There is no such suggestion', { fix: '/suggestions lists them' });
    return suggestion;
  }
}
