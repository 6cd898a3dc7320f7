import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { whyNotAMember } from '../gate/full-member.ts';
import { renderLine } from '../render/render-answer.ts';
import { errorFields } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import type { People } from '../slack/people.ts';
import { texts } from '../texts.ts';
import { suggestedPrompts } from './app-opened.ts';

const started = z.object({
  event_id: z.string(),
  event: z.object({
    assistant_thread: z.object({ user_id: z.string(), channel_id: z.string(), thread_ts: z.string() }),
  }),
});

export interface ThreadStartedOptions {
  /** The quiet one: whoever knows what to ask needs no greeting. */
  client: webApi.WebClient;
  people: People;
  home: () => Home;
  examples: readonly string[];
  /** True once for each key, whatever comes twice and to several processes. */
  once: (key: string) => Promise<boolean>;
  logger: BotLogger;
}

/** Somebody began a conversation in an app that was made before the agent view: there Slack tells so, and the questions belong to the thread. */
export function onThreadStarted({ client, people, home, examples, once, logger }: ThreadStartedOptions) {
  return async ({ body }: { body: unknown }): Promise<void> => {
    const parsed = started.safeParse(body).data;
    if (parsed === undefined) return;
    const { user_id: user, channel_id: channel, thread_ts: threadTs } = parsed.event.assistant_thread;
    try {
      if (whyNotAMember(await people.find(user), home()) !== undefined) return;
      if (!(await once(`started:${channel}:${threadTs}`))) return;
      await client.chat.postMessage({ channel, thread_ts: threadTs, ...renderLine(texts.promptsTitle) });
      const prompts = suggestedPrompts(examples);
      await client.assistant.threads.setSuggestedPrompts({ channel_id: channel, thread_ts: threadTs, prompts });
    } catch (error) {
      logger.info(errorFields(error), 'A conversation was not greeted');
    }
  };
}
