import { randomUUID } from 'node:crypto';
import type { GraphStore, SlackQuestion } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';
import type { BotLimits } from '../limits.ts';
import type { Incoming } from '../listeners/incoming.ts';
import { errorFields } from '../slack/failure.ts';
import type { Home } from '../slack/home.ts';
import type { BotLogger } from '../slack/log.ts';
import { questionId, threadOf, writePlace } from './question-place.ts';
import { together } from './together.ts';

/** Where claims are kept for all processes: the graph. */
export type ClaimStore = Pick<
  GraphStore,
  | 'claimSlackQuestions'
  | 'noteSlackAnswers'
  | 'slackQuestion'
  | 'finishSlackQuestions'
  | 'renewSlackQuestions'
  | 'takeOverSlackQuestions'
  | 'sweepSlackQuestions'
>;

/** Which questions are this process's to answer. Where the graph does not answer, the claims of this process alone count. */
/** Whether an answer is still this process's to give: `withdrawn` when the question is not there any more, `lost` when another answers. */
export type Standing = 'held' | 'lost' | 'withdrawn';

export interface Claims {
  /** Makes a question this process's own unless it is another's. @returns whether it is. Never rejects */
  hold(incoming: Incoming): Promise<boolean>;
  /** Whether the message is to be answered now: true once for each question. Never rejects. */
  take(incoming: Incoming): Promise<boolean>;
  /** Whether something that is no message, such as a step of a workflow, is to be done now: true once for each key. Never rejects. */
  once(key: string): Promise<boolean>;
  /** Keeps that messages show a part of the answer. */
  showing(incoming: Incoming, messages: readonly string[]): void;
  /** Keeps what is about to be posted. @returns how the question stands by now */
  posting(incoming: Incoming, answer: { answer: string; parts: number }): Promise<Standing>;
  /** Keeps where the answer stands, for when its question is taken back. Never rejects. @returns `withdrawn` when it was meanwhile */
  posted(incoming: Incoming, places: readonly string[]): Promise<Standing>;
  /** The message that was taken needs no more work. */
  finish(incoming: Incoming): Promise<void>;
  /** Questions that a process left unfinished. They are this one's from now on, and can be taken once. */
  takeOver(): Promise<SlackQuestion[]>;
  /** Keeps what this process holds from being taken over. */
  renew(): Promise<void>;
  /** Forgets what is so old that Slack does not send it again. */
  sweep(): Promise<void>;
}

interface Entry {
  id: string;
  isOwn: Promise<boolean>;
  /** The graph knows of it too. */
  isStored: boolean;
  /** The message that was taken, or the key. */
  taker?: unknown;
  isDone: boolean;
  until: number;
}

export interface ClaimsOptions {
  /** Without it claims are of this process only. */
  store?: ClaimStore | undefined;
  home: () => Home;
  limits: Pick<BotLimits, 'claimSeconds' | 'claims' | 'leaseSeconds'>;
  now: () => Date;
  logger: BotLogger;
}

/** Questions written in one transaction. */
const most = 200;
/** Unfinished questions that are taken over at a time. */
const takenAtOnce = 20;

function first<Key, Value>(map: ReadonlyMap<Key, Value>, count: number): [Key, Value][] {
  const found: [Key, Value][] = [];
  for (const entry of map) {
    if (found.length === count) break;
    found.push(entry);
  }
  return found;
}

