import { words } from '../../graph/text/analyse.ts';
import type { Span } from './analysis.ts';
import type { Token } from './tokens.ts';

/** Words that name a time, with its first and last day, ISO. */
export interface DateSpan extends Span {
  from?: string;
  until?: string;
}

const months = ['january february march april may june july august september october november december']
  .join(' ')
  .split(' ')
  .flatMap((name, index) => [
    [name, index] as const,
    [name.slice(0, 3), index] as const,
    ...(name === 'september' ? [['sept', index] as const] : []),
  ]);
const monthOf = new Map(months);
/** Names of months that are words too. */
const ambiguous = new Set(['may', 'march', 'mar', 'jan', 'sep', 'dec', 'apr', 'jun']);

/** What is said before a time, and how it bounds it. */
const bounds: readonly { words: readonly string[]; bound: 'before' | 'after' | 'from' | 'until' }[] = [
  { words: ['earlier', 'than'], bound: 'before' },
  { words: ['later', 'than'], bound: 'after' },
  { words: ['prior', 'to'], bound: 'before' },
  { words: ['before'], bound: 'before' },
  { words: ['after'], bound: 'after' },
  { words: ['since'], bound: 'from' },
  { words: ['from'], bound: 'from' },
  { words: ['until'], bound: 'until' },
  { words: ['till'], bound: 'until' },
  { words: ['by'], bound: 'until' },
];
const within = new Set(['in', 'during', 'on', 'for', 'of', 'within', 'at']);

/**
 * The times that a question names: "in October 2026", "before March", "2026-10-31", "Q3", "this month", "since 2024". A month without a year
 * is the one nearest to today.
 *
 * @param today ISO
 */
export function findDates(tokens: readonly Token[], today: string): DateSpan[] {
  const words = tokens.map(({ word }) => word);
  const found: DateSpan[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const time = timeAt(words, at, today);
    if (time === undefined) continue;
    const said = bounded(words, time);
    if (said !== undefined) found.push(said);
    at = time.end - 1;
  }
  return found;
}

interface Time extends Span {
  first: string;
  last: string;
  /** It needs a word before it to be a time: "2026" may be a number, "may" a verb. */
  isVague: boolean;
}

function bounded(words: readonly string[], { start, end, first, last, isVague }: Time): DateSpan | undefined {
  for (const { words: said, bound } of bounds) {
    const from = start - said.length;
    if (from < 0 || !said.every((word, index) => words[from + index] === word)) continue;
    const span = { start: from, end };
    if (bound === 'before') return { ...span, until: dayBefore(first) };
    if (bound === 'after') return { ...span, from: dayAfter(last) };
    return bound === 'from' ? { ...span, from: first } : { ...span, until: last };
  }
  if (within.has(words[start - 1] ?? '')) return { start: start - 1, end, from: first, until: last };
  return isVague ? undefined : { start, end, from: first, until: last };
}

function timeAt(words: readonly string[], at: number, today: string): Time | undefined {
  return (
    dayAt(words, at, today) ??
    monthAt(words, at, today) ??
    quarterAt(words, at, today) ??
    relativeAt(words, at, today) ??
    yearAt(words, at)
  );
}

/** The first and last day that a text names and says nothing else: "October 2026", "31 May 2027". Not where it leaves out the year. */
export function timeOf(text: string): Pick<Time, 'first' | 'last'> | undefined {
  const said = words(text);
  if (!said.some((word) => yearOf(word) !== undefined)) return undefined;
  // The year is said, so today is not looked at.
  const time = timeAt(said, 0, '2000-01-01');
  return time?.end === said.length ? { first: time.first, last: time.last } : undefined;
}

function yearOf(word: string | undefined): number | undefined {
  return word !== undefined && /^(19|20)\d\d$/.test(word) ? Number(word) : undefined;
}

function dayOf(word: string | undefined): number | undefined {
  const day = /^(\d{1,2})(st|nd|rd|th)?$/.exec(word ?? '')?.[1];
  return day !== undefined && Number(day) >= 1 && Number(day) <= 31 ? Number(day) : undefined;
}

