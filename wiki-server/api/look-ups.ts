import { z } from 'zod';
import { lookedUp } from '../../answer/catalogue/create-catalogue.ts';
import type { WikiContext } from '../context.ts';
import { goneSignal } from '../http/asking.ts';
import { noStore } from '../http/caching.ts';
import { jsonSchema, type WikiApp } from '../http/zod-routes.ts';

/** How often one person may look up. */
const limit = { max: 240, timeWindow: '1 minute' };

const listReply = z.object({
  lookUps: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      input: z.record(z.string(), z.unknown()).describe('JSON Schema of the body.'),
      output: z.record(z.string(), z.unknown()).describe('JSON Schema of `result` in the reply.'),
    }),
  ),
});

/** Exact questions to the graph by program, each with a form of its own: the same that a model may call as tools. */
export function lookUpRoutes(app: WikiApp, { catalogue, viewerOf }: WikiContext): void {
  app.get(
    '/api/look-ups',
    {
      schema: {
        tags: ['look-ups'],
        summary: 'The look-ups there are, with their JSON Schemas',
        response: { 200: listReply },
      },
    },
    (_request, reply) =>
      noStore(reply).send({
        lookUps: catalogue.lookUps.map(({ name, description, input, output }) => ({
          name,
          description,
          input: jsonSchema(input, 'input'),
          output: jsonSchema(output, 'output'),
        })),
      }),
  );
  for (const { name, description, input, output } of catalogue.lookUps)
    app.post(
      `/api/look-ups/${name}`,
      {
        config: { rateLimit: limit },
        schema: {
          tags: ['look-ups'],
          summary: `Look up: ${name.replaceAll('_', ' ')}`,
          description,
          body: input,
          response: { 200: lookedUp.extend({ result: output }) },
        },
      },
      async (request, reply) =>
        noStore(reply).send(
          await catalogue.ask(name, request.body, { viewer: viewerOf(request), signal: goneSignal(reply) }),
        ),
    );
}
