import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import { type Message, renderLine } from '../render/render-answer.ts';
import type { Home } from '../slack/home.ts';
import { type Patience, patiently } from '../slack/patiently.ts';
import { answerMetadata, isOwnAnswer, type Tag } from './metadata.ts';
import type { Place } from './place.ts';

/** Writes messages. All methods throw Slack's errors after trying again where that can help. */
export interface Poster {
  /** @returns the message's ts; empty where it cannot be changed any more */
  post(place: Place, message: Message, tag?: Tag): Promise<string>;
  update(place: Place, ts: string, message: Message, tag?: Tag): Promise<void>;
  remove(place: Place, ts: string): Promise<void>;
  /** A line, or a message, that only the asker sees. The tag is for a direct conversation, where it is a message like others. */
  whisper(place: Place, words: string | Message, tag?: Tag): Promise<void>;
  /** The direct conversation with the asker. */
  directPlace(place: Place): Promise<Place>;
}

const posted = z.object({ ts: z.string() });
const opened = z.object({ channel: z.object({ id: z.string() }) });

export function createPoster({
  client,
  patience,
  home,
}: {
  client: webApi.WebClient;
  patience: Patience;
  home: () => Home;
}): Poster {
  const findPosted = async ({ channel, threadTs, isDirect }: Place, tag: Tag | undefined) => {
    // Kiki may read direct messages only; elsewhere it cannot look.
    if (!isDirect || threadTs === undefined || tag === undefined) return undefined;
    const { messages = [] } = await client.conversations.replies({
      channel,
      ts: threadTs,
      limit: 200,
      include_all_metadata: true,
    });
    return messages.find((message) => isOwnAnswer(message, home(), tag))?.ts;
  };
  const show: Poster['post'] = async (place, message) => {
    const { channel, asker: user, isInThread, threadTs } = place;
    const thread = isInThread && threadTs !== undefined ? { thread_ts: threadTs } : {};
    const content = { channel, user, ...message, ...thread };
    await patiently(() => client.chat.postEphemeral(content), patience);
    // Slack lets nobody change or remove it.
    return '';
  };
  const postForAll: Poster['post'] = (place, message, tag) =>
    patiently(
      async () => posted.parse(await client.chat.postMessage(postArguments(place, message, tag))).ts,
      patience,
      () => findPosted(place, tag),
    );
  const post: Poster['post'] = (place, message, tag) =>
    place.isForAsker ? show(place, message, tag) : postForAll(place, message, tag);
  return {
    post,
    async update({ channel }, ts, { text, blocks }, tag) {
      const content = { channel, ts, text, blocks: blocks ?? [], ...metadataOf(tag) };
      await patiently(() => client.chat.update(content), patience);
    },
    async remove({ channel }, ts) {
      await patiently(() => client.chat.delete({ channel, ts }), patience);
    },
    async whisper(place, words, tag) {
      const message = typeof words === 'string' ? renderLine(words) : words;
      if (place.isDirect) {
        await post(place, message, tag);
        return;
      }
      const { channel, asker, isInThread, threadTs } = place;
      const thread = isInThread && threadTs !== undefined ? { thread_ts: threadTs } : {};
      const content = { channel, user: asker, ...message, ...thread };
      await patiently(() => client.chat.postEphemeral(content), patience);
    },
    async directPlace({ asker, askerTeam }) {
      const { channel } = opened.parse(await patiently(() => client.conversations.open({ users: asker }), patience));
      return { channel: channel.id, isInThread: false, isDirect: true, isForAsker: false, asker, askerTeam };
    },
  };
}

function postArguments(
  { channel, threadTs }: Place,
  { text, blocks }: Message,
  tag?: Tag,
): webApi.ChatPostMessageArguments {
  return {
    channel,
    text,
    ...(blocks && { blocks }),
    ...(threadTs !== undefined && { thread_ts: threadTs }),
    ...metadataOf(tag),
    unfurl_links: false,
    unfurl_media: false,
  };
}

function metadataOf(tag: Tag | undefined) {
  return tag === undefined ? {} : { metadata: answerMetadata(tag) };
}
