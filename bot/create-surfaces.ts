import type { Answering } from './answering/create-answering.ts';
import type { ThingReads } from './answering/load-things.ts';
import type { Suggester } from '../graph/suggest.ts';
import type { ChannelSettings } from '../schema/channel-settings.ts';
import type { FindChannelSettings } from './channels/find-settings.ts';
import { channelSettingsListeners, type ChannelSettingsOptions } from './channels/listeners.ts';
import type { Claims } from './claims/claims.ts';
import type { FeedbackStore } from './feedback/listeners.ts';
import { createMemberGate, type PersonGate } from './gate/person-gate.ts';
import type { Help, HelpSettings, HelpStore } from './help/create-help.ts';
import { createHelpOnHome } from './help/render-home.ts';
import { createHomeTab } from './home/home-tab.ts';
import { createOutreach, type OutreachOptions, type OutreachParts } from './outreach/create-outreach.ts';
import type { HomeReads } from './home/load-home.ts';
import type { BotLimits } from './limits.ts';
import { changedQuestionListeners, type ChangedQuestionOptions } from './listeners/changed-question.ts';
import type { FindQuestion } from './listeners/find-question.ts';
import type { FollowUpOptions } from './listeners/follow-up.ts';
import type { ListenerOptions } from './listeners/register.ts';
import type { Links } from './render/links.ts';
import type { SlackClients } from './slack/clients.ts';
import { hearsAll, type Home, isTokenRefused } from './slack/home.ts';
import type { BotLogger } from './slack/log.ts';
import { createLookingAt } from './slack/looking-at.ts';
import type { Patience } from './slack/patiently.ts';
import type { People } from './slack/people.ts';
import type { PreviewReads } from './unfurls/page-preview.ts';

/** What the bot reads and writes in the graph, beside asking. */
export type BotStore = ChannelSettingsOptions['store'] &
  FollowUpOptions['store'] &
  ChangedQuestionOptions['store'] &
  HomeReads &
  PreviewReads &
  ThingReads &
  FeedbackStore &
  HelpStore;

export interface SurfaceOptions {
  answering: Answering;
  store: BotStore;
  suggest: Suggester['suggest'];
  /** What Kiki says of its own accord to those who answer for pages; nothing when left out. */
  outreach?: Pick<OutreachOptions, 'store' | 'settings' | 'editor' | 'settle'>;
  now: () => Date;
  publicUrl: string;
  claims: Pick<Claims, 'once'>;
  help: HelpSettings;
  helping: Help;
  /** How is answered in channels that have not chosen otherwise, and in one. */
  defaults: ChannelSettings;
  settingsOf: FindChannelSettings;
  findQuestion: FindQuestion;
  hasModel?: boolean;
  workObjects?: boolean;
  personGate: PersonGate;
  links: Links;
  examples: readonly string[];
  clients: SlackClients;
  people: People;
  home: () => Home;
  patience: Patience;
  limits: BotLimits;
  logger: BotLogger;
  /** Ends what Kiki does in Slack, where Slack does not know it any more. */
  halt: () => void;
}

/** Puts together what stands around answers: where else Kiki is asked, and what it shows without being asked. */
export function createSurfaces(options: SurfaceOptions): { listeners: ListenerOptions; outreach?: OutreachParts } {
  const { answering, store, publicUrl, clients, people, home, examples, patience, limits, logger } = options;
  const { help, helping, personGate, links } = options;
  const { respond, askDirectly, respondTo, channels, stops } = answering;
  const once = (key: string) => options.claims.once(key);
  const client = clients.main;
  const quiet = clients.quiet;
  const { questionCharacters } = limits;
  const outreach = options.outreach && createOutreach({ ...options, ...options.outreach });
  const lookingAt = createLookingAt({ seconds: limits.lookingSeconds, most: 10_000, now: options.now });
  const helpBlocks = createHelpOnHome(store);
  const publishHome = createHomeTab({
    client: quiet,
    personGate,
    store,
    links,
    more: async (viewer) => [...(await helpBlocks(viewer)), ...((await outreach?.homeBlocks(viewer)) ?? [])],
    logger,
  });
  const channelSettings = channelSettingsListeners({
    ...options,
    ...helping,
    offered: (channel) => ({
      followUps: hearsAll(home(), { isPrivate: channel.is_private === true }),
      languages: options.hasModel === true,
    }),
    channels,
    client,
    respondTo,
  });
  const changedQuestions = changedQuestionListeners({ ...options, ...helping, ...answering, once, client, quiet });
  const helpChannelOf = async (channel: string | undefined, user: string) => {
    const place = channel?.startsWith('D') === false ? channel : lookingAt.channelOf(user);
    return place === undefined ? options.defaults.helpChannel : (await options.settingsOf(place)).helpChannel;
  };
  const listeners: ListenerOptions = {
    changedQuestions,
    questions: { respond, findQuestion: options.findQuestion },
    userChange: { people, lookingAt },
    appRemoved: { isTokenRefused: () => isTokenRefused(client), halt: options.halt, logger },
    threadStarted: { client: quiet, people, home, examples, once, logger },
    appOpened: { client: quiet, people, home, examples, publishHome, lookingAt, logger },
    linkShared: {
      client: quiet,
      personGate,
      channels,
      store,
      links,
      asWorkObjects: options.workObjects === true,
      logger,
    },
    joinedChannel: { client: quiet, channels, home, examples, once, logger },
    sessionStopped: { stops, client: quiet, logger },
    workflowStep: {
      client,
      patience,
      personGate,
      ask: answering.askElsewhere,
      publicUrl,
      questionCharacters,
      once,
      logger,
    },
    command: { askDirectly, respondTo, settings: channelSettings.onCommand, examples, logger },
    channelSettings,
    askForm: { client, askDirectly, questionCharacters, logger },
    help: {
      desk: help.desk,
      ...helping,
      personGate,
      client,
      links,
      helpChannelOf,
      wake: helping.errands.wake,
      publishHome,
      logger,
    },
    afterFailure: { respond, askDirectly, home, logger },
    withoutWiki: {
      ...options,
      ...helping,
      desk: help.desk,
      memberGate: createMemberGate({ home, people }),
      client,
      helpChannelOf,
      helpChannel: options.defaults.helpChannel,
    },
    feedback: { store, suggest: options.suggest, askDirectly, personGate, client, quiet, now: options.now, logger },
    ...(options.outreach && {
      wishes: { store: options.outreach.store, personGate, client, quiet, patience, publishHome, logger },
    }),
    ...(outreach && {
      interview: { interview: outreach.interview, store, personGate, client, patience, logger },
    }),
  };
  return { listeners, ...(outreach && { outreach }) };
}
