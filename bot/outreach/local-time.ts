import type { OutreachSettings } from '../../schema/outreach.ts';

/** A moment on somebody's own calendar and clock. */
export interface LocalTime {
  /** ISO week, such as `2026-W48`. */
  week: string;
  /** 1 is Monday. */
  weekday: number;
  hour: number;
}

const dayMilliseconds = 86_400_000;

/**
 * @param zone name of a time zone, such as `Europe/Berlin`, or minutes east of Greenwich
 */
export function localTime(now: Date, zone: string | number): LocalTime {
  const local = typeof zone === 'number' ? new Date(now.getTime() + zone * 60_000) : inZone(now, zone);
  return { week: weekOf(local), weekday: weekdayOf(local), hour: local.getUTCHours() };
}

/** The ISO week of a day: that of the year which its Thursday is in. */
export function weekOf(day: Date): string {
  const midnight = Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate());
  const thursday = new Date(midnight + (4 - weekdayOf(day)) * dayMilliseconds);
  const firstDay = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  const week = 1 + Math.floor((thursday.getTime() - firstDay) / (7 * dayMilliseconds));
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

/** Whether it is a working hour of a working day, from a day of the week on. */
export function isDue(
  { weekday, hour }: Pick<LocalTime, 'weekday' | 'hour'>,
  fromDay: number,
  { hours: [from, until], lastDay }: Pick<OutreachSettings, 'hours' | 'lastDay'>,
): boolean {
  return weekday >= fromDay && weekday <= lastDay && hour >= from && hour < until;
}

/** Whether it is that anywhere on earth: else nobody need be looked up. */
export function isDueAnywhere(
  now: Date,
  fromDay: number,
  settings: Pick<OutreachSettings, 'hours' | 'lastDay'>,
): boolean {
  // Zones are up to 14 hours ahead and 12 behind; half hours lie between two whole ones that are due.
  for (let offset = -12; offset <= 14; offset += 1)
    if (isDue(localTime(now, offset * 60), fromDay, settings)) return true;
  return false;
}

function weekdayOf(day: Date): number {
  return day.getUTCDay() === 0 ? 7 : day.getUTCDay();
}

/** The moment whose UTC fields are those of the zone's clock. */
function inZone(now: Date, zone: string): Date {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
  });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  const part = (name: string) => parts.get(name as Intl.DateTimeFormatPartTypes) ?? 0;
  return new Date(Date.UTC(part('year'), part('month') - 1, part('day'), part('hour')));
}

/** Whether this machine knows a time zone of that name. */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
