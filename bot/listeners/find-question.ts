import { z } from 'zod';
import type { BotLogger } from '../slack/log.ts';
import type { FindFollowUp } from './follow-up.ts';
import { type Incoming, readIncoming } from './incoming.ts';

/** The question that an event asks of Kiki; undefined for every other event. Never rejects, and looks at an event once. */
export type FindQuestion = (body: unknown) => Promise<Incoming | undefined>;

const mentioned = z.object({ event: z.object({ type: z.literal('app_mention'), channel: z.string() }) });
const typed = z.object({ event: z.object({ type: z.literal('message'), channel_type: z.literal('im') }) });

/** A mention in a direct message also comes as a message, and that copy is answered, with the asker's own rights. */
function isMention(body: unknown): boolean {
  return mentioned.safeParse(body).data?.event.channel.startsWith('D') === false;
}

function isDirectMessage(body: unknown): boolean {
  return typed.safeParse(body).success;
}

/**
 * - A mention in a channel: answered in the thread, for everyone there.
 * - A direct message: answered in a thread on it, with what the asker may read.
 * - What somebody writes on in a thread, where that is switched on (follow-up.ts).
 */
export function createFindQuestion({
  findFollowUp,
  logger,
}: {
  findFollowUp: FindFollowUp;
  logger: BotLogger;
}): FindQuestion {
  const find = async (body: unknown): Promise<Incoming | undefined> => {
    if (isMention(body)) {
      const incoming = readIncoming(body, 'channel');
      if (incoming === undefined) logger.warn('Slack sent a mention of unknown form');
      return incoming;
    }
    if (!isDirectMessage(body)) return findFollowUp(body);
    const incoming = readIncoming(body, 'direct');
    // Messages about messages have other forms, and none is for Kiki.
    if (incoming === undefined) logger.info('A direct message event was no message');
    return incoming;
  };
  // Asked before an event is acknowledged, and again when it is heard.
  const found = new WeakMap<object, Promise<Incoming | undefined>>();
  return (body) => {
    if (typeof body !== 'object' || body === null) return Promise.resolve(undefined);
    const known = found.get(body) ?? find(body);
    found.set(body, known);
    return known;
  };
}
