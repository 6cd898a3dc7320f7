import type { HelpDesk } from '../../graph/help-desk.ts';
import type { GraphStore } from '../../graph/store.ts';
import { actorOf, kiki } from '../../schema/actor.ts';
import { KikiError } from '../../schema/errors.ts';
import type { HelpRequest } from '../../schema/help-request.ts';
import { isFromAPerson } from '../gate/from-a-person.ts';
import { isRefusal } from '../gate/gate.ts';
import { isFromHome } from '../gate/home-team.ts';
import type { PersonGate } from '../gate/person-gate.ts';
import type { Incoming } from '../listeners/incoming.ts';
import { questionText } from '../listeners/question-text.ts';
import { renderLine } from '../render/render-answer.ts';
import { errorFields } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import { helpTexts as texts } from '../texts.ts';
import type { HelpMail } from './mail.ts';
import { keepMessage } from './messages.ts';

/** Whether a message was no question but a reply to one that Kiki had brought. Never rejects. */
export type TakeReply = (incoming: Incoming) => Promise<boolean>;

export interface TakeReplyOptions {
  store: Pick<GraphStore, 'helpRequestAt'>;
  desk: Pick<HelpDesk, 'reply'>;
  /** True once for each message, whatever comes twice. */
  take: (incoming: Incoming) => Promise<boolean>;
  personGate: PersonGate;
  mail: HelpMail;
  home: () => Home;
  wake: () => void;
  logger: BotLogger;
}

/** Who was asked writes in the thread of the question, in the direct conversation; Kiki reads no other. */
export function createTakeReply(options: TakeReplyOptions): TakeReply {
  const { store, take, personGate, home, logger } = options;
  const find = async ({ surface, channel, threadTs }: Incoming): Promise<HelpRequest | undefined> => {
    if (surface !== 'direct' || threadTs === undefined) return undefined;
    try {
      return await store.helpRequestAt(kiki, { channel, ts: threadTs });
    } catch (error) {
      logger.warn(errorFields(error), 'Whether a message is a reply to a question could not be found out');
      return undefined;
    }
  };
  return async (incoming) => {
    if (!isFromAPerson(incoming, home()) || !isFromHome(incoming, home())) return false;
    const request = await find(incoming);
    if (request === undefined) return false;
    if (!(await take(incoming))) return true;
    const { user = '', askerTeam, teamId, enterpriseId } = incoming;
    const doer = {
      user,
      ...(askerTeam && { askerTeam }),
      ...(teamId && { teamId }),
      ...(enterpriseId && { enterpriseId }),
    };
    const admission = await personGate(doer);
    if (isRefusal(admission)) logger.info({ reason: admission.reason }, 'A reply was not taken');
    else await keep(options, incoming, request, admission.viewer);
    return true;
  };
}

async function keep(
  { desk, mail, home, wake, logger }: TakeReplyOptions,
  { text, channel }: Incoming,
  { id, posted }: HelpRequest,
  viewer: { id: string; name: string } & Parameters<HelpDesk['reply']>[1],
): Promise<void> {
  const say = (message: ReturnType<typeof keepMessage>) =>
    mail.post(channel, message, { ...(posted && { threadTs: posted.ts }) }).catch((error: unknown) => {
      logger.warn(errorFields(error), 'Who replied could not be told');
    });
  const actor = actorOf(viewer);
  try {
    const request = await desk.reply(actor, viewer, id, questionText(text, home().userId, new Map()));
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
