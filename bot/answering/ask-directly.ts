import type { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { Doer } from '../gate/person-gate.ts';
import { escapeMrkdwn } from '../render/mrkdwn.ts';
import type { Home } from '../slack/home.ts';
import { type Patience, patiently } from '../slack/patiently.ts';
import { askTexts } from '../texts.ts';
import type { Respond } from './respond.ts';

export interface DirectQuestion {
  doer: Doer & { user: string };
  question: string;
  /** By which it is told from others, so that it is answered once. */
  id: string;
}

/** Answers a question that was no message. Rejects with Slack's error when it opens no direct conversation. */
export interface AskDirectly {
  /** In the direct conversation, in a thread on the question. */
  inThread(question: DirectQuestion): Promise<void>;
  /** Where the command was typed, for the asker alone. */
  onCommand(question: DirectQuestion & { responseUrl: string; askedIn: string }): Promise<void>;
}

/** Plain words as Slack sends what somebody typed. */
export function asTyped(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

const opened = z.object({ channel: z.object({ id: z.string() }) });
const posted = z.object({ ts: z.string() });

export function createAskDirectly({
  client,
  patience,
  home,
  respond,
}: {
  client: webApi.WebClient;
  patience: Patience;
  home: () => Home;
  respond: Respond;
}): AskDirectly {
  const open = async (user: string) =>
    opened.parse(await patiently(() => client.conversations.open({ users: user }), patience)).channel.id;
  const incoming = ({ doer, question, id }: DirectQuestion, channel: string) => ({
    surface: 'direct' as const,
    eventId: id,
    channel,
    text: asTyped(question),
    isBot: false,
    isExternallyShared: false,
    teamId: home().teamId,
    ...doer,
  });
  return {
    async inThread(question) {
      const channel = await open(question.doer.user);
      const text = `${askTexts.youAsked}\n>${escapeMrkdwn(question.question).replaceAll('\n', '\n>')}`;
      const { ts } = posted.parse(
        await patiently(
          () => client.chat.postMessage({ channel, text, unfurl_links: false, unfurl_media: false }),
          patience,
        ),
      );
      await respond({ ...incoming(question, channel), ts });
    },
    async onCommand(question) {
      const channel = await open(question.doer.user);
      await respond({
        ...incoming(question, channel),
        ts: question.id,
        responseUrl: question.responseUrl,
        askedIn: question.askedIn,
      });
    },
  };
}
