import type { HelpDesk } from '../../graph/help-desk.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { Answering } from '../answering/create-answering.ts';
import type { BotLimits } from '../limits.ts';
import type { Links } from '../render/links.ts';
import type { SlackClients } from '../slack/clients.ts';
import type { Home } from '../slack/home.ts';
import { createJoinedChannels, type FindJoinedChannels } from '../slack/joined-channels.ts';
import type { BotLogger } from '../slack/log.ts';
import type { Patience } from '../slack/patiently.ts';
import type { People } from '../slack/people.ts';
import { createErrands, type Errands } from './errands.ts';
import { createHelpMail, type HelpMail } from './mail.ts';
import { createReach, type Reach } from './reach.ts';
import type { TakeReply } from '../answering/take-reply.ts';
import { createTakeReply } from './thread-reply.ts';

/** What asking people reads and writes in the graph. */
export type HelpStore = Pick<
  GraphStore,
  | 'names'
  | 'helpRequests'
  | 'helpRequestAt'
  | 'dueHelpRequests'
  | 'changeHelpRequest'
  | 'takeLock'
  | 'renewLock'
  | 'releaseLock'
>;

/** How people are asked. */
export interface HelpSettings {
  desk: HelpDesk;
  /** Where is asked if there is nobody else: a channel by its id or `#name`. */
  channel?: string | undefined;
  /** E-mail address of who is asked directly where a channel takes no question, and where there is nobody else. */
  owner?: string | undefined;
  /** When whoever was asked is reminded, in milliseconds. */
  remindAfter: number;
}

export interface HelpOptions {
  help: HelpSettings;
  store: HelpStore;
  channels: Answering['channels'];
  links: Links;
  clients: SlackClients;
  people: People;
  home: () => Home;
  patience: Patience;
  limits: BotLimits;
  now: () => Date;
  logger: BotLogger;
}

export interface Help {
  mail: HelpMail;
  reach: Reach;
  errands: Errands;
  takeReply: TakeReply;
  /** The channels that Kiki is in. */
  joined: FindJoinedChannels;
}

/** Puts together what asks people on behalf of askers. */
export function createHelp(options: HelpOptions): Help {
  const { help, clients, patience, home, limits, now } = options;
  const client = clients.main;
  const mail = createHelpMail({ client, patience, home });
  const joined = createJoinedChannels({ client, patience, seconds: limits.joinedSeconds, now });
  const reach = createReach({ ...options, joined, owner: help.owner });
  const errands = createErrands({
    ...options,
    mail,
    reach,
    remindAfter: help.remindAfter,
    seconds: limits.helpSeconds,
  });
  const takeReply = createTakeReply({ ...options, desk: help.desk, mail, wake: errands.wake });
  return { mail, reach, errands, takeReply, joined };
}
