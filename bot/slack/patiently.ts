import { setTimeout as pause } from 'node:timers/promises';
import { slackFailure } from './failure.ts';

export interface Patience {
  attempts: number;
  /** When Slack asks for a longer wait (429), the call is given up. */
  longestWaitSeconds: number;
  /** Wait before what got lost is tried again; twice as long before each further attempt. */
  retrySeconds: number;
}

/**
 * Calls Slack until it answers: waits where it says so, and repeats what got lost on the way or met an error of the server.
 *
 * @param findDone for a call that should not be made twice: looks whether Slack did it although no reply came. Where it finds
 *   nothing the call is repeated, because a message twice is better than none.
 */
export async function patiently<Result>(
  call: () => Promise<Result>,
  patience: Patience,
  findDone?: () => Promise<Result | undefined>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const { retryAfterSeconds, mayBeDone } = slackFailure(error);
      const wait = retryAfterSeconds ?? (mayBeDone ? patience.retrySeconds * 2 ** (attempt - 1) : undefined);
      if (attempt >= patience.attempts || wait === undefined || wait > patience.longestWaitSeconds) throw error;
      await pause(wait * 1000);
      const done = mayBeDone ? await findDone?.() : undefined;
      if (done !== undefined) return done;
    }
  }
}
