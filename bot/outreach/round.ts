import { hostname } from 'node:os';
import type { GraphStore, Lease } from '../../graph/store.ts';
import { everyoneAnswering } from '../../graph/stewardship.ts';
import { kiki } from '../../schema/actor.ts';
import { KikiError } from '../../schema/errors.ts';
import {
  type Outreach,
  type OutreachKind,
  type OutreachSettings,
  type OutreachWishes,
  usualWishes,
} from '../../schema/outreach.ts';
import type { Ref } from '../../schema/ref.ts';
import { anyEmployee, type Viewer } from '../../schema/viewer.ts';
import { errorFields } from '../slack/failure.ts';
import type { BotLogger } from '../slack/log.ts';
import type { Composed, createDeliver } from './deliver.ts';
import { isDue, isDueAnywhere, localTime, weekOf } from './local-time.ts';
import type { Account, Recipients, Unreachable } from './recipients.ts';

/** What the graph is asked and told about what Kiki says of its own accord. */
export type OutreachStore = Pick<
  GraphStore,
  | 'edges'
  | 'cards'
  | 'entity'
  | 'ontology'
  | 'takeLock'
  | 'renewLock'
  | 'releaseLock'
  | 'underLease'
  | 'outreachSince'
  | 'outreachWishes'
>;

/** One kind of thing to say. */
export interface Errand {
  kind: OutreachKind;
  /** Day of the week from which it is said; undefined for never. */
  fromDay: number | undefined;
  isWanted: (wishes: OutreachWishes, now: Date) => boolean;
  /**
   * The number of the next one, from what was said of this kind in the week, newest first; undefined when that was all. Not asked while
   * one is open.
   */
  next: (said: readonly Outreach[]) => number | undefined;
  /** Undefined when there is nothing to say. */
  compose: (recipient: Recipient) => Promise<Composed | undefined>;
}

export interface Recipient {
  person: Ref;
  viewer: Viewer;
  week: string;
  /** By which the thing that is said is found again. */
  id: string;
}

export interface RoundOptions {
  store: OutreachStore;
  recipients: Recipients;
  deliver: ReturnType<typeof createDeliver>;
  errands: readonly Errand[];
  settings: OutreachSettings;
  now: () => Date;
  logger: BotLogger;
}

export interface Round {
  /** Says what is due to all whose time it is. One process at a time does. Never rejects. */
  run(): Promise<void>;
  /** Says the next thing of a kind to one person, if there is one and its time has come. Never rejects. */
  runFor(person: Ref, kind: OutreachKind): Promise<void>;
  /** Ends after what is being said. */
  stop(): void;
}

const lockId = 'slack-outreach';
/** Longer than Slack takes for one person at its slowest. */
const leaseMilliseconds = 180_000;
/** What was said is looked up so far back: a week and the day it may be ahead elsewhere. */
const lookBack = 9 * 86_400_000;

/** The id of what is said to a person in a week, of which there is one. */
export function outreachId(kind: OutreachKind, week: string, person: Ref, number: number): string {
  return number === 1 ? `${kind}:${week}:${person}` : `${kind}:${week}:${person}:${number}`;
}

interface Turn {
  person: Ref;
  errand: Errand;
  said: readonly Outreach[];
  wishes: OutreachWishes;
  lease: Lease;
}

/**
 * Goes through those who answer for pages. What was said this week is in the graph, under an id that is there once, so replicas,
 * restarts and rounds that overlap say nothing twice; the lock keeps replicas from asking Slack the same things.
 */
