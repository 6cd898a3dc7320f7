import formbody from '@fastify/formbody';
import { z } from 'zod';
import { notFound } from '../../schema/errors.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { noStore } from '../http/caching.ts';
import type { WikiApp, ZodTypes } from '../http/zod-routes.ts';
import { Layout } from '../parts/layout.tsx';
import {
  discussionPath,
  entityPath,
  historyPath,
  newFeedPath,
  readNoticesPath,
  watchedFeedPath,
  watchingPath,
  withQuery,
} from '../paths.ts';
import { meTexts, watchTexts } from '../texts.ts';
import { type asOfQuery, refParameter } from './entity.tsx';
import { rootOf } from './feeds.tsx';
import { frameOf, sendPage } from './page.ts';

const watchForm = z.strictObject({
  do: z.enum(['watch', 'unwatch']),
  back: z.enum(['read', 'discussion', 'history', 'me']).default('read').catch('read'),
});
const settingsForm = z.strictObject({ do: z.enum(['seen', 'settings']), ownEdits: z.literal('1').optional() });

/** Watching a page, and what one chooses about that. That forms are of this site is checked for every write (http/security.ts). */
export function watchingRoutes(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf, readers } = context;
  // A watched page is seen when it is shown, also where the page was kept or is the same as before.
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.method !== 'GET' || request.routeOptions.url !== '/wiki/:ref' || reply.statusCode >= 400)
      return payload;
    const { ref } = request.params as z.output<typeof refParameter>;
    if ((request.query as z.output<typeof asOfQuery>).asOf !== undefined) return payload;
    const viewer = viewerOf(request);
    if (readers.of(viewer).unseen.has(ref)) {
      await store.markSeen(actorOf(viewer), [ref]);
      readers.forget(viewer);
    }
    return payload;
  });
  app.register(async (plain) => {
    await plain.register(formbody, { bodyLimit: 10_000 });
    const scope: WikiApp = plain.withTypeProvider<ZodTypes>();
    scope.post(
      '/wiki/:ref/watch',
      { schema: { hide: true, params: refParameter, body: watchForm } },
      async (request, reply) => {
        const viewer = viewerOf(request);
        const { ref } = request.params;
        const { do: what, back } = request.body;
        const [card] = await store.cards(viewer, [ref]);
        if (card === undefined) throw notFound(`There is no ${ref.slice(0, 100)}`);
        await store[what](actorOf(viewer), card.ref);
        readers.forget(viewer);
        const paths = {
          read: entityPath(ref),
          discussion: discussionPath(ref),
          history: historyPath(ref),
          me: '/me#watched',
        };
        return noStore(reply).redirect(paths[back], 303);
      },
    );
    scope.post(watchingPath, { schema: { hide: true, body: settingsForm } }, async (request, reply) => {
      const viewer = viewerOf(request);
      const { do: what, ownEdits } = request.body;
      if (what === 'seen') await store.markSeen(actorOf(viewer));
      else await store.watchOwnEdits(actorOf(viewer), ownEdits === '1');
      readers.forget(viewer);
      return noStore(reply).redirect('/me#watched', 303);
    });
    scope.post(readNoticesPath, { schema: { hide: true } }, async (request, reply) => {
      const viewer = viewerOf(request);
      await store.readNotices(actorOf(viewer), viewer);
      readers.forget(viewer);
      return noStore(reply).redirect('/me#written', 303);
    });
    // The address is shown in the reply itself, once: it is kept nowhere, and stands in no address but its own.
    scope.post(newFeedPath, { schema: { hide: true } }, async (request, reply) => {
      const viewer = viewerOf(request);
      const token = await store.renewFeed(actorOf(viewer));
      const address = rootOf(request, context) + withQuery(watchedFeedPath, { token });
      return sendPage(
        reply,
        <Layout frame={frameOf(context, viewer)} title={watchTexts.feedTitle} place="me">
          <main id="content" class="single" tabIndex={-1}>
            <h1>{watchTexts.feedTitle}</h1>
            <p class="lede">{watchTexts.feedOnce}</p>
            <p>
              <label for="feed">{watchTexts.feedAddress}</label>
              <input id="feed" class="address" readOnly value={address} />
            </p>
            <p class="rule">{watchTexts.feedIntro}</p>
            <p>
              <a href="/me#watched">
                {watchTexts.feedBack}: {meTexts.title}
              </a>
            </p>
          </main>
        </Layout>,
      ).header('cache-control', 'no-store');
    });
  });
}
