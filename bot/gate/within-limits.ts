import type { GateStep } from './gate.ts';

export interface AskerLimits {
  perMinute: number;
  atOnce: number;
  now: () => Date;
}

const minute = 60_000;

/** So many questions of one asker in a minute, and so many at once. */
export function withinLimits({ perMinute, atOnce, now }: AskerLimits): GateStep {
  const askers = new Map<string, { started: number[]; running: number }>();

  const forgetIdle = (time: number) => {
    for (const [user, { started, running }] of askers)
      if (running === 0 && started.every((start) => start <= time - minute)) askers.delete(user);
  };
  return ({ user = '' }) => {
    const time = now().getTime();
    forgetIdle(time);
    const asker = askers.get(user) ?? { started: [], running: 0 };
    asker.started = asker.started.filter((start) => start > time - minute);
    if (asker.running >= atOnce) return { reason: 'busy' };
    if (asker.started.length >= perMinute) return { reason: 'too-many' };
    asker.started.push(time);
    asker.running += 1;
    askers.set(user, asker);
    return { release: once(() => (asker.running -= 1)) };
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
