import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, KikiError } from '../../schema/errors.ts';
import { errorTexts } from '../texts.ts';

/** An error as HTTP tells it. */
export interface HttpProblem {
  status: number;
  code: string;
  message: string;
  fix?: string | undefined;
}

const statuses: Readonly<Record<ErrorCode, number>> = {
  'not-found': 404,
  invalid: 400,
  conflict: 409,
  'not-allowed': 403,
  unavailable: 503,
};

/** The one place where an error gets its HTTP status. What only the log may know becomes a plain sentence. */
export function toProblem(error: unknown, request: FastifyRequest): HttpProblem {
  if (error instanceof KikiError) {
    // A conflict of a write that named a revision is a failed precondition.
    const isPrecondition = error.code === 'conflict' && request.headers['if-match'] !== undefined;
    return {
      status: isPrecondition ? 412 : statuses[error.code],
      code: error.code,
      message: error.where === undefined ? error.message : `${error.where}: ${error.message}`,
      fix: error.fix,
    };
  }
  const status = statusOf(error);
  if (status === undefined || status >= 500) return { status: 500, code: 'internal', message: errorTexts.failed };
  // Fastify's own refusals: a body too large, JSON that is none, a method that is not there.
  return { status, code: status === 429 ? 'too-many' : 'invalid', message: (error as Error).message };
}

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** Whether whoever asks is a program: it gets JSON, people get pages. */
export function wantsJson(request: FastifyRequest): boolean {
  return (
    request.url.startsWith('/api/') ||
    (request.method !== 'GET' && request.headers.accept?.includes('text/html') !== true)
  );
}

/** Sends a problem as JSON. */
export function sendProblem(reply: FastifyReply, { status, code, message, fix }: HttpProblem): FastifyReply {
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ error: { code, message, ...(fix !== undefined && { fix }), requestId: reply.request.id } }));
}
