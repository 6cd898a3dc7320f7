import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDue, isDueAnywhere, isZone, localTime, weekOf } from '../../../bot/outreach/local-time.ts';

const settings = { hours: [9, 17] as [number, number], lastDay: 5 };
const noon = new Date('2026-11-29T12:00:00Z');

describe('the time where somebody is', () => {
  it('is that of his zone, with its week, across the date line and in summer', () => {
    expect(localTime(noon, 'Europe/Berlin')).toEqual({ week: '2026-W48', weekday: 7, hour: 13 });
    expect(localTime(noon, 'Pacific/Kiritimati')).toEqual({ week: '2026-W49', weekday: 1, hour: 2 });
    expect(localTime(noon, 'Asia/Kolkata')).toEqual({ week: '2026-W48', weekday: 7, hour: 17 });
    expect(localTime(noon, -8 * 60)).toEqual({ week: '2026-W48', weekday: 7, hour: 4 });
    expect(localTime(new Date('2026-07-01T12:00:00Z'), 'Europe/Berlin').hour).toBe(14);
    expect(localTime(new Date('2026-11-29T00:30:00Z'), 'UTC').hour).toBe(0);
  });

  it('has the weeks of ISO 8601 around the turn of a year', () => {
    const weeks = ['2020-12-31', '2021-01-03', '2021-01-04', '2024-12-30', '2026-12-31', '2027-01-01'];
    expect(weeks.map((day) => weekOf(new Date(`${day}T12:00:00Z`)))).toEqual([
      '2020-W53',
      '2020-W53',
      '2021-W01',
      '2025-W01',
      '2026-W53',
      '2026-W53',
    ]);
  });

  it('is a working hour from the day on, until the last day of the week', () => {
    expect(isDue({ weekday: 1, hour: 9 }, 1, settings)).toBe(true);
    expect(isDue({ weekday: 1, hour: 8 }, 1, settings)).toBe(false);
    expect(isDue({ weekday: 5, hour: 16 }, 2, settings)).toBe(true);
    expect(isDue({ weekday: 5, hour: 17 }, 2, settings)).toBe(false);
    expect(isDue({ weekday: 1, hour: 10 }, 2, settings)).toBe(false);
    expect(isDue({ weekday: 6, hour: 10 }, 1, settings)).toBe(false);
  });

  it('is due somewhere whenever it is due in any zone', () => {
    const zones = ['Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns', 'Pacific/Chatham', 'Pacific/Apia'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 5 }),
        (now, day) => {
          const isAny = zones.some((zone) => isDue(localTime(now, zone), day, settings));
          return !isAny || isDueAnywhere(now, day, settings);
        },
      ),
    );
    expect(isDueAnywhere(noon, 1, settings)).toBe(false);
  });

  it('knows which names are zones', () => {
    expect(isZone('Europe/Berlin')).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
  });
});
