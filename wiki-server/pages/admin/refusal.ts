import type { FastifyRequest } from 'fastify';
import { describeError, KikiError } from '../../../schema/errors.ts';
import { toProblem } from '../../http/errors.ts';

/** Why a form was not done, to be said beside it. */
export interface Refusal {
  problem: string;
  status: number;
}

/** @throws what a person can't do anything about in the form: that is told on a page of its own */
export function refusalOf(error: unknown, request: FastifyRequest): Refusal {
  if (!(error instanceof KikiError) || error.code === 'unavailable' || error.code === 'not-allowed') throw error;
  return { problem: describeError(error), status: toProblem(error, request).status };
}
