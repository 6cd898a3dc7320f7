import { z } from 'zod';
import { createSettler, type Settlement } from '../../graph/curation/settle-dispute.ts';
import type { Dispute } from '../../graph/store.ts';
import { value } from '../../schema/value.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { noStore } from '../http/caching.ts';
import { sendProblem } from '../http/errors.ts';
import { mustEdit } from '../http/must-edit.ts';
import { expectedRevision, revisionRequired, withEtag } from '../http/revisions.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import { ifMatch, refParameter, settled, source, writeReply } from './entity-shapes.ts';

const contradiction = z.object({
  ref: z.string(),
  kind: z.string(),
  entity: z.string().describe('What the entity is called.'),
  revision: z.number().int().describe('Settling sends it as If-Match.'),
  name: z.string().describe('Name of the field, or key of the relation.'),
  about: z.enum(['field', 'relation']),
  direction: z.enum(['out', 'in']).optional().describe('For a relation: `out` when the entity stands on the left.'),
  says: z
    .array(
      z.object({
        value,
        other: z.string().optional().describe('For a relation: the ref at the other end.'),
        role: z.string().optional(),
        isShown: z.boolean().describe('It is what readers see.'),
        settled: settled.optional(),
        from: z.string().optional(),
        until: z.string().optional(),
        sources: z.array(source),
      }),
    )
    .describe('What is shown first, then what others say instead. A settlement names them by their place, from 0.'),
  trusted: z.array(z.string()).describe('Sources that an admin ranked first for it.'),
});
const listReply = z.object({
  total: z.number().int(),
  offset: z.number().int(),
  limit: z.number().int(),
  items: z.array(contradiction),
});

const place = z.number().int().min(0);
const places = z.array(place).max(200);
const day = z.string().max(40).describe('Such as 2026-03-31.');
const settlement = z
  .union([
    z.strictObject({
      choose: places,
      earlier: z.strictObject({ says: place, from: day.exactOptional(), until: day }),
    }),
    z.strictObject({ choose: places.describe('Places in `says` of what is right.') }),
    z.strictObject({
      trust: z.array(z.string()).max(100).describe('Sources, best first; none takes the ranking back.'),
    }),
    z.strictObject({ reopen: z.literal(true) }),
  ])
  .describe('A choice, a choice with what was right earlier, a ranking of sources for all of the kind, or open again.');

const settleBody = z.strictObject({
  name: z.string().min(1).max(100).describe('Name of the field, or key of the relation.'),
  settlement,
  reason: z.string().max(1000).optional(),
});

/** What sources say differently, and settling it. */
export function contradictionRoutes(app: WikiApp, { store, viewerOf, now }: WikiContext): void {
  const settle = createSettler({ store, now });

  app.get(
    '/api/contradictions',
    {
      schema: {
        tags: ['curation'],
        summary: 'What sources say differently, by kind and name',
        querystring: z.object({
          settled: z.stringbool().default(false).describe('Those that are settled instead.'),
          kind: z.string().max(60).optional(),
          name: z.string().max(100).optional().describe('A field, or the key of a relation.'),
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: listReply },
      },
    },
    async (request, reply) => {
      const { settled: isSettled, kind, name, offset, limit } = request.query;
      const query = { ...(kind !== undefined && { kind }), ...(name !== undefined && { name }) };
      const found = await store.disputes(viewerOf(request), { ...query, isSettled, offset, limit });
      return noStore(reply).send({ total: found.total, offset, limit, items: found.items.map(toReply) });
    },
  );

  app.post(
    '/api/entities/:ref/settle',
    {
      schema: {
        tags: ['curation'],
        summary: 'Settle a contradiction of an entity, or open it again',
        params: refParameter,
        headers: ifMatch,
        body: settleBody,
        response: { 200: writeReply },
      },
    },
    async (request, reply) => {
      const viewer = mustEdit(viewerOf(request));
      const revision = expectedRevision(request);
      if (revision === undefined) return sendProblem(reply, revisionRequired);
      const { ref } = request.params;
      const { name, reason } = request.body;
      const asked: Settlement = request.body.settlement;
      await settle(actorOf(viewer), viewer, { ref, name, settlement: asked, revision, reason });
      const after = (await store.entity(viewer, ref))?.revision ?? revision;
      return withEtag(reply, after).send({ ref, revision: after });
    },
  );
}

function toReply({ entity, name, about, end, says, trusted }: Dispute): z.infer<typeof contradiction> {
  return {
    ref: entity.ref,
    kind: entity.kind,
    entity: entity.name,
    revision: entity.revision,
    name,
    about,
    ...(end !== undefined && { direction: end === 'from' ? ('out' as const) : ('in' as const) }),
    says,
    trusted,
  };
}
