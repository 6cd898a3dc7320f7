import type { FastifyReply, FastifyRequest } from 'fastify';
import { invalid } from '../../schema/errors.ts';
import type { HttpProblem } from './errors.ts';

/** The revision of an entity as its ETag. */
export function etagOf(revision: number, tag?: string): string {
  return `"${revision}${tag === undefined ? '' : `;${tag}`}"`;
}

/** What a write without `If-Match` gets. */
export const revisionRequired: HttpProblem = {
  status: 428,
  code: 'revision-required',
  message: 'The request does not say which revision it changes',
  fix: 'Send If-Match with the ETag of GET /api/entities/:ref, such as If-Match: "3"',
};

/**
 * The revision a write wants to change, or undefined when it does not say.
 *
 * @throws Invalid when `If-Match` is no revision
 */
export function expectedRevision(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined) return undefined;
  const match = /^(?:W\/)?"(\d{1,15})(?:;\w*)?"$/.exec(header.trim());
  if (match === null) throw invalid('If-Match is not a revision', { where: 'If-Match', fix: 'Send it as "3"' });
  return Number(match[1]);
}

/** @param tag what else the reply depends on: letters and digits */
export function withEtag(reply: FastifyReply, revision: number, tag?: string): FastifyReply {
  return reply.header('etag', etagOf(revision, tag)).header('cache-control', 'private, no-cache');
}
