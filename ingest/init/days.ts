import { readDay } from '../mapping/day.ts';

const forms = [
  'YYYY-MM-DD',
  'DD.MM.YYYY',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'DD-MM-YYYY',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'DD MMM YYYY',
  'MMM DD, YYYY',
];

/**
 * The form in which all of these days are written, for `$day`. Undefined when they are no days, or when two forms fit and mean
 * different days, such as 03/04/2026.
 */
export function dayForm(texts: readonly string[]): string | undefined {
  const fitting = forms.filter((form) => texts.every((text) => readDay(text, form) !== undefined));
  const [first, ...others] = fitting;
  if (first === undefined || texts.length === 0) return undefined;
  const isClear = others.every((other) => texts.every((text) => readDay(text, other) === readDay(text, first)));
  return isClear ? first : undefined;
}
