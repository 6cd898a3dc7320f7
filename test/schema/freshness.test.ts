import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { daysAfter, daysBetween } from '../../schema/days.ts';
import { freshnessOf, type KindReview, type ReviewState, type Verification } from '../../schema/freshness.ts';

const today = '2026-11-23';
const halfYear: KindReview = { page: 180, parts: new Map() };
const never: KindReview = { parts: new Map() };

const state = (verifications: readonly Verification[], written?: string): ReviewState => ({
  content: 'c',
  ...(written !== undefined && { written }),
  parts: ['title', 'REPORTS_TO'],
  verifications,
});
const by = (on: string, extra: Partial<Verification> = {}): Verification => ({
  on,
  by: 'Ada',
  outdated: false,
  ...extra,
});

describe('the freshness of a page', () => {
  test('is verified until its day, due shortly before, and overdue from the day after', () => {
    const on = '2026-06-01'; // due on 2026-11-28
    const at = (day: string) => freshnessOf(state([by(on)]), halfYear, day);
    expect(at('2026-06-01')).toEqual({ state: 'verified', verifiedOn: on, verifiedBy: 'Ada', due: '2026-11-28' });
    expect(at('2026-11-13').state).toBe('verified');
    expect(at('2026-11-14').state).toBe('due');
    expect(at('2026-11-28').state).toBe('due');
    expect(at('2026-11-29')).toMatchObject({ state: 'overdue', overdueDays: 1 });
  });

  test('is due when what was looked at has changed since, and says so', () => {
    const changed = [by('2026-11-01', { outdated: true })];
    expect(freshnessOf(state(changed), halfYear, today)).toMatchObject({ state: 'due', changed: true });
    expect(freshnessOf(state(changed), never, today)).toMatchObject({ state: 'due', changed: true });
  });

  test('goes by the newest verification, and of one day by the one that holds', () => {
    const said = [by('2025-01-01'), by('2026-10-01', { by: 'Bob' }), by('2026-09-01', { outdated: true })];
    expect(freshnessOf(state(said), halfYear, today)).toMatchObject({ state: 'verified', verifiedBy: 'Bob' });
    const sameDay = [by('2026-10-01', { outdated: true }), by('2026-10-01', { by: 'Bob' })];
    expect(freshnessOf(state(sameDay), halfYear, today)).toMatchObject({ state: 'verified', verifiedBy: 'Bob' });
  });

  test('counts the word of a source, naming it', () => {
    const said: Verification[] = [{ on: '2026-10-01', source: 'wiki', outdated: false }];
    expect(freshnessOf(state(said), halfYear, today)).toEqual({
      state: 'verified',
      verifiedOn: '2026-10-01',
      verifiedIn: 'wiki',
      due: '2027-03-30',
    });
  });

  test('that nobody verified counts from when it was written, and is unreviewed until then', () => {
    expect(freshnessOf(state([], '2026-09-01'), halfYear, today)).toEqual({ state: 'unreviewed', due: '2027-02-28' });
    expect(freshnessOf(state([], '2024-09-01'), halfYear, today)).toMatchObject({ state: 'overdue' });
    expect(freshnessOf(state([]), halfYear, today)).toEqual({ state: 'unreviewed' });
  });

  test('without an interval is verified for good, or nothing at all', () => {
    expect(freshnessOf(state([by('2001-01-01')]), never, today).state).toBe('verified');
    expect(freshnessOf(state([], '2001-01-01'), never, today)).toEqual({ state: 'none' });
  });

  test('does not believe a day to come', () => {
    const stated = by('2062-01-01', { source: 'wiki' });
    expect(freshnessOf(state([stated], '2062-01-01'), halfYear, today)).toEqual({ state: 'unreviewed' });
  });

  test('holds when the clock was set back after somebody verified it', () => {
    expect(freshnessOf(state([by('2026-11-25')]), halfYear, today)).toMatchObject({ state: 'verified' });
  });
});

describe('the freshness of parts', () => {
  const parts: KindReview = {
    parts: new Map([
      ['REPORTS_TO', 30],
      ['title', 365],
      ['phone', 10],
    ]),
  };

  test('is told for those that the page has, and the worst stands for the page', () => {
    const said = [by('2026-06-01')];
    const found = freshnessOf(state(said), parts, today);
    expect(found).toMatchObject({ state: 'overdue', part: 'REPORTS_TO', due: '2026-07-01' });
    expect(found.parts?.map(({ part, state: each }) => [part, each])).toEqual([
      ['REPORTS_TO', 'overdue'],
      ['title', 'verified'],
    ]);
  });

  test('follows from their own verification, or that of the page if it is newer', () => {
    const own = by('2026-11-20', { part: 'REPORTS_TO' });
    expect(freshnessOf(state([by('2026-06-01'), own]), parts, today).state).toBe('verified');
    expect(freshnessOf(state([by('2026-11-20'), by('2026-01-01', { part: 'REPORTS_TO' })]), parts, today).state).toBe(
      'verified',
    );
    expect(freshnessOf(state([own]), { page: 180, parts: parts.parts }, today)).toMatchObject({ state: 'unreviewed' });
  });
});

test('a day that is overdue has passed, whatever the dates', () => {
  const date = fc.integer({ min: 0, max: 20_000 }).map((days) => daysAfter('1990-01-01', days));
  fc.assert(
    fc.property(date, date, fc.integer({ min: 1, max: 4000 }), (on, day, interval) => {
      const {
        state: found,
        due,
        overdueDays,
      } = freshnessOf(state([by(on)]), { page: interval, parts: new Map() }, day);
      expect(found === 'overdue').toBe(daysBetween(on, day) > interval);
      if (found === 'overdue') expect(daysAfter(due ?? '', overdueDays ?? 0)).toBe(day);
    }),
  );
});
