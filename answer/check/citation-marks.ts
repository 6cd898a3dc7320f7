import { codeSegments } from '../../graph/text/code-segments.ts';

/** How citations stand in a text: `[1]`, several as `[1][2]`. What looks so inside of code is code. */

const code = '```[\\s\\S]*?(?:```|$)|`[^`\\n]*`';
const marks = new RegExp(`${code}|\\[(\\d{1,3})\\]`, 'g');
const foreignMarks = new RegExp(
  `${code}|【(\\d{1,3})[^】\\n]{0,40}】|\\[(\\^?\\d{1,3}(?:\\s?[,;]\\s?\\^?\\d{1,3}){0,20})\\]`,
  'g',
);

/** The text with other ways in which models write citations in our own: `[1, 2]`, `【1】`, `[^1]`. */
export function withOwnMarks(text: string): string {
  return text.replace(foreignMarks, (whole: string, lenticular?: string, list?: string) => {
    const numbers = (lenticular ?? list)?.match(/\d+/g);
    return numbers === undefined || numbers === null ? whole : numbers.map((number) => `[${number}]`).join('');
  });
}

/** The numbers that a text cites, in order. */
export function citedIn(text: string): number[] {
  return [...text.matchAll(marks)].flatMap(([, number]) => (number === undefined ? [] : [Number(number)]));
}

export function withoutMarks(text: string): string {
  return withMarks(text, () => ' ');
}

/** The text with each citation under other numbers. */
export function renumbered(text: string, numbersOf: (n: number) => readonly number[]): string {
  return withMarks(text, (number) =>
    numbersOf(number)
      .map((each) => `[${each}]`)
      .join(''),
  );
}

/** The text with what looks like a citation in it, such as a footnote of a quoted page, as plain words. */
export function withoutFalseMarks(text: string): string {
  return codeSegments(text)
    .map((part) => (part.isCode ? part.text : part.text.replace(/\[(\d{1,3})\]/g, '\\[$1\\]')))
    .join('');
}

function withMarks(text: string, replacement: (n: number) => string): string {
  return text.replace(marks, (whole: string, number?: string) =>
    number === undefined ? whole : replacement(Number(number)),
  );
}