export function createClaims({ store, home, limits, now, logger }: ClaimsOptions): Claims {
  const worker = randomUUID();
  const lease = { worker, milliseconds: limits.leaseSeconds * 1000 };
  const entries = new Map<string, Entry>();
  const claimStored = together(
    (questions: readonly (SlackQuestion & { event?: string })[]) =>
      store === undefined ? Promise.resolve([]) : store.claimSlackQuestions(kiki, { ...lease, questions }),
    most,
  );
  const finishStored = together(async (ids: readonly string[]) => {
    await store?.finishSlackQuestions(kiki, worker, ids);
    return ids;
  }, most);
  const noteStored = together(async (answers: readonly Omit<SlackQuestion, 'place' | 'thread' | 'asker' | 'of'>[]) => {
    const held = (await store?.noteSlackAnswers(kiki, worker, answers)) ?? new Set();
    return answers.map(({ id }) => held.has(id));
  }, most);

  const forgetOld = () => {
    const time = now().getTime();
    // In the order in which they came; what is still worked on goes to the end. A few at a time keep up with what comes.
    for (const [key, entry] of first(entries, 4)) {
      if (entry.until > time && entries.size <= limits.claims) break;
      entries.delete(key);
      if (!entry.isDone && entry.until > time) entries.set(key, entry);
    }
  };
  const keep = (keys: readonly string[], entry: Entry) => {
    forgetOld();
    for (const key of keys) if (!entries.has(key)) entries.set(key, entry);
  };
  const isOwn = async (entry: Entry, question: SlackQuestion & { event?: string }): Promise<boolean> => {
    if (store === undefined) return true;
    try {
      const won = await claimStored(question);
      entry.isStored = won;
      if (!won) entry.isDone = true;
      return won;
    } catch (error) {
      logger.error(
        errorFields(error),
        'A question could not be claimed in the graph, so this process alone answers for it',
      );
      return true;
    }
  };
  const ensure = (question: SlackQuestion & { event?: string }): Entry => {
    const { id, event } = question;
    const keys = [`question:${id}`, ...(event === undefined ? [] : [`event:${event}`])];
    const known = keys.map((key) => entries.get(key)).find((entry) => entry !== undefined);
    if (known !== undefined) return known;
    const until = now().getTime() + limits.claimSeconds * 1000;
    const entry: Entry = { id, isOwn: Promise.resolve(true), isStored: false, isDone: false, until };
    keep(keys, entry);
    entry.isOwn = isOwn(entry, question);
    return entry;
  };
  const find = (incoming: Incoming) =>
    ensure({
      id: questionId(incoming, home()),
      event: incoming.eventId,
      place: writePlace(incoming),
      ...threadOf(incoming, home()),
    });
  const take = async (entry: Entry, taker: unknown) => {
    if (!(await entry.isOwn) || entry.taker !== undefined) return false;
    entry.taker = taker;
    return true;
  };
  const finish = async (entry: Entry) => {
    if (entry.isDone) return;
    entry.isDone = true;
    if (!entry.isStored) return;
    await finishStored(entry.id).catch((error: unknown) => {
      logger.warn(errorFields(error), 'That a question is answered could not be kept');
    });
  };
  const takenBy = (incoming: Incoming) => {
    const entry = entries.get(`question:${questionId(incoming, home())}`);
    return entry?.taker === incoming ? entry : undefined;
  };
  const note = async (incoming: Incoming, progress: Partial<SlackQuestion>, otherwise: string): Promise<Standing> => {
    const entry = takenBy(incoming);
    if (entry?.isStored !== true || store === undefined) return 'held';
    try {
      if (await noteStored({ ...progress, id: entry.id })) return 'held';
      return (await store.slackQuestion(kiki, entry.id))?.isWithdrawn === true ? 'withdrawn' : 'lost';
    } catch (error) {
      logger.warn(errorFields(error), otherwise);
      return 'held';
    }
  };

  return {
    hold: (incoming) => find(incoming).isOwn,
    take: (incoming) => take(find(incoming), incoming),
    async once(key) {
      const entry = ensure({ id: key, place: {} });
      const isFirst = await take(entry, key);
      // Nobody goes on with it after a crash.
      if (isFirst) await finish(entry);
      return isFirst;
    },
    showing(incoming, messages) {
      const entry = takenBy(incoming);
      if (entry?.isStored !== true) return;
      noteStored({ id: entry.id, messages }).catch((error: unknown) => {
        logger.warn(errorFields(error), 'What is shown of an answer could not be kept');
      });
    },
    posting: (incoming, answer) => note(incoming, answer, 'That an answer is being posted could not be kept'),
    posted: (incoming, posted) =>
      posted.length === 0
        ? Promise.resolve('held')
        : note(incoming, { posted }, 'Where an answer stands could not be kept'),
    async finish(incoming) {
      const entry = takenBy(incoming);
      if (entry !== undefined) await finish(entry);
    },
    async takeOver() {
      const questions = (await store?.takeOverSlackQuestions(kiki, { ...lease, limit: takenAtOnce })) ?? [];
      const until = now().getTime() + limits.claimSeconds * 1000;
      for (const { id } of questions) {
        // Whatever this process knew of it: it has lost it, or it never had it.
        entries.delete(`question:${id}`);
        keep([`question:${id}`], { id, isOwn: Promise.resolve(true), isStored: true, isDone: false, until });
      }
      return questions;
    },
    async renew() {
      const isNeeded = [...entries.values()].some(({ isStored, isDone }) => isStored && !isDone);
      if (isNeeded) await store?.renewSlackQuestions(kiki, lease);
    },
    async sweep() {
      const before = new Date(now().getTime() - limits.claimSeconds * 1000).toISOString();
      await store?.sweepSlackQuestions(kiki, before);
    },
  };
}
