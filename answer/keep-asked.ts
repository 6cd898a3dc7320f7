import type { Logger } from 'pino';
import type { GraphStore } from '../graph/store.ts';
import { kiki } from '../schema/actor.ts';
import type { Answer } from '../schema/answer.ts';
import type { ModelUse } from '../schema/asked.ts';
import { everyone } from '../schema/audience.ts';
import { describeError } from '../schema/errors.ts';
import type { Ref } from '../schema/ref.ts';
import type { Question } from '../schema/services.ts';

/** An answer with what is known of how it came about. */
export interface Answered {
  asked: Question;
  answer: Answer;
  /** Entities that it rests on, or that are nearest when nothing is known; the best first. */
  refs: readonly Ref[];
  milliseconds: number;
  model?: ModelUse | undefined;
}

/** Keeps an answered question. Never rejects: an answer is given whether it can be kept or not. */
export type KeepAsked = (answered: Answered) => Promise<void>;

/** Keeps questions in the graph: for whoever asked, and to see what is asked and not answered. Those that name no surface are not kept. */
export function createKeepAsked({
  store,
  logger,
  now = () => new Date(),
}: {
  store: Pick<GraphStore, 'saveQuestion'>;
  logger: Pick<Logger, 'warn'>;
  now?: () => Date;
}): KeepAsked {
  return async ({ asked, answer, refs, milliseconds, model }) => {
    const { surface, asker, page } = asked;
    if (surface === undefined) return;
    const { id, question, mode, abstained, text } = answer;
    try {
      await store.saveQuestion(
        kiki,
        {
          id,
          at: now().toISOString(),
          asker: asker.id,
          surface,
          question,
          mode,
          abstained,
          text,
          refs: [...refs],
          ...(page !== undefined && { page }),
          milliseconds: Math.round(milliseconds),
          ...(model && { model }),
        },
        { isPublic: asker.audiences.every((audience) => audience === everyone) },
      );
    } catch (error) {
      logger.warn({ answer: id, reason: describeError(error) }, 'A question could not be kept');
    }
  };
}
