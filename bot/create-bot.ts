import { App, type Receiver } from '@slack/bolt';
import type { FastifyPluginAsync } from 'fastify';
import type { Suggester } from '../graph/suggest.ts';
import { channelDefaults, type ChannelSettings } from '../schema/channel-settings.ts';
import { conflict, invalid } from '../schema/errors.ts';
import type { AnswersBeyond, Ask } from '../schema/services.ts';
import { createAnswering } from './answering/create-answering.ts';
import { firstToTake } from './answering/take-reply.ts';
import { type ClaimStore, createClaims } from './claims/claims.ts';
import { holdFirst } from './claims/hold-first.ts';
import { createPrecedence } from './claims/precedence.ts';
import { createUpkeep } from './claims/upkeep.ts';
import { createFindChannelSettings } from './channels/find-settings.ts';
import type { FindViewer } from './gate/in-directory.ts';
import { createPersonGate } from './gate/person-gate.ts';
import { createHelp, type HelpSettings } from './help/create-help.ts';
import { type BotLimits, defaultLimits } from './limits.ts';
import { type BotStore, createSurfaces, type SurfaceOptions } from './create-surfaces.ts';
import { createFindQuestion } from './listeners/find-question.ts';
import { createFindFollowUp } from './listeners/follow-up.ts';
import { registerListeners } from './listeners/register.ts';
import { createLinks } from './render/links.ts';
import { createChannels } from './slack/channels.ts';
import { createClients } from './slack/clients.ts';
import { errorFields } from './slack/failure.ts';
import { findHome, type Home } from './slack/home.ts';
import { createHttpTransport } from './slack/http.ts';
import { type BotLogger, createBoltLogger } from './slack/log.ts';
import { createPeople } from './slack/people.ts';
import { createSocketTransport } from './slack/socket.ts';
import { texts } from './texts.ts';

/** How Slack is reached. With an app token by Socket Mode, else with a signing secret over HTTP. */
export interface SlackAccess {
  botToken: string;
  signingSecret?: string;
  appToken?: string;
  /** Another Slack, for tests. */
  apiUrl?: string;
}

export interface BotOptions {
  ask: Ask;
  /** Whether an asker gets another answer alone than where others read it; without it he is not told. */
  answersBeyond?: AnswersBeyond;
  access: SlackAccess;
  /** The wiki's root, for links. */
  publicUrl: string;
  /** Who an asker is, by his e-mail address in Slack. Whom it does not know gets no answer. */
  findViewer: FindViewer;
  /** For what is shown beside answers: cards and tables, the Home tab, previews of pages. */
  store: BotStore;
  /** Takes what people say should be otherwise. */
  suggest: Suggester['suggest'];
  /** What Kiki says of its own accord to those who answer for pages; nothing when left out. */
  outreach?: NonNullable<SurfaceOptions['outreach']>;
  /** How people are asked what Kiki could not answer. */
  help: HelpSettings;
  /** How is answered in channels that have not chosen otherwise; usually as kiki.yaml does where it says nothing. */
  channelDefaults?: Omit<ChannelSettings, 'helpChannel'>;
  /** A model writes answers, in the language that it is told. */
  hasModel?: boolean;
  /** Links to the wiki are shown as Slack's work objects; the app has them switched on. */
  workObjects?: boolean;
  logger: BotLogger;
  /** Questions to suggest: what anyone may ask, without a word that not everyone may read. */
  examples?: readonly string[];
  /** Where it is kept which questions were taken already. Default: in memory, for this process until its end. */
  claimStore?: ClaimStore;
  limits?: Partial<BotLimits>;
  now?: () => Date;
}

export interface Bot {
  /**
   * Checks the tokens, and connects. Over HTTP, do this before the server listens.
   *
   * @throws Unavailable when Slack refuses a token or does not answer; Conflict when the bot was stopped.
   */
  start(): Promise<void>;
  /** Takes no more events, and lets the answers under way finish, for 20 seconds; the others end with a word to the asker. */
  stop(): Promise<void>;
  /** Whether it takes events: not before its start, nor after its stop or when Slack has removed the app. */
  isListening(): boolean;
  /** Over HTTP only: takes Slack's requests at `/slack/events`, to be registered without a prefix. */
  plugin?: FastifyPluginAsync;
}

