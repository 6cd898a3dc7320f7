import { terms, words } from '../../../graph/text/analyse.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { nounsOf } from './nouns.ts';
import { columnAsked, contentOf, nounAsked, nounWords, withoutMeasure } from './asked.ts';
import { type Candidate, mayTell, shareSaid, told } from './candidate.ts';
import { asksForSeveral } from './rows-asked.ts';
import { labelOfNumber } from './ranges.ts';
import { inLine, labelOf, type Table, tablesOf } from './tables.ts';

/** How much of a question's words a row, its columns and what stands above them must have: one of five may be a word of the asker's own. */
const enough = 0.8;

/** The cell where the row that the question names meets the column that it asks for. */
export function ofColumn(question: string, sections: readonly Passage[], about: string): Candidate[] {
  const asked = new Set(terms(question));
  const noun = nounWords(question);
  const isOfSeveral = asksForSeveral(question);
  return sections.flatMap((section) =>
    tablesOf(section).flatMap((table) => {
      const { columns } = table;
      const column = columnAsked(question, columns);
      if (column === -1 || (isOfSeveral && !hasSeveral(columns[column] ?? '', noun))) return [];
      const wanted = contentOf(withoutMeasure(question), terms(columns[column] ?? ''));
      if (!mayTell(wanted, section, enough - 0.2)) return [];
      const byNumber = column === 0 ? undefined : labelOfNumber(question, table.rows.map(labelOf), columns[0]);
      const row =
        byNumber === undefined ? rowNamed([...wanted, ...terms(about)], table, column) : table.rows[byNumber.at ?? -1];
      const value = inLine(row?.[column]);
      const said = wanted.filter((term) => byNumber?.given.terms.includes(term) !== true);
      if (row === undefined || value === '' || shareSaid(said, [...row, ...columns, table.leadIn], section) < enough)
        return [];
      const of = labelOf(column === 0 ? row.slice(1) : row);
      const extra = terms(of).filter((term) => !asked.has(term)).length;
      return [
        told({
          of,
          as: columns[column] ?? '',
          text: `${columns[column] ?? ''} of ${bold(of)}: ${value}`,
          value,
          section,
          extra,
        }),
      ];
    }),
  );
}

/** Whether a column has several in each cell: "Languages" of "which languages does Ada speak?" */
function hasSeveral(column: string, noun: readonly string[]): boolean {
  return words(column).some((word) => noun.includes(word));
}

/** "Which office has region 5?": what a row is of, where the question names it by its other cells. */
export function ofRow(question: string, sections: readonly Passage[]): Candidate[] {
  const noun = nounsOf(nounWords(question).join(' '));
  if (noun.length === 0) return [];
  const wanted = contentOf(question, nounAsked(question));
  return sections
    .filter((section) => mayTell(wanted, section, enough))
    .flatMap((section) =>
      tablesOf(section).flatMap((table) => {
        const { columns, rows } = table;
        const named = nounsOf([columns[0] ?? '', section.heading.at(-1) ?? section.title].join(' '));
        if (!noun.some((word) => named.includes(word))) return [];
        const row = rowNamed(wanted, table, 0);
        const value = row === undefined ? '' : labelOf(row);
        if (row === undefined || value === '' || rows.length < 2) return [];
        if (shareSaid(wanted, [...row.slice(1), ...columns], section) < enough) return [];
        return [
          told({
            of: value,
            as: columns[0] ?? '',
            text: `${bold(value)}: ${row.slice(1).map(inLine).join(', ')}`,
            value,
            section,
            extra: 0,
          }),
        ];
      }),
    );
}

/**
 * The one row that has the words that tell rows apart, in its cells beside those of a column. A word that all rows have, and one that is
 * said above the table, tell none from the others as long as there is a better one.
 */
function rowNamed(wanted: readonly string[], { rows, passage }: Table, column: number): string[] | undefined {
  const cells = rows.map((row) => new Set(terms(row.filter((_, index) => index !== column).join(' '))));
  const above = new Set(terms([passage.title, ...passage.heading].join(' ')));
  const having = (term: string) => cells.filter((own) => own.has(term)).length;
  const telling = wanted.filter((term) => having(term) > 0 && (having(term) < rows.length || rows.length === 1));
  const own = telling.filter((term) => !above.has(term));
  const scores = cells.map((cell) =>
    own.every((term) => cell.has(term))
      ? telling.filter((term) => cell.has(term)).reduce((sum, term) => sum + 1 / having(term), 0)
      : 0,
  );
  const best = Math.max(...scores);
  const at = scores.indexOf(best);
  return best > 0 && scores.lastIndexOf(best) === at ? rows[at] : undefined;
}
