import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { whyNotHere } from '../gate/own-conversation.ts';
import { renderLine } from '../render/render-answer.ts';
import type { Channels } from '../slack/channels.ts';
import { errorFields } from '../slack/failure.ts';
import { type Home, mayLeave } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import { texts } from '../texts.ts';

const joined = z.object({ event_id: z.string(), event: z.object({ user: z.string(), channel: z.string() }) });

export interface JoinedChannelOptions {
  /** The quiet one: a channel without a greeting is still one. */
  client: webApi.WebClient;
  channels: Channels;
  home: () => Home;
  examples: readonly string[];
  /** True once for each key, whatever comes twice and to several processes. */
  once: (key: string) => Promise<boolean>;
  logger: BotLogger;
}

/** Somebody invited Kiki to a channel: it says once what it is, or why it does not answer there; then it leaves, if it may. */
export function onJoinedChannel({ client, channels, home, examples, once, logger }: JoinedChannelOptions) {
  return async ({ body }: { body: unknown }): Promise<void> => {
    const { success, data } = joined.safeParse(body);
    if (!success || data.event.user !== home().userId) return;
    const { channel } = data.event;
    try {
      if (!(await once(`joined:${data.event_id}`))) return;
      const found = await channels.findNow(channel);
      const isOwn = whyNotHere(found, 'channel') === undefined;
      const line = isOwn ? texts.greeting(examples) : texts.notHere;
      await client.chat
        .postMessage({ channel, ...renderLine(line), unfurl_links: false, unfurl_media: false })
        .catch((error: unknown) => logger.info(errorFields(error), 'A channel was not greeted'));
      if (!isOwn && mayLeave(home(), { isPrivate: found.is_private === true }))
        await client.conversations.leave({ channel });
    } catch (error) {
      logger.info(errorFields(error), 'What Kiki does in a channel that it was invited to could not be done');
    }
  };
}
