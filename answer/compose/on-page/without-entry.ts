import { terms, words } from '../../../graph/text/analyse.ts';
import type { Evidence } from '../../retrieve/retrieve.ts';
import { bold, series } from '../../look-up/wording.ts';
import { pageOf, placeOf } from '../part-of-page.ts';
import { contentOf, valueKindAsked } from './asked.ts';
import { entriesOf } from './entries.ts';
import { nounsOf, pluralsOf } from './nouns.ts';
import { numberWords } from './number-words.ts';
import { type Chosen, chosenOf } from './rows-chosen.ts';
import { labelOf, tablesOf, withWholeTables } from './tables.ts';

/** Which of several has none: "which of our offices has no mailbox?" */
const asked = /\b(?:which|what)\b(?=.*(?:\b(?:no|not|without|lacks?|lacking)\b|n['’]t\b))/i;
/** Another question than which of all of them. */
const another = /\b(?:why|how|when|where|who|whom|more|less|than|except|only|and|or)\b/i;
const idle = terms('own got get have has lack lacks lacking one ones two three four five six seven eight nine ten');
/** Pages that are looked at, and entries that a list must have. */
const looked = 3;
const fewest = 2;

/**
 * "Which of our four quays has no mailbox of its own?" of a page with a table of quays and, below another heading for quays, a list of their
 * mailboxes: the rows that the list does not have. Undefined unless each entry of the list is one of the rows, and no other table and
 * list of the page are so.
 */
export function withoutEntry(question: string, evidence: readonly Evidence[]): Chosen | undefined {
  const kind = valueKindAsked(question);
  if (kind === undefined || !asked.test(question) || another.test(question)) return undefined;
  const wanted = contentOf(question.replace(/\b\p{L}+n['’]t\b/giu, ' '), [...kind.idle, ...idle]);
  const nouns = nounsOf(question);
  const number = words(question)
    .map((word) => numberWords.indexOf(word))
    .find((at) => at > 1);
  const isOfNoun = (text: string) => pluralsOf(text).some((word) => nouns.includes(word));
  const refs = [...new Set(evidence.map(({ passage }) => passage.ref))].slice(0, looked);
  const found = refs.flatMap((ref) => {
    const page = withWholeTables(pageOf({ ref }, evidence)).filter(({ heading }) => isOfNoun(heading.at(-1) ?? ''));
    const tables = page.flatMap((section) => tablesOf(section));
    return page.flatMap((section) => {
      const entries = entriesOf(section);
      if (entries.length < fewest || !entries.every(({ value }) => kind.written.test(value))) return [];
      return tables.flatMap(({ rows, isWhole, passage }) => {
        const place = new Set(terms([section.title, ...section.heading, ...passage.heading].join(' ')));
        const having = entries.map(({ label }) => rows.filter((row) => isCalled(labelOf(row), label)));
        const isOfTable = isWhole && having.every(({ length }) => length === 1);
        const names = rows.filter((row) => !having.flat().includes(row)).map(labelOf);
        if (!isOfTable || names.length === 0 || names.includes('')) return [];
        if ((number !== undefined && number !== rows.length) || !wanted.every((term) => place.has(term))) return [];
        return [{ names, all: rows.length, of: passage, section }];
      });
    });
  });
  const [only, other] = found;
  if (only === undefined || other !== undefined) return undefined;
  const { names, all, of, section } = only;
  const text = `Of the ${all} listed under ${bold(placeOf(of.title, of.heading))}, ${series(names.map(bold))} ${names.length === 1 ? 'has' : 'have'} no entry under ${bold(placeOf(section.title, section.heading))}.`;
  return chosenOf(names.length === 1 ? (names[0] ?? '') : names, text, section);
}

/** "San Francisco, CA" is called San Francisco. */
function isCalled(name: string, label: string): boolean {
  const [own, said] = [words(name), words(label)];
  return said.length > 0 && said.every((word, index) => own[index] === word);
}
