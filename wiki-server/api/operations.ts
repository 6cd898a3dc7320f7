import { z } from 'zod';
import { unavailable } from '../../schema/errors.ts';
import type { WikiContext } from '../context.ts';
import { noStore } from '../http/caching.ts';
import type { WikiApp } from '../http/zod-routes.ts';

const health = z.object({ status: z.string() });

/** For whoever runs Kiki: is it alive, is it ready, how busy is it. */
export function operationRoutes(app: WikiApp, { store, metrics }: WikiContext): void {
  app.get(
    '/healthz',
    { schema: { tags: ['operations'], summary: 'Whether the process is alive', response: { 200: health } } },
    (_request, reply) => noStore(reply).send({ status: 'alive' }),
  );

  app.get(
    '/readyz',
    { schema: { tags: ['operations'], summary: 'Whether the graph answers', response: { 200: health } } },
    async (_request, reply) => {
      await store.version().catch((cause: unknown) => {
        throw unavailable('The graph does not answer', { fix: 'See the log', cause });
      });
      return noStore(reply).send({ status: 'ready' });
    },
  );

  app.get(
    '/metrics',
    {
      schema: {
        tags: ['operations'],
        summary: 'Numbers in the format of Prometheus',
        produces: ['text/plain'],
        response: { 200: z.string() },
      },
    },
    async (_request, reply) => {
      const text = await metrics.text();
      return noStore(reply)
        .type(metrics.contentType)
        .serializer((body: unknown) => String(body))
        .send(text);
    },
  );
}
