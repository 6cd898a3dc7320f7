import { z } from 'zod';
import type { Home } from '../slack/home.ts';

/** A line is no answer, such as that Kiki is busy: found again like one, but no part of the conversation. */
const eventTypes = { answer: 'kiki_answer', line: 'kiki_line' } as const;

/** Which answer a message is part of, so that it is found again in its thread. */
export interface Tag {
  answerId: string;
  part: number;
  isLine?: boolean;
}

/**
 * What marks a message as part of an answer. Everyone in the workspace can read it, so it holds nothing but ids; any app can
 * write it, so it is believed on Kiki's own messages only.
 */
export function answerMetadata({ answerId, part, isLine = false }: Tag) {
  return { event_type: eventTypes[isLine ? 'line' : 'answer'], event_payload: { answer_id: answerId, part } };
}

const ownAnswer = z.object({
  bot_id: z.string().optional(),
  user: z.string().optional(),
  metadata: z.object({
    event_type: z.enum(eventTypes),
    event_payload: z.object({ answer_id: z.string(), part: z.number() }),
  }),
});

/** Whether a message of a thread is an answer that Kiki posted; with a tag, whether it is (this part of) that answer or line. */
export function isOwnAnswer(message: unknown, home: Home, tag?: { answerId: string; part?: number }): boolean {
  const result = ownAnswer.safeParse(message);
  if (!result.success || (result.data.bot_id !== home.botId && result.data.user !== home.userId)) return false;
  const { event_type: type, event_payload: payload } = result.data.metadata;
  const { answer_id: answerId, part } = payload;
  if (tag === undefined) return type === eventTypes.answer;
  return answerId === tag.answerId && (tag.part === undefined || part === tag.part);
}
