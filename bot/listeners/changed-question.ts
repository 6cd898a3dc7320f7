import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { ClaimedSlackQuestion, GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import type { Respond } from '../answering/respond.ts';
import type { Stops } from '../answering/stops.ts';
import { buttons, section } from '../blocks/blocks.ts';
import { questionId } from '../claims/question-place.ts';
import { admitPress } from '../gate/admit-interaction.ts';
import { isRefusal } from '../gate/gate.ts';
import { isFromHome } from '../gate/home-team.ts';
import { whyNotHere } from '../gate/own-conversation.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import type { HelpMail } from '../help/mail.ts';
import { escapeMrkdwn } from '../render/mrkdwn.ts';
import type { Channels } from '../slack/channels.ts';
import { errorFields, slackFailure } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import { type Patience, patiently } from '../slack/patiently.ts';
import { askTexts as texts } from '../texts.ts';
import type { Interaction } from './interaction.ts';
import { present } from './present.ts';
import { readJson } from '../blocks/read-json.ts';

/** The button below the word that a changed question was answered as it was. */
export const askAgainAction = 'ask_again';

export interface ChangedQuestionOptions {
  store: Pick<GraphStore, 'slackQuestion' | 'withdrawSlackQuestion'>;
  stops: Stops;
  respond: Respond;
  personGate: PersonGate;
  channels: Channels;
  mail: Pick<HelpMail, 'post' | 'whisper'>;
  client: webApi.WebClient;
  /** For what may fail. */
  quiet: webApi.WebClient;
  patience: Patience;
  home: () => Home;
  /** True once for each key. */
  once: (key: string) => Promise<boolean>;
  logger: BotLogger;
}

const optionalText = z.string().nullish();
const written = z.object({
  ts: z.string(),
  user: optionalText,
  text: optionalText,
  thread_ts: optionalText,
  subtype: optionalText,
  edited: z.object({ user: optionalText, ts: z.string() }).nullish(),
});
const changed = z.object({
  team_id: optionalText,
  enterprise_id: optionalText,
  event: z.object({
    type: z.literal('message'),
    subtype: z.enum(['message_changed', 'message_deleted']),
    channel: z.string(),
    message: written.nullish(),
    previous_message: written.nullish(),
    deleted_ts: optionalText,
  }),
});

/** A message that changed, with where it stands. */
interface Message {
  id: string;
  channel: string;
  ts: string;
  threadTs: string;
  user?: string;
}

const againTag = z.object({ channel: z.string().max(50), ts: z.string().max(50), thread: z.string().max(50) });
const threadMessage = z.looseObject({ ts: z.string(), user: optionalText, text: optionalText, bot_id: optionalText });

/**
 * What becomes of an answer when its question is deleted or changed. Slack tells of direct messages, and of channels where Kiki may hear what
 * is written. Of a deleted question the answer goes, unless others replied to it; a changed one can be asked again.
 */
export function changedQuestionListeners(options: ChangedQuestionOptions) {
  const { store, respond, channels, mail, client, patience, home, once, personGate, logger } = options;

  const withdraw = async (message: Message) => {
    const thread = `${message.channel}:${message.threadTs}`;
    const questions = await store.withdrawSlackQuestion(kiki, { id: message.id, thread });
    for (const question of questions) {
      const { channel, ts, threadTs } = message;
      options.stops.stop({ channel, threadTs, user: question.asker ?? '', ts });
      await removeAnswer(options, question, message);
    }
  };
  const offer = async (message: Message, editedAt: string, around: { teamId?: string; enterpriseId?: string }) => {
    const { channel, ts, threadTs, user = '' } = message;
    const question = await store.slackQuestion(kiki, message.id);
    // What was said instead of an answer is not asked again by a change.
    if (question === undefined || (question.isDone && question.posted === undefined)) return;
    if (whyNotHere(await channels.find(channel), channel.startsWith('D') ? 'direct' : 'channel') !== undefined) return;
    if (isRefusal(await personGate({ user, ...around }))) return;
    if (!(await once(`changed:${message.id}:${editedAt}`))) return;
    const value = JSON.stringify({ channel, ts, thread: threadTs } satisfies z.infer<typeof againTag>);
    const line = {
      text: escapeMrkdwn(texts.changed),
      blocks: [
        section(escapeMrkdwn(texts.changed)),
        ...buttons([{ action: askAgainAction, text: texts.askAgain, says: texts.askAgainSays, value }]),
      ],
    };
    if (channel.startsWith('D')) await mail.post(channel, line, { threadTs });
    else await mail.whisper({ channel, user, threadTs }, line);
  };

  return {
    async onMessage({ body }: { body: unknown }): Promise<void> {
      const { success, data } = changed.safeParse(body);
      if (!success) return;
      const { event, ...envelope } = data;
      const around = present({ teamId: envelope.team_id, enterpriseId: envelope.enterprise_id });
      if (!isFromHome(around, home())) return;
      const before = event.previous_message ?? undefined;
      const now = event.message ?? undefined;
      const ts = event.deleted_ts ?? now?.ts ?? before?.ts;
      if (ts === undefined) return;
      const message: Message = {
        id: questionId({ ...around, channel: event.channel, ts }, home()),
        channel: event.channel,
        ts,
        threadTs: before?.thread_ts ?? now?.thread_ts ?? ts,
        ...present({ user: before?.user ?? now?.user }),
      };
      // A question with replies, and answers are replies, becomes a mark that something stood there.
      const isGone = event.subtype === 'message_deleted' || now?.subtype === 'tombstone';
      const edited = now?.edited;
      const isOwn = edited?.user != null && edited.user === message.user;
      try {
        if (isGone) await withdraw(message);
        else if (edited != null && isOwn && now?.text !== before?.text) await offer(message, edited.ts, around);
      } catch (error) {
        logger.warn(errorFields(error), 'What becomes of a changed question could not be found out');
      }
    },
    /** Asks what stands there now, for whoever wrote it. */
    async onAgain(interaction: Interaction): Promise<void> {
      const admitted = await admitPress(interaction, { personGate, logger });
      const tag = admitted && readJson(againTag, admitted.press.value);
      if (admitted === undefined || tag === undefined) return;
      const { doer } = admitted.press;
      const { channel, ts, thread } = tag;
      try {
        const reply = await patiently(
          () => client.conversations.replies({ channel, ts: thread, oldest: ts, inclusive: true, limit: 200 }),
          patience,
        );
        const found = (reply.messages ?? [])
          .map((each) => written.safeParse(each).data)
          .find((each) => each?.ts === ts);
        if (found === undefined || found.user !== doer.user) return;
        const isDirect = channel.startsWith('D');
        await respond({
          surface: isDirect ? 'direct' : 'channel',
          eventId: `again:${channel}:${ts}:${found.edited?.ts ?? ''}`,
          edition: found.edited?.ts ?? '0',
          channel,
          ts,
          ...(thread !== ts && { threadTs: thread }),
          text: found.text ?? '',
          isBot: false,
          isExternallyShared: false,
          teamId: home().teamId,
          ...doer,
        });
      } catch (error) {
        logger.warn(errorFields(error), 'A changed question could not be asked again');
      }
    },
  };
}

/** Kiki's own messages alone: Slack lets an app delete no others. */
async function removeAnswer(
  options: ChangedQuestionOptions,
  { id, asker, posted = [], messages = [] }: ClaimedSlackQuestion,
  { channel, threadTs }: Message,
): Promise<void> {
  const { client, quiet, patience, logger } = options;
  const shown = messages.map((ts) => `${channel}:${ts}`);
  const places = [...new Set([...posted, ...shown])];
  const first = places.filter((place) => place.startsWith(`${channel}:`)).sort()[0];
  if (first !== undefined && (await othersReplied(options, { channel, threadTs, since: tsOf(first), asker }))) {
    logger.info({ question: id }, 'An answer stays although its question is deleted: others replied');
    return;
  }
  for (const place of places) {
    const ts = tsOf(place);
    const where = place.slice(0, -ts.length - 1);
    // One that is still being written cannot be removed.
    if (shown.includes(place)) await quiet.chat.stopStream({ channel: where, ts }).catch(() => undefined);
    await patiently(() => client.chat.delete({ channel: where, ts }), patience).catch((error: unknown) => {
      logger.warn({ question: id, code: slackFailure(error).code }, 'An answer to a deleted question stays');
    });
  }
}

function tsOf(place: string): string {
  return place.slice(place.lastIndexOf(':') + 1);
}

/** Where that cannot be read, the answer stays: nothing of what others said is to hang in the air. */
async function othersReplied(
  { client, patience, home }: ChangedQuestionOptions,
  { channel, threadTs, since, asker }: { channel: string; threadTs: string; since: string; asker: string | undefined },
): Promise<boolean> {
  if (channel.startsWith('D')) return false;
  const reply = await patiently(
    () => client.conversations.replies({ channel, ts: threadTs, oldest: since, limit: 200 }),
    patience,
  );
  return (reply.messages ?? []).some((each) => {
    const { data } = threadMessage.safeParse(each);
    if (data === undefined || data.ts <= since) return false;
    return data.user !== asker && data.user !== home().userId && data.bot_id !== home().botId;
  });
}
