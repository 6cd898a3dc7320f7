import type { Incoming } from '../listeners/incoming.ts';
import { type GateStep, refuseFor } from './gate.ts';

/** Whether a message is to be answered now: true once for each question, whatever events bring it. */
export type TakeQuestion = (incoming: Incoming) => Promise<boolean>;

/**
 * Slack sends an event again when it saw no reply in time, and one message can come as two events (a mention, and a message),
 * each with an id of its own.
 */
export function firstTime(take: TakeQuestion): GateStep {
  return async (incoming) => refuseFor((await take(incoming)) ? undefined : 'duplicate');
}
