import { HTTPReceiver, type Logger as BoltLogger } from '@slack/bolt';
import type { FastifyPluginAsync } from 'fastify';

const path = '/slack/events';

export interface HttpTransport {
  receiver: HTTPReceiver;
  /** To be registered at the root of the server that owns the port. */
  plugin: FastifyPluginAsync;
}

export interface HttpTransportOptions {
  signingSecret: string;
  logger: BoltLogger;
  /** While this is false Slack is told to come again later, which it does. */
  isListening: () => boolean;
}

/**
 * Slack's requests inside a Fastify server. The plugin is encapsulated: the body stays an unread stream, because Bolt checks
 * the signature over its bytes, and no other route notices.
 */
export function createHttpTransport({ signingSecret, logger, isListening }: HttpTransportOptions): HttpTransport {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: [path], logger });
  const plugin: FastifyPluginAsync = async (server) => {
    server.removeAllContentTypeParsers();
    server.addContentTypeParser('*', (_request, _payload, done) => done(null));
    server.post(path, (request, reply) => {
      if (!isListening()) return reply.code(503).header('retry-after', '30').send();
      reply.hijack();
      // Bolt answers a body that is too large without reading it to its end, and the rest would keep the connection open.
      reply.raw.once('finish', () => {
        if (!request.raw.complete) request.raw.destroy();
      });
      receiver.requestListener(request.raw, reply.raw);
      return reply;
    });
    await server.after();
  };
  return { receiver, plugin };
}
