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
import { capitalise, formatDay } from '../format.ts';
import { actorOf } from '../http/actor.ts';
import { mustEdit } from '../http/must-edit.ts';
import type { WikiApp, ZodTypes } from '../http/zod-routes.ts';
import { renderMarkdown } from '../markdown/render.ts';
import { EditFormView } from '../parts/edit-form.tsx';
import { Columns, type Frame, Layout } from '../parts/layout.tsx';
import { editPath, entityPath, historyPath, deletePath, newPath, suggestionPath, suggestPath } from '../paths.ts';
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
import { refParameter } from './entity.tsx';
import { frameOf, sendPage } from './page.ts';

/** What the form of an entity is for. */
type Purpose =
  | { act: 'edit' }
  | { act: 'suggest'; answer?: string | undefined }
  | { act: 'create'; name: string; isSuggested: boolean; answer?: string | undefined }
  | { act: 'review'; suggestion: Suggestion };

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

/** What a page with the form shows. */
interface Shown {
  form: EditForm;
  ref?: Ref | undefined;
  purpose: Purpose;
  note?: string | undefined;
  problem?: string | undefined;
  /** Something that went well. */
  status?: string | undefined;
  stale?: { who: string; isConflict: boolean; href: string } | undefined;
  isPreviewed?: boolean;
  code?: number;
}

function EditPage({ frame, shown, singular }: { frame: Frame; shown: Shown; singular: string }) {
  const { form, ref, purpose, note, problem, status, stale, isPreviewed = false } = shown;
  const name = form.fields.find(({ spec }) => spec.name === 'name')?.base ?? '';
  const { title, intro, action, noteLabel, answer } = wordsOf(purpose, { ref, name, singular, kind: form.kind });
  const isDecided = purpose.act === 'review' && purpose.suggestion.status !== 'open';
  return (
    <Layout frame={frame} title={title}>
      <Columns>
        <header class="head">
          <h1>{title}</h1>
          <p class="lede">{intro}</p>
        </header>
        <article class="wide">
          {status !== undefined && (
            <p class="banner" role="status">
              {status}
            </p>
          )}
          {problem !== undefined && (
            <p class="problem" role="alert">
              {problem}
            </p>
          )}
          {stale !== undefined && (
            <div class="note" role="alert">
              <strong>{editTexts.stale(stale.who)}</strong>{' '}
              {stale.isConflict ? editTexts.staleConflict : editTexts.staleMerged}{' '}
              <a href={stale.href}>{editTexts.whatChanged}</a>
            </div>
          )}
          {purpose.act === 'review' && <Said suggestion={purpose.suggestion} />}
          {!isDecided && (
            <EditFormView
              form={form}
              action={action}
              isFresh={shown.code === undefined && !isPreviewed}
              noteLabel={noteLabel}
              note={note}
              mayUnpin={purpose.act === 'edit' || purpose.act === 'review'}
              preview={isPreviewed ? previewOf(form.body.value) : undefined}
              hidden={answer === undefined ? {} : { answer }}
            >
              <Buttons purpose={purpose} />
              {ref !== undefined && <a href={entityPath(ref)}>{editTexts.cancel}</a>}
              {purpose.act === 'edit' && ref !== undefined && <a href={deletePath(ref)}>{editTexts.remove_}</a>}
            </EditFormView>
          )}
        </article>
      </Columns>
    </Layout>
  );
}

function Buttons({ purpose }: { purpose: Purpose }) {
  if (purpose.act === 'review')
    return (
      <>
        <button type="submit" name="do" value="accept">
          {suggestionTexts.accept}
        </button>
        <button type="submit" name="do" value="decline" class="other">
          {suggestionTexts.decline}
        </button>
      </>
    );
  const isSuggested = purpose.act === 'suggest' || (purpose.act === 'create' && purpose.isSuggested);
  return (
    <button type="submit" name="do" value="save">
      {isSuggested ? editTexts.send : editTexts.save}
    </button>
  );
}

function Said({ suggestion }: { suggestion: Suggestion }) {
  const { byName, at, note, answer, status, decidedBy = '', decidedAt = '', reason } = suggestion;
  return (
    <section>
      <h2>{suggestionTexts.said}</h2>
      <p class="from">
        {suggestionTexts.by(byName)} · {formatDay(at)}
        {answer !== undefined && ` · ${suggestionTexts.fromAnswer}`}
      </p>
      {note !== '' && <blockquote class="said-text">{note}</blockquote>}
      {status !== 'open' && (
        <p class="banner" role="status">
          {suggestionTexts.decided(status, decidedBy, formatDay(decidedAt))}
          {reason !== undefined && `: ${reason}`}
        </p>
      )}
    </section>
  );
}

function wordsOf(
  purpose: Purpose,
  { ref = '', name, singular, kind }: { ref: Ref | undefined; name: string; singular: string; kind: string },
) {
  switch (purpose.act) {
    case 'edit':
      return {
        title: editTexts.editTitle(name),
        intro: editTexts.editIntro,
        action: editPath(ref),
        noteLabel: editTexts.note,
      };
    case 'suggest':
      return {
        title: editTexts.suggestTitle(name),
        intro: editTexts.suggestIntro,
        action: suggestPath(ref),
        noteLabel: editTexts.suggestNote,
        answer: purpose.answer,
      };
    case 'create':
      return {
        title: editTexts.createTitle(singular),
        intro: purpose.isSuggested ? editTexts.createSuggestIntro : editTexts.createIntro,
        action: newPath({ kind }),
        noteLabel: editTexts.note,
        answer: purpose.answer,
      };
    case 'review': {
      const { create, id } = purpose.suggestion;
      const title =
        create === undefined ? suggestionTexts.reviewTitle(name) : suggestionTexts.newPage(singular, create.name);
      return {
        title,
        intro: suggestionTexts.intro,
        action: suggestionPath(id),
        noteLabel: suggestionTexts.declineReason,
      };
    }
  }
}

function previewOf(markdown: string): string {
  const linkOf = (address: string) => (/^(\/(?!\/)|#)/.test(address) ? address : undefined);
  return renderMarkdown(markdown, { level: 2, linkOf });
}

function ChooseKind({
  frame,
  context,
  name,
  answer,
}: {
  frame: Frame;
  context: WikiContext;
  name: string;
  answer: string | undefined;
}) {
  return (
    <Layout frame={frame} title={editTexts.chooseKind}>
      <Columns>
        <header class="head">
          <h1>{editTexts.chooseKind}</h1>
          <p class="lede">{editTexts.chooseKindIntro}</p>
        </header>
        <article class="wide">
          <ul class="cards wide-cards">
            {context.store.ontology.kinds.map((kind) => (
              <li>
                <a href={newPath({ kind: kind.name, name, answer })}>{capitalise(kind.singular)}</a>
                <small>{kind.description}</small>
              </li>
            ))}
          </ul>
        </article>
      </Columns>
    </Layout>
  );
}