export function createRound(options: RoundOptions): Round {
  const { store, errands, settings, now, logger } = options;
  let stopped = false;

  /** Does the work while this process has the lock. */
  const underLock = async (work: (lease: Lease) => Promise<void>) => {
    try {
      const holder = `${hostname()} (${process.pid})`;
      const taken = await store.takeLock(kiki, { id: lockId, holder, milliseconds: leaseMilliseconds });
      if (!('lease' in taken)) return;
      try {
        await work(taken.lease);
      } finally {
        await store.releaseLock(kiki, taken.lease);
      }
    } catch (error) {
      logger.warn(errorFields(error), 'Not all could be told what Kiki has to say; the next round goes on');
    }
  };
  const isTime = ({ fromDay }: Errand) => fromDay !== undefined && isDueAnywhere(now(), fromDay, settings);
  const wanted = errands.filter(({ fromDay }) => fromDay !== undefined);

  const tell = async (people: readonly Ref[], some: readonly Errand[], lease: Lease) => {
    const wishes = await store.outreachWishes(people);
    const said = await store.outreachSince(new Date(now().getTime() - lookBack).toISOString());
    for (const person of people)
      for (const errand of some) {
        if (stopped) return;
        const own = said.filter((each) => each.person === person && each.kind === errand.kind);
        await attempt(options, { person, errand, said: own, wishes: wishes.get(person) ?? usualWishes, lease });
      }
  };

  return {
    async run() {
      const some = wanted.filter(isTime);
      if (some.length === 0) return;
      await underLock(async (lease) => tell(await everyoneAnswering(store, anyEmployee), some, lease));
    },
    async runFor(person, kind) {
      const some = wanted.filter((errand) => errand.kind === kind && isTime(errand));
      if (some.length > 0) await underLock((lease) => tell([person], some, lease));
    },
    stop() {
      stopped = true;
    },
  };
}

/** One that fails keeps the others from nothing; one that lost the lock ends the round. */
async function attempt(options: RoundOptions, turn: Turn): Promise<void> {
  try {
    await take(options, turn);
  } catch (error) {
    if (error instanceof KikiError && error.code === 'unavailable') throw error;
    const { person, errand } = turn;
    options.logger.warn(
      { person, kind: errand.kind, ...errorFields(error) },
      'Somebody could not be told; later again',
    );
  }
}

async function take(options: RoundOptions, turn: Turn): Promise<void> {
  const { store, recipients, deliver, settings, now, logger } = options;
  const { person, errand, wishes, lease } = turn;
  const { kind, fromDay } = errand;
  const idIn = (week: string) => nextId(turn, week);
  // Before Slack is asked. Where the week is another one already, the next round of this week says so.
  if (fromDay === undefined || !errand.isWanted(wishes, now()) || idIn(weekOf(now())) === undefined) return;
  const account = await recipients.account(person);
  const local = localTime(now(), 'zone' in account ? account.zone : 0);
  const { week } = local;
  const id = idIn(week);
  if (id === undefined || !isDue(local, fromDay, settings)) return;
  const outreach = { id, kind, week, person };
  const renew = () => store.renewLock(kiki, lease);
  if (!(await renew())) return;
  const own = store.underLease(lease);
  const admitted = 'zone' in account ? await recipients.admit(person, account) : account;
  if ('unreachable' in admitted) {
    await skip(own, outreach, admitted.unreachable);
    logger.info({ person, kind, reason: admitted.unreachable }, 'Somebody cannot be told');
    return;
  }
  const { user } = account as Account;
  const compose = () => errand.compose({ person, viewer: admitted.viewer, week, id: outreach.id });
  const outcome = await deliver(own, { outreach, user, compose, maySend: renew });
  if (outcome !== 'was-said') logger.info({ person, kind, week, outcome }, 'What Kiki has to say');
}

/** What is next: one that was claimed and that nobody is known to have said, else a new one. */
function nextId({ person, errand, said }: Turn, week: string): string | undefined {
  const ofWeek = said.filter((each) => each.week === week);
  const open = ofWeek.find(({ state }) => state === 'open');
  if (open !== undefined) return open.id;
  const number = errand.next(ofWeek);
  return number === undefined ? undefined : outreachId(errand.kind, week, person, number);
}

async function skip(
  store: Pick<GraphStore, 'claimOutreach' | 'moveOutreach'>,
  outreach: Pick<Outreach, 'id' | 'kind' | 'week' | 'person'>,
  why: Unreachable,
): Promise<void> {
  await store.claimOutreach(kiki, outreach);
  await store.moveOutreach(kiki, outreach.id, { from: ['open'], change: { state: 'skipped', outcome: why } });
}
