import type { SlackQuestion } from '../../graph/store.ts';
import type { ChannelSettings } from '../../schema/channel-settings.ts';
import type { AnswersBeyond, Ask } from '../../schema/services.ts';
import type { FindChannelSettings } from '../channels/find-settings.ts';
import type { Claims } from '../claims/claims.ts';
import type { Precedence } from '../claims/precedence.ts';
import type { FindViewer } from '../gate/in-directory.ts';
import { whyNotHere } from '../gate/own-conversation.ts';
import { createQuestionGate } from '../gate/question-gate.ts';
import type { BotLimits } from '../limits.ts';
import type { Incoming } from '../listeners/incoming.ts';
import { createLinks } from '../render/links.ts';
import type { Channels } from '../slack/channels.ts';
import type { SlackClients } from '../slack/clients.ts';
import { errorFields } from '../slack/failure.ts';
import { hearsAll, type Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import type { Patience } from '../slack/patiently.ts';
import type { People } from '../slack/people.ts';
import { createRespondTo, type RespondTo } from '../slack/response-url.ts';
import { type AskDirectly, createAskDirectly } from './ask-directly.ts';
import { withCommands } from './command-poster.ts';
import { createDelivery, type DeliveryOptions } from './delivery.ts';
import { createInFlight } from './in-flight.ts';
import { createLiveStream, type LiveStream } from './live-stream.ts';
import type { ThingReads } from './load-things.ts';
import { createOfferPrivately } from './offer-privately.ts';
import type { Place } from './place.ts';
import { createPoster } from './poster.ts';
import { createQuestionReader } from './read-question.ts';
import { createRecentTurns } from './recent-turns.ts';
import { createAskElsewhere, createResponder, type Respond } from './respond.ts';
import { createResume } from './resume.ts';
import { createStatus } from './status.ts';
import { createStops, type Stops } from './stops.ts';
import type { TakeReply } from './take-reply.ts';
import { readThread } from './thread-history.ts';
import { createTurnstile } from './turnstile.ts';

export interface AnsweringOptions {
  ask: Ask;
  answersBeyond?: AnswersBeyond;
  publicUrl: string;
  findViewer: FindViewer;
  store: ThingReads;
  claims: Claims;
  precedence: Precedence;
  takeReply: TakeReply;
  settingsOf: FindChannelSettings;
  /** How is answered in channels that have not chosen otherwise. */
  defaults: Pick<ChannelSettings, 'helpChannel'>;
  examples: readonly string[];
  clients: SlackClients;
  people: People;
  channels: Channels;
  home: () => Home;
  patience: Patience;
  limits: BotLimits;
  logger: BotLogger;
  now: () => Date;
}

export interface Answering {
  respond: Respond;
  /** Goes on with a question that a process left unfinished. Never throws. */
  resume: (question: SlackQuestion) => Promise<void>;
  askDirectly: AskDirectly;
  askElsewhere: ReturnType<typeof createAskElsewhere>;
  stops: Stops;
  channels: Channels;
  respondTo: RespondTo;
  drain: () => Promise<number>;
}

/** Puts together what answers a message, from the gate to the delivery. */
export function createAnswering(options: AnsweringOptions): Answering {
  const { clients, patience, home, people, channels, limits, logger } = options;
  const client = clients.main;
  const recent = createRecentTurns({ threads: limits.rememberedThreads, limits });
  const respondTo = createRespondTo(limits);
  const poster = withCommands(createPoster({ client, patience, home }), { respondTo, logger });
  const inFlight = createInFlight();
  const stops = createStops();
  const turnstile = createTurnstile({ places: limits.answersAtOnce, seconds: limits.queueSeconds });
  const reader = createQuestionReader({
    home,
    people,
    recent,
    mayRead: async (channel) => {
      if (home().scopes === undefined) return false;
      return hearsAll(home(), { isPrivate: (await channels.find(channel)).is_private === true });
    },
    readThread: (query) => readThread({ client, patience, home: home(), limits }, query),
    logger,
  });
  const { claims } = options;
  const thumbs = { areTaken: true };
  const openDelivery = (place: Place, requestId: string, incoming: Incoming, shown?: LiveStream) => {
    const whyNotNow = () => whyNotIn(place, channels, logger);
    const onMessages = (messages: readonly string[]) => claims.showing(incoming, messages);
    const live = shown ?? openLiveStream(options, { place, whyNotNow, onMessages });
    const beforePosting: DeliveryOptions['beforePosting'] = (answer) => claims.posting(incoming, answer);
    const afterPosting: DeliveryOptions['afterPosting'] = (places) => claims.posted(incoming, places);
    const ways = { place, poster, live, whyNotNow, beforePosting, afterPosting, thumbs, requestId };
    return { live, delivery: createDelivery({ ...options, ...ways }) };
  };
  const status = createStatus({ client: clients.quiet, logger });
  const answered = createResponder({
    ...options,
    gate: createQuestionGate({ ...options, take: (incoming) => claims.take(incoming), channels }),
    reader,
    recent,
    poster,
    offerPrivately: createOfferPrivately({ answersBeyond: options.answersBeyond, poster, logger }),
    status,
    openDelivery,
    inFlight,
    stops,
    turnstile,
  });
  const respond: Respond = async (incoming) => {
    await answered(incoming);
    await claims.finish(incoming);
  };
  return {
    respond,
    resume: createResume({ ...options, client, quiet: clients.quiet, poster, respond, status, openDelivery }),
    askDirectly: createAskDirectly({ client, patience, home, respond }),
    askElsewhere: createAskElsewhere({ ...options, inFlight, turnstile }),
    stops,
    channels,
    respondTo,
    drain: () => inFlight.drain({ seconds: limits.drainSeconds, farewellSeconds: limits.farewellSeconds }),
  };
}

function openLiveStream(
  { clients, publicUrl, limits, logger, now }: AnsweringOptions,
  {
    place: { channel, threadTs, asker, askerTeam, isDirect, isForAsker, responseUrl },
    whyNotNow,
    onMessages,
  }: {
    place: Place;
    whyNotNow: () => Promise<unknown>;
    onMessages: (messages: readonly string[]) => void;
  },
) {
  return createLiveStream({
    open: () =>
      clients.main.chatStream({
        channel,
        thread_ts: threadTs ?? '',
        ...(!isDirect && { recipient_user_id: asker, recipient_team_id: askerTeam }),
        // What is handed over is sent: gathering pieces is the live stream's.
        buffer_size: 1,
      }),
    onMessages,
    // What the asker alone sees is shown whole.
    mayShow: async () => responseUrl === undefined && !isForAsker && (await whyNotNow()) === undefined,
    links: createLinks({ publicUrl }),
    piece: () => (clients.wereLimited() ? limits.limitedStreamPiece : limits.streamPiece),
    streamSeconds: limits.streamSeconds,
    pauseSeconds: limits.livePauseSeconds,
    now,
    logger,
  });
}

/** Why an answer may not be in a conversation now. In a direct one nothing can have changed. */
async function whyNotIn(
  place: Place,
  channels: Channels,
  logger: BotLogger,
): Promise<'shared' | 'unchecked' | undefined> {
  if (place.isDirect) return undefined;
  try {
    return whyNotHere(await channels.findNow(place.channel), 'channel') === undefined ? undefined : 'shared';
  } catch (error) {
    logger.warn(errorFields(error), 'Slack does not say whether a channel is shared');
    return 'unchecked';
  }
}
