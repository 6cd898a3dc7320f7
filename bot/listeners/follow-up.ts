import { z } from 'zod';
import type { GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import type { FindChannelSettings } from '../channels/find-settings.ts';
import { isFromAPerson } from '../gate/from-a-person.ts';
import { isFromHome } from '../gate/home-team.ts';
import { errorFields } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import { type Incoming, readIncoming } from './incoming.ts';

const typed = z.object({
  event: z.object({ type: z.literal('message'), channel_type: z.enum(['channel', 'group']), thread_ts: z.string() }),
});

/** What is said to whom answered, and asks nothing. */
const thanks =
  /^(?:(?:ok(?:ay)?|thanks?|thank you|many thanks|thx|ty|great|perfect|cool|nice|got it|will do|danke|merci|gracias|tack|:[\w+-]+:|\p{Extended_Pictographic})[\s!.,]*)+$/iu;

/** The question that a message asks by going on in a thread; undefined for every other message. Never rejects. */
export type FindFollowUp = (body: unknown) => Promise<Incoming | undefined>;

export interface FollowUpOptions {
  settingsOf: FindChannelSettings;
  store: Pick<GraphStore, 'slackQuestionIn'>;
  home: () => Home;
  /** How long after an answer its asker may go on. */
  followUpMinutes: number;
  now: () => Date;
  logger: BotLogger;
}

/**
 * What somebody writes on in a thread of a channel without a mention is a question where that is switched on, when he himself asked Kiki there a
 * short while ago. What mentions somebody is not for Kiki, and what mentions Kiki comes as a mention too.
 */
export function createFindFollowUp({
  settingsOf,
  store,
  home,
  followUpMinutes,
  now,
  logger,
}: FollowUpOptions): FindFollowUp {
  const isForKiki = async ({ channel, threadTs, user = '' }: Incoming): Promise<boolean> => {
    if ((await settingsOf(channel)).answers !== 'follow-ups') return false;
    const since = new Date(now().getTime() - followUpMinutes * 60_000).toISOString();
    const thread = `${channel}:${threadTs ?? ''}`;
    return (await store.slackQuestionIn(kiki, { thread, asker: user, since })) !== undefined;
  };
  return async (body) => {
    if (!typed.safeParse(body).success) return undefined;
    const incoming = readIncoming(body, 'channel');
    if (incoming === undefined || !mayBeQuestion(incoming, home())) return undefined;
    try {
      return (await isForKiki(incoming)) ? { ...incoming, isUnaddressed: true } : undefined;
    } catch (error) {
      logger.warn(errorFields(error), 'Whether a message goes on with a question could not be found out');
      return undefined;
    }
  };
}

/** What the message alone decides. */
function mayBeQuestion(incoming: Incoming, home: Home): boolean {
  const { text, threadTs, ts } = incoming;
  if (threadTs === undefined || threadTs === ts || /<[@!]/.test(text)) return false;
  if (text.trim() === '' || thanks.test(text.trim())) return false;
  return isFromAPerson(incoming, home) && isFromHome(incoming, home);
}
