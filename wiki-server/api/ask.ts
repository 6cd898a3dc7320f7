import { z } from 'zod';
import { answer } from '../../schema/answer.ts';
import type { WikiContext } from '../context.ts';
import { answerFor, askLimit, questionBody } from '../http/asking.ts';
import { toProblem } from '../http/errors.ts';
import { streamEvents } from '../http/event-stream.ts';
import type { WikiApp } from '../http/zod-routes.ts';

/** Questions by program: `POST /api/ask`, and the same as a stream. */
export function askRoutes(app: WikiApp, context: WikiContext): void {
  app.post(
    '/api/ask',
    {
      config: { rateLimit: askLimit },
      schema: {
        tags: ['questions'],
        summary: 'Ask a question',
        description: 'Not knowing is an answer too: `abstained` is then true.',
        body: questionBody,
        response: { 200: answer },
      },
    },
    async (request, reply) =>
      reply.send(await answerFor(context, { request, reply }, request.body, { surface: 'api' })),
  );

  app.post(
    '/api/ask/stream',
    {
      config: { rateLimit: askLimit },
      schema: {
        tags: ['questions'],
        summary: 'Ask a question and get the answer while it is written',
        description:
          'Server-sent events: any number of `delta` {text}, then `answer` with the whole answer, which is what holds; or `error` {code, message}.',
        body: questionBody,
        produces: ['text/event-stream'],
        response: { 200: z.string().describe('`event: delta`, `answer` or `error`, each with JSON in `data`.') },
      },
    },
    (request, reply) =>
      streamEvents(reply, async (send) => {
        try {
          send(
            'answer',
            await answerFor(context, { request, reply }, request.body, {
              surface: 'api',
              onText: (text) => send('delta', { text }),
            }),
          );
        } catch (error) {
          request.log.error({ err: error }, 'A question failed');
          const { code, message } = toProblem(error, request);
          send('error', { code, message });
        }
      }),
  );
}
