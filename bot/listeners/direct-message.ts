import { z } from 'zod';
import type { Respond } from '../answering/respond.ts';
import type { BotLogger } from '../slack/log.ts';
import { readIncoming } from './incoming.ts';

const typed = z.object({ event: z.object({ type: z.literal('message'), channel_type: z.literal('im') }) });

export function isDirectMessage(body: unknown): boolean {
  return typed.safeParse(body).success;
}

/** Somebody wrote to Kiki directly: answered in a thread on the message, with what the asker may read. */
export function onDirectMessage({ respond, logger }: { respond: Respond; logger: BotLogger }) {
  return async ({ body }: { body: unknown }): Promise<void> => {
    if (!isDirectMessage(body)) return;
    const incoming = readIncoming(body, 'direct');
    // Messages about messages have other forms, and none is for Kiki.
    if (incoming === undefined) {
      logger.info('A direct message event was no message');
      return;
    }
    await respond(incoming);
  };
}
