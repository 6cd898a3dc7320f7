import { hostname } from 'node:os';
import type { GraphStore, Lease } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import { type HelpNews, type HelpRequest, withNews } from '../../schema/help-request.ts';
import type { Links } from '../render/links.ts';
import { type Message, renderLine } from '../render/render-answer.ts';
import { errorFields, slackFailure } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import { helpTexts as texts } from '../texts.ts';
import type { HelpMail } from './mail.ts';
import { endedMessage, newsMessage, questionMessage, repliesInChannel, replyMessage } from './messages.ts';
import { afterFailure, done, isGivenUp, nextErrand, passedOn, told, unreachable } from './next-errand.ts';
import type { Reach } from './reach.ts';

/** What Kiki does by itself about questions to people: brings them, reminds once, and tells what became of them. */
export interface Errands {
  start(): void;
  /** Does at once what there is to do. */
  wake(): void;
  /** Waits for what is under way. */
  stop(): Promise<void>;
}

export interface ErrandsOptions {
  store: Pick<GraphStore, 'dueHelpRequests' | 'changeHelpRequest' | 'takeLock' | 'renewLock' | 'releaseLock'>;
  mail: HelpMail;
  reach: Reach;
  links: Links;
  /** When whoever was asked is reminded, in milliseconds. */
  remindAfter: number;
  seconds: number;
  now: () => Date;
  logger: BotLogger;
}

/** Requests of one round. */
const most = 20;
const leaseMilliseconds = 120_000;

export function createErrands(options: ErrandsOptions): Errands {
  const { store, seconds, logger } = options;
  let timer: NodeJS.Timeout | undefined;
  let work = Promise.resolve();
  let isStopped = false;
  let isWaiting = false;

  const round = async () => {
    isWaiting = false;
    if (isStopped) return;
    try {
      if ((await store.dueHelpRequests(kiki, 1)).length === 0) return;
      const holder = `${hostname()}, process ${process.pid}`;
      const lock = await store.takeLock(kiki, { id: 'help-requests', holder, milliseconds: leaseMilliseconds });
      // Another process is at it.
      if ('heldBy' in lock) return;
      await doAll(lock.lease).finally(() => store.releaseLock(kiki, lock.lease));
    } catch (error) {
      logger.warn(errorFields(error), 'Questions to people could not be looked after');
    }
  };
  const doAll = async (lease: Lease) => {
    // Looked at under the lock: what another process has just done is not due any more.
    for (let count = 0; count < most && !isStopped; count += 1) {
      const [request] = await store.dueHelpRequests(kiki, 1);
      if (request === undefined || !(await store.renewLock(kiki, lease))) return;
      await doNext(options, request);
    }
  };
  const wake = () => {
    if (isWaiting) return;
    isWaiting = true;
    work = work.then(round);
  };
  return {
    start() {
      wake();
      timer = setInterval(wake, seconds * 1000);
      timer.unref();
    },
    wake,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await work;
    },
  };
}

async function doNext(options: ErrandsOptions, request: HelpRequest): Promise<void> {
  const { store, now, logger } = options;
  const errand = nextErrand(request);
  const change = (make: (current: HelpRequest) => HelpRequest) => store.changeHelpRequest(kiki, request.id, make);
  try {
    switch (errand.do) {
      case 'post':
        await bring(options, request, change);
        break;
      case 'remind':
        // Before it is posted: twice would be worse than not at all.
        await change((current) => done({ ...current, remindedAt: now().toISOString() }, errand));
        await remind(options, request);
        break;
      case 'tell':
        await tell(options, request, errand.news);
        await change((current) => told(current, errand, { seen: request, due: dueAfter(current, options) }));
        break;
      case 'nothing':
        await change((current) => done(current, errand));
    }
    logger.info({ request: request.id, errand: errand.do }, 'Question to a person');
  } catch (error) {
    logger.warn({ request: request.id, errand: errand.do, ...errorFields(error) }, 'A question to a person waits');
    if (errand.do === 'post' && (takesNothing(error) || isGivenUp(request))) await giveUp(options, request, change);
    else await change((current) => afterFailure(current, errand, now()));
  }
}

type Change = (make: (current: HelpRequest) => HelpRequest) => Promise<HelpRequest | undefined>;

/** When there is something to do again, of one that nothing is to be told about. */
function dueAfter({ state, posted, remindedAt, at }: HelpRequest, { remindAfter }: ErrandsOptions): string | undefined {
  if (state !== 'open' || posted === undefined || remindedAt !== undefined) return undefined;
  return new Date(Date.parse(at) + remindAfter).toISOString();
}

