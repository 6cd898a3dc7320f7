import { stem, terms } from '../../../graph/text/analyse.ts';
import { termsOf } from '../../retrieve/coverage.ts';
import type { Evidence } from '../../retrieve/retrieve.ts';
import type { Thesaurus } from '../../retrieve/thesaurus.ts';
import { contentOf } from './asked.ts';
import { rowCalled } from './rows.ts';
import { labelOf, tablesOf } from './tables.ts';

/** Pages whose tables are looked at. */
const looked = 3;
const asksForValue =
  /\b(?:how (?:much|many|big|large|fast|long|old|heavy|wide|tall)|(?:what|which)(?:['’]?s| is| are)? (?:the )?\p{L}+)\b/iu;

/** Whether the question gives a number that no row has in the column of such numbers: "the office in region 8" of regions 5 and 11. */
export function isOfNoRow(question: string, evidence: readonly Evidence[]): boolean {
  const refs = [...new Set(evidence.map(({ passage }) => passage.ref))].slice(0, looked);
  const near = evidence.filter(({ passage }) => refs.includes(passage.ref)).map(({ passage }) => passage);
  const given = [...question.matchAll(numbered)].map(([, noun = '', number = '']) => ({
    noun: stem(noun.toLowerCase()),
    number,
  }));
  return given.some(({ noun, number }) => {
    const cells = near.flatMap((section) =>
      tablesOf(section).flatMap(({ columns, rows }) => {
        const column = columns.findIndex((head) => terms(head).at(-1) === noun);
        return column === -1 ? [] : rows.map((row) => (row[column] ?? '').trim());
      }),
    );
    return (
      cells.length > 1 &&
      cells.every((cell) => /^\d+$/.test(cell) && cell !== number) &&
      !near.some(({ text, title, heading }) => says([title, ...heading, text].join('\n'), noun, number))
    );
  });
}

const numbered = /\b(\p{L}{3,}) (\d+)\b/giu;

function says(text: string, noun: string, number: string): boolean {
  const said = terms(text);
  return said.some((term, index) => term === noun && said[index + 1] === number);
}

/**
 * Whether it is asked of a row that a table names for what neither its columns nor anything else on the page tells: "how much memory
 * has tug-us-1?" of a table of tugs and their towns. The table has the thing, and is no answer.
 */
export function isOfNoColumn(question: string, evidence: readonly Evidence[], thesaurus: Thesaurus): boolean {
  if (!asksForValue.test(question)) return false;
  const refs = [...new Set(evidence.map(({ passage }) => passage.ref))].slice(0, looked);
  const near = evidence.filter(({ passage }) => refs.includes(passage.ref)).map(({ passage }) => passage);
  const rows = near.flatMap((section) =>
    tablesOf(section).flatMap((table) => {
      const row = table.columns.some((column) => column !== '') ? rowCalled(question, table) : undefined;
      return row === undefined ? [] : [{ ref: section.ref, label: labelOf(row) }];
    }),
  );
  const [first] = rows;
  if (first === undefined) return false;
  const asked = contentOf(question, terms(first.label));
  const otherwise = thesaurus(question).flatMap(({ others }) => others.flatMap((other) => terms(other)));
  const pages = new Set(rows.map(({ ref }) => ref));
  const said = near.filter(({ ref }) => pages.has(ref)).map(termsOf);
  return asked.length > 0 && ![...asked, ...otherwise].some((term) => said.some((own) => own.has(term)));
}
