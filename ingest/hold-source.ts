import { hostname } from 'node:os';
import type { GraphStore, Lease } from '../graph/store.ts';
import { kiki } from '../schema/actor.ts';
import { conflict } from '../schema/errors.ts';

/** Milliseconds. As long as a source stays locked after the process that read it was killed. */
export const leaseLength = 60_000;
/** A lease may be renewed late twice and still hold. */
const renewals = leaseLength / 3;

/** A source that no other process reads as long as this one holds it. */
export interface HeldSource {
  /** The store. Its writes are refused from the moment another process has taken the source over. */
  store: GraphStore;
  /** Aborts when that is noticed. */
  lost: AbortSignal;
  /** Asks whether that has happened. */
  isLost(): Promise<boolean>;
  release(): Promise<void>;
}

export interface HoldOptions {
  store: GraphStore;
  source: string;
  /** Who holds it, in words for people. Default: this process. */
  holder?: string | undefined;
  now?: (() => Date) | undefined;
}

/**
 * Takes the lock of a source and keeps it until it is released. Runs that a killed process left open are closed.
 *
 * @throws Conflict, naming who has the source
 */
export async function holdSource({
  store,
  source,
  holder = thisProcess(),
  now = () => new Date(),
}: HoldOptions): Promise<HeldSource> {
  const answer = await store.takeLock(kiki, { id: `source:${source}`, holder, milliseconds: leaseLength });
  if ('heldBy' in answer)
    throw conflict(`${source} is being read by ${answer.heldBy}, since ${answer.since}`, {
      where: `source ${source}`,
      fix: 'Wait until it is done; if that process was killed, within a minute',
    });
  const held = keep(store, answer.lease);
  try {
    // Whoever has the lock is the only one that may have a run open, and has not begun his.
    await held.store.stopRuns(kiki, source, { finishedAt: now().toISOString(), message: killed });
  } catch (error) {
    await held.release();
    throw error;
  }
  return held;
}

const killed = 'The process that ran it ended in the middle; the next run goes on';

function keep(store: GraphStore, lease: Lease): HeldSource {
  const lost = new AbortController();
  const timer = setInterval(() => {
    store.renewLock(kiki, lease).then(
      (isOurs) => {
        if (!isOurs) lost.abort(new Error('Another process has taken over the source'));
      },
      // The database does not answer just now. Should the lease end meanwhile, the next write finds out.
      () => undefined,
    );
  }, renewals);
  timer.unref();
  return {
    store: store.underLease(lease),
    lost: lost.signal,
    isLost: async () => lost.signal.aborted || !(await store.renewLock(kiki, lease)),
    async release() {
      clearInterval(timer);
      // When the database does not answer, the lease ends by itself.
      await store.releaseLock(kiki, lease).catch(() => undefined);
    },
  };
}

/** This process, as people on another machine would look for it. */
function thisProcess(): string {
  return `${hostname()}, process ${process.pid}`;
}
