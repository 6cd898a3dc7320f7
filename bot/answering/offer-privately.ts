import type { Answer, Turn } from '../../schema/answer.ts';
import { type ChannelSettings, usesAllSources } from '../../schema/channel-settings.ts';
import type { AnswersBeyond } from '../../schema/services.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { privateButton } from '../feedback/answer-buttons.ts';
import { renderLine } from '../render/render-answer.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { feedbackTexts } from '../texts.ts';
import type { Place } from './place.ts';
import type { Poster } from './poster.ts';

/** An answer that stands where others read it, and who asked for it. */
export interface SharedAnswer {
  place: Place;
  answer: Answer;
  turns: readonly Turn[];
  /** Of everyone who reads it. */
  viewer: Viewer;
  /** Of the asker. */
  own: Viewer;
  settings: ChannelSettings;
  signal: AbortSignal;
}

/**
 * Tells the asker, and nobody else, that what only some may read holds a better answer, with a way to it. Others would learn from that
 * sentence that there is such a page on what was asked. Never rejects: the answer is there.
 */
export type OfferPrivately = (shared: SharedAnswer) => Promise<void>;

export function createOfferPrivately({
  answersBeyond,
  poster,
  logger,
}: {
  answersBeyond: AnswersBeyond | undefined;
  poster: Pick<Poster, 'whisper'>;
  logger: BotLogger;
}): OfferPrivately {
  return async ({ place, answer, turns: history, viewer: shared, own, settings, signal }) => {
    if (answersBeyond === undefined || place.isDirect || place.isForAsker) return;
    const { question } = answer;
    // A channel's kinds of source are no matter of rights.
    const sources = usesAllSources(settings) ? {} : { sources: settings.sources };
    try {
      if (!(await answersBeyond({ question, history, signal, ...sources }, { own, shared }))) return;
      await poster.whisper(place, renderLine(feedbackTexts.beyond, privateButton(answer)));
    } catch (error) {
      logger.info(errorFields(error), 'Whether there is a better answer for the asker alone could not be told');
    }
  };
}
