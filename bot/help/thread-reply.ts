import type { HelpDesk } from '../../graph/help-desk.ts';
import type { GraphStore } from '../../graph/store.ts';
import { actorOf, kiki } from '../../schema/actor.ts';
import { KikiError } from '../../schema/errors.ts';
import type { HelpRequest } from '../../schema/help-request.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { TakeReply } from '../answering/take-reply.ts';
import type { Incoming } from '../listeners/incoming.ts';
import { renderLine } from '../render/render-answer.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { helpTexts as texts } from '../texts.ts';
import type { HelpMail } from './mail.ts';
import { keepMessage } from './messages.ts';

export interface TakeReplyOptions {
  store: Pick<GraphStore, 'helpRequestAt'>;
  desk: Pick<HelpDesk, 'reply'>;
  mail: HelpMail;
  wake: () => void;
  logger: BotLogger;
}

/** Takes what whoever was asked writes in the thread of the question, in the direct conversation; Kiki reads no other. */
export function createTakeReply(options: TakeReplyOptions): TakeReply {
  const { store, logger } = options;
  const find = async ({ surface, channel, threadTs }: Incoming): Promise<HelpRequest | undefined> => {
    if (surface !== 'direct' || threadTs === undefined) return undefined;
    try {
      return await store.helpRequestAt(kiki, { channel, ts: threadTs });
    } catch (error) {
      logger.warn(errorFields(error), 'Whether a message is a reply to a question could not be found out');
      return undefined;
    }
  };
  return async (incoming, viewer, text) => {
    const request = await find(incoming);
    if (request === undefined) return false;
    await keep(options, { request, viewer, text, channel: incoming.channel });
    return true;
  };
}

interface Reply {
  request: HelpRequest;
  viewer: Viewer;
  text: string;
  channel: string;
}

async function keep(
  { desk, mail, wake, logger }: TakeReplyOptions,
  { request: { id, posted }, viewer, text, channel }: Reply,
): Promise<void> {
  const say = (message: ReturnType<typeof keepMessage>) =>
    mail.post(channel, message, { ...(posted && { threadTs: posted.ts }) }).catch((error: unknown) => {
      logger.warn(errorFields(error), 'Who replied could not be told');
    });
  try {
    const request = await desk.reply(actorOf(viewer), viewer, id, text);
    wake();
    await say(keepMessage(request));
  } catch (error) {
    logger.warn(errorFields(error), 'A reply could not be kept');
    await say(renderLine(lineFor(error)));
  }
}

/** What somebody is told of what could not be done. */
export function lineFor(error: unknown): string {
  if (!(error instanceof KikiError)) return texts.failed;
  switch (error.code) {
    case 'conflict':
      return texts.endedAlready;
    case 'not-allowed':
      return texts.notYours;
    case 'not-found':
      return texts.gone;
    case 'invalid':
      return error.message;
    default:
      return texts.failed;
  }
}