/** Slack's words for a conversation in which Kiki will not be able to write a minute later either. */
const closed =
  /^(?:channel_not_found|not_in_channel|is_archived|restricted_action\w*|messages_tab_disabled|cannot_dm_bot|user_not_found)$/;

function takesNothing(error: unknown): boolean {
  return closed.test(slackFailure(error).code);
}

/** The question can't be brought: instead of a channel, who looks after such questions gets it; else the asker is told that it waits. */
async function giveUp({ reach, now, logger }: ErrandsOptions, request: HelpRequest, change: Change): Promise<void> {
  const isOfChannel = 'channel' in request.to;
  const instead = isOfChannel ? await reach.owner(request.asker) : undefined;
  logger.info(
    { request: request.id, isPassedOn: instead !== undefined },
    'A question to a person could not be brought',
  );
  await change((current) =>
    instead === undefined ? unreachable(done(current, { do: 'post' }), now()) : passedOn(current, instead, now()),
  );
}

/** Brings the question to whoever is asked. */
async function bring(options: ErrandsOptions, request: HelpRequest, change: Change): Promise<void> {
  const { mail, reach, links, now } = options;
  const { to, thread, insteadOf } = request;
  const channel = await channelOf(options, request);
  if (channel === undefined || ('channel' in to && !(await reach.isOwnChannel(channel)))) {
    await giveUp(options, request, change);
    return;
  }
  const address =
    repliesInChannel(request) && thread !== undefined ? await mail.linkTo(thread).catch(() => undefined) : undefined;
  const ts = await mail.post(channel, questionMessage(request, links, address), { request: request.id });
  await change((current) => {
    const posted = { ...current, posted: { channel, ts } };
    return insteadOf === undefined
      ? done(posted, { do: 'post' }, dueAfter(posted, options))
      : withNews(posted, 'passed-on', now());
  });
}

/** Where whoever is asked reads it. Undefined when that is nowhere in Slack. */
async function channelOf({ mail, reach }: ErrandsOptions, { to }: HelpRequest): Promise<string | undefined> {
  if ('channel' in to) return to.channel;
  const user = await reach.asked(to.person);
  return user === undefined ? undefined : mail.openDirect(user);
}

async function remind({ mail, reach }: ErrandsOptions, { posted, askerName }: HelpRequest): Promise<void> {
  if (posted === undefined) return;
  if (!posted.channel.startsWith('D') && !(await reach.isOwnChannel(posted.channel))) return;
  await mail.post(posted.channel, renderLine(texts.reminder(askerName)), { threadTs: posted.ts });
}

async function tell(options: ErrandsOptions, request: HelpRequest, news: HelpNews): Promise<void> {
  const { to, endedBy = '', askerName } = request;
  switch (news) {
    case 'replied':
      await tellAsker(options, request, replyMessage(request));
      break;
    case 'declined':
      await tellAsker(options, request, newsMessage(request, texts.declined(to.name)));
      await closePost(options, request);
      break;
    case 'unreachable':
      await tellAsker(options, request, newsMessage(request, texts.unreachable(to.name)));
      break;
    case 'passed-on':
      await tellAsker(options, request, newsMessage(request, texts.passedOn(request.insteadOf ?? '', to.name)));
      break;
    case 'resolved':
      if (endedBy !== askerName) await tellAsker(options, request, newsMessage(request, texts.solvedByOther(endedBy)));
      await closePost(options, request);
      break;
    case 'withdrawn':
      await closePost(options, request);
  }
}

/** In the thread in which was asked, as long as the channel is the company's own; else directly. */
async function tellAsker(
  { mail, reach, logger }: ErrandsOptions,
  request: HelpRequest,
  message: Message,
): Promise<void> {
  const { thread, id } = request;
  if (thread !== undefined && (thread.channel.startsWith('D') || (await reach.isOwnChannel(thread.channel)))) {
    await mail.post(thread.channel, message, { threadTs: thread.ts });
    return;
  }
  const user = await reach.asker(request);
  if (user === undefined) logger.info({ request: id }, 'An asker is not in Slack; the wiki tells');
  else await mail.post(await mail.openDirect(user), message);
}

/** Takes the buttons away from where the question stands. */
async function closePost({ mail }: ErrandsOptions, request: HelpRequest): Promise<void> {
  if (request.posted !== undefined) await mail.replace(request.posted, endedMessage(request));
}
