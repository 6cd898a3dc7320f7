import { randomBytes } from 'node:crypto';
import type { types } from '@slack/bolt';
import type { Answer, Turn } from '../../schema/answer.ts';
import type { Ask } from '../../schema/services.ts';
import { type ChannelSettings, usesAllSources } from '../../schema/channel-settings.ts';
import type { Viewer } from '../../schema/viewer.ts';
import type { Claims } from '../claims/claims.ts';
import type { Precedence } from '../claims/precedence.ts';
import { failureButtons } from '../feedback/failure-buttons.ts';
import { type Gate, isRefusal, type Refusal } from '../gate/gate.ts';
import { refusalLine } from '../gate/refusal-lines.ts';
import type { BotLimits } from '../limits.ts';
import type { Incoming } from '../listeners/incoming.ts';
import { renderLine } from '../render/render-answer.ts';
import { errorFields } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import { channelTexts, texts } from '../texts.ts';
import type { Delivery, Outcome } from './delivery.ts';
import { type Ending, endingOf, failureLine } from './failure-line.ts';
import type { InFlight } from './in-flight.ts';
import { joinSignals } from './joined-signal.ts';
import type { LiveStream } from './live-stream.ts';
import { loadThings, type ThingReads } from './load-things.ts';
import type { OfferPrivately } from './offer-privately.ts';
import { type Place, placeOf } from './place.ts';
import type { Poster } from './poster.ts';
import { type QuestionReader, threadKey } from './read-question.ts';
import type { RecentTurns } from './recent-turns.ts';
import type { Status } from './status.ts';
import type { Stops } from './stops.ts';
import type { TakeReply } from './take-reply.ts';
import type { Turnstile } from './turnstile.ts';

export interface ResponderOptions {
  ask: Ask;
  gate: Gate;
  home: () => Home;
  reader: QuestionReader;
  /** Takes what is written to Kiki and is no question. */
  takeReply: TakeReply;
  /** For cards and tables of what an answer consists of. */
  store: ThingReads;
  recent: RecentTurns;
  claims: Pick<Claims, 'posting'>;
  precedence: Pick<Precedence, 'calm'>;
  poster: Poster;
  offerPrivately: OfferPrivately;
  status: Status;
  /** The ways in which one answer reaches its place: shown while it is written, and delivered at the end. */
  openDelivery: (place: Place, requestId: string, incoming: Incoming) => { live: LiveStream; delivery: Delivery };
  inFlight: InFlight;
  stops: Stops;
  turnstile: Turnstile;
  examples: readonly string[];
  /** How is answered where nothing else is known. */
  defaults: Pick<ChannelSettings, 'helpChannel'>;
  limits: BotLimits;
  logger: BotLogger;
}

/**
 * Answers a message, or says why not. Never throws: every message that passes the gate gets one reply. Listeners of events do not wait for it:
 * of a question that waits for its turn Bolt would keep its request and all its listeners.
 */
export type Respond = (incoming: Incoming) => Promise<void>;

/** What one question takes along. */
interface Request {
  id: string;
  incoming: Incoming;
  place: Place;
  settings: ChannelSettings;
  viewer: Viewer;
  /** The asker, with all that he may read himself. */
  own: Viewer;
  stopping: AbortSignal;
  /** The asker pressed stop. */
  stopped: AbortSignal;
  /** To be called when all is known that the answering needs: the next question may prepare. */
  prepared: () => void;
}

export function createResponder(options: ResponderOptions): Respond {
  const { gate, home, inFlight, precedence, stops, logger } = options;

  const respond = async (request: Pick<Request, 'id' | 'incoming' | 'stopping' | 'prepared'>): Promise<void> => {
    const { id, incoming } = request;
    const admission = await gate(incoming);
    if (isRefusal(admission))
      return refuse(options, { id, incoming, place: placeOf(incoming, home()), refusal: admission });
    const { settings, viewer, own } = admission;
    const place = placeOf(incoming, home(), settings);
    const { signal: stopped, end } = stops.watch(place, incoming.ts);
    try {
      await reply(options, { ...request, place, settings, stopped, viewer, own });
    } catch (error) {
      logger.error({ requestId: id, ...errorFields(error) }, 'A question met an error that nothing expects');
      await tell(options, { id, incoming, place, line: texts.answerFailed(id) });
    } finally {
      end();
      admission.release();
    }
  };
  return (incoming) =>
    inFlight.run(async (stopping) => {
      const prepared = await precedence.calm();
      try {
        await respond({ id: randomBytes(4).toString('hex'), incoming, stopping, prepared });
      } finally {
        prepared();
      }
    });
}

