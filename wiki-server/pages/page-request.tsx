import formbody from '@fastify/formbody';
import { z } from 'zod';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { askLimit } from '../http/asking.ts';
import type { WikiApp, ZodTypes } from '../http/zod-routes.ts';
import { Layout } from '../parts/layout.tsx';
import { requestTexts } from '../texts.ts';
import { frameOf, sendPage } from './page.ts';

const form = z.strictObject({ words: z.string().trim().min(1).max(200) });

/** `POST /requests`: a page is missing. It is kept as a question that nobody could answer, which is what editors look through. */
export function pageRequestRoute(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, now } = context;
  app.register(async (plain) => {
    await plain.register(formbody, { bodyLimit: 10_000 });
    plain
      .withTypeProvider<ZodTypes>()
      .post(
        '/requests',
        { config: { rateLimit: askLimit }, schema: { hide: true, body: form } },
        async (request, reply) => {
          const viewer = viewerOf(request);
          const { words } = request.body;
          await store.saveQuestion(
            actorOf(viewer),
            {
              id: crypto.randomUUID(),
              at: now().toISOString(),
              asker: viewer.id,
              surface: 'wiki',
              question: requestTexts.question(words),
              mode: 'unknown',
              abstained: true,
              text: '',
              refs: [],
              milliseconds: 0,
            },
            { isPublic: false },
          );
          return sendPage(
            reply,
            <Layout frame={frameOf(context, viewer)} title={requestTexts.thanks}>
              <main id="content" class="single" tabIndex={-1}>
                <h1>{requestTexts.thanks}</h1>
                <p class="lede">{requestTexts.kept(words)}</p>
                <p>
                  <a href="/">{requestTexts.home}</a>
                </p>
              </main>
            </Layout>,
          );
        },
      );
  });
}
