import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { SlackQuestion } from '../../graph/store.ts';
import type { FindChannelSettings } from '../channels/find-settings.ts';
import type { Claims } from '../claims/claims.ts';
import { readPlace } from '../claims/question-place.ts';
import type { Incoming } from '../listeners/incoming.ts';
import { errorFields, slackFailure } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import { type Patience, patiently } from '../slack/patiently.ts';
import { texts } from '../texts.ts';
import type { Delivery } from './delivery.ts';
import type { LiveStream } from './live-stream.ts';
import { isOwnAnswer } from './metadata.ts';
import { type Place, placeOf } from './place.ts';
import type { Poster } from './poster.ts';
import type { Respond } from './respond.ts';
import type { Status } from './status.ts';

export interface ResumeOptions {
  client: webApi.WebClient;
  /** For what may fail. */
  quiet: webApi.WebClient;
  patience: Patience;
  home: () => Home;
  claims: Claims;
  poster: Poster;
  respond: Respond;
  status: Status;
  settingsOf: FindChannelSettings;
  openDelivery: (place: Place, requestId: string, incoming: Incoming, shown: LiveStream) => { delivery: Delivery };
  logger: BotLogger;
}

/** The rest is kept: what marks an answer is read from it. */
const threadMessage = z.looseObject({ ts: z.string(), user: z.string().optional(), text: z.string().default('') });

/**
 * Goes on with a question whose answering a crash cut off. In a direct conversation Kiki may read what was asked, so it answers anew, in
 * place of what it had shown; unless the whole answer is there. In a channel it may not, so it says that it will not answer. What said that
 * it is working goes first.
 */
export function createResume(options: ResumeOptions): (question: SlackQuestion) => Promise<void> {
  const { home, claims, poster, respond, openDelivery, logger } = options;

  const apologise = async (question: SlackQuestion, incoming: Incoming) => {
    const settings = await options.settingsOf(incoming.channel);
    const place = await speakingPlace(options, placeOf(incoming, home(), settings));
    const { messages = [], answer } = question;
    if (answer !== undefined || place.isForAsker) {
      // What it had shown may be the whole answer by now.
      await poster.whisper(place, answer === undefined ? texts.interrupted : texts.interruptedWhilePosting);
      return;
    }
    for (const ts of messages) await endStream(options, place.channel, ts);
    const { delivery } = openDelivery(place, 'resumed', incoming, whatIsShown(messages));
    await delivery.fail(texts.interrupted);
  };
  const goOn = async (question: SlackQuestion, incoming: Incoming): Promise<string> => {
    const thread = incoming.surface === 'direct' ? await readThreadFrom(options, incoming) : [];
    const own = thread.filter((message) => isOwnAnswer(message, home(), tagOf(question))).map(({ ts }) => ts);
    if (question.parts !== undefined && own.length >= question.parts) return 'was answered';
    const asked = thread.find(({ ts, user }) => ts === incoming.ts && user === incoming.user);
    if (asked === undefined) {
      await apologise(question, incoming);
      return 'apologised for';
    }
    for (const ts of new Set([...own, ...(question.messages ?? [])])) {
      await endStream(options, incoming.channel, ts);
      await poster.remove(placeOf(incoming, home()), ts).catch(() => undefined);
    }
    await respond({ ...incoming, text: asked.text });
    return 'answered';
  };
  return async (question) => {
    const incoming = readPlace(question.id, question.place);
    if (incoming === undefined) return;
    try {
      await options.status.clear(placeOf(incoming, home()));
      const how = await goOn(question, incoming);
      logger.info({ question: question.id, how }, 'A question that was cut off is ended');
    } catch (error) {
      logger.error({ question: question.id, ...errorFields(error) }, 'A question that was cut off could not be ended');
    }
    // Taken by `respond` where it was answered anew.
    if (await claims.take(incoming)) await claims.finish(incoming);
  };
}

/** Messages with any part of the answer. */
function tagOf({ answer }: SlackQuestion): { answerId: string } {
  return { answerId: answer ?? '' };
}

/** What was asked of a command in a channel is the asker's business. */
async function speakingPlace({ poster }: ResumeOptions, place: Place): Promise<Place> {
  return place.isDirect && !place.channel.startsWith('D') ? poster.directPlace(place) : place;
}

function whatIsShown(messages: readonly string[]): LiveStream {
  return { write: () => undefined, close: () => Promise.resolve([...messages]), written: () => '' };
}

/** A message that still streams can be neither changed nor removed. */
async function endStream({ quiet, logger }: ResumeOptions, channel: string, ts: string): Promise<void> {
  await quiet.chat.stopStream({ channel, ts }).catch((error: unknown) => {
    logger.info({ code: slackFailure(error).code }, 'Slack had closed the stream');
  });
}

/** The question and what came after it in its thread. Empty where Kiki may not read. */
async function readThreadFrom(
  { client, patience, logger }: ResumeOptions,
  { channel, threadTs, ts }: Incoming,
): Promise<z.infer<typeof threadMessage>[]> {
  if (!channel.startsWith('D')) return [];
  try {
    const { messages = [] } = await patiently(
      () =>
        client.conversations.replies({
          channel,
          ts: threadTs ?? ts,
          oldest: ts,
          inclusive: true,
          limit: 200,
          include_all_metadata: true,
        }),
      patience,
    );
    return messages.flatMap((message) => {
      const result = threadMessage.safeParse(message);
      return result.success ? [result.data] : [];
    });
  } catch (error) {
    logger.warn({ code: slackFailure(error).code }, 'The thread of a question that was cut off could not be read');
    return [];
  }
}
