import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { SlackThread } from '../../schema/help-request.ts';
import type { Message } from '../render/render-answer.ts';
import type { Home } from '../slack/home.ts';
import { type Patience, patiently } from '../slack/patiently.ts';

/** Messages about questions to people. All methods throw Slack's errors after trying again where that can help. */
export interface HelpMail {
  /** The direct conversation with somebody. */
  openDirect(user: string): Promise<string>;
  /** @param request whose question the message is, so that it is found again; in direct conversations it is then posted once */
  post(channel: string, message: Message, options?: { threadTs?: string; request?: string }): Promise<string>;
  whisper(place: { channel: string; user: string; threadTs?: string | undefined }, message: Message): Promise<void>;
  replace(thread: SlackThread, message: Message): Promise<void>;
  /** The address of a message. */
  linkTo(thread: SlackThread): Promise<string>;
}

const opened = z.object({ channel: z.object({ id: z.string() }) });
const posted = z.object({ ts: z.string() });
const linked = z.object({ permalink: z.url({ protocol: /^https$/ }) });

const eventType = 'kiki_help';
const ownMessage = z.object({
  ts: z.string(),
  bot_id: z.string().optional(),
  user: z.string().optional(),
  metadata: z.object({ event_type: z.literal(eventType), event_payload: z.object({ request: z.string() }) }),
});

export function createHelpMail({
  client,
  patience,
  home,
}: {
  client: webApi.WebClient;
  patience: Patience;
  home: () => Home;
}): HelpMail {
  /** Elsewhere than directly Kiki may not read. */
  const findPosted = async (channel: string, request: string | undefined) => {
    if (request === undefined || !channel.startsWith('D')) return undefined;
    const { messages = [] } = await patiently(
      () => client.conversations.history({ channel, limit: 50, include_all_metadata: true }),
      patience,
    );
    for (const message of messages) {
      const { data } = ownMessage.safeParse(message);
      const isOwn = data?.bot_id === home().botId || data?.user === home().userId;
      if (data?.metadata.event_payload.request === request && isOwn) return data.ts;
    }
    return undefined;
  };
  return {
    openDirect: async (user) =>
      opened.parse(await patiently(() => client.conversations.open({ users: user }), patience)).channel.id,
    async post(channel, { text, blocks }, { threadTs, request } = {}) {
      const before = await findPosted(channel, request);
      if (before !== undefined) return before;
      const metadata = { event_type: eventType, event_payload: { request: request ?? '' } };
      const content = {
        channel,
        text,
        ...(blocks && { blocks }),
        ...(threadTs !== undefined && { thread_ts: threadTs }),
        ...(request !== undefined && { metadata }),
        unfurl_links: false,
        unfurl_media: false,
      };
      return patiently(
        async () => posted.parse(await client.chat.postMessage(content)).ts,
        patience,
        () => findPosted(channel, request),
      );
    },
    async whisper({ channel, user, threadTs }, { text, blocks }) {
      const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
      await patiently(
        () => client.chat.postEphemeral({ channel, user, text, ...(blocks && { blocks }), ...thread }),
        patience,
      );
    },
    async replace({ channel, ts }, { text, blocks }) {
      await patiently(() => client.chat.update({ channel, ts, text, blocks: blocks ?? [] }), patience);
    },
    linkTo: async ({ channel, ts }) =>
      linked.parse(await patiently(() => client.chat.getPermalink({ channel, message_ts: ts }), patience)).permalink,
  };
}
