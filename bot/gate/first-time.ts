import { type GateStep, refuseFor } from './gate.ts';

/**
 * Marks a question as taken, under all the names it may come by.
 *
 * @returns false if it was taken before, under any of them
 */
export type ClaimQuestion = (keys: readonly string[]) => Promise<boolean>;

/**
 * Slack sends an event again when it saw no reply in time, and one message can come as two events (a mention, and a message),
 * each with an id of its own.
 */
export function firstTime(claim: ClaimQuestion): GateStep {
  return async ({ eventId, teamId, enterpriseId, channel, ts }) => {
    const isFirst = await claim([`event:${eventId}`, `message:${teamId ?? enterpriseId ?? ''}:${channel}:${ts}`]);
    return refuseFor(isFirst ? undefined : 'duplicate');
  };
}
