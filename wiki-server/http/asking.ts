import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Answer, turn } from '../../schema/answer.ts';
import type { Surface } from '../../schema/asked.ts';
import { refPattern } from '../../schema/ref.ts';
import type { WikiContext } from '../context.ts';

export const questionText = z.string().trim().min(1, 'is empty').max(2000, 'is longer than 2,000 characters');

/** What comes with a question. The asker is who is signed in, never a field. */
export const questionBody = z.strictObject({
  question: questionText.describe('As a person would ask it.'),
  history: z.array(turn).max(40).optional().describe('The conversation so far, oldest first.'),
  page: z
    .string()
    .regex(refPattern, 'is not a ref such as team:payments')
    .optional()
    .describe('The page it is asked on.'),
});
export type QuestionBody = z.infer<typeof questionBody>;

interface AskingOptions {
  surface: Surface;
  onText?: (piece: string) => void;
  wantsFollowUps?: boolean;
}

/** Answers a question of whoever sends the request. Ends the work when he goes away. */
export async function answerFor(
  { ask, viewerOf, metrics }: WikiContext,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  { question, history, page }: QuestionBody,
  { surface, onText, wantsFollowUps = false }: AskingOptions,
): Promise<Answer> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    const answer = await ask({
      question,
      asker: viewerOf(request),
      surface,
      wantsFollowUps,
      signal: goneSignal(reply),
      ...(history !== undefined && { history }),
      ...(page !== undefined && { page }),
      ...(onText !== undefined && { onText }),
    });
    metrics.question(answer.mode, seconds());
    return answer;
  } catch (error) {
    metrics.question('failed', seconds());
    throw error;
  }
}

/** Aborts when the connection closes before the reply is sent. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort(new Error('The asker went away'));
  });
  return controller.signal;
}

/** How often one person may ask. */
export const askLimit = { max: 30, timeWindow: '1 minute' };
