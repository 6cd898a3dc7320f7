import type { Span } from './analysis.ts';
import type { Token } from './tokens.ts';

/** Words that name a number, or a bound of it: "more than 5", "at least three", "over 100k", "exactly 2". */
export interface AmountSpan extends Span {
  least?: number;
  most?: number;
  /** It was said with a comparison, so it is no name, version or year. */
  isBound: boolean;
}

const numerals = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, number) => [word, number] as const),
);

const comparisons: readonly { words: string; bound: (n: number) => { least?: number; most?: number } }[] = [
  { words: 'more than', bound: (n) => ({ least: n + 1 }) },
  { words: 'greater than', bound: (n) => ({ least: n + 1 }) },
  { words: 'larger than', bound: (n) => ({ least: n + 1 }) },
  { words: 'bigger than', bound: (n) => ({ least: n + 1 }) },
  { words: 'over', bound: (n) => ({ least: n + 1 }) },
  { words: 'above', bound: (n) => ({ least: n + 1 }) },
  { words: 'at least', bound: (n) => ({ least: n }) },
  { words: 'no fewer than', bound: (n) => ({ least: n }) },
  { words: 'no less than', bound: (n) => ({ least: n }) },
  { words: 'fewer than', bound: (n) => ({ most: n - 1 }) },
  { words: 'less than', bound: (n) => ({ most: n - 1 }) },
  { words: 'smaller than', bound: (n) => ({ most: n - 1 }) },
  { words: 'under', bound: (n) => ({ most: n - 1 }) },
  { words: 'below', bound: (n) => ({ most: n - 1 }) },
  { words: 'at most', bound: (n) => ({ most: n }) },
  { words: 'no more than', bound: (n) => ({ most: n }) },
  { words: 'up to', bound: (n) => ({ most: n }) },
  { words: 'exactly', bound: (n) => ({ least: n, most: n }) },
  { words: 'just', bound: (n) => ({ least: n, most: n }) },
  { words: 'only', bound: (n) => ({ least: n, most: n }) },
];
const behind: readonly { words: string; bound: (n: number) => { least?: number; most?: number } }[] = [
  { words: 'or more', bound: (n) => ({ least: n }) },
  { words: 'or fewer', bound: (n) => ({ most: n }) },
  { words: 'or less', bound: (n) => ({ most: n }) },
];

/** The amounts that a question names. A bare number is one exactly. */
export function findAmounts(tokens: readonly Token[]): AmountSpan[] {
  const words = tokens.map(({ word }) => word);
  const found: AmountSpan[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const number = numberAt(words, at);
    if (number === undefined) continue;
    const { value, end } = number;
    const before = comparisons.find(({ words: said }) => endsWith(words, at, said));
    const after = behind.find(({ words: said }) => said.split(' ').every((word, index) => words[end + index] === word));
    const start = before === undefined ? at : at - before.words.split(' ').length;
    const bound = before?.bound(value) ?? after?.bound(value) ?? { least: value, most: value };
    found.push({
      start,
      end: after === undefined ? end : end + 2,
      ...bound,
      isBound: before !== undefined || after !== undefined,
    });
    at = end - 1;
  }
  return found;
}

function endsWith(words: readonly string[], at: number, said: string): boolean {
  const wanted = said.split(' ');
  return wanted.every((word, index) => words[at - wanted.length + index] === word);
}

/** `12`, `100 000` (as a thousands separator makes it), `100k`, `two`. */
function numberAt(words: readonly string[], at: number): { value: number; end: number } | undefined {
  const word = words[at] ?? '';
  const numeral = numerals.get(word);
  // "which one", "the two of them": a number word counts only where it is compared.
  if (numeral !== undefined) return { value: numeral, end: at + 1 };
  const short = /^(\d+)([km])$/.exec(word);
  if (short !== null) return { value: Number(short[1]) * (short[2] === 'k' ? 1e3 : 1e6), end: at + 1 };
  if (!/^\d+$/.test(word)) return undefined;
  let [text, end] = [word, at + 1];
  while (/^\d{1,3}$/.test(word) && /^\d{3}$/.test(words[end] ?? '')) {
    text += words[end] ?? '';
    end += 1;
  }
  return { value: Number(text), end };
}
