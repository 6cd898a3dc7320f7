import type { types } from '@slack/bolt';
import type { Standing } from '../claims/claims.ts';
import type { Answer } from '../../schema/answer.ts';
import { answerButtons, type AnswerButtonsOptions } from '../feedback/answer-buttons.ts';
import { type Message, renderAnswer, renderLine, renderPlainly, renderUnfinished } from '../render/render-answer.ts';
import type { Things } from '../render/things.ts';
import { slackFailure } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { texts } from '../texts.ts';
import type { LiveStream } from './live-stream.ts';
import { createMessageSlots, isContentRefused } from './message-slots.ts';
import type { Place } from './place.ts';
import type { Poster } from './poster.ts';

/**
 * What became of an answer. `lost`: Slack took no message at all, and only the log knows. `taken-over`: another process answers, because
 * this one did not say for too long that it still does. `withdrawn`: the question is not there any more, and so is the answer.
 */
export type Outcome = 'posted' | 'sent-directly' | 'withheld' | 'lost' | 'taken-over' | 'withdrawn';

/** What is shown with an answer. */
export interface Beside {
  /** Plain sentences to add below. */
  notes: readonly string[];
  /** What the answer consists of, for a card or a table. */
  things?: Things | undefined;
}

/** Brings the end of an answer to the asker, one way or another. Never throws. */
export interface Delivery {
  answer(answer: Answer, beside: Beside): Promise<Outcome>;
  /** The answer will not come. What was shown of it stays. @param why a line for the asker @param buttons what he can do about it */
  fail(why: string, buttons?: readonly types.ActionsBlock[]): Promise<Outcome>;
}

export interface DeliveryOptions {
  place: Place;
  poster: Poster;
  live: LiveStream;
  /** Why the conversation may not see an answer now, if it may not. */
  whyNotNow: () => Promise<'shared' | 'unchecked' | undefined>;
  /** Keeps what is about to be posted, for whoever goes on after a crash. @returns how its question stands by now */
  beforePosting: (answer: { answer: string; parts: number }) => Promise<Standing>;
  /** Keeps where it stands then, as `channel:ts`. */
  afterPosting: (places: readonly string[]) => Promise<Standing>;
  /** Whether Slack takes its own thumbs below answers, as far as this process knows; one for all answers. */
  thumbs: { areTaken: boolean };
  publicUrl: string;
  requestId: string;
  logger: BotLogger;
}

/** Smaller messages without card or table, for when Slack finds one too long or wrong although it should not. */
const cautiousCharacters = 3000;

export function createDelivery(options: DeliveryOptions): Delivery {
  const { live, publicUrl, requestId, place, thumbs } = options;
  const isShared = !place.isDirect && !place.isForAsker;
  // What nobody can change any more is shown in one way that Slack surely takes.
  const mayHaveThumbs = !place.isForAsker && place.responseUrl === undefined;
  return {
    async answer(answer, { notes, things }) {
      const whole = () => renderAnswer(answer, { publicUrl, notes, things });
      const cautious = () => renderAnswer(answer, { publicUrl, notes, limit: cautiousCharacters });
      const inButtons = { isShared, withoutThumbs: true };
      const hasThumbs = mayHaveThumbs && thumbs.areTaken;
      const used = { buttons: false };
      const versions = [
        ...(hasThumbs ? [() => withButtons(whole(), answer, { isShared })] : []),
        (refusal: unknown) => {
          // Of what is too long, or has a table too many, the thumbs are not the cause.
          if (hasThumbs && !slackFailure(refusal).code.startsWith('invalid_blocks')) return undefined;
          used.buttons = true;
          return withButtons(whole(), answer, inButtons);
        },
        () => {
          used.buttons = false;
          return withButtons(cautious(), answer, inButtons);
        },
        () => [renderPlainly(answer, { publicUrl })],
      ];
      const outcome = await deliver(options, { versions, shown: await live.close(), answerId: answer.id });
      // It was the thumbs that Slack did not take, so no further answer is tried with them.
      if (hasThumbs && used.buttons && outcome === 'posted') thumbs.areTaken = false;
      return outcome;
    },
    async fail(why, buttons) {
      const shown = await live.close();
      const unfinished = () => [renderUnfinished(live.written(), why, { publicUrl, ...(buttons && { buttons }) })];
      const line = () => [renderLine(why, buttons)];
      const bareLine = () => [renderLine(why)];
      return deliver(options, {
        versions: [
          ...(shown.length === 0 ? [] : [unfinished]),
          line,
          ...(buttons === undefined || buttons.length === 0 ? [] : [bareLine]),
        ],
        shown,
        answerId: requestId,
      });
    },
  };
}

