/** How values look to a reader. Days are shown in UTC, as sources state them. */

import { formatDay } from '../schema/days.ts';

export { formatDay };

const numberFormat = new Intl.NumberFormat('en');
const relativeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `3 Sep 2026, 06:00 UTC`. */
export function formatTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${formatDay(iso)}, ${date.toISOString().slice(11, 16)} UTC`;
}

export function formatNumber(count: number): string {
  return numberFormat.format(count);
}

const dayLength = 86_400_000;

/** Whole days from one time to another, by the calendar (UTC). */
export function daysBetween(from: string, to: Date): number {
  const start = Date.parse(`${from.slice(0, 10)}T00:00:00Z`);
  const end = Date.parse(`${to.toISOString().slice(0, 10)}T00:00:00Z`);
  return Math.round((end - start) / dayLength);
}

/** `today`, `12 days ago`, `2 months ago`. */
export function formatAge(iso: string, now: Date): string {
  const days = daysBetween(iso, now);
  if (Number.isNaN(days)) return iso;
  if (Math.abs(days) < 45) return relativeFormat.format(-days, 'day');
  if (Math.abs(days) < 548) return relativeFormat.format(-Math.trunc(days / 30.4), 'month');
  return relativeFormat.format(-Math.trunc(days / 365.25), 'year');
}

/** `15 minutes`, `2 hours`, `1 day`: in the largest unit that gives a whole number. @param milliseconds a whole number of minutes */
export function formatSpan(milliseconds: number): string {
  const units: [number, string][] = [
    [dayLength, 'day'],
    [3_600_000, 'hour'],
    [60_000, 'minute'],
  ];
  const [length, unit] = units.find(([each]) => milliseconds % each === 0) ?? [60_000, 'minute'];
  const count = Math.round(milliseconds / length);
  return `${formatNumber(count)} ${unit}${count === 1 ? '' : 's'}`;
}

/** At most so many characters, cut at a word. */
export function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > length / 2 ? space : length).replace(/[\s,;:.–-]+$/, '')}…`;
}

/** `a`, `a and b`, `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The first letter in upper case. */
export function capitalise(text: string): string {
  const [first = ''] = text;
  return first.toUpperCase() + text.slice(first.length);
}
