import { queryTerms, terms } from '../../graph/text/analyse.ts';

/** The part of a text of at most `length` characters (and the dots where it is cut), at lines or sentences, that has most of the question. */
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
  const whole = units.slice(start, end).join('').trim();
  const shown = cutAtWord(whole, length);
  const isCut = end < units.length || shown.length < whole.length;
  return `${start > 0 ? '… ' : ''}${shown}${isCut ? ' …' : ''}`;
}

/** Sentences and lines, with the space behind them. */
export function splitUnits(text: string): string[] {
  return text.match(/[^\n]+?(?:[.!?](?=\s)\s*|\n+|$)|\n+/g) ?? [text];
}

/** The unit that has most of the question; undefined when none has more than all others. */
export function bestUnit(question: string, units: readonly string[]): string | undefined {
  const score = scorer(question, units);
  const [best, second] = [...units].sort((a, b) => score(b) - score(a));
  if (best === undefined || score(best) === 0 || score(best) === score(second ?? '')) return undefined;
  return best;
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

function cutAtWord(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length + 1);
  const space = cut.search(/\s\S*$/);
  return (space > length / 2 ? cut.slice(0, space) : cut.slice(0, length)).trimEnd();
}
