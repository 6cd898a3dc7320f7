import { z } from 'zod';
import { createMerger } from '../../graph/curation/merge-entities.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { noStore } from '../http/caching.ts';
import { mustEdit } from '../http/must-edit.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { refParameter } from './entity-shapes.ts';

const reason = z.string().max(1000).optional().describe('For the history.');
const mergeReply = z.object({ from: z.string(), into: z.string() });
const merge = mergeReply.extend({
  at: z.string(),
  by: z.string(),
  reason: z.string().optional(),
  until: z.string().optional().describe('When it was taken back.'),
  endedBy: z.string().optional(),
});

/** Merging entities, and taking that back. */
export function mergeRoutes(app: WikiApp, { store, viewerOf }: WikiContext): void {
  const merger = createMerger({ store });

  app.get(
    '/api/merges',
    {
      schema: {
        tags: ['curation'],
        summary: 'All merges, newest first, those that were taken back included',
        response: { 200: z.object({ items: z.array(merge) }) },
      },
    },
    async (request, reply) => noStore(reply).send({ items: await store.merges(viewerOf(request)) }),
  );

  app.post(
    '/api/entities/:ref/merge',
    {
      schema: {
        tags: ['curation'],
        summary: 'Merge an entity into another one, which then stands for both',
        params: refParameter,
        body: z.strictObject({ into: z.string().min(1).max(600).describe('Ref of the one that stays.'), reason }),
        response: { 200: mergeReply },
      },
    },
    async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { ref: from } = request.params;
      const { into, reason: why } = request.body;
      await merger.merge(actorOf(viewer), viewer, { from, into, reason: why });
      return noStore(reply).send({ from, into });
    },
  );

  app.post(
    '/api/entities/:ref/unmerge',
    {
      schema: {
        tags: ['curation'],
        summary: 'Take back that an entity was merged into another one',
        params: refParameter,
        body: z.strictObject({ reason }),
        response: { 200: z.object({ ref: z.string() }) },
      },
    },
    async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const { ref } = request.params;
      await merger.unmerge(actorOf(viewer), viewer, ref, request.body.reason);
      return noStore(reply).send({ ref });
    },
  );
}