/** `2026-10-31` (as three words), `31 October 2026`, `October 31st`. */
function dayAt(words: readonly string[], at: number, today: string): Time | undefined {
  const [one, two, three] = [words[at], words[at + 1], words[at + 2]];
  const year = yearOf(one);
  const isMonth = /^(0[1-9]|1[0-2])$/.test(two ?? '');
  if (year !== undefined && isMonth && /^(0[1-9]|[12]\d|3[01])$/.test(three ?? ''))
    return day(year, Number(two) - 1, Number(three), at, at + 3);
  const isDayFirst = monthOf.has(two ?? '') && dayOf(one) !== undefined;
  const isMonthFirst = monthOf.has(one ?? '') && dayOf(two) !== undefined;
  if (!isDayFirst && !isMonthFirst) return undefined;
  const month = monthOf.get((isDayFirst ? two : one) ?? '') ?? 0;
  const number = dayOf(isDayFirst ? one : two) ?? 1;
  const said = yearOf(three);
  return day(said ?? nearestYear(month, today), month, number, at, said === undefined ? at + 2 : at + 3);
}

function day(year: number, month: number, number: number, start: number, end: number): Time | undefined {
  const date = iso(year, month, number);
  const isDay = new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
  return !isDay ? undefined : { start, end, first: date, last: date, isVague: false };
}

function monthAt(words: readonly string[], at: number, today: string): Time | undefined {
  const word = words[at] ?? '';
  const month = monthOf.get(word);
  if (month === undefined) return undefined;
  const said = yearOf(words[at + 1]);
  const year = said ?? nearestYear(month, today);
  return {
    start: at,
    end: said === undefined ? at + 1 : at + 2,
    first: iso(year, month, 1),
    last: dayBefore(month === 11 ? iso(year + 1, 0, 1) : iso(year, month + 1, 1)),
    isVague: said === undefined && ambiguous.has(word),
  };
}

function quarterAt(words: readonly string[], at: number, today: string): Time | undefined {
  const quarter = /^q([1-4])$/.exec(words[at] ?? '')?.[1];
  if (quarter === undefined) return undefined;
  const said = yearOf(words[at + 1]);
  return {
    start: at,
    end: said === undefined ? at + 1 : at + 2,
    ...quarterOf(said ?? Number(today.slice(0, 4)), Number(quarter)),
    isVague: false,
  };
}

function quarterOf(year: number, quarter: number): Pick<Time, 'first' | 'last'> {
  const month = (quarter - 1) * 3;
  return { first: iso(year, month, 1), last: dayBefore(quarter === 4 ? iso(year + 1, 0, 1) : iso(year, month + 3, 1)) };
}

function yearAt(words: readonly string[], at: number): Time | undefined {
  const year = yearOf(words[at]);
  return year === undefined || /^\d\d$/.test(words[at + 1] ?? '')
    ? undefined
    : { start: at, end: at + 1, first: iso(year, 0, 1), last: iso(year, 11, 31), isVague: true };
}

const steps = new Map([
  ['this', 0],
  ['next', 1],
  ['last', -1],
]);

/** "today", "this month", "next quarter". */
function relativeAt(words: readonly string[], at: number, today: string): Time | undefined {
  const [one = '', two = ''] = [words[at], words[at + 1]];
  const span = (days: number): Time => ({
    start: at,
    end: at + 1,
    first: addDays(today, days),
    last: addDays(today, days),
    isVague: false,
  });
  if (one === 'tomorrow') return span(1);
  if (one === 'yesterday') return span(-1);
  const step = steps.get(one);
  if (step === undefined) return undefined;
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
  const of = (first: string, last: string): Time => ({ start: at, end: at + 2, first, last, isVague: false });
  switch (two) {
    case 'year':
      return of(iso(year + step, 0, 1), iso(year + step, 11, 31));
    case 'month':
      return of(iso(year, month + step, 1), dayBefore(iso(year, month + step + 1, 1)));
    case 'quarter': {
      const first = Math.floor(month / 3) * 3 + step * 3;
      return of(iso(year, first, 1), dayBefore(iso(year, first + 3, 1)));
    }
    case 'week': {
      const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
      const monday = addDays(today, step * 7 - weekday);
      return of(monday, addDays(monday, 6));
    }
    default:
      return undefined;
  }
}

/** The year in which the month is nearest to today: half a year back or ahead. */
function nearestYear(month: number, today: string): number {
  const [year, now] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
  if (month - now > 6) return year - 1;
  return now - month >= 6 ? year + 1 : year;
}

/** @param month from 0, may be beyond a year's end */
function iso(year: number, month: number, number: number): string {
  const date = new Date(Date.UTC(year, month, 1));
  return `${date.toISOString().slice(0, 8)}${String(number).padStart(2, '0')}`;
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

const dayBefore = (date: string) => addDays(date, -1);
const dayAfter = (date: string) => addDays(date, 1);
