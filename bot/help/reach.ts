import type { HelpOffer } from '../../graph/help-desk.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { HelpRecipient, HelpRequest } from '../../schema/help-request.ts';
import { anyEmployee } from '../../schema/viewer.ts';
import { whyNotAMember } from '../gate/full-member.ts';
import { whyNotHere } from '../gate/own-conversation.ts';
import type { Channels } from '../slack/channels.ts';
import { errorFields } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import { channelNamed, type FindJoinedChannels } from '../slack/joined-channels.ts';
import type { BotLogger } from '../slack/log.ts';
import type { People } from '../slack/people.ts';
import { helpTexts as texts } from '../texts.ts';

/** One who can be asked, and why. */
export interface HelpChoice {
  to: HelpRecipient;
  why: string;
}

/** Whom an asker can choose, and who gets what a channel among them does not take. */
export interface HelpWays {
  choices: readonly HelpChoice[];
  /** By name. Undefined where nobody does, and where there is no channel. */
  otherwise?: string;
}

/** Who of those that the graph names can be reached in Slack: nobody outside the company, and no channel where others read along. */
export interface Reach {
  /**
   * @param helpChannel of the conversation in which is asked, or of all
   * @param asker his e-mail address; undefined where the graph is down, so that nobody else is known
   */
  ways(offer: HelpOffer, helpChannel: string | undefined, asker: string | undefined): Promise<HelpWays>;
  /** The account of a full member with this address. Undefined when there is none. @throws when Slack does not say */
  member(email: string): Promise<string | undefined>;
  /** The account of the person that a question was put to. */
  asked(person: string): Promise<string | undefined>;
  /** The account of whoever asked. */
  asker(request: HelpRequest): Promise<string | undefined>;
  /** Whether a channel is the company's own now. @throws when Slack does not say */
  isOwnChannel(channel: string): Promise<boolean>;
  /** Who is asked where a channel takes no question, unless it is the asker. Never rejects. @param asker his e-mail address */
  owner(asker: string): Promise<(HelpRecipient & { person: string }) | undefined>;
  /** The account of that person, also while the graph is down. Never rejects. @param user account of the asker, whose own it is not */
  ownerAccount(user: string): Promise<string | undefined>;
}

export interface ReachOptions {
  store: Pick<GraphStore, 'names'>;
  people: People;
  channels: Channels;
  joined: FindJoinedChannels;
  home: () => Home;
  /** E-mail address of who looks after questions that nobody else takes. */
  owner: string | undefined;
  logger: BotLogger;
}

const mostChannels = 3;

export function createReach({
  store,
  people,
  channels,
  joined,
  home,
  owner: ownerAddress,
  logger,
}: ReachOptions): Reach {
  const member: Reach['member'] = async (email) => {
    const user = await people.withEmail(email);
    return user === undefined || whyNotAMember(user, home()) !== undefined ? undefined : user.id;
  };
  const isOwnChannel: Reach['isOwnChannel'] = async (channel) =>
    !channel.startsWith('D') && whyNotHere(await channels.findNow(channel), 'channel') === undefined;
  const asked: Reach['asked'] = async (person) => {
    const entry = (await store.names(anyEmployee)).find(({ ref }) => ref === person);
    for (const key of entry?.keys ?? []) {
      const user = key.startsWith('email:') ? await member(key.slice('email:'.length)) : undefined;
      if (user !== undefined) return user;
    }
    return undefined;
  };
  /** What Slack does not say is left out: there may be others. */
  const orNot = async <Result>(work: () => Promise<Result | undefined>): Promise<Result | undefined> => {
    try {
      return await work();
    } catch (error) {
      logger.info(errorFields(error), 'Whether somebody can be asked could not be found out');
      return undefined;
    }
  };
  const person = ({ person: { ref, name }, role, of }: HelpOffer['people'][number]) =>
    orNot(async (): Promise<HelpChoice | undefined> => {
      const user = await asked(ref);
      return user === undefined ? undefined : { to: { person: ref, name }, why: texts.roles[role](of.name) };
    });
  const channel = (written: string, why: string) =>
    orNot(async (): Promise<HelpChoice | undefined> => {
      const found = channelNamed(written, await joined());
      if (found === undefined || !(await isOwnChannel(found.id))) return undefined;
      return { to: { channel: found.id, name: `#${found.name}` }, why };
    });
  const ownerAccount: Reach['ownerAccount'] = async (user) => {
    const account = ownerAddress === undefined ? undefined : await orNot(() => member(ownerAddress));
    return account === user ? undefined : account;
  };
  const owner: Reach['owner'] = async (asker) => {
    if (ownerAddress === undefined || ownerAddress === asker.toLowerCase()) return undefined;
    return orNot(async () => {
      const entry = (await store.names(anyEmployee)).find(({ keys }) => keys.includes(`email:${ownerAddress}`));
      const isThere = entry !== undefined && (await member(ownerAddress)) !== undefined;
      return isThere ? { person: entry.ref, name: entry.name } : undefined;
    });
  };
  return {
    member,
    asked,
    owner,
    ownerAccount,
    asker: ({ asker }) => (asker.includes('@') ? member(asker) : Promise.resolve(undefined)),
    isOwnChannel,
    async ways({ people: stewards, teams }, helpChannel, asker) {
      const [instead, ...found] = await Promise.all([
        asker === undefined ? undefined : owner(asker),
        ...stewards.map(person),
        ...teams
          .slice(0, mostChannels)
          .map(({ name, fields }) => channel(String(fields.chat), texts.teamChannel(name))),
        ...(helpChannel === undefined ? [] : [channel(helpChannel, texts.helpChannel)]),
      ]);
      const choices = found.filter((each) => each !== undefined);
      if (choices.length === 0 && instead !== undefined) choices.push({ to: instead, why: texts.helpOwner });
      const hasChannel = choices.some(({ to }) => 'channel' in to);
      return {
        choices: [...new Map(choices.map((each) => [JSON.stringify(each.to), each])).values()],
        ...(hasChannel && instead !== undefined && { otherwise: instead.name }),
      };
    },
  };
}
