import { setTimeout as pause } from 'node:timers/promises';
import { slackFailure } from './failure.ts';

export interface Patience {
  /** At a call that gets lost. */
  attempts: number;
  /** When Slack asks for longer waits (429) than this together, the call is given up. */
  longestWaitSeconds: number;
  /** Wait before what got lost is tried again; twice as long before each further attempt. */
  retrySeconds: number;
}

/**
 * Calls Slack until it answers: waits where it says so, and repeats what got lost on the way or met an error of the server. What Slack refused
 * for now (429) was not done, so that is repeated as often as the time allows.
 *
 * @param findDone for a call that should not be made twice: looks whether Slack did it although no reply came. Where it finds
 *   nothing the call is repeated, because a message twice is better than none.
 */
export async function patiently<Result>(
  call: () => Promise<Result>,
  { attempts, longestWaitSeconds, retrySeconds }: Patience,
  findDone?: () => Promise<Result | undefined>,
): Promise<Result> {
  for (let [lost, waited] = [0, 0]; ;) {
    try {
      return await call();
    } catch (error) {
      const { retryAfterSeconds, mayBeDone } = slackFailure(error);
      if (retryAfterSeconds === undefined) {
        if (!mayBeDone || (lost += 1) >= attempts) throw error;
        await pause(retrySeconds * 2 ** (lost - 1) * 1000);
      } else {
        const wait = Math.max(retryAfterSeconds, retrySeconds);
        if ((waited += wait) > longestWaitSeconds) throw error;
        await pause(wait * 1000);
      }
      const done = mayBeDone ? await findDone?.() : undefined;
      if (done !== undefined) return done;
    }
  }
}
