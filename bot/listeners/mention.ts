import { z } from 'zod';
import type { Respond } from '../answering/respond.ts';
import type { BotLogger } from '../slack/log.ts';
import { readIncoming } from './incoming.ts';

const mentioned = z.object({ event: z.object({ type: z.literal('app_mention'), channel: z.string() }) });

/** A mention in a direct message also comes as a message, and that copy is answered, with the asker's own rights. */
export function isMention(body: unknown): boolean {
  return mentioned.safeParse(body).data?.event.channel.startsWith('D') === false;
}

/** Somebody mentioned Kiki in a channel: answered in the thread, for everyone there. @returns whether it was that, and nobody else's business */
export function onMention({ respond, logger }: { respond: Respond; logger: BotLogger }) {
  return (body: unknown): boolean => {
    if (!isMention(body)) return false;
    const incoming = readIncoming(body, 'channel');
    if (incoming === undefined) logger.warn('Slack sent a mention of unknown form');
    else void respond(incoming);
    return true;
  };
}
