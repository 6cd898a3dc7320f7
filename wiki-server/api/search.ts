import { z } from 'zod';
import type { WikiContext } from '../context.ts';
import { noStore } from '../http/caching.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { passagePath } from '../paths.ts';
import { excerptText } from '../present/excerpt.ts';
import { readSearch } from '../read/search.ts';

const words = z.string().trim().max(300).default('').describe('What to look for.');

const searchReply = z.object({
  results: z.array(
    z.object({
      ref: z.string(),
      kind: z.string(),
      title: z.string(),
      snippet: z.string().describe('The best passage, around the words found.'),
      path: z.string().describe('Path of the passage in its source; the ref where there is no file.'),
      url: z.string().describe('Where the passage is in the wiki.'),
      overdue: z.boolean().describe('It has been due for review for some time.'),
      score: z.number().describe('Larger is better; comparable within one reply only.'),
    }),
  ),
});

const suggestReply = z.object({
  suggestions: z.array(z.object({ ref: z.string(), kind: z.string(), title: z.string() })),
});

/** Search by program and while typing. */
export function searchRoutes(app: WikiApp, context: WikiContext): void {
  const { store, viewerOf } = context;
  app.get(
    '/api/search',
    {
      schema: {
        tags: ['search'],
        summary: 'Search all text, one result per entity',
        querystring: z.object({
          q: words,
          kind: z.string().optional().describe('Only entities of this kind, such as Team.'),
          team: z.string().max(200).optional().describe('Only what has to do with this team, by its ref.'),
          limit: z.coerce.number().int().min(1).max(100).default(20),
        }),
        response: { 200: searchReply },
      },
    },
    async (request, reply) => {
      const { q, kind, team, limit } = request.query;
      const kindName = kind === undefined || kind === '' ? undefined : store.ontology.kind(kind).name;
      const order = { q, kind: kindName, team: team === '' ? undefined : team, offset: 0, limit };
      const { found } = await readSearch(context, viewerOf(request), order);
      const results = found.map(({ card, score, freshness, passages: [best] }) => ({
        ref: card.ref,
        kind: card.kind,
        title: card.name,
        snippet: best === undefined ? '' : excerptText(best.excerpt),
        path: best?.path ?? card.ref,
        url: passagePath(best?.id ?? card.ref),
        overdue: freshness?.state === 'overdue',
        score,
      }));
      return noStore(reply).send({ results });
    },
  );

  app.get(
    '/api/suggest',
    {
      schema: {
        tags: ['search'],
        summary: 'Names that begin so, or nearly so',
        querystring: z.object({
          q: words,
          kind: z.string().max(60).optional().describe('Only entities of this kind.'),
          limit: z.coerce.number().int().min(1).max(20).default(8),
        }),
        response: { 200: suggestReply },
      },
    },
    async (request, reply) => {
      const { q, kind, limit } = request.query;
      const filter = { limit, ...(kind !== undefined && { kinds: [store.ontology.kind(kind).name] }) };
      const cards = q === '' ? [] : await store.suggest(viewerOf(request), q, filter);
      return noStore(reply).send({ suggestions: cards.map(({ ref, kind, name }) => ({ ref, kind, title: name })) });
    },
  );
}