async function refuse(
  options: ResponderOptions,
  { id, incoming, place, refusal }: Pick<Request, 'id' | 'incoming' | 'place'> & { refusal: Refusal },
) {
  const { reason, cause } = refusal;
  const details = cause === undefined ? {} : errorFields(cause);
  options.logger.info(
    { requestId: id, reason, channel: place.channel, asker: place.asker, ...details },
    'Not answered',
  );
  const line = refusalLine(reason, id);
  if (line === undefined) return;
  const question = reason === 'wiki-down' ? await options.reader.question(incoming) : '';
  const buttons = buttonsFor({ place, incoming }, question, options.defaults);
  await tell(options, { id, incoming, place, line, buttons });
}

/** A line for the asker alone. Kept before it is said, so that nobody answers besides when this process dies right after it. */
async function tell(
  { claims, poster, logger }: ResponderOptions,
  {
    id,
    incoming,
    place,
    line,
    buttons,
  }: Pick<Request, 'id' | 'incoming' | 'place'> & { line: string; buttons?: readonly types.ActionsBlock[] },
) {
  try {
    if ((await claims.posting(incoming, { answer: id, parts: 1 })) !== 'held') return;
    await poster.whisper(place, renderLine(line, buttons), { answerId: id, part: 0, isLine: true });
  } catch (error) {
    logger.warn({ requestId: id, ...errorFields(error) }, 'The asker could not be told');
  }
}

async function reply(options: ResponderOptions, request: Request): Promise<void> {
  const { id, incoming, place, viewer } = request;
  const { reader, takeReply, limits, examples } = options;
  const question = await reader.question(incoming);
  if (await takeReply(incoming, viewer, question)) return;
  if (question === '') {
    const here = place.isDirect ? '' : channelTexts.here(request.settings);
    return tell(options, { id, incoming, place, line: [texts.help(examples), here].join('\n').trim() });
  }
  if (question.length > limits.questionCharacters)
    return tell(options, { id, incoming, place, line: texts.tooLong(limits.questionCharacters) });
  await answer(options, request, question);
}

async function answer(options: ResponderOptions, request: Request, question: string): Promise<void> {
  const { reader, recent, status, openDelivery, logger } = options;
  const { id, incoming, place } = request;
  const started = performance.now();
  let statusShown = status.show(place);
  // One after another, or an older status could stay.
  const onQueue = (before: number) => {
    statusShown = statusShown.then(() => (before > 0 ? status.queued(place, before) : status.show(place)));
  };
  const { live, delivery } = openDelivery(place, id, incoming);
  const { turns, notes } = await reader.history(incoming, place);
  request.prepared();

  const result = await ask(options, request, { question, turns, live, onQueue, settings: request.settings });
  await statusShown;
  const outcome =
    'line' in result
      ? await delivery.fail(
          result.line,
          result.ending === 'stopped' ? [] : buttonsFor(request, question, request.settings),
        )
      : await delivery.answer(result.answer, {
          notes: [...notes, ...notesOn(request, result.answer)],
          things: await findThings(options, request, result.answer),
        });
  if ('answer' in result && !place.isDirect && outcome === 'posted') {
    recent.remember(threadKey(place), [
      { role: 'asker', text: question },
      { role: 'kiki', text: result.answer.text },
    ]);
  }
  if ('answer' in result && outcome === 'posted')
    await options.offerPrivately({ ...request, answer: result.answer, turns, signal: request.stopping });
  // An answer for the asker alone is no message after which Slack takes the status away.
  if (outcome !== 'posted' || place.isForAsker) await status.clear(place);
  logger.info(
    { ...summary(request, result, outcome), milliseconds: Math.round(performance.now() - started) },
    'Question',
  );
}

/** What the asker can do where there is no answer. */
function buttonsFor(
  { place, incoming }: Pick<Request, 'place' | 'incoming'>,
  question: string,
  { helpChannel }: Pick<ChannelSettings, 'helpChannel'>,
): types.ActionsBlock[] {
  if (question === '') return [];
  const { channel } = place;
  const thread = incoming.threadTs === undefined ? {} : { thread: incoming.threadTs };
  const where = place.responseUrl === undefined ? { place: { channel, ts: incoming.ts, ...thread } } : {};
  // Without an answer nobody is known who could be asked, but those in the help channel.
  return failureButtons({ question, ...where }, { mayAskPerson: helpChannel !== undefined });
}

