import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EntityEdit } from '../../graph/edits.ts';
import { KikiError, notFound } from '../../schema/errors.ts';
import { isRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { historyPath } from '../paths.ts';
import { type EditForm, editForm } from '../present/edit-form.ts';
import { readEdited } from '../read/edit.ts';
import { editTexts } from '../texts.ts';
import { type EditBody, editOf, isNothing, sentRevision, sentWord, withSent } from './edit-input.ts';
import { EditPage, type Purpose, type Shown } from './edit-page.tsx';
import { frameOf, sendPage } from './page.ts';

/** A request with the form of an entity, and who sent it. */
export interface FormRequest {
  request: FastifyRequest;
  reply: FastifyReply;
  viewer: Viewer;
}

/** The one form in which entities are edited, made, suggested and reviewed: shown, and sent back. */
export interface EntityForm {
  /** The form of what is there. @throws NotFound */
  formOf(viewer: Viewer, ref: Ref): Promise<EditForm>;
  /** The form of something new. */
  newForm(kind: string, name: string): EditForm;
  /** Where the form of a ref has gone, if it has. */
  movedTo(viewer: Viewer, ref: string): Promise<Ref | undefined>;
  send(to: Pick<FormRequest, 'viewer' | 'reply'>, shown: Shown): FastifyReply;
  /**
   * Does what a form says, or shows it again with what was typed and what is wrong.
   *
   * @param write does it, and says where to go then
   */
  save(
    sent: FormRequest,
    about: { ref?: Ref; kind?: string; purpose: Purpose },
    write: (edit: EntityEdit, form: EditForm) => Promise<string>,
  ): Promise<FastifyReply>;
}

export function createEntityForm(context: WikiContext): EntityForm {
  const { store } = context;
  return { formOf, newForm, movedTo, send, save };

  async function save(
    { request, reply, viewer }: FormRequest,
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

  async function movedTo(viewer: Viewer, ref: string): Promise<Ref | undefined> {
    const location = await store.locate(viewer, ref);
    return location.status === 'moved' ? location.ref : undefined;
  }
}
