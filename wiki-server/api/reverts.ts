import { z } from 'zod';
import { createReverter } from '../../graph/curation/revert.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { noStore } from '../http/caching.ts';
import { sendProblem } from '../http/errors.ts';
import { mustEdit } from '../http/must-edit.ts';
import { expectedRevision, revisionRequired, withEtag } from '../http/revisions.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { ifMatch, refParameter, writeReply } from './entity-shapes.ts';

const reason = z.string().max(1000).optional().describe('For the history.');

/** Taking back what a run did, and what was changed of an entity. */
export function revertRoutes(app: WikiApp, { store, editor, viewerOf }: WikiContext): void {
  const reverter = createReverter({ store, editor });

  app.post(
    '/api/runs/:id/revert',
    {
      schema: {
        tags: ['curation'],
        summary: 'Take back all that a run did',
        params: z.object({ id: z.string().max(300) }),
        body: z.strictObject({ reason }),
        response: {
          200: z.object({
            restored: z.number().int().describe('Records that say again what they said before.'),
            removed: z.number().int().describe('Records that the run added.'),
            changedSince: z.array(z.string()).describe('Records that changed again since; they are left alone.'),
          }),
        },
      },
    },
    async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { id } = request.params;
      return noStore(reply).send(await reverter.revertRun(actorOf(viewer), viewer, id, request.body.reason));
    },
  );

  app.post(
    '/api/entities/:ref/revert',
    {
      schema: {
        tags: ['curation'],
        summary: 'Take an entity, or one field of it, back to what it said at a revision',
        params: refParameter,
        headers: ifMatch,
        body: z.strictObject({
          toRevision: z.number().int().min(1),
          field: z.string().min(1).max(100).optional().describe('Only this field.'),
          reason,
        }),
        response: { 200: writeReply },
      },
    },
    async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const revision = expectedRevision(request);
      if (revision === undefined) return sendProblem(reply, revisionRequired);
      const { ref } = request.params;
      const { toRevision, field, reason: why } = request.body;
      const order = { toRevision, expectedRevision: revision, reason: why };
      if (field === undefined) await reverter.revertEntity(actorOf(viewer), viewer, ref, order);
      else await reverter.revertField(actorOf(viewer), viewer, ref, { ...order, name: field });
      const after = (await store.entity(viewer, ref))?.revision ?? revision;
      return withEtag(reply, after).send({ ref, revision: after });
    },
  );
}
