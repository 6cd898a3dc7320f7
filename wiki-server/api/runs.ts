import { z } from 'zod';
import { notAllowed, notFound } from '../../schema/errors.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { WikiContext } from '../context.ts';
import { noStore } from '../http/caching.ts';
import type { WikiApp } from '../http/zod-routes.ts';

const run = z.object({
  id: z.string(),
  source: z.string(),
  status: z.enum(['running', 'done', 'partly', 'stopped', 'failed']),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  removed: z.number().int(),
  refused: z.array(z.string()).describe('What could not be read: `where: reason`.'),
  refusedCount: z.number().int(),
  warnings: z.array(z.string()),
  message: z.string().optional(),
});

/** Reading a source now, and how runs went. */
export function runRoutes(app: WikiApp, { store, sourceRuns, viewerOf }: WikiContext): void {
  app.post(
    '/api/ingest/:source',
    {
      config: { rateLimit: readLimit },
      schema: {
        tags: ['runs'],
        summary: 'Read a source now',
        description: 'For editors. The run goes on after the reply; 409 when the source is being read already.',
        params: z.object({ source: z.string().describe('Name of the source in kiki.yaml.') }),
        querystring: z.object({
          allowRemovals: z.stringbool().default(false).describe('Remove however much is gone at the source.'),
        }),
        response: { 202: z.object({ run: z.string().describe('For GET /api/runs/:id.') }) },
      },
    },
    async (request, reply) => {
      mustEdit(viewerOf(request));
      const { allowRemovals } = request.query;
      const { run: id } = await sourceRuns.start(request.params.source, { allowRemovals });
      return noStore(reply)
        .code(202)
        .header('location', `/api/runs/${encodeURIComponent(id)}`)
        .send({ run: id });
    },
  );

  app.get(
    '/api/runs',
    {
      schema: {
        tags: ['runs'],
        summary: 'How sources were read, newest first',
        querystring: z.object({
          source: z.string().optional().describe('Only runs of this source.'),
          limit: z.coerce.number().int().min(1).max(200).default(20),
        }),
        response: { 200: z.object({ runs: z.array(run) }) },
      },
    },
    async (request, reply) => {
      const { source, limit } = request.query;
      const runs = await store.runs(viewerOf(request), { limit, ...(source !== undefined && { source }) });
      return noStore(reply).send({ runs });
    },
  );

  app.get(
    '/api/runs/:id',
    {
      schema: {
        tags: ['runs'],
        summary: 'How one run goes or went',
        params: z.object({ id: z.string() }),
        response: { 200: run },
      },
    },
    async (request, reply) => {
      const found = await store.run(viewerOf(request), request.params.id);
      if (found === undefined) throw notFound('There is no such run', { fix: 'GET /api/runs lists them' });
      return noStore(reply).send(found);
    },
  );
}

/** How often one person may have sources read. */
export const readLimit = { max: 30, timeWindow: '1 minute' };

/** @throws NotAllowed */
export function mustEdit({ name, canEdit }: Viewer): void {
  if (!canEdit) throw notAllowed(`${name} may not have sources read`, { fix: 'Ask an editor' });
}
