import { queryTerms, terms } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { Statement } from '../look-up/finding.ts';
import type { Evidence } from '../retrieve/retrieve.ts';

/** Longest quote of the best passage and of the others, in characters. */
const longest = { first: 1200, other: 500 };

/** The best passages as labelled quotes, each with the sentence that answers best in bold. */
export function quotes(question: string, evidence: readonly Evidence[]): Statement[] {
  return evidence.map(({ passage }, index) => {
    const text = plainText(passage.text);
    const shown = excerpt(text, question, index === 0 ? longest.first : longest.other);
    const place = [passage.title, ...passage.heading.filter((heading) => heading !== passage.title)].join(' › ');
    return {
      text: `From **${place}**:\n\n${quoted(emphasised(shown, question))}`,
      about: { ref: passage.ref, title: passage.title, anchor: passage.anchor },
      sources: passage.source === undefined ? [] : [passage.source],
      quote: shown,
    };
  });
}

function quoted(text: string): string {
  return text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
}

/** The part of a text of at most `length` characters, at lines or sentences, that has most of the question. */
export function excerpt(text: string, question: string, length: number): string {
  if (text.length <= length) return text;
  const units = splitUnits(text);
  const score = scorer(question, units);
  const best = units.reduce((top, unit, index) => (score(unit) > score(units[top] ?? '') ? index : top), 0);
  let [start, end] = [best, best + 1];
  const size = () => units.slice(start, end).join('').length;
  for (let grown = true; grown;) {
    grown = false;
    if (end < units.length && size() + (units[end]?.length ?? 0) <= length) {
      end += 1;
      grown = true;
    }
    if (start > 0 && size() + (units[start - 1]?.length ?? 0) <= length) {
      start -= 1;
      grown = true;
    }
  }
  const shown = units.slice(start, end).join('').trim().slice(0, length);
  return `${start > 0 ? '… ' : ''}${shown}${end < units.length ? ' …' : ''}`;
}

/** Sentences and lines, with the space behind them. */
function splitUnits(text: string): string[] {
  return text.match(/[^\n]+?(?:[.!?](?=\s)\s*|\n+|$)|\n+/g) ?? [text];
}

function scorer(question: string, units: readonly string[]): (unit: string) => number {
  const wanted = queryTerms(question);
  const having = new Map(wanted.map((term) => [term, units.filter((unit) => terms(unit).includes(term)).length]));
  return (unit) => {
    const own = new Set(terms(unit));
    return wanted.filter((term) => own.has(term)).reduce((sum, term) => sum + 1 / (1 + (having.get(term) ?? 0)), 0);
  };
}

/** The sentence with most of the question in bold, when one stands out. */
function emphasised(text: string, question: string): string {
  const units = splitUnits(text);
  if (units.length < 2) return text;
  const score = scorer(question, units);
  const ranked = [...units].sort((a, b) => score(b) - score(a));
  const [best, second] = ranked;
  if (best === undefined || score(best) === 0 || score(best) === score(second ?? '')) return text;
  const body = best.trim();
  // Marks inside would end the bold too early.
  return /[*_]/.test(body) ? text : text.replace(body, () => `**${body}**`);
}
