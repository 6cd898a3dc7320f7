import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from 'openai';
import { KikiError, notAllowed, unavailable } from '../../schema/errors.ts';

/** The endpoint ended a reply for a reason other than that it is whole, such as `length` or `content_filter`. */
export function unfinished(reason: string | undefined, where: string): KikiError {
  return unavailable(`The model ended its reply early (${reason ?? 'no reason'})`, { where });
}

/** What went wrong with a request to a language model, and how to fix it. @param late milliseconds that were too long */
export function modelError(
  error: unknown,
  { where, model, late }: { where: string; model: string; late: number | undefined },
): KikiError {
  if (error instanceof KikiError) return error;
  const details = { where, cause: error };
  if (late !== undefined) return unavailable(`The model took longer than ${late / 1000} s`, details);
  if (error instanceof AuthenticationError || error instanceof PermissionDeniedError)
    return notAllowed('The endpoint refused the key', { ...details, fix: 'Set OPENAI_API_KEY' });
  if (error instanceof NotFoundError)
    return unavailable(`The endpoint has no model ${model}`, { ...details, fix: 'Set KIKI_MODEL to one that it has' });
  if (error instanceof RateLimitError)
    return unavailable('The endpoint has too much to do, or the quota is used up', details);
  if (error instanceof APIConnectionTimeoutError)
    return unavailable('The endpoint did not begin to answer in time', details);
  if (error instanceof APIConnectionError)
    return unavailable('The endpoint does not answer', { ...details, fix: 'Check OPENAI_BASE_URL and the network' });
  // Errors within a stream have no status.
  const status = error instanceof APIError ? (error.status as number | undefined) : undefined;
  if (error instanceof APIError)
    return unavailable(`The endpoint answered with an error (${status ?? 'in the stream'})`, details);
  return unavailable(`The reply broke off (${error instanceof Error ? error.message : String(error)})`, details);
}

/**
 * Whether a request failed for a reason that waiting may mend: too many requests, an endpoint that is down or slow. Undefined when not;
 * else the milliseconds that the endpoint asks to wait, 0 when it does not say.
 */
export function passing(error: unknown): number | undefined {
  const cause = error instanceof KikiError ? error.cause : undefined;
  if (cause instanceof APIConnectionError) return 0;
  const status = cause instanceof APIError ? (cause.status as number | undefined) : undefined;
  if (status !== 429 && (status === undefined || status < 500)) return undefined;
  const asked = Number((cause as APIError).headers?.get('retry-after') ?? '0') * 1000;
  return Number.isFinite(asked) && asked > 0 ? asked : 0;
}

/** Whether every further request would fail like this one: the key, or the name of the model. */
export function isForGood(error: unknown): boolean {
  if (!(error instanceof KikiError)) return false;
  return error.code === 'not-allowed' || error.cause instanceof NotFoundError;
}
