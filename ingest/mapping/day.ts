import { escapePattern } from '../../schema/escape-pattern.ts';

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const parts: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MMM: '(?<name>\\p{L}{3,})\\.?',
  MM: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})',
};

/**
 * A day as `2026-01-31`, read from a text in the given form; what follows the day, such as a time, is not looked at.
 *
 * @param form with `YYYY`, `MM` (`MMM` for the month's English name) and `DD`: `DD.MM.YYYY`, `MMM DD, YYYY`
 * @returns undefined when the text has another form or is no day of the calendar
 */
export function readDay(text: string, form: string): string | undefined {
  const pattern = escapePattern(form).replace(/YYYY|MMM|MM|DD/g, (part) => parts[part] ?? part);
  const { year = '', month, name, day = '' } = new RegExp(`^\\s*${pattern}(?!\\d)`, 'iu').exec(text)?.groups ?? {};
  const number = name === undefined ? Number(month) : months.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  const iso = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

/** Whether a form names a year, a month and a day, each once. */
export function isDayForm(form: string): boolean {
  const named = [...form.matchAll(/YYYY|MMM|MM|DD/g)].map(([part]) => part.slice(0, 2)).sort();
  return named.join() === 'DD,MM,YY';
}
