import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { whyNotAMember } from '../gate/full-member.ts';
import { errorFields } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import type { People } from '../slack/people.ts';
import { texts } from '../texts.ts';

const opened = z.object({ event: z.object({ user: z.string(), channel: z.string(), tab: z.string() }) });

export interface MessagesTabOptions {
  /** The quiet one: nobody waits for this. */
  client: webApi.WebClient;
  people: People;
  home: () => Home;
  /** At most four are shown. */
  examples: readonly string[];
  logger: BotLogger;
}

/** Somebody opened the conversation with Kiki: questions to begin with, and that an AI answers. */
export function onMessagesTab({ client, people, home, examples, logger }: MessagesTabOptions) {
  return async ({ body }: { body: unknown }): Promise<void> => {
    const event = opened.safeParse(body).data?.event;
    if (event?.tab !== 'messages') return;
    try {
      if (whyNotAMember(await people.find(event.user), home()) !== undefined) return;
      // Without thread_ts: with it, the call does nothing in an app with agent_view, and says nothing.
      await client.assistant.threads.setSuggestedPrompts({
        channel_id: event.channel,
        title: texts.promptsTitle,
        prompts: examples.slice(0, 4).map((example) => ({ title: example, message: example })),
      });
    } catch (error) {
      logger.info(errorFields(error), 'No questions could be suggested');
    }
  };
}
