import { z } from 'zod';
import { createSuggester } from '../../graph/suggest.ts';
import { suggestedChange, type Suggestion, suggestionDraft, suggestionStatuses } from '../../schema/suggestion.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { noStore } from '../http/caching.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { writeReply } from './entity-shapes.ts';

const suggestion = z.object({
  id: z.string(),
  of: z.string().optional().describe('Ref of the entity; of something new there is none.'),
  create: z.object({ kind: z.string(), name: z.string() }).optional().describe('What is to be made.'),
  change: suggestedChange,
  note: z.string().describe('In the words of who suggests it.'),
  byName: z.string(),
  at: z.string(),
  status: z.enum(suggestionStatuses),
  decidedBy: z.string().optional(),
  decidedAt: z.string().optional(),
  reason: z.string().optional(),
  made: z.string().optional().describe('Ref of what was made of it.'),
});
const draft = z.strictObject({
  of: suggestionDraft.shape.of.describe('Ref of the entity; left out for one that is to be made.'),
  create: suggestionDraft.shape.create.describe('What is to be made.'),
  change: suggestedChange.default({}),
  note: z.string().trim().max(4000).default('').describe('What is wrong, or why.'),
});
const acceptance = z.strictObject({
  revision: z.number().int().min(0).describe('Of the entity, as it was looked at; 0 for something new.'),
  change: suggestedChange.exactOptional().describe('What is written instead of what was suggested.'),
  reason: z.string().max(1000).exactOptional(),
});
const tags = ['suggestions'];
const params = z.object({ id: z.string().max(100) });

/** What people say should be otherwise, by program. */
export function suggestionApiRoutes(app: WikiApp, { store, editor, viewerOf }: WikiContext): void {
  const suggester = createSuggester({ store, editor });
  app.get(
    '/api/suggestions',
    {
      schema: {
        tags,
        summary: 'List what people say should be otherwise: what one may decide about, or made oneself',
        querystring: z.object({
          status: z.enum(suggestionStatuses).default('open'),
          of: z.string().max(200).optional().describe('Only those about this entity.'),
          own: z.stringbool().default(false).describe('Only those that one made oneself.'),
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: {
          200: z.object({ total: z.number(), offset: z.number(), limit: z.number(), items: z.array(suggestion) }),
        },
      },
    },
    async (request, reply) => {
      const { of, offset, limit, ...query } = request.query;
      const order = { ...query, offset, limit, ...(of !== undefined && { of }) };
      const { total, items } = await store.suggestions(viewerOf(request), order);
      return noStore(reply).send({ total, offset, limit, items: items.map(toReply) });
    },
  );
  app.post(
    '/api/suggestions',
    {
      schema: {
        tags,
        summary: 'Suggest a change; nothing changes until it is accepted',
        body: draft,
        response: { 201: z.object({ id: z.string() }) },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const id = await suggester.suggest(actorOf(viewer), viewer, request.body);
      return noStore(reply).code(201).send({ id });
    },
  );
  app.post(
    '/api/suggestions/:id/accept',
    {
      schema: {
        tags,
        summary: 'Write what is suggested into the graph, as an edit of this person',
        params,
        body: acceptance,
        response: { 200: writeReply },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { change: edit, revision, reason } = request.body;
      const decision = { edit, revision, reason };
      return noStore(reply).send(await suggester.accept(actorOf(viewer), viewer, request.params.id, decision));
    },
  );
  app.post(
    '/api/suggestions/:id/decline',
    {
      schema: {
        tags,
        summary: 'Decline it, and tell who suggested it why',
        params,
        body: z.strictObject({ reason: z.string().max(1000) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      await suggester.decline(actorOf(viewer), viewer, request.params.id, request.body.reason);
      return noStore(reply).code(204).send();
    },
  );
}

/** Without the account of the person and the question that led here. */
function toReply({ by: _by, answer: _answer, ...rest }: Suggestion): z.infer<typeof suggestion> {
  return rest;
}
