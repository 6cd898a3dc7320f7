import { webApi } from '@slack/bolt';
import { z } from 'zod';
import { KikiError } from '../../schema/errors.ts';

/** How a call to Slack failed, in words short enough for a decision and a log line. */
export interface SlackFailure {
  /** Slack's own word (`not_in_channel`), or `ratelimited`, `http_503`, `unreachable`, `unexpected_` and a field, our word, `unknown`. */
  code: string;
  /** After how many seconds Slack takes the call again. */
  retryAfterSeconds?: number;
  /** Slack may have done what was asked although no answer came back. */
  mayBeDone: boolean;
}

export function slackFailure(error: unknown): SlackFailure {
  if (error instanceof webApi.WebAPIPlatformError) return { code: platformCode(error.data.error), mayBeDone: false };
  if (error instanceof webApi.WebAPIRateLimitedError)
    return { code: 'ratelimited', retryAfterSeconds: error.retryAfter, mayBeDone: false };
  if (error instanceof webApi.WebAPIHTTPError)
    return { code: `http_${error.statusCode}`, mayBeDone: error.statusCode >= 500 };
  if (error instanceof webApi.WebAPIRequestError) return { code: 'unreachable', mayBeDone: true };
  if (error instanceof z.ZodError)
    return { code: `unexpected_${error.issues[0]?.path.join('.') ?? ''}`, mayBeDone: false };
  return { code: error instanceof KikiError ? error.code : 'unknown', mayBeDone: false };
}

/** A reply that is not JSON arrives as its whole text: that is no code, and may be anything. */
function platformCode(code: string): string {
  return /^[a-z_]{1,60}$/.test(code) ? code : 'unreadable_reply';
}

/**
 * What of an error may be logged. Its message may not: it can hold the question, or what the asker may not read. Where it was
 * thrown is enough to find it.
 */
export function errorFields(error: unknown): { code: string; name: string; at?: string[] } {
  const { code } = slackFailure(error);
  if (!(error instanceof Error)) return { code, name: typeof error };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { code, name: error.name, at: at.slice(0, 4).map((line) => line.trim()) };
}
