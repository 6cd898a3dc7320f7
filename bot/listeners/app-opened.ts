import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { whyNotAMember } from '../gate/full-member.ts';
import type { PublishHome } from '../home/home-tab.ts';
import { errorFields } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import type { People } from '../slack/people.ts';
import { texts } from '../texts.ts';
import type { LookingAt } from '../slack/looking-at.ts';
import { channelIn, lookedAt } from './context-changed.ts';
import { present } from './present.ts';

const opened = z.object({
  team_id: z.string().nullish(),
  enterprise_id: z.string().nullish(),
  event: z.object({ user: z.string(), channel: z.string(), tab: z.string(), context: lookedAt.nullish() }),
});

export interface AppOpenedOptions {
  /** The quiet one: nobody waits for this. */
  client: webApi.WebClient;
  people: People;
  home: () => Home;
  /** At most four are shown. */
  examples: readonly string[];
  publishHome: PublishHome;
  lookingAt: Pick<LookingAt, 'note'>;
  logger: BotLogger;
}

/** Slack shows four at most. */
export function suggestedPrompts(examples: readonly string[]): { title: string; message: string }[] {
  return examples.slice(0, 4).map((example) => ({ title: example, message: example }));
}

/**
 * Somebody opened the app: the Home tab shows what Kiki is and what is his, the conversation questions to begin with and that an
 * AI answers.
 */
export function onAppOpened({ client, people, home, examples, publishHome, lookingAt, logger }: AppOpenedOptions) {
  return async ({ body }: { body: unknown }): Promise<void> => {
    const parsed = opened.safeParse(body).data;
    const event = parsed?.event;
    if (event?.context != null) lookingAt.note(event.user, channelIn(event.context));
    if (event?.tab === 'home') {
      const { team_id: teamId, enterprise_id: enterpriseId } = parsed ?? {};
      await publishHome({ user: event.user, ...present({ teamId, enterpriseId }) });
    }
    if (event?.tab !== 'messages') return;
    try {
      if (whyNotAMember(await people.find(event.user), home()) !== undefined) return;
      // Without thread_ts: with it, the call does nothing in an app with agent_view, and says nothing.
      await client.assistant.threads.setSuggestedPrompts({
        channel_id: event.channel,
        title: texts.promptsTitle,
        prompts: suggestedPrompts(examples),
      });
    } catch (error) {
      logger.info(errorFields(error), 'No questions could be suggested');
    }
  };
}
