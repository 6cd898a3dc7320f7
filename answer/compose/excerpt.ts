import { queryTerms, terms } from '../../graph/text/analyse.ts';
import { fencedSegments, inlineSegments } from '../../graph/text/code-segments.ts';
import { plainText } from '../../graph/text/plain.ts';

/** A sentence or a line. */
interface Unit {
  text: string;
  /** For a line of a block of code: how the block begins and ends, and whether the line is its first and its last. */
  code?: { opening: string; mark: string; isFirst: boolean; isLast: boolean };
}

/** What is looked for in a text. */
export interface Wanted {
  question: string;
  /** A sentence known to tell it, as plain text. */
  sentence?: string | undefined;
}

/**
 * The part of a text of at most `length` characters (and the dots where it is cut), at lines or sentences, that tells what is wanted. A block of code that is
 * cut is one by itself, with the dots outside of it.
 *
 * @param text as `quotableText` gives it
 */
export function excerpt(text: string, wanted: Wanted, length: number): string {
  if (text.length <= length) return text;
  const units = quotableUnits(text);
  const best = bestPlace(
    wanted,
    units.map((unit) => unit.text),
  );
  let [start, end] = [best, best + 1];
  let size = units[best]?.text.length ?? 0;
  for (let grown = true; grown;) {
    grown = false;
    const [next, before] = [units[end], units[start - 1]];
    if (next !== undefined && size + next.text.length <= length) {
      size += next.text.length;
      end += 1;
      grown = true;
    }
    if (before !== undefined && size + before.text.length <= length) {
      size += before.text.length;
      start -= 1;
      grown = true;
    }
  }
  return shownOf(units, start, end, length);
}

function shownOf(units: readonly Unit[], start: number, end: number, length: number): string {
  const chosen = units.slice(start, end);
  const [first, last] = [chosen[0]?.code, chosen.at(-1)?.code];
  const joined = chosen
    .map(({ text }) => text)
    .join('')
    .trimEnd();
  const whole = first?.isFirst === false ? joined : joined.trimStart();
  // The fence at the end of a block is left out and put back, so that it is whole wherever the block is cut.
  const body = last?.isLast === true ? whole.slice(0, whole.lastIndexOf('\n')) : whole;
  const shown = last === undefined ? cutAtWord(body, length) : body.slice(0, length);
  const isCut = shown.length < body.length;
  const opening = first?.isFirst === false ? first.opening : '';
  const closing = last === undefined ? '' : `\n${last.mark}`;
  const isBefore = start > 0;
  const isBehind = end < units.length || isCut;
  return [
    isBefore ? (first === undefined ? '… ' : '…\n\n') : '',
    `${opening}${shown}${closing}`,
    isBehind ? (last === undefined ? ' …' : '\n\n…') : '',
  ].join('');
}

/** Sentences of prose, in which code in a line is not cut, and lines of blocks of code, whose fences belong to their first and last line. Joined they are the text. */
export function quotableUnits(text: string): Unit[] {
  return fencedSegments(text).flatMap((segment): Unit[] => {
    if (!segment.isCode) return proseUnits(segment.text).map((unit) => ({ text: unit }));
    const [opening = '', ...lines] = segment.text.split(/(?<=\n)/);
    const mark = /^[`~]+/.exec(opening)?.[0] ?? '';
    const closing = lines.pop() ?? '';
    return (lines.length === 0 ? [''] : lines).map((line, index) => {
      const [isFirst, isLast] = [index === 0, index >= lines.length - 1];
      const own = `${isFirst ? opening : ''}${line}${isLast ? closing : ''}`;
      return { text: own, code: { opening, mark, isFirst, isLast } };
    });
  });
}

function proseUnits(prose: string): string[] {
  let at = 0;
  return splitUnits(withCodeMasked(prose)).map(({ length }) => prose.slice(at, (at += length)));
}

/** The text with a letter in place of each sign of code in a line. */
export function withCodeMasked(prose: string): string {
  return inlineSegments(prose)
    .map(({ isCode, text }) => (isCode ? 'x'.repeat(text.length) : text))
    .join('');
}

/** Sentences and lines, with the space behind them. An initial ("230 S. Harbour Street") ends none. */
export function splitUnits(text: string): string[] {
  return text.match(/[^\n]+?(?:(?<!(?<![\p{L}\p{N}])\p{Lu})[.!?](?=\s)\s*|\n+|$)|\n+/gu) ?? [text];
}

function bestPlace({ question, sentence }: Wanted, units: readonly string[]): number {
  const place = units.findIndex(holding(sentence));
  if (place !== -1) return place;
  const score = scorer(question, units);
  const scores = units.map((unit) => score(unit));
  return scores.reduce((top, each, index) => (each > (scores[top] ?? 0) ? index : top), 0);
}

/** The unit that tells what is wanted, else the one that has most of the question; undefined when none has more than all others. */
export function bestUnit({ question, sentence }: Wanted, units: readonly string[]): string | undefined {
  const telling = units.find(holding(sentence));
  if (telling !== undefined) return telling;
  const score = scorer(question, units);
  const [best, second] = [...units].sort((a, b) => score(b) - score(a));
  if (best === undefined || score(best) === 0 || score(best) === score(second ?? '')) return undefined;
  return best;
}

/** Whether a unit has a sentence in it, however it is marked up and wherever its lines end. */
function holding(sentence: string | undefined): (unit: string) => boolean {
  const wanted = inOneLine(sentence ?? '');
  return (unit) => wanted !== '' && inOneLine(plainText(unit)).includes(wanted);
}

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** How much of the question a unit has; words that few units have count more. */
function scorer(question: string, units: readonly string[]): (unit: string) => number {
  const wanted = queryTerms(question);
  const having = new Map(wanted.map((term) => [term, units.filter((unit) => terms(unit).includes(term)).length]));
  return (unit) => {
    const own = new Set(terms(unit));
    return wanted.filter((term) => own.has(term)).reduce((sum, term) => sum + 1 / (1 + (having.get(term) ?? 0)), 0);
  };
}

/** The beginning of a text, at a word if one ends there. Code in a line that has to be cut is closed. */
export function cutAtWord(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = withCodeMasked(text).slice(0, length + 1);
  const space = cut.search(/\s\S*$/);
  const shown = text.slice(0, space > length / 2 ? space : length).trimEnd();
  let at = 0;
  for (const { isCode, text: part } of inlineSegments(text)) {
    at += part.length;
    if (at > shown.length) return isCode ? `${shown}${/^`*/.exec(part)?.[0] ?? ''}` : shown;
  }
  return shown;
}
