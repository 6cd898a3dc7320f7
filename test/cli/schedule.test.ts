import { describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { createSchedule } from '../../cli/schedule.ts';
import type { RunReport } from '../../ingest/run-source.ts';
import { conflict } from '../../schema/errors.ts';

const minute = 60_000;

/** A schedule whose time passes when a test says so. */
function scheduled({ every = 15 * minute, lastRun }: { every?: number; lastRun?: number } = {}) {
  let time = Date.parse('2026-03-01T12:00:00Z');
  const timers = new Set<{ at: number; then: () => void }>();
  const reads: number[] = [];
  const began = { at: lastRun === undefined ? undefined : time + lastRun };
  const outcome: { next: () => Promise<RunReport> } = { next: () => Promise.resolve({} as RunReport) };
  const start = time;
  const schedule = createSchedule({
    sources: [{ name: 'hr', every }, { name: 'once' }],
    store: {
      runs: async () => (began.at === undefined ? [] : [{ startedAt: new Date(began.at).toISOString() } as RunReport]),
    },
    runner: {
      read(name) {
        expect(name).toBe('hr');
        reads.push((time - start) / minute);
        began.at = time;
        return outcome.next();
      },
    },
    logger: pino({ level: 'silent' }),
    now: () => new Date(time),
    random: () => 0.5,
    wait(milliseconds, then) {
      const timer = { at: time + milliseconds, then };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  });
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    schedule,
    reads,
    began,
    outcome,
    settle,
    timers,
    async pass(minutes: number) {
      const end = time + minutes * minute;
      for (;;) {
        await settle();
        const [next] = [...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        time = next.at;
        timers.delete(next);
        next.then();
      }
      time = end;
    },
  };
}

describe('the schedule', () => {
  test('reads a source when its interval is over, a little late, and again', async () => {
    const { schedule, pass, reads } = scheduled();
    schedule.start();
    await pass(50);
    expect(reads).toEqual([15.75, 31.5, 47.25]);
  });

  test('counts from the last run in the graph, whoever ran it', async () => {
    const { schedule, pass, reads, began, settle } = scheduled({ lastRun: -10 * minute });
    schedule.start();
    await settle();
    expect(schedule.nextAt('hr')?.toISOString()).toBe('2026-03-01T12:05:45.000Z');
    expect(schedule.nextAt('once')).toBeUndefined();
    began.at = Date.parse('2026-03-01T12:05:00Z');
    await pass(21);
    expect(reads).toEqual([20.75]);
  });

  test('tries a source that fails, or that another process reads, again at its next time', async () => {
    const { schedule, pass, reads, outcome } = scheduled();
    schedule.start();
    outcome.next = () => Promise.reject(new Error('the graph does not answer'));
    await pass(16);
    outcome.next = () => Promise.reject(conflict('hr is being read by another'));
    await pass(16);
    outcome.next = () => Promise.resolve({} as RunReport);
    await pass(16);
    expect(reads).toEqual([15.75, 31.5, 47.25]);
  });

  test('never runs a source twice at once', async () => {
    const { schedule, pass, reads, outcome } = scheduled();
    let end: (report: RunReport) => void = () => undefined;
    outcome.next = () => new Promise((resolve) => (end = resolve));
    schedule.start();
    await pass(120);
    expect(reads).toEqual([15.75]);
    end({} as RunReport);
    await pass(20);
    expect(reads).toHaveLength(2);
  });

  test('does not wait longer than its interval when the clock was set back', async () => {
    const { schedule, pass, reads } = scheduled({ lastRun: 3 * 24 * 60 * minute });
    schedule.start();
    await pass(17);
    expect(reads).toEqual([15.75]);
  });

  test('waits for more than a timer can', async () => {
    const { schedule, pass, reads } = scheduled({ every: 60 * 24 * 60 * minute });
    schedule.start();
    await pass(59 * 24 * 60);
    expect(reads).toEqual([]);
    await pass(10 * 24 * 60);
    expect(reads).toHaveLength(1);
  });

  test('begins nothing after it was stopped', async () => {
    const { schedule, pass, reads, timers } = scheduled();
    schedule.start();
    await schedule.stop();
    expect(timers.size).toBe(0);
    await pass(50);
    expect(reads).toEqual([]);
  });
});