/** What can be said of the answer, below its last message. */
function withButtons(messages: Message[], answer: Answer, options: AnswerButtonsOptions): Message[] {
  return messages.map((message, index) =>
    index === messages.length - 1 && message.blocks !== undefined
      ? { ...message, blocks: [...message.blocks, ...answerButtons(answer, options)] }
      : message,
  );
}

interface Content {
  /** The first that Slack takes is used. Each gets why the one before was refused, and gives nothing where that is not its matter. */
  versions: ((refusal: unknown) => Message[] | undefined)[];
  /** Messages that are there already. */
  shown: readonly string[];
  answerId: string;
}

async function deliver(options: DeliveryOptions, { versions, shown, answerId }: Content): Promise<Outcome> {
  const slots = createMessageSlots({ ...options, shown, answerId });
  const reason = await options.whyNotNow();
  if (reason !== undefined) {
    await slots.clear();
    return withhold(options, reason);
  }
  let refusal: unknown;
  for (const version of versions) {
    const messages = version(refusal);
    if (messages === undefined) continue;
    const standing = await options.beforePosting({ answer: answerId, parts: messages.length });
    if (standing === 'withdrawn') await slots.clear();
    if (standing !== 'held') return standing === 'lost' ? 'taken-over' : standing;
    try {
      await slots.fill(messages);
      if ((await options.afterPosting(slots.places())) !== 'withdrawn') return 'posted';
      await slots.clear();
      return 'withdrawn';
    } catch (error) {
      if (!isContentRefused(error)) return sendDirectly(options, [renderLine(texts.postedHere), ...messages], error);
      refusal = error;
    }
  }
  return sendDirectly(options, [renderLine(texts.notPosted(options.requestId))], refusal);
}

/** Others may read along: the asker alone is told why there is no answer. */
async function withhold(options: DeliveryOptions, reason: 'shared' | 'unchecked'): Promise<Outcome> {
  const { place, poster, requestId } = options;
  const line = reason === 'shared' ? texts.sharedMeanwhile : texts.unchecked(requestId);
  try {
    await poster.whisper(place, line);
    return 'withheld';
  } catch (error) {
    return sendDirectly(options, [renderLine(line)], error);
  }
}

/** The conversation takes nothing: the asker gets a direct message. */
async function sendDirectly(options: DeliveryOptions, messages: Message[], cause: unknown): Promise<Outcome> {
  const { place, poster, requestId, logger } = options;
  const { code } = slackFailure(cause);
  if (place.isDirect) {
    logger.error({ requestId, code }, 'Slack takes no message for this answer');
    return 'lost';
  }
  try {
    const direct = await poster.directPlace(place);
    const posted: string[] = [];
    for (const message of messages) posted.push(`${direct.channel}:${await poster.post(direct, message)}`);
    await options.afterPosting(posted);
    logger.warn({ requestId, code }, 'Slack takes no message in the conversation; the asker got a direct one');
    return 'sent-directly';
  } catch (error) {
    logger.error({ requestId, code, directly: slackFailure(error).code }, 'Slack takes no message for this answer');
    return 'lost';
  }
}
