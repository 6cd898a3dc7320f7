import type { FastifyReply } from 'fastify';

/** For what is asked anew each time. What may be seen depends on who asks, so no shared cache may keep anything. */
export function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'private, no-store');
}

/** For what a browser may keep and has to ask about: it gets 304 while nothing has changed. */
export function revalidate(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'private, no-cache');
}
