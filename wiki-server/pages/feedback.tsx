import formbody from '@fastify/formbody';
import { z } from 'zod';
import { feedbackReasons } from '../../schema/asked.ts';
import { notFound } from '../../schema/errors.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { askLimit } from '../http/asking.ts';
import { noStore } from '../http/caching.ts';
import type { WikiApp, ZodTypes } from '../http/zod-routes.ts';
import { Layout } from '../parts/layout.tsx';
import { feedbackTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

const form = z.strictObject({
  answer: z.string().min(1).max(100),
  vote: z.enum(['up', 'down']),
  reason: z.enum(feedbackReasons).optional(),
  comment: z
    .string()
    .trim()
    .max(2000)
    .optional()
    .transform((text) => (text === '' ? undefined : text)),
});

/** `POST /ask/feedback`: what an asker says of an answer to a question of his own. A page for people, an empty reply for the script. */
export function feedbackRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  app.register(async (plain) => {
    await plain.register(formbody, { bodyLimit: 10_000 });
    const scope: WikiApp = plain.withTypeProvider<ZodTypes>();
    scope.post(
      '/ask/feedback',
      { config: { rateLimit: askLimit }, schema: { hide: true, body: form } },
      async (request, reply) => {
        const viewer = viewerOf(request);
        const { answer, vote, reason, comment } = request.body;
        // Who did not ask has not seen the answer.
        if ((await store.asked(viewer, answer)) === undefined)
          throw notFound(feedbackTexts.notKept, { fix: feedbackTexts.notKeptFix });
        await store.saveFeedback(actorOf(viewer), {
          answer,
          asker: viewer.id,
          at: now().toISOString(),
          vote,
          // A reason is one against the answer.
          ...(vote === 'down' && reason !== undefined && { reason }),
          ...(comment !== undefined && { comment }),
        });
        if (request.headers.accept?.includes('text/html') !== true) return noStore(reply).code(204).send();
        return sendPage(
          reply,
          <Layout frame={frameOf(context, viewer)} title={feedbackTexts.thanks}>
            <main id="content" class="single" tabIndex={-1}>
              <h1>{feedbackTexts.thanks}</h1>
              <p class="lede">{feedbackTexts.what[vote]}</p>
              <p>
                <a href="/ask">{feedbackTexts.askMore}</a>
              </p>
            </main>
          </Layout>,
        );
      },
    );
  });
}
