import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { z } from 'zod';
import { jsonSchema } from '../http/zod-routes.ts';

const problem = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().describe('What was wrong and what was expected.'),
    fix: z.string().optional().describe('What to do about it.'),
    requestId: z.string(),
  }),
});

/** Collects the routes that come after it into the document that `/api/openapi.json` gives. */
export function collectOpenapi(app: FastifyInstance, publicUrl: string | undefined): void {
  app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Kiki',
        version: '1',
        description:
          'Reads and edits the graph behind the wiki, searches it, looks things up in it, answers questions, and takes in records of other systems. Every error is `{error: {code, message, fix, requestId}}`.',
      },
      ...(publicUrl !== undefined && { servers: [{ url: publicUrl }] }),
      tags: [
        'questions',
        'look-ups',
        'search',
        'entities',
        'curation',
        'proposals',
        'suggestions',
        'records',
        'runs',
        'operations',
      ].map((name) => ({ name })),
    },
    transform: ({ schema, url }) => ({ schema: toJsonSchemas(schema), url }),
  });
}

export function openapiRoute(app: FastifyInstance): void {
  app.get('/api/openapi.json', { schema: { hide: true } }, (_request, reply) => reply.send(app.swagger()));
}

/** A route's zod schemas as JSON Schemas. */
function toJsonSchemas(schema: FastifySchema | undefined): FastifySchema {
  const { body, querystring, params, headers, response, ...rest } = schema ?? {};
  const inputs = Object.entries({ body, querystring, params, headers }).flatMap(([part, each]) =>
    each instanceof z.ZodType ? [[part, jsonSchema(each, 'input')] as const] : [],
  );
  const replies = Object.entries(response ?? {}).flatMap(([status, each]: [string, unknown]) =>
    each instanceof z.ZodType ? [[status, { description: 'Done.', ...jsonSchema(each, 'output') }] as const] : [],
  );
  return {
    ...rest,
    ...Object.fromEntries(inputs),
    response: { ...Object.fromEntries(replies), '4xx': { description: 'Refused.', ...jsonSchema(problem, 'output') } },
  };
}
