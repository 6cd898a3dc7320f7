import { KikiError } from '../../schema/errors.ts';
import { askTexts, texts } from '../texts.ts';
import { QueueTooLong } from './turnstile.ts';

/** How the work on a question ended, if not with an answer. */
export type Ending = 'restarting' | 'stopped' | 'took-too-long' | 'queue-too-long' | 'wiki-down' | 'failed';

export function endingOf(
  error: unknown,
  { isStopping, isStopped, isTimeUp }: { isStopping: boolean; isStopped: boolean; isTimeUp: boolean },
): Ending {
  if (isStopped) return 'stopped';
  if (isStopping) return 'restarting';
  if (error instanceof QueueTooLong) return 'queue-too-long';
  if (isTimeUp) return 'took-too-long';
  return error instanceof KikiError && error.code === 'unavailable' ? 'wiki-down' : 'failed';
}

/** What the asker is told. Never the error itself, which can hold what he may not read. */
export function failureLine(ending: Ending, requestId: string): string {
  switch (ending) {
    case 'restarting':
      return texts.restarting;
    case 'stopped':
      return askTexts.stopped;
    case 'queue-too-long':
      return texts.queueTooLong;
    case 'took-too-long':
      return texts.tookTooLong(requestId);
    case 'wiki-down':
      return texts.wikiDown(requestId);
    case 'failed':
      return texts.answerFailed(requestId);
  }
}
