import { z } from 'zod';
import type { Home } from '../slack/home.ts';

const eventType = 'kiki_answer';

/**
 * What marks a message as part of an answer. Everyone in the workspace can read it, so it holds nothing but ids; any app can
 * write it, so it is believed on Kiki's own messages only.
 */
export function answerMetadata({ answerId, part }: { answerId: string; part: number }) {
  return { event_type: eventType, event_payload: { answer_id: answerId, part } };
}

const ownAnswer = z.object({
  bot_id: z.string().optional(),
  user: z.string().optional(),
  metadata: z.object({
    event_type: z.literal(eventType),
    event_payload: z.object({ answer_id: z.string(), part: z.number() }),
  }),
});

/** Whether a message of a thread is (this part of) an answer that Kiki posted. */
export function isOwnAnswer(message: unknown, home: Home, tag?: { answerId: string; part?: number }): boolean {
  const result = ownAnswer.safeParse(message);
  if (!result.success || (result.data.bot_id !== home.botId && result.data.user !== home.userId)) return false;
  const { answer_id: answerId, part } = result.data.metadata.event_payload;
  return tag === undefined || (answerId === tag.answerId && (tag.part === undefined || part === tag.part));
}
