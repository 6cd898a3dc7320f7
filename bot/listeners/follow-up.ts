import { z } from 'zod';
import type { GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import type { Respond } from '../answering/respond.ts';
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

export interface FollowUpOptions {
  respond: Respond;
  settingsOf: FindChannelSettings;
  store: Pick<GraphStore, 'slackQuestionIn'>;
  home: () => Home;
  /** How long after an answer its asker may go on. */
  followUpMinutes: number;
  now: () => Date;
  logger: BotLogger;
}

/**
 * Somebody writes on in a thread of a channel without a mention: answered where that is switched on, when he himself asked Kiki there a
 * short while ago. What mentions somebody is not for Kiki, and what mentions Kiki comes as a mention too.
 */
export function onFollowUp({ respond, settingsOf, store, home, followUpMinutes, now, logger }: FollowUpOptions) {
  const isForKiki = async ({ channel, threadTs, user = '' }: Incoming): Promise<boolean> => {
    if ((await settingsOf(channel)).answers !== 'follow-ups') return false;
    const since = new Date(now().getTime() - followUpMinutes * 60_000).toISOString();
    const thread = `${channel}:${threadTs ?? ''}`;
    return (await store.slackQuestionIn(kiki, { thread, asker: user, since })) !== undefined;
  };
  return async ({ body }: { body: unknown }): Promise<void> => {
    if (!typed.safeParse(body).success) return;
    const incoming = readIncoming(body, 'channel');
    if (incoming === undefined || !mayBeQuestion(incoming, home())) return;
    try {
      if (!(await isForKiki(incoming))) return;
    } catch (error) {
      logger.warn(errorFields(error), 'Whether a message goes on with a question could not be found out');
      return;
    }
    await respond({ ...incoming, isUnaddressed: true });
  };
}

/** What the message alone decides. */
function mayBeQuestion(incoming: Incoming, home: Home): boolean {
  const { text, threadTs, ts } = incoming;
  if (threadTs === undefined || threadTs === ts || /<[@!]/.test(text)) return false;
  if (text.trim() === '' || thanks.test(text.trim())) return false;
  return isFromAPerson(incoming, home) && isFromHome(incoming, home);
}