/** Why there may be no answer here, though there is one elsewhere. */
function notesOn({ settings }: Request, { abstained }: Answer): string[] {
  return abstained && !usesAllSources(settings) ? [channelTexts.onlySources(settings)] : [];
}

/** What the answer consists of, as its reader may see it. A card is not worth an answer: without the graph it is left out. */
async function findThings({ store, logger }: ResponderOptions, { id, viewer, settings }: Request, answer: Answer) {
  // A card shows what any source says.
  if (!usesAllSources(settings)) return undefined;
  try {
    return await loadThings(store, viewer, answer);
  } catch (error) {
    logger.warn({ requestId: id, ...errorFields(error) }, 'The things of an answer could not be read');
    return undefined;
  }
}

interface Asked {
  question: string;
  settings?: ChannelSettings;
  turns: readonly Turn[];
  live?: LiveStream;
  /** Gets how many questions come before this one when it has to wait, and 0 when it waited and its turn comes. */
  onQueue?: (before: number) => void;
}

/** An answer, or the line that says why there is none. */
export type Result = { answer: Answer } | { line: string; ending: Ending };

type AskOptions = Pick<ResponderOptions, 'ask' | 'limits' | 'turnstile' | 'logger'>;

/** Answers a question that has no place in Slack, such as one of a workflow. Never throws. */
export function createAskElsewhere(
  options: AskOptions & Pick<ResponderOptions, 'inFlight'>,
): (question: { question: string; viewer: Viewer }) => Promise<Result> {
  return async ({ question, viewer }) => {
    const id = randomBytes(4).toString('hex');
    let result: Result = { line: texts.answerFailed(id), ending: 'failed' };
    await options.inFlight.run(async (stopping) => {
      const stopped = new AbortController().signal;
      result = await ask(options, { id, viewer, stopping, stopped }, { question, turns: [] });
    });
    return result;
  };
}

/** The answer, or the line that says why there is none. Ends when time is up or Kiki stops, even if the answering does not. */
async function ask(
  options: AskOptions,
  { id, viewer, stopping, stopped }: Pick<Request, 'id' | 'viewer' | 'stopping' | 'stopped'>,
  asked: Asked,
): Promise<Result> {
  const { limits, turnstile, logger } = options;
  const ending = joinSignals([stopping, stopped]);
  const { signal } = ending;
  let isTimeUp = false;
  let timer: NodeJS.Timeout | undefined;
  try {
    const leave = await turnstile.enter(signal, asked.onQueue);
    timer = setTimeout(() => {
      isTimeUp = true;
      ending.abort(new DOMException(`No answer in ${limits.answerSeconds} s`, 'TimeoutError'));
    }, limits.answerSeconds * 1000);
    try {
      const { question, turns: history, live, settings } = asked;
      const onText = live === undefined ? {} : { onText: live.write };
      const working = options.ask({
        question,
        asker: viewer,
        surface: 'slack',
        history,
        signal,
        ...waysOf(settings),
        ...onText,
      });
      return { answer: await Promise.race([working, rejection(signal)]) };
    } finally {
      leave();
    }
  } catch (error) {
    const how = endingOf(error, { isStopping: stopping.aborted, isStopped: stopped.aborted, isTimeUp });
    logger.warn({ requestId: id, ending: how, ...errorFields(error) }, 'A question got no answer');
    return { line: failureLine(how, id), ending: how };
  } finally {
    clearTimeout(timer);
    ending.release();
  }
}

/** What of a channel's settings is the answering's. */
function waysOf(settings: ChannelSettings | undefined) {
  if (settings === undefined) return {};
  const { language, sources } = settings;
  return { ...(!usesAllSources(settings) && { sources }), ...(language !== 'as-asked' && { language }) };
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => reject(signal.reason as Error);
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}

function summary({ id, place }: Request, result: Result, outcome: Outcome) {
  const { channel, asker, isDirect } = place;
  const made =
    'answer' in result ? { mode: result.answer.mode, answerId: result.answer.id } : { ending: result.ending };
  return { requestId: id, channel, asker, isDirect, outcome, ...made };
}
