import type { Viewer } from '../../schema/viewer.ts';
import type { Incoming } from '../listeners/incoming.ts';

/** Takes what somebody writes in the thread of something that Kiki said, and that is no question to Kiki. False for one that is. */
export type TakeReply = (incoming: Incoming, viewer: Viewer, text: string) => Promise<boolean>;

/** The first that takes it. */
export function firstToTake(takers: readonly TakeReply[]): TakeReply {
  return async (...message) => {
    for (const take of takers) if (await take(...message)) return true;
    return false;
  };
}
