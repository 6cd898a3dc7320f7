import { z } from 'zod';
import { createRedirects } from '../../graph/curation/redirects.ts';
import { actorOf } from '../../schema/actor.ts';
import type { WikiContext } from '../context.ts';
import { noStore } from '../http/caching.ts';
import { mustEdit } from '../http/must-edit.ts';
import type { WikiApp } from '../http/zod-routes.ts';

const order = z.strictObject({
  from: z.string().min(1).max(600).describe('A name, a ref, or the address of a page.'),
  to: z.string().min(1).max(600).describe('Ref of the page that it leads to.'),
  reason: z.string().max(1000).optional().describe('For the history.'),
});
const reply = z.object({ from: z.string(), to: z.string() });
const redirect = reply.extend({
  name: z.string().describe('What it leads to is called so.'),
  by: z.string().optional(),
  on: z.string().optional(),
  state: z
    .enum(['works', 'hidden', 'gone'])
    .describe('hidden: something is called so, or another one was said before; gone: what it leads to is no more.'),
  leads: z.string().optional().describe('Of a hidden one: where the name leads.'),
});

/** Where names and addresses lead that nothing bears. */
export function redirectRoutes(app: WikiApp, { store, viewerOf, now }: WikiContext): void {
  const redirects = createRedirects({ store, now });

  app.get(
    '/api/redirects',
    {
      schema: {
        tags: ['curation'],
        summary: 'All redirects that people made, by name',
        response: { 200: z.object({ items: z.array(redirect) }) },
      },
    },
    async (request, response) => {
      const items = await store.redirects(viewerOf(request));
      return noStore(response).send({ items: items.map(({ saidOf: _saidOf, ...item }) => item) });
    },
  );
  app.post(
    '/api/redirects',
    {
      schema: {
        tags: ['curation'],
        summary: 'Let a name or an address lead to a page',
        body: order,
        response: { 200: reply },
      },
    },
    async (request, response) => {
      const viewer = mustEdit(viewerOf(request));
      return noStore(response).send(await redirects.add(actorOf(viewer), viewer, request.body));
    },
  );
  app.post(
    '/api/redirects/remove',
    {
      schema: { tags: ['curation'], summary: 'Remove a redirect', body: order, response: { 200: reply } },
    },
    async (request, response) => {
      const viewer = mustEdit(viewerOf(request));
      const { from, to } = request.body;
      await redirects.remove(actorOf(viewer), viewer, request.body);
      return noStore(response).send({ from, to });
    },
  );
}
