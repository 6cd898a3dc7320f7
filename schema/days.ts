/** Reckoning with days as ISO dates, in UTC, and how they are told. */

const day = 24 * 3_600_000;

/** The day so many days after another. @param from ISO date or time */
export function daysAfter(from: string, days: number): string {
  return new Date(Date.parse(from.slice(0, 10)) + days * day).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when it lies before. @param from @param until ISO dates or times */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(until.slice(0, 10)) - Date.parse(from.slice(0, 10))) / day);
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** `3 Sep 2026`. A text that is no date comes back as it is. */
export function formatDay(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${date.getUTCFullYear()}`;
}
