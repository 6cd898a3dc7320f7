import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { type BulkTarget, createBulkEditor } from '../../graph/curation/bulk-edit.ts';
import type { KindSpec } from '../../schema/kinds.ts';
import { isRef, type Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { mustEdit } from '../http/must-edit.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { BulkForm, BulkKinds, BulkPreviewView, type TypedChange } from '../parts/bulk.tsx';
import { bulkPath, type ListFilter, runPath } from '../paths.ts';
import { type BulkSubject, bulkSubjects } from '../present/bulk-form.ts';
import { type BulkList, changeOf, presentPreview, readBulkList, readCurrent } from '../read/bulk.ts';
import { bulkTexts } from '../texts.ts';
import { formRoutes, optionalText } from './admin/forms.ts';
import { type Refusal, refusalOf } from './admin/refusal.ts';
import { frameOf, sendPage } from './page.ts';

const word = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .transform((text) => (text === '' ? undefined : text))
    .optional();
const filter = {
  kind: word(100),
  status: word(100),
  letter: word(10),
  q: word(300),
  team: word(200).transform((text) => (text !== undefined && isRef(text) ? text : undefined)),
  what: word(300),
};
const refs = z
  .union([z.string().max(600), z.array(z.string().max(600)).max(500)])
  .default([])
  .transform((sent) => [sent].flat());
const form = z.object({
  ...filter,
  act: word(20),
  value: z.string().max(20_000, 'is longer than 20,000 characters').default(''),
  role: word(200),
  reason: optionalText,
  which: z.enum(['all', 'marked']).default('marked').catch('marked'),
  ref: refs,
  target: refs,
  do: z.enum(['preview', 'apply', 'again']).default('preview').catch('preview'),
});

/** Bytes of a form: the refs of all pages that are changed at once, twice. */
const bodyLimit = 500_000;

/** `/bulk`: one field or relation of many pages of a list, changed as one after a look at what that does. */
export function bulkRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  const bulk = createBulkEditor({ store, now });

  app.get('/bulk', { schema: { hide: true, querystring: z.object(filter) } }, async (request, reply) => {
    const viewer = mustEdit(viewerOf(request));
    return sendForm({ viewer, reply }, await read(viewer, request.query), blank);
  });

  formRoutes(
    app,
    (scope) => {
      scope.post('/bulk', { schema: { hide: true, body: form } }, async (request, reply) => {
        const viewer = mustEdit(viewerOf(request));
        const to = { viewer, reply: reply.header('cache-control', 'no-store') };
        const { act, value, role, reason, which, ref, target } = request.body;
        const asked = await read(viewer, request.body);
        const { kind, subject, list } = asked;
        const targets = target.flatMap((text) => parseTarget(text) ?? []);
        const typed = { act, value, role, reason, which, marked: [...ref, ...targets.map((each) => each.ref)] };
        if (kind === undefined || subject === undefined || request.body.do === 'again')
          return sendForm(to, asked, typed);
        const refuse = (refused: Refusal) => sendForm(to, asked, typed, refused);
        try {
          const made = await changeOf(store, viewer, { kind: kind.name, subject, act, value, role });
          if ('problem' in made) return await refuse({ problem: made.problem, status: 400 });
          const { change } = made;
          if (request.body.do === 'apply') {
            const title = bulkTexts.run(subject.label, targets.length, kind.singular, kind.plural);
            const { run } = await bulk.apply(actorOf(viewer), viewer, { targets, change, title, reason });
            if (run === undefined) return await refuse({ problem: bulkTexts.notDone, status: 409 });
            return await reply.redirect(runPath(run), 303);
          }
          const chosen = which === 'all' ? list.cards.map((card) => card.ref) : ref;
          if (chosen.length === 0) return await refuse({ problem: bulkTexts.noneMarked, status: 400 });
          const preview = await presentPreview(store, viewer, await bulk.preview(viewer, { refs: chosen, change }));
          const frame = frameOf(context, viewer);
          const labelOf = context.sourceLabels;
          return await sendPage(
            to.reply,
            <BulkPreviewView {...{ frame, filter: asked.filter, subject, typed, preview, labelOf }} />,
          );
        } catch (error) {
          return refuse(refusalOf(error, request));
        }
      });
    },
    bodyLimit,
  );

  interface Asked {
    filter: ListFilter;
    kind: KindSpec | undefined;
    subject: BulkSubject | undefined;
    list: BulkList;
  }

  async function read(
    viewer: Viewer,
    { kind: named, status, letter, q, team, what }: ListFilter & { what?: string | undefined },
  ): Promise<Asked> {
    const kind = named === undefined ? undefined : store.ontology.findKind(named);
    const asked = { kind: kind?.name, status, letter, q, team };
    const subjects = kind === undefined ? [] : bulkSubjects(kind.name, store.ontology);
    const subject = subjects.find(({ token }) => token === what);
    return { filter: asked, kind, subject, list: await readBulkList(context, viewer, asked) };
  }

  async function sendForm(
    { viewer, reply }: { viewer: Viewer; reply: FastifyReply },
    { filter: shown, kind, subject, list }: Asked,
    typed: TypedChange,
    refused?: Refusal,
  ): Promise<FastifyReply> {
    const frame = frameOf(context, viewer);
    if (kind === undefined) {
      const choices = store.ontology.kinds.flatMap((each) => {
        const n = list.kinds[each.name];
        return n === undefined ? [] : [{ text: each.plural, n, href: bulkPath({ ...shown, kind: each.name }) }];
      });
      return sendPage(reply, <BulkKinds frame={frame} choices={choices} />);
    }
    const subjects = bulkSubjects(kind.name, store.ontology);
    const current =
      subject === undefined ? new Map<Ref, string>() : await readCurrent(store, viewer, list.cards, subject);
    return sendPage(
      reply,
      <BulkForm {...{ frame, filter: shown, kind, subjects, subject, list, current, typed, refused }} />,
      refused?.status ?? 200,
    );
  }
}

const blank: TypedChange = {
  act: undefined,
  value: '',
  role: undefined,
  reason: undefined,
  which: 'marked',
  marked: [],
};

/** `ref@revision`, as the form has it. */
function parseTarget(text: string): BulkTarget | undefined {
  const at = text.lastIndexOf('@');
  const revision = Number(text.slice(at + 1));
  const ref = text.slice(0, Math.max(0, at));
  return isRef(ref) && Number.isSafeInteger(revision) ? { ref, revision } : undefined;
}
