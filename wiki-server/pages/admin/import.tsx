import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Viewer } from '../../../schema/viewer.ts';
import type { WikiContext } from '../../context.ts';
import { mustEdit } from '../../http/must-edit.ts';
import { readUploads, uploadedFile } from '../../http/read-upload.ts';
import type { WikiApp } from '../../http/zod-routes.ts';
import { ImportColumns, ImportPreviewView, Upload } from '../../parts/import.tsx';
import { adminPath, importPath, runPath } from '../../paths.ts';
import { targetGroups } from '../../present/import-form.ts';
import { presentImport } from '../../read/import.ts';
import { importTexts } from '../../texts.ts';
import { frameOf, sendPage } from '../page.ts';
import { formRoutes, hiddenText } from './forms.ts';
import { type Refusal, refusalOf } from './refusal.ts';

const parameters = z.object({ id: z.string().max(60) });
const form = z.record(z.string().max(100), z.string().max(5000));
type Sent = z.infer<typeof form>;

/** `/admin/import`, `/admin/import/:id`, `/admin/import/:id/preview`: a file is chosen, mapped, tried out, and taken in as a run. */
export function importRoute(app: WikiApp, context: WikiContext): void {
  const { store, fileImports, viewerOf } = context;
  const path = adminPath('import');
  const schema = { hide: true, params: parameters };

  app.get(path, { schema: { hide: true } }, (request, reply) =>
    sendUpload({ viewer: mustEdit(viewerOf(request)), reply }),
  );
  app.get(`${path}/:id`, { schema }, (request, reply) =>
    sendColumns({ viewer: mustEdit(viewerOf(request)), reply }, request.params.id),
  );
  app.get(`${path}/:id/preview`, { schema }, (request, reply) =>
    sendPreview({ viewer: mustEdit(viewerOf(request)), reply }, request.params.id),
  );

  app.register((scope, _options, done) => {
    readUploads(scope, fileImports.largest);
    scope.post(path, { schema: { hide: true } }, async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      try {
        const file = await uploadedFile(request, 'file');
        if (file === undefined) return await sendUpload({ viewer, reply }, { problem: importTexts.none, status: 400 });
        return await reply.redirect(importPath(await fileImports.add(file)), 303);
      } catch (error) {
        return sendUpload({ viewer, reply }, refusalOf(error, request));
      }
    });
    done();
  });

  formRoutes(app, (scope) => {
    scope.post(`${path}/:id`, { schema: { ...schema, body: form } }, async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { id } = request.params;
      const sent = request.body;
      try {
        const { name = '', kind = '', encoding, delimiter } = sent;
        await fileImports.save(id, {
          name: name.trim(),
          kind,
          encoding: encoding === '' ? undefined : encoding,
          delimiter: delimiter === '' ? undefined : delimiter,
          ...(sent.do !== 'propose' && { targets: targetsOf(sent) }),
        });
        return await reply.redirect(importPath(id, sent.do === 'preview' ? 'preview' : undefined), 303);
      } catch (error) {
        return sendColumns({ viewer, reply }, id, { refused: refusalOf(error, request), sent });
      }
    });
    const body = z.object({ version: hiddenText });
    scope.post(`${path}/:id/start`, { schema: { ...schema, body } }, async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { id } = request.params;
      try {
        const { run } = await fileImports.start(id, { version: request.body.version, by: viewer.name });
        return await reply.redirect(runPath(run), 303);
      } catch (error) {
        return sendPreview({ viewer, reply }, id, refusalOf(error, request));
      }
    });
    scope.post(`${path}/:id/discard`, { schema }, async (request, reply) => {
      mustEdit(viewerOf(request));
      await fileImports.discard(request.params.id);
      return reply.redirect(path, 303);
    });
  });

  interface To {
    viewer: Viewer;
    reply: FastifyReply;
  }

  async function sendUpload({ viewer, reply }: To, refused?: Refusal): Promise<FastifyReply> {
    const { largest } = fileImports;
    const waiting = await fileImports.waiting();
    return sendPage(
      reply,
      <Upload {...{ frame: frameOf(context, viewer), largest, waiting, refused }} />,
      refused?.status,
    );
  }

  async function sendColumns(
    { viewer, reply }: To,
    id: string,
    { refused, sent }: { refused?: Refusal; sent?: Sent } = {},
  ): Promise<FastifyReply> {
    const look = await fileImports.look(id);
    // What could not be kept is shown as it was chosen.
    const shown =
      sent === undefined ? look : { ...look, settings: { ...look.settings, ...settingsOf(sent, look.settings.kind) } };
    const { ontology } = store;
    const groups = targetGroups(shown.settings, ontology);
    const frame = frameOf(context, viewer);
    const page = <ImportColumns {...{ frame, look: shown, kinds: ontology.kinds, groups, refused }} />;
    return sendPage(reply.header('cache-control', 'no-store'), page, refused?.status);
  }

  function settingsOf(sent: Sent, kind: string) {
    return {
      name: sent.name ?? '',
      kind: store.ontology.findKind(sent.kind ?? '')?.name ?? kind,
      targets: targetsOf(sent),
    };
  }

  async function sendPreview({ viewer, reply }: To, id: string, refused?: Refusal): Promise<FastifyReply> {
    const { file } = await fileImports.look(id);
    const preview = await fileImports.preview(id);
    const changes = await presentImport(store, viewer, preview);
    const frame = frameOf(context, viewer);
    const page = <ImportPreviewView {...{ frame, id, file, preview, changes, refused }} />;
    return sendPage(reply.header('cache-control', 'no-store'), page, refused?.status);
  }
}

/** Names of columns may be anything, so each is sent beside what it becomes. */
function targetsOf(sent: Sent): Record<string, string> {
  const pairs = Object.entries(sent).flatMap(([field, column]): [string, string][] => {
    if (!field.startsWith('column.')) return [];
    const target = sent[`target.${field.slice('column.'.length)}`] ?? '';
    return target === '' ? [] : [[column, target]];
  });
  return Object.fromEntries(pairs);
}
