import { z } from 'zod';
import { createSuggester } from '../../graph/suggest.ts';
import { actorOf } from '../../schema/actor.ts';
import type { WikiContext } from '../context.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { entityPath } from '../paths.ts';
import { formRoutes } from './admin/forms.ts';
import { editBody, editBodyLimit, sentWord } from './edit-input.ts';
import { ChooseKind, type Purpose } from './edit-page.tsx';
import { createEntityForm } from './entity-form.tsx';
import { frameOf, sendPage } from './page.ts';

const createQuery = z.object({
  kind: z.string().max(60).optional().catch(undefined),
  name: z.string().trim().max(500).default('').catch(''),
  answer: z.string().max(100).optional().catch(undefined),
});

/** `/new`: the form of something that is not there yet. Of whoever may not edit it is a suggestion. */
export function newRoutes(app: WikiApp, context: WikiContext): void {
  const { store, editor, viewerOf } = context;
  const suggester = createSuggester({ store, editor });
  const { newForm, save, send } = createEntityForm(context);

  app.get('/new', { schema: { hide: true, querystring: createQuery } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { kind, name, answer } = request.query;
    const known = kind === undefined ? undefined : store.ontology.findKind(kind);
    if (known === undefined)
      return sendPage(reply, <ChooseKind frame={frameOf(context, viewer)} {...{ context, name, answer }} />);
    const form = newForm(known.name, name);
    return send({ viewer, reply }, { form, purpose: { act: 'create', name, isSuggested: !viewer.canEdit, answer } });
  });

  formRoutes(
    app,
    (scope) => {
      scope.post(
        '/new',
        { schema: { hide: true, querystring: createQuery, body: editBody } },
        async (request, reply) => {
          const viewer = viewerOf(request);
          const kind = store.ontology.kind(request.query.kind ?? '').name;
          const name = sentWord(request.body, 'field.name', 500) ?? '';
          const answer = sentWord(request.body, 'answer', 100);
          const purpose: Purpose = { act: 'create', name, isSuggested: !viewer.canEdit, answer };
          return save(
            { request, reply, viewer },
            { kind, purpose },
            async ({ fields = {}, clear: _clear, reason, ...rest }) => {
              const { name: _name, ...others } = fields;
              if (viewer.canEdit) {
                const edit = { ...rest, fields: others, ...(reason !== undefined && { reason }) };
                const { ref } = await editor.create(actorOf(viewer), viewer, { kind, name, ...edit });
                return `${entityPath(ref)}#saved`;
              }
              await suggester.suggest(actorOf(viewer), viewer, {
                create: { kind, name },
                change: { ...rest, fields: others },
                note: reason ?? '',
                ...(answer !== undefined && { answer }),
              });
              return '/suggestions?own=1&done=1';
            },
          );
        },
      );
    },
    editBodyLimit,
  );
}
