import { randomUUID } from 'node:crypto';
import { unavailable } from '../../schema/errors.ts';
import { askForLock, databaseTime, freeLock, lockState, setLock, touchLock } from '../cypher/locks.ts';
import type { Engine, Row, Run } from '../engine.ts';
import { map, number, optionalText } from '../reads/row.ts';
import type { Lease, Locks } from '../store.ts';

/**
 * Locks with a lease. All times are of the database's clock, so processes whose clocks differ agree, and each step first writes
 * to the lock's node, so that of two processes one waits for the other.
 */
export function createLocks(engine: Engine): Omit<Locks, 'underLease'> {
  return {
    takeLock: (_actor, { id, holder, milliseconds }) =>
      engine.write(async (run) => {
        const token = randomUUID();
        await run({ text: askForLock, parameters: { id, token } });
        const now = await readClock(run);
        const current = await readLock(run, id);
        const ends = endOf(current, now);
        if (ends > now) {
          await set(run, id, { until: ends });
          return { heldBy: optionalText(current, 'holder') ?? '', since: optionalText(current, 'since') ?? '' };
        }
        const since = new Date(now).toISOString();
        await set(run, id, { token, holder, since, until: now + milliseconds, lasts: milliseconds });
        return { lease: { id, token } };
      }),
    renewLock: (_actor, lease) =>
      engine.write(async (run) => {
        const current = await readOwn(run, lease);
        if (current === undefined) return false;
        await set(run, lease.id, { until: (await readClock(run)) + number(current, 'lasts') });
        return true;
      }),
    async releaseLock(_actor, { id, token }) {
      await engine.write((run) => run({ text: freeLock, parameters: { id, token } }));
    },
  };
}

/** The engine, on which every transaction first makes sure of the lease. A lost one makes it throw Unavailable and write nothing. */
export function fenced(engine: Engine, lease: Lease): Engine {
  return {
    ...engine,
    write: (work) =>
      engine.write(async (run) => {
        if ((await readOwn(run, lease)) === undefined)
          throw unavailable('Another process has taken over this work', { fix: 'Nothing: that one finishes it' });
        return work(run);
      }),
  };
}

/** When a lock ends; the past for a free one. A longer time than a lease lasts means that the clock was set back meanwhile. */
function endOf(lock: Row, now: number): number {
  if (optionalText(lock, 'token') === undefined) return 0;
  return Math.min(number(lock, 'until'), now + number(lock, 'lasts'));
}

async function readClock(run: Run): Promise<number> {
  const [row] = await run({ text: databaseTime });
  return number(row ?? {}, 'now');
}

async function readLock(run: Run, id: string): Promise<Row> {
  const [row] = await run({ text: lockState, parameters: { id } });
  return row === undefined ? {} : map(row, 'properties');
}

/** The lock if it is still of this lease. A lease that ended and that nobody took over is. */
async function readOwn(run: Run, { id, token }: Lease): Promise<Row | undefined> {
  await run({ text: touchLock, parameters: { id, token } });
  const lock = await readLock(run, id);
  return lock.token === token ? lock : undefined;
}

async function set(run: Run, id: string, properties: Row): Promise<void> {
  await run({ text: setLock, parameters: { id, properties } });
}
