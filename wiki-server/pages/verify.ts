import formbody from '@fastify/formbody';
import { z } from 'zod';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import type { WikiApp, ZodTypes } from '../http/zod-routes.ts';
import { entityPath } from '../paths.ts';
import { refParameter } from './entity.tsx';

const form = z.strictObject({
  revision: z.coerce.number().int().positive(),
  do: z.enum(['verify', 'unverify']).default('verify'),
  part: z.string().min(1).max(100).optional(),
});

/** `POST /wiki/:ref/verify`: the buttons of the page. That the form is of this site is checked for every write (http/security.ts). */
export function verifyRoute(app: WikiApp, { editor, viewerOf }: WikiContext): void {
  app.register(async (plain) => {
    await plain.register(formbody, { bodyLimit: 10_000 });
    const scope: WikiApp = plain.withTypeProvider<ZodTypes>();
    scope.post(
      '/wiki/:ref/verify',
      { schema: { hide: true, params: refParameter, body: form } },
      async (request, reply) => {
        const viewer = viewerOf(request);
        const { ref } = request.params;
        const { revision, do: what, part } = request.body;
        await editor[what](actorOf(viewer), viewer, ref, { part }, revision);
        return reply.header('cache-control', 'no-store').redirect(entityPath(ref), 303);
      },
    );
  });
}