/** @throws Invalid when there is neither an app token nor a signing secret. */
export function createBot(options: BotOptions): Bot {
  const { access, logger, examples = texts.examples, now = () => new Date() } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const boltLogger = createBoltLogger(logger);
  const clients = createClients({ ...access, logger: boltLogger, callMilliseconds: limits.callMilliseconds, now });
  const { attempts, longestWaitSeconds, retrySeconds } = limits;
  const patience = { attempts, longestWaitSeconds, retrySeconds };
  const people = createPeople({ client: clients.main, patience, seconds: limits.personSeconds, now });

  let found: Home | undefined;
  let phase: 'new' | 'listening' | 'stopped' = 'new';
  const home = () => {
    if (found === undefined) throw conflict('An event came before the bot was started', { where: 'Slack' });
    return found;
  };

  const transport = createTransport({ access, logger, limits, isListening: () => phase === 'listening' });
  const claims = createClaims({ store: options.claimStore, home, limits, now, logger });
  const precedence = createPrecedence({ seconds: limits.calmSeconds, atOnce: limits.preparedAtOnce });
  const channels = createChannels({ client: clients.main, patience, seconds: limits.channelSeconds, now });
  const personGate = createPersonGate({ ...options, home, people });
  const links = createLinks({ publicUrl: options.publicUrl });
  const usual = options.channelDefaults ?? channelDefaults.parse({});
  const defaults: ChannelSettings = { ...usual, helpChannel: options.help.channel };
  const settingsOf = createFindChannelSettings({ store: options.store, defaults });
  const { followUpMinutes } = limits;
  const findFollowUp = createFindFollowUp({ ...options, settingsOf, home, followUpMinutes, now });
  const findQuestion = createFindQuestion({ findFollowUp, logger });
  const parts = {
    ...options,
    findQuestion,
    defaults,
    settingsOf,
    examples,
    limits,
    now,
    clients,
    patience,
    people,
    channels,
    home,
    claims,
    precedence,
  };
  const helping = createHelp({ ...parts, links });
  // What becomes of a direct message is known when the surfaces are there, long before the first one comes.
  const takeReply = firstToTake([
    helping.takeReply,
    async (...message) => (await outreach?.takeReply(...message)) ?? false,
  ]);
  const answering = createAnswering({ ...parts, takeReply });
  const upkeep = createUpkeep({ claims, resume: answering.resume, renewSeconds: limits.renewSeconds, logger });
  const receiver = holdFirst(transport.receiver, { claims, home, precedence, findQuestion });
  const app = createApp({ receiver, botToken: access.botToken, home, logger });
  const halt = () => {
    if (phase !== 'listening') return;
    logger.error(
      { fix: 'Install the app again and start with its token (docs/slack-setup.md)' },
      'Slack knows this app no more, so it is left',
    );
    bot.stop().catch((error: unknown) => {
      logger.error(errorFields(error), 'Slack could not be left');
    });
  };
  const { listeners, outreach } = createSurfaces({ ...parts, answering, helping, personGate, links, halt });
  registerListeners(app, listeners);

  const bot: Bot = {
    ...(transport.plugin && { plugin: transport.plugin }),
    async start() {
      if (phase === 'stopped') throw conflict('The bot was stopped', { fix: 'Create a new one' });
      found = await findHome(clients.main, patience);
      await app.init();
      await transport.start();
      phase = 'listening';
      upkeep.start();
      outreach?.schedule.start();
      helping.errands.start();
      logger.info({ team: found.teamId, bot: found.userId, by: transport.name }, 'Listening to Slack');
    },
    async stop() {
      const wasListening = phase === 'listening';
      phase = 'stopped';
      upkeep.pause();
      const outreachEnded = outreach?.schedule.stop();
      if (wasListening) await transport.stop();
      const left = await answering.drain();
      await upkeep.end();
      await outreachEnded;
      await helping.errands.stop();
      if (left > 0) logger.error({ left }, 'Stopped with questions that could not be ended');
    },
    isListening: () => phase === 'listening',
  };
  return bot;
}

interface Transport {
  name: 'http' | 'socket';
  receiver: Receiver;
  plugin?: FastifyPluginAsync;
  start(): Promise<void>;
  stop(): Promise<void>;
}

function createTransport({
  access,
  logger,
  limits,
  isListening,
}: {
  access: SlackAccess;
  logger: BotLogger;
  limits: BotLimits;
  isListening: () => boolean;
}): Transport {
  const { appToken, signingSecret, apiUrl } = access;
  const boltLogger = createBoltLogger(logger);
  if (appToken !== undefined) {
    const { callMilliseconds } = limits;
    const socket = createSocketTransport({
      appToken,
      ...(apiUrl !== undefined && { apiUrl }),
      boltLogger,
      logger,
      callMilliseconds,
    });
    return { name: 'socket', ...socket };
  }
  if (signingSecret === undefined) {
    throw invalid('Slack needs a way to send its events', {
      where: 'environment',
      fix: 'Set SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode); docs/slack-setup.md says where they are',
    });
  }
  const idle = () => Promise.resolve();
  return {
    name: 'http',
    ...createHttpTransport({ signingSecret, logger: boltLogger, isListening }),
    start: idle,
    stop: idle,
  };
}

function createApp({
  receiver,
  botToken,
  home,
  logger,
}: {
  receiver: Receiver;
  botToken: string;
  home: () => Home;
  logger: BotLogger;
}): App {
  const app = new App({
    receiver,
    // Instead of `token`, with which Bolt would ask Slack once more who that is.
    authorize: () => Promise.resolve({ botToken, botId: home().botId, botUserId: home().userId }),
    deferInitialization: true,
    convoStore: false,
    // Kiki's own messages are dropped where those of all bots are.
    ignoreSelf: false,
    logger: createBoltLogger(logger),
    clientOptions: { allowAbsoluteUrls: false, retryConfig: { retries: 0 } },
  });
  app.error((error) => {
    logger.error(errorFields(error), 'An event met an error that nothing expects');
    return Promise.resolve();
  });
  return app;
}
