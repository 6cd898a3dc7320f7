import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { invalid } from '../../schema/errors.ts';
import type { PushDoor, PushItem } from '../../schema/services.ts';
import type { WikiContext } from '../context.ts';
import { noStore } from '../http/caching.ts';
import { type HttpProblem, sendProblem } from '../http/errors.ts';
import type { WikiApp, ZodTypes } from '../http/zod-routes.ts';

/** Bytes of a list. A single record has the limit of all bodies. */
const listLimit = 32 * 1024 ** 2;
const ndjson = 'application/x-ndjson';
/** A system that pushes each change as it happens is busy; one that pushes lists is not. */
const oneLimit = { max: 1200, timeWindow: '1 minute' };
const manyLimit = { max: 60, timeWindow: '1 minute' };

const sourceParameter = z.string().describe('Name of a source of kind `push` in kiki.yaml.');
const one = z.object({ source: sourceParameter, id: z.string().describe('What identifies the record at its source.') });
const list = z.object({ source: sourceParameter });
const token = z.looseObject({ authorization: z.string().optional().describe('`Bearer` and the token of the source.') });

const place = { record: z.string(), ref: z.string().nullable() };
const oneReply = z.object({
  record: z.string().nullable(),
  ref: z.string().nullable().describe('The entity that the record describes.'),
  outcome: z.enum(['added', 'changed', 'unchanged', 'removed']),
  warnings: z.array(z.string()).describe('What was left out, and what the record points at and nobody describes.'),
  more: z.array(z.object(place)).optional().describe('Further records that the mapping made of the same row.'),
});
const listReply = z.object({
  run: z.string().nullable().describe('For GET /api/runs/:id; null when nothing was to be written.'),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  removed: z.number().int(),
  refused: z.array(z.object({ index: z.number().int(), id: z.string().optional(), reason: z.string() })),
  warnings: z.array(z.string()),
  message: z.string().optional(),
});

/** Records that other systems push. Each source has its token. */
export function recordRoutes(app: WikiApp, { openPushDoor }: WikiContext): void {
  app.register((scope, _options, done) => {
    scope.addContentTypeParser(ndjson, { parseAs: 'string', bodyLimit: listLimit }, (_request, body, parsed) =>
      parsed(null, body),
    );
    // In place of Fastify's own, which says of a refused name that the body is no JSON. Records are checked for such names.
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, parsed) => {
      try {
        parsed(null, body === '' ? undefined : JSON.parse(String(body)));
      } catch (error) {
        parsed(invalid(`The body is not JSON (${messageOf(error)})`, { where: 'body', fix: 'Send JSON in UTF-8' }));
      }
    });
    const routes = scope.withTypeProvider<ZodTypes>();
    // Before the body is read, and after the limit of requests has counted the attempt.
    const preParsing = async (request: FastifyRequest, reply: FastifyReply) => {
      const { source } = request.params as { source: string };
      const given = tokenOf(request);
      if (given === undefined) return sendProblem(reply.header('www-authenticate', 'Bearer'), tokenRequired);
      openPushDoor(source, given);
      return undefined;
    };
    const doorOf = (request: FastifyRequest, source: string): PushDoor => openPushDoor(source, tokenOf(request) ?? '');
    const shared = { tags: ['records'], headers: token };

    routes.put(
      '/api/records/:source/:id',
      {
        config: { rateLimit: oneLimit },
        preParsing,
        schema: {
          ...shared,
          summary: 'Push one record; the same content twice writes nothing',
          params: one,
          body: z
            .unknown()
            .describe('A row, where the source has a mapping; else kind, name, ids, fields, relations …'),
          response: { 200: oneReply },
        },
      },
      async (request, reply) => {
        const { source, id } = request.params;
        return noStore(reply).send(await doorOf(request, source).put(id, request.body));
      },
    );

    routes.delete(
      '/api/records/:source/:id',
      {
        config: { rateLimit: oneLimit },
        preParsing,
        schema: { ...shared, summary: 'Say that a record is gone', params: one, response: { 200: oneReply } },
      },
      async (request, reply) => {
        const { source, id } = request.params;
        return noStore(reply).send(await doorOf(request, source).remove(id));
      },
    );

    routes.put(
      '/api/records/:source',
      {
        bodyLimit: listLimit,
        config: { rateLimit: manyLimit },
        preParsing,
        schema: {
          ...shared,
          summary: 'Push a list of records; a bad one does not stop the others',
          consumes: ['application/json', ndjson],
          params: list,
          querystring: z.object({
            full: z.stringbool().default(false).describe('The list is all there is: what it lacks is removed.'),
            allowRemovals: z.stringbool().default(false).describe('Remove however much a full list lacks.'),
          }),
          body: z.unknown().describe('A list of records with their ids, or one record a line.'),
          response: { 200: listReply },
        },
      },
      async (request, reply) => {
        const items = itemsOf(request);
        const { full, allowRemovals } = request.query;
        const door = doorOf(request, request.params.source);
        return noStore(reply).send(await door.putAll(items, { full, allowRemovals }));
      },
    );
    done();
  });
}

const tokenRequired: HttpProblem = {
  status: 401,
  code: 'token-required',
  message: 'The request has no token',
  fix: 'Send the token of the source as Authorization: Bearer TOKEN',
};

function tokenOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
}

function itemsOf({ headers, body }: FastifyRequest): PushItem[] {
  if (typeof body === 'string' && headers['content-type']?.startsWith(ndjson)) return body.split('\n').flatMap(toItem);
  if (Array.isArray(body)) return body.map((value: unknown) => ({ value }));
  throw invalid('The body is not a list', {
    where: 'body',
    fix: `Send a JSON list, or ${ndjson} with one record a line`,
  });
}

function toItem(line: string): PushItem[] {
  if (line.trim() === '') return [];
  try {
    return [{ value: JSON.parse(line) as unknown }];
  } catch (error) {
    return [{ problem: `The line is not JSON (${messageOf(error)}).` }];
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
