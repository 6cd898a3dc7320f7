import { terms } from '../../../graph/text/analyse.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { columnAsked, contentOf, measures, nounAsked } from './asked.ts';
import { type Candidate, mayTell, shareSaid, told } from './candidate.ts';
import { type Table, tablesOf } from './entries.ts';

/** How much of a question's words a row, its columns and what stands above them must have: one of five may be a word of the asker's own. */
const enough = 0.8;

/** The cell where the row that the question names meets the column that it asks for. */
export function ofColumn(question: string, sections: readonly Passage[], about: string): Candidate[] {
  const asked = new Set(terms(question));
  return sections.flatMap((section) =>
    tablesOf(section).flatMap((table) => {
      const { columns } = table;
      const column = columnAsked(question, columns);
      if (column === -1) return [];
      const wanted = contentOf(question, [...terms(columns[column] ?? ''), ...measures]);
      if (!mayTell(wanted, section, enough)) return [];
      const row = rowNamed([...wanted, ...terms(about)], table, column);
      const value = row?.[column] ?? '';
      if (row === undefined || value === '' || shareSaid(wanted, [...row, ...columns], section) < enough) return [];
      const of = row.find((_, index) => index !== column) ?? '';
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

/** "Which office has region 5?": what a row is of, where the question names it by its other cells. */
export function ofRow(question: string, sections: readonly Passage[]): Candidate[] {
  const noun = nounAsked(question);
  if (noun.length === 0) return [];
  const wanted = contentOf(question, noun);
  return sections
    .filter((section) => mayTell(wanted, section, enough))
    .flatMap((section) =>
      tablesOf(section).flatMap((table) => {
        const { columns, rows } = table;
        const named = new Set(terms([columns[0] ?? '', section.heading.at(-1) ?? section.title].join(' ')));
        if (!noun.some((term) => named.has(term))) return [];
        const row = rowNamed(wanted, table, 0);
        const value = row?.[0] ?? '';
        if (row === undefined || value === '' || rows.length < 2) return [];
        if (shareSaid(wanted, [...row.slice(1), ...columns], section) < enough) return [];
        return [
          told({
            of: value,
            as: columns[0] ?? '',
            text: `${bold(value)}: ${row.slice(1).join(', ')}`,
            value,
            section,
            extra: 0,
          }),
        ];
      }),
    );
}

/** The one row that has most of the words, in its cells beside those of a column. A word that all rows have tells none from the others. */
function rowNamed(wanted: readonly string[], { rows }: Table, column: number): string[] | undefined {
  const cells = rows.map((row) => new Set(terms(row.filter((_, index) => index !== column).join(' '))));
  const having = (term: string) => cells.filter((own) => own.has(term)).length;
  const scores = cells.map((own) =>
    wanted
      .filter((term) => own.has(term))
      .reduce((sum, term) => sum + (rows.length > 1 && having(term) === rows.length ? 0 : 1 / having(term)), 0),
  );
  const best = Math.max(...scores);
  const at = scores.indexOf(best);
  return best > 0 && scores.lastIndexOf(best) === at ? rows[at] : undefined;
}
