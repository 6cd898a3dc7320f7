import { z } from 'zod';
import { notFound } from '../../schema/errors.ts';
import type { Freshness } from '../../schema/freshness.ts';
import type { WikiContext } from '../context.ts';
import { actorOf } from '../../schema/actor.ts';
import { sendProblem } from '../http/errors.ts';
import { noStore } from '../http/caching.ts';
import { expectedRevision, revisionRequired, withEtag } from '../http/revisions.ts';
import type { WikiApp } from '../http/zod-routes.ts';
import {
  changeBody,
  createBody,
  entityReply,
  ifMatch,
  listReply,
  refParameter,
  toEntityReply,
  verifyBody,
  writeReply,
} from './entity-shapes.ts';

/** Reading and editing entities by program. */
export function entityRoutes(app: WikiApp, context: WikiContext): void {
  readRoutes(app, context);
  writeRoutes(app, context);
  verifyRoutes(app, context);
}

function readRoutes(app: WikiApp, { store, viewerOf }: WikiContext): void {
  app.get(
    '/api/entities',
    {
      schema: {
        tags: ['entities'],
        summary: 'List entities of a kind by name',
        querystring: z.object({
          kind: z.string().describe('Such as Person.'),
          status: z.string().optional().describe('Only those with this status.'),
          all: z.stringbool().default(false).describe('Also those that are not counted: left, archived.'),
          offset: z.coerce.number().int().min(0).default(0),
          limit: z.coerce.number().int().min(1).max(500).default(100),
        }),
        response: { 200: listReply },
      },
    },
    async (request, reply) => {
      const { kind, status, all: includeUncounted, offset, limit } = request.query;
      const { total, items } = await store.list(viewerOf(request), {
        kind,
        includeUncounted,
        offset,
        limit,
        ...(status !== undefined && { where: { status: [status] } }),
      });
      return noStore(reply).send({ total, offset, limit, items });
    },
  );

  app.get(
    '/api/entities/:ref',
    {
      schema: {
        tags: ['entities'],
        summary: 'All about one entity, with where it is from',
        params: refParameter,
        querystring: z.object({
          asOf: z.string().max(100).optional().describe('As Kiki knew it on that day, such as 2026-03-31.'),
        }),
        response: { 200: entityReply },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { ref } = request.params;
      const { asOf } = request.query;
      if (asOf !== undefined) {
        const then = await (await store.asOf(asOf)).entity(viewer, ref);
        if (then === undefined) throw notFound(`There was no ${ref} on ${asOf}`, { fix: 'Choose a later day' });
        // Without an ETag: nobody changes the past.
        return noStore(reply).send(toEntityReply(then));
      }
      const view = await store.entity(viewer, ref);
      if (view !== undefined)
        return withEtag(reply, view.revision, freshnessTag(view.freshness)).send(toEntityReply(view));
      const location = await store.locate(viewer, ref);
      if (location.status === 'moved')
        return noStore(reply).redirect(`/api/entities/${encodeURIComponent(location.ref)}`, 307);
      if (location.status === 'gone')
        return sendProblem(reply, { status: 410, code: 'gone', message: `${ref} (${location.name}) was removed` });
      throw notFound(`There is no ${ref}`, { fix: 'GET /api/search?q= finds refs' });
    },
  );
}

function writeRoutes(app: WikiApp, { editor, viewerOf }: WikiContext): void {
  app.post(
    '/api/entities',
    {
      schema: {
        tags: ['entities'],
        summary: 'Add an entity that no source has',
        body: createBody,
        response: { 201: writeReply },
      },
    },
    async (request, reply) => {
      const viewer = viewerOf(request);
      const { ref, revision } = await editor.create(actorOf(viewer), viewer, request.body);
      return withEtag(reply, revision).code(201).header('location', `/api/entities/${ref}`).send({ ref, revision });
    },
  );

  app.patch(
    '/api/entities/:ref',
    {
      schema: {
        tags: ['entities'],
        summary: 'Change an entity; a value set here goes before what sources say',
        params: refParameter,
        headers: ifMatch,
        body: changeBody,
        response: { 200: writeReply },
      },
    },
    async (request, reply) => {
      const expected = expectedRevision(request);
      if (expected === undefined) return sendProblem(reply, revisionRequired);
      const viewer = viewerOf(request);
      const { ref } = request.params;
      const { revision } = await editor.change(actorOf(viewer), viewer, ref, request.body, expected);
      return withEtag(reply, revision).send({ ref, revision });
    },
  );

  app.delete(
    '/api/entities/:ref',
    {
      schema: {
        tags: ['entities'],
        summary: 'Take an entity out, whatever sources say; its history stays',
        params: refParameter,
        headers: ifMatch,
        querystring: z.object({ reason: z.string().max(1000).optional() }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const expected = expectedRevision(request);
      if (expected === undefined) return sendProblem(reply, revisionRequired);
      const viewer = viewerOf(request);
      await editor.remove(actorOf(viewer), viewer, request.params.ref, expected, request.query.reason);
      return reply.code(204).send();
    },
  );
}

/** What of a page's freshness changes from day to day, so that a copy of yesterday is not taken for today's. */
function freshnessTag({ state, overdueDays }: Freshness): string | undefined {
  return state === 'due' || state === 'overdue' ? `${state}${overdueDays ?? ''}` : undefined;
}

function verifyRoutes(app: WikiApp, { editor, viewerOf }: WikiContext): void {
  app.post(
    '/api/entities/:ref/verify',
    {
      schema: {
        tags: ['entities'],
        summary: 'Say that an entity, or a field or relation of it, is right as it is at this revision',
        params: refParameter,
        headers: ifMatch,
        body: verifyBody,
        response: { 200: writeReply },
      },
    },
    async (request, reply) => {
      const expected = expectedRevision(request);
      if (expected === undefined) return sendProblem(reply, revisionRequired);
      const viewer = viewerOf(request);
      const { ref } = request.params;
      const { revision } = await editor.verify(actorOf(viewer), viewer, ref, request.body, expected);
      return withEtag(reply, revision).send({ ref, revision });
    },
  );

  app.delete(
    '/api/entities/:ref/verify',
    {
      schema: {
        tags: ['entities'],
        summary: 'Take back what was verified in Kiki',
        params: refParameter,
        headers: ifMatch,
        querystring: verifyBody,
        response: { 200: writeReply },
      },
    },
    async (request, reply) => {
      const expected = expectedRevision(request);
      if (expected === undefined) return sendProblem(reply, revisionRequired);
      const viewer = viewerOf(request);
      const { ref } = request.params;
      const { revision } = await editor.unverify(actorOf(viewer), viewer, ref, request.query, expected);
      return withEtag(reply, revision).send({ ref, revision });
    },
  );
}
