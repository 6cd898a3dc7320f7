import { z } from 'zod';
import type { Respond } from '../answering/respond.ts';
import type { BotLogger } from '../slack/log.ts';
import { readIncoming } from './incoming.ts';

const typed = z.object({ event: z.object({ type: z.literal('message'), channel_type: z.literal('im') }) });

export function isDirectMessage(body: unknown): boolean {
  return typed.safeParse(body).success;
}

/** Somebody wrote to Kiki directly: answered in a thread on the message, with what the asker may read. @returns whether it was that */
export function onDirectMessage({ respond, logger }: { respond: Respond; logger: BotLogger }) {
  return (body: unknown): boolean => {
    if (!isDirectMessage(body)) return false;
    const incoming = readIncoming(body, 'direct');
    // Messages about messages have other forms, and none is for Kiki.
    if (incoming === undefined) {
      logger.info('A direct message event was no message');
      return false;
    }
    void respond(incoming);
    // One that was changed or deleted is somebody else's business too.
    return incoming.subtype === undefined;
  };
}
