import { terms } from '../../../graph/text/analyse.ts';
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
