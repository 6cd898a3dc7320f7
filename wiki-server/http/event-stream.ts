import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';

/** Sends one event of a stream. @param data anything JSON can hold */
export type SendEvent = (event: string, data: unknown) => void;

/** Milliseconds between signs of life, so that no proxy takes the silence of a thinking model for the end. */
const heartbeat = 15_000;

/** Replies with server-sent events: those that `work` sends, until it ends. `work` handles its own errors. */
export function streamEvents(reply: FastifyReply, work: (send: SendEvent) => Promise<void>): FastifyReply {
  const stream = new Readable({ read: () => undefined });
  const push = (text: string) => {
    if (!stream.destroyed) stream.push(text);
  };
  const timer = setInterval(() => push(': waiting\n\n'), heartbeat);
  // Line ends are escaped in JSON, so an event is always one line.
  work((event, data) => push(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
    .catch((error: unknown) => reply.log.error({ err: error }, 'A stream of events broke'))
    .finally(() => {
      clearInterval(timer);
      if (!stream.destroyed) stream.push(null);
    });
  return reply
    .type('text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(stream);
}
