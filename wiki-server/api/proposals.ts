import { z } from 'zod';
import { type Proposal, proposalStatuses } from '../../schema/proposal.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { noStore } from '../http/caching.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { passagePath } from '../paths.ts';

const thing = z.object({ ref: z.string(), kind: z.string(), name: z.string() });

const proposal = z.object({
  id: z.string(),
  subject: thing.describe('What stands at the left of the relation, as in “*Ada* leads Payments”.'),
  relation: z.string().describe('Key of the relation.'),
  object: thing,
  role: z.string().optional(),
  quote: z.string().optional().describe('Words of the page, while they stand there.'),
  page: thing,
  url: z.string().describe('Where the words are in the wiki.'),
  model: z.string().describe('The language model that read the page.'),
  at: z.string().describe('When it was proposed.'),
  status: z.enum(proposalStatuses),
  by: z.string().optional().describe('Who decided.'),
  decidedAt: z.string().optional(),
});

const listReply = z.object({
  total: z.number(),
  offset: z.number(),
  limit: z.number(),
  items: z.array(proposal),
  pages: z
    .array(z.object({ ref: z.string(), name: z.string(), count: z.number() }))
    .describe('How many of this status each page has, most first.'),
  kinds: z.array(z.object({ kind: z.string(), count: z.number() })).describe('As pages, per kind at either end.'),
});

const idParameter = z.object({ id: z.string().max(100) });

/** The review queue by program. */
export function proposalRoutes(app: WikiApp, { reviewer, viewerOf }: WikiContext): void {
  app.get(
    '/api/proposals',
    {
      schema: {
        tags: ['proposals'],
        summary: 'List relations that a language model read in pages, for review',
        querystring: z.object({
          status: z.enum(proposalStatuses).default('open'),
          from: z.string().max(200).optional().describe('Only those quoted from this page, such as team:payments.'),
          kind: z.string().max(100).optional().describe('Only those with something of this kind at either end.'),
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: listReply },
      },
    },
    async (request, reply) => {
      const { status, from, kind, offset, limit } = request.query;
      const { items, ...list } = await reviewer.list(viewerOf(request), {
        status,
        offset,
        limit,
        ...(from !== undefined && { page: from }),
        ...(kind !== undefined && { kind }),
      });
      return noStore(reply).send({ ...list, offset, limit, items: items.map(toReply) });
    },
  );

  app.post(
    '/api/proposals/:id/accept',
    {
      schema: {
        tags: ['proposals'],
        summary: 'Write what is proposed into the graph, as an edit of this person',
        params: idParameter,
        response: { 200: z.object({ ref: z.string(), revision: z.number() }) },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      return noStore(reply).send(await reviewer.accept(actorOf(viewer), viewer, request.params.id));
    },
  );

  app.post(
    '/api/proposals/:id/reject',
    {
      schema: {
        tags: ['proposals'],
        summary: 'Reject it; it is not proposed again until its page changes',
        params: idParameter,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      await reviewer.reject(actorOf(viewer), viewer, request.params.id);
      return noStore(reply).code(204).send();
    },
  );
}

function toReply({ subject, object, page, passage, ...rest }: Proposal): z.infer<typeof proposal> {
  const brief = ({ ref, kind, name }: Proposal['page']) => ({ ref, kind, name });
  return { ...rest, subject: brief(subject), object: brief(object), page: brief(page), url: passagePath(passage) };
}
