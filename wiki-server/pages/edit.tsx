import formbody from '@fastify/formbody';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { EntityEdit } from '../../graph/edits.ts';
import { createSuggester } from '../../graph/suggest.ts';
import { KikiError, notFound } from '../../schema/errors.ts';
import { isRef, type Ref } from '../../schema/ref.ts';
import type { Suggestion } from '../../schema/suggestion.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { mustEdit } from '../http/must-edit.ts';
import type { WikiApp, ZodTypes } from '../http/zod-routes.ts';
import { editPath, entityPath, historyPath, suggestPath } from '../paths.ts';
import { type EditForm, editForm, withSuggestion } from '../present/edit-form.ts';
import { readEdited } from '../read/edit.ts';
import { editTexts, suggestionTexts } from '../texts.ts';
import {
  type EditBody,
  editBody,
  editBodyLimit,
  editOf,
  isNothing,
  sentRevision,
  sentWord,
  withSent,
} from './edit-input.ts';
import { ChooseKind, EditPage, type Purpose, type Shown } from './edit-page.tsx';
import { refParameter } from './entity.tsx';
import { frameOf, sendPage } from './page.ts';

const createQuery = z.object({
  kind: z.string().max(60).optional().catch(undefined),
  name: z.string().trim().max(500).default('').catch(''),
  answer: z.string().max(100).optional().catch(undefined),
});
const suggestQuery = z.object({
  answer: z.string().max(100).optional().catch(undefined),
  done: z.literal('1').optional().catch(undefined),
});

/** Editing an entity, suggesting a change of it, making something new, and reviewing what was suggested: one form for all. */
export function editRoutes(app: WikiApp, context: WikiContext): void {
  const { store, editor, viewerOf } = context;
  const suggester = createSuggester({ store, editor });

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
  app.get('/new', { schema: { hide: true, querystring: createQuery } }, async (request, reply) => {
    const viewer = viewerOf(request);
    const { kind, name, answer } = request.query;
    const known = kind === undefined ? undefined : store.ontology.findKind(kind);
    if (known === undefined)
      return sendPage(reply, <ChooseKind frame={frameOf(context, viewer)} {...{ context, name, answer }} />);
    const form = newForm(known.name, name);
    return send({ viewer, reply }, { form, purpose: { act: 'create', name, isSuggested: !viewer.canEdit, answer } });
  });
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

  app.register(async (plain) => {
    await plain.register(formbody, { bodyLimit: editBodyLimit });
    const scope: WikiApp = plain.withTypeProvider<ZodTypes>();
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
    scope.post('/new', { schema: { hide: true, querystring: createQuery, body: editBody } }, async (request, reply) => {
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
    });
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
  });

  /** Does what a form says, or shows it again with what was typed and what is wrong. */
  async function save(
    { request, reply, viewer }: { request: FastifyRequest; reply: FastifyReply; viewer: Viewer },
    { ref, kind, purpose }: { ref?: Ref; kind?: string; purpose: Purpose },
    write: (edit: EntityEdit, form: EditForm) => Promise<string>,
  ): Promise<FastifyReply> {
    const body = request.body as EditBody;
    const current = ref === undefined ? newForm(kind ?? '', '') : await formOf(viewer, ref);
    const form = withSent(current, body);
    const again = { form, ref, purpose, note: sentWord(body, 'reason') };
    if (body.do === 'preview') return send({ viewer, reply }, { ...again, isPreviewed: true });
    const isStale = ref !== undefined && purpose.act !== 'suggest' && sentRevision(body) !== current.revision;
    if (isStale) return sendStale({ viewer, reply }, { ...again, seen: sentRevision(body), ref });
    const checked = await editOf(form, body, { store, viewer });
    if ('refused' in checked)
      return send(
        { viewer, reply },
        { ...again, form: checked.refused, problem: editTexts.problems(checked.problems), code: 400 },
      );
    const isEmpty =
      isNothing(checked.edit) &&
      (purpose.act === 'edit' || (purpose.act === 'suggest' && checked.edit.reason === undefined));
    if (isEmpty) return send({ viewer, reply }, { ...again, problem: editTexts.nothingChanged, code: 400 });
    try {
      return await reply.header('cache-control', 'no-store').redirect(await write(checked.edit, form), 303);
    } catch (error) {
      if (!(error instanceof KikiError) || (error.code !== 'invalid' && error.code !== 'conflict')) throw error;
      // Someone may have been faster between the look and the write.
      const now = ref === undefined ? current : await formOf(viewer, ref);
      if (ref !== undefined && now.revision !== current.revision)
        return sendStale({ viewer, reply }, { ...again, form: withSent(now, body), seen: sentRevision(body), ref });
      const problem = [error.message, error.fix].filter((part) => part !== undefined).join('. ');
      return send({ viewer, reply }, { ...again, problem, code: error.code === 'conflict' ? 409 : 400 });
    }
  }

  async function sendStale(
    { viewer, reply }: { viewer: Viewer; reply: FastifyReply },
    shown: Shown & { seen: number; ref: Ref },
  ): Promise<FastifyReply> {
    const { form, seen, ref } = shown;
    const since = (await store.history(viewer, ref, 50)).filter(({ number }) => number > seen);
    const who = [...new Set(since.map(({ actor }) => actor))].join(', ');
    const isConflict = form.body.isConflict === true || form.fields.some(({ conflict }) => conflict !== undefined);
    const stale = { who: who === '' ? editTexts.someone : who, isConflict, href: historyPath(ref, { from: seen }) };
    return send({ viewer, reply }, { ...shown, stale, code: 409 });
  }

  function send({ viewer, reply }: { viewer: Viewer; reply: FastifyReply }, shown: Shown): FastifyReply {
    return sendPage(
      reply.header('cache-control', 'no-store'),
      <EditPage
        frame={frameOf(context, viewer)}
        shown={shown}
        singular={store.ontology.kind(shown.form.kind).singular}
      />,
      shown.code ?? 200,
    );
  }

  async function formOf(viewer: Viewer, ref: Ref): Promise<EditForm> {
    const edited = isRef(ref) ? await readEdited(store, viewer, ref) : undefined;
    if (edited === undefined)
      throw notFound(`There is no ${ref.slice(0, 100)}`, { fix: 'Search for it: it may be called otherwise' });
    return editForm(edited.view.kind, edited, { ontology: store.ontology, labelOf: context.sourceLabels });
  }

  function newForm(kind: string, name: string): EditForm {
    const form = editForm(store.ontology.kind(kind).name, undefined, {
      ontology: store.ontology,
      labelOf: context.sourceLabels,
    });
    return {
      ...form,
      fields: form.fields.map((field) => (field.spec.name === 'name' ? { ...field, value: name } : field)),
    };
  }

  async function suggestedForm(viewer: Viewer, { of, create }: Suggestion): Promise<EditForm> {
    return of === undefined ? newForm(create?.kind ?? '', create?.name ?? '') : formOf(viewer, of);
  }

  async function mustFind(viewer: Viewer, id: string): Promise<Suggestion> {
    const suggestion = await store.suggestion(viewer, id);
    if (suggestion === undefined) throw notFound('There is no such suggestion', { fix: '/suggestions lists them' });
    return suggestion;
  }

  async function movedTo(viewer: Viewer, ref: string): Promise<Ref | undefined> {
    const location = await store.locate(viewer, ref);
    return location.status === 'moved' ? location.ref : undefined;
  }
}
