import { stem, terms, words } from '../../../graph/text/analyse.ts';
import { plainText } from '../../../graph/text/plain.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { contentOf, countAsked, withoutMeasure } from './asked.ts';
import { type Candidate, shareSaid, told } from './candidate.ts';
import { entriesOf, entryMark } from './entries.ts';
import { labelOfNumber, numbersGiven, withoutClauseOf } from './ranges.ts';

/** An entry of a list with a number in its label: most sections have none, and are not taken apart. */
const numbered = /^\s*[-*+]\s[^\n:]{0,60}\d[^\n:]{0,60}:/m;

/** Words before a number that say no more than it does, and for who gives what is asked for. */
const around = terms('after over past within company employer firm organisation organization');

/** "I've been here for 12 years. how much leave do I get?": what stands behind the label that has the number: "Between 3 and 15 years: 6 hours". */
export function ofNumber(question: string, sections: readonly Passage[]): Candidate[] {
  if (numbersGiven(question).length === 0) return [];
  const counted = countAsked(question);
  return sections.flatMap((section) => {
    if (!numbered.test(section.text)) return [];
    const entries = entriesOf(section).filter(({ label }) => /\d/.test(label));
    const labels = entries.map(({ label }) => label);
    const found = labelOfNumber(question, labels);
    const entry = entries[found?.at ?? -1];
    if (found === undefined || entry === undefined) return [];
    const { label, value: whole, line } = entry;
    const own = [...found.given.terms, ...found.given.unit, ...around];
    const wanted = contentOf(withoutMeasure(withoutClauseOf(question, found.given.written)), own);
    const said = [label, inWords(whole), leadIn(section)];
    if (wanted.length === 0 || shareSaid(wanted, said, section) < 1) return [];
    const value = counted === undefined ? whole : numberOf(whole, counted);
    if (value === undefined) return [];
    return [told({ of: label, as: label, text: `${bold(label)}: ${whole}`, value, section, quote: line, extra: 0 })];
  });
}

/** "9 %" is nine percent, and a percentage. */
function inWords(text: string): string {
  return text.replaceAll('%', ' percent percentage ');
}

/** "6 hours per pay period": how many hours. */
function numberOf(text: string, counted: string): string | undefined {
  const found = [...text.matchAll(/(\d{1,9}(?:\.\d+)?)\s+([\p{L}-]+)/gu)].filter(
    ([, , noun = '']) => stem(words(noun)[0] ?? '') === counted,
  );
  return found.length === 1 ? found[0]?.[1] : undefined;
}

/** The text above the entries. */
function leadIn({ text }: Passage): string {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => entryMark.test(line));
  const above = plainText(lines.slice(0, Math.max(first, 0)).join('\n'));
  return above.split(/\n{2,}/).at(-1) ?? '';
}
