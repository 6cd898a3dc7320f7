import { fold } from '../../schema/names.ts';
import { expressions, matches } from './patterns.ts';
import type { EvalQuestion } from './question.ts';

/** Shares from 0 to 1. */
export interface FactScores {
  facts: number;
  full: number;
  order?: number;
}

/** A native number, yes or no, or list is compared as such; text must hold all facts and nothing wrong. */
export function isExact(question: EvalQuestion, answer: unknown): boolean {
  const { answer: gold, answer_kind: kind } = question;
  if (kind === 'bool' && typeof answer === 'boolean') return answer === gold;
  if (kind === 'number' && typeof answer === 'number') return answer === gold;
  if (kind === 'list' && Array.isArray(answer) && Array.isArray(gold))
    return isSameSet(gold.map(String), answer.map(String), question.aliases ?? {});
  const text = textOf(answer);
  if (!question.must_include.every((pattern) => matches(pattern, text))) return false;
  if ((question.must_not_include ?? []).some((pattern) => matches(pattern, text))) return false;
  if (kind === 'bool') return hasPolarity(question, text) && !(gold === false && /^\s*yes\b/i.test(text));
  return kind !== 'number' || hasOnlyNumber(Number(gold), text);
}

function isSameSet(gold: readonly string[], answer: readonly string[], aliases: Record<string, string[]>): boolean {
  const canonical = new Map(
    gold.flatMap((value) => [value, ...(aliases[value] ?? [])].map((name) => [comparable(name), value] as const)),
  );
  const found = new Set(answer.map((name) => canonical.get(comparable(name)) ?? comparable(name)));
  return found.size === new Set(gold).size && gold.every((value) => found.has(value));
}

function hasOnlyNumber(gold: number, text: string): boolean {
  const withoutLists = text.replace(/^\s*\d+[.)]\s/gm, ' ');
  const numbers = [...withoutLists.matchAll(/(?<![\w.#-])\d[\d,]*(?:\.\d+)?(?![\w-])/g)].map(([match]) =>
    Number(match.replaceAll(',', '')),
  );
  return numbers.length === 0 || numbers[0] === gold || numbers.every((number) => number === gold);
}

/** How much of the key facts a text has; of a procedure also how many of its steps stand in the right order. */
export function factsIn(question: EvalQuestion, answer: unknown): FactScores {
  const text = textOf(answer);
  const patterns = question.must_include;
  const found = patterns.filter((pattern) => matches(pattern, text)).length;
  return {
    facts: found / Math.max(1, patterns.length),
    full: Number(found === patterns.length && hasPolarity(question, text)),
    ...(question.type === 'procedure' &&
      patterns.length > 1 && { order: longestChain(patterns, text) / patterns.length }),
  };
}

/** Steps whose mentions can be read in the right order. */
function longestChain(patterns: readonly string[], text: string): number {
  let best = new Map([[-1, 0]]);
  for (const pattern of patterns) {
    const next = new Map(best);
    for (const expression of expressions(pattern, 'gi')) {
      for (const { index } of text.matchAll(expression)) {
        const before = Math.max(...[...best].filter(([end]) => end <= index).map(([, length]) => length));
        next.set(index, Math.max(next.get(index) ?? 0, before + 1));
      }
    }
    best = next;
  }
  return Math.max(...best.values());
}

const negative =
  /\b(no|not|never|nobody|none|cannot|can.?t|don.?t|doesn.?t|isn.?t|aren.?t|won.?t|shouldn.?t|prohibited|banned|rejected)\b/i;

/** A yes must not be answered by a no, and the other way round. */
function hasPolarity({ answer }: EvalQuestion, text: string): boolean {
  const gold = typeof answer === 'boolean' ? (answer ? 'yes' : 'no') : typeof answer === 'string' ? answer.trim() : '';
  if (/^no\b/i.test(gold)) return negative.test(text) && !/^\s*yes\b/i.test(text);
  return !/^yes\b/i.test(gold) || !/^\s*(no|nope)\b/i.test(text);
}

function textOf(answer: unknown): string {
  if (Array.isArray(answer)) return answer.map(String).join(', ');
  return answer === true ? 'yes' : answer === false ? 'no' : String(answer);
}

function comparable(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}
