import { z } from 'zod';
import type { Home } from '../slack/home.ts';

const eventType = 'kiki_outreach';

/** What marks a message that Kiki sent of its own accord, so that it is found again: an id, and believed on Kiki's own messages only. */
export function outreachMetadata(id: string) {
  return { event_type: eventType, event_payload: { outreach_id: id } };
}

const ownOutreach = z.object({
  bot_id: z.string().optional(),
  user: z.string().optional(),
  metadata: z.object({
    event_type: z.literal(eventType),
    event_payload: z.object({ outreach_id: z.string() }),
  }),
});

export function isOwnOutreach(message: unknown, home: Home, id: string): boolean {
  const { data } = ownOutreach.safeParse(message);
  if (data === undefined || (data.bot_id !== home.botId && data.user !== home.userId)) return false;
  return data.metadata.event_payload.outreach_id === id;
}
