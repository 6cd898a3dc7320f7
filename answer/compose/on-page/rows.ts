import { stem, terms, words } from '../../../graph/text/analyse.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { hasLiteral, literalIn } from './literal.ts';
import { nounsOf, pluralsOf } from './nouns.ts';
import {
  alsoCalled,
  anybody,
  columnAsked,
  contentOf,
  doingOf,
  idleOfWho,
  nounAsked,
  nounWords,
  withoutMeasure,
  withoutShortForms,
} from './asked.ts';
import { type Candidate, mayTell, shareSaid, told } from './candidate.ts';
import { isPerson } from './people.ts';
import { asksForSeveral } from './rows-asked.ts';
import { isTime } from './stated-count.ts';
import { labelOfNumber, withoutClauseOf } from './ranges.ts';
import { inLine, labelOf, type Table, tablesOf } from './tables.ts';

/** How much of a question's words a row, its columns and what stands above them must have: one of five may be a word of the asker's own. */
const enough = 0.8;

/** The cell where the row that the question names meets the column that it asks for. */
export function ofColumn(question: string, sections: readonly Passage[], about: string): Candidate[] {
  const noun = nounWords(question);
  const isOfSeveral = asksForSeveral(question);
  return cellsOf(question, sections, about, (table) => {
    const { columns, rows } = table;
    const column = columnAsked(question, withoutGiven(question, columns, rows));
    if (column === -1 && asksWho.test(question)) return columnOfPerson(question, table);
    return isOfSeveral && !hasSeveral(columns[column] ?? '', noun) ? -1 : column;
  });
}

const asksWho = /\bwho\b/i;

/** "Who is our head of sales?" of a table of posts whose next column tells who has each, whatever it is called. */
function columnOfPerson(question: string, table: Table): number {
  // A card without heads tells of another thing than its labels are.
  const row = table.columns[0] === '' ? [] : (rowCalled(question, table) ?? []);
  const having = row.flatMap((cell, column) => (column > 0 && isPerson(cell.split('\n')[0] ?? '') ? [column] : []));
  return having.length === 1 ? (having[0] ?? -1) : -1;
}

/** Of "the address of the office in *region 9*" the region is given, and not asked for: its column is no column. */
function withoutGiven(question: string, columns: readonly string[], rows: Table['rows']): string[] {
  const said = ` ${words(question).join(' ')} `;
  return columns.map((head, column) => {
    const before = words(head).at(-1) ?? '';
    const isGiven =
      before !== '' && rows.some((row) => said.includes(` ${before} ${words(row[column] ?? '').join(' ')} `));
    return isGiven ? '' : head;
  });
}

/** "How many *days* does the review take?": the cell that tells so many, in the column whose cells do. @param unit of time, as a search term */
export function ofUnit(unit: string, question: string, sections: readonly Passage[], about: string): Candidate[] {
  const tellsUnit = (cell: string) => unitsIn(cell).includes(unit);
  const ofTable = ({ columns, rows }: Table) => {
    const having = [...columns.keys()].map(
      (column) => rows.filter((row) => unitsIn(row[column] ?? '').some(isTime)).length,
    );
    const most = Math.max(...having.slice(1));
    return most > 1 ? having.indexOf(most, 1) : -1;
  };
  return cellsOf(question, sections, about, ofTable, [unit, ...aroundUnit]).flatMap((cell) => {
    const [number = '', ...others] = /\d/.test(String(cell.value))
      ? (String(cell.value).match(/\d+(?:\.\d+)?/g) ?? [])
      : [];
    return tellsUnit(String(cell.value)) && others.length === 0 ? [{ ...cell, value: Number(number) }] : [];
  });
}

/** Words around a unit of time that say nothing of what takes so long. */
const aroundUnit = terms('business working calendar take takes last lasts most least max min maximum minimum');

/** Units of numbers in a cell, as search terms: of "5 business days" days. */
function unitsIn(cell: string): string[] {
  return [...cell.matchAll(/\d\s+(?:(?:business|working|calendar)\s+)?(\p{L}+)/giu)].map(([, unit = '']) =>
    stem(unit.toLowerCase()),
  );
}

/** The cells of a column where the row has what the question says. @param columnOf -1 for a table that has no such column */
export function cellsOf(
  question: string,
  sections: readonly Passage[],
  about: string,
  columnOf: (table: Table) => number,
  without: readonly string[] = [],
): Candidate[] {
  const asked = new Set(terms(question));
  const literal = literalIn(question);
  return sections.flatMap((section) =>
    tablesOf(section).flatMap((table) => {
      const { columns } = table;
      const byNumber = rowOfNumber(question, table);
      const column = byNumber?.column ?? columnOf(table);
      if (column === -1) return [];
      const idle = [...idleOfWho(question, columns), ...anybody];
      const head = columns[column] ?? '';
      const wanted = contentOf(withoutShortForms(withoutMeasure(byNumber?.question ?? question)), [
        ...terms(withoutShortForms(head)),
        ...doingOf(head),
        ...alsoCalled(head),
        ...without,
        ...(byNumber?.column === undefined ? [] : nounAsked(byNumber.question)),
      ]);
      if (
        !mayTell(
          wanted.filter((term) => !idle.includes(term)),
          section,
          enough - 0.2,
        )
      )
        return [];
      const row =
        byNumber === undefined
          ? (rowCalled(question, table) ?? rowNamed([...wanted, ...terms(about)], table, column))
          : byNumber.row;
      const value = inLine(row?.[column]);
      const own = new Set(terms((row ?? []).join(' ')));
      const said = wanted.filter(
        (term) => byNumber?.terms.includes(term) !== true && (own.has(term) || !idle.includes(term)),
      );
      if (literal !== undefined && row?.some((cell) => hasLiteral(cell, literal)) !== true) return [];
      if (row === undefined || value === '' || shareSaid(said, [...row, ...columns, table.leadIn], section) < enough)
        return [];
      const of = labelOf(column === 0 ? row.slice(1) : row);
      const extra = terms(of).filter((term) => !asked.has(term)).length;
      return [told({ of, as: head, text: `${head} of ${bold(of)}: ${value}`, value, section, extra })];
    }),
  );
}

/** A row of numbers that a question gives one of: "I have 5 reports, what is my target?" */
interface OfNumber {
  /** Undefined where none has it, or two do. */
  row: string[] | undefined;
  column: number | undefined;
  /** The question without the part that only tells the number. */
  question: string;
  /** Words around the number. */
  terms: string[];
}

function rowOfNumber(question: string, { columns, rows }: Table): OfNumber | undefined {
  const found = labelOfNumber(question, rows.map(labelOf), columns[0]);
  if (found === undefined) return undefined;
  const rest = withoutClauseOf(question, found.given.written);
  const isApart = rest !== question;
  const column = isApart ? columnOfNoun(rest, columns) : undefined;
  return { row: rows[found.at ?? -1], column, question: rest, terms: found.given.terms };
}

/** Where the row is sure, "what utilization" asks for the only column of utilization. */
function columnOfNoun(question: string, columns: readonly string[]): number | undefined {
  if (columnAsked(question, columns) > 0) return undefined;
  const noun = nounAsked(question);
  const having = columns.flatMap((column, index) =>
    index > 0 &&
    noun.length > 0 &&
    noun.every((term) => terms(column.replaceAll('%', ' percent percentage ')).includes(term))
      ? [index]
      : [],
  );
  return having.length === 1 ? having[0] : undefined;
}

/** The only row whose whole label stands in the question, where that is no common word: "tug-us-1". */
export function rowCalled(question: string, { rows }: Pick<Table, 'rows'>): string[] | undefined {
  const text = ` ${question.toLowerCase().replace(/[?!.,;:()"“”`]+(?=\s|$)/g, ' ')} `;
  const called = rows.filter((row) => {
    const label = labelOf(row).toLowerCase();
    return /[\p{L}\p{N}][ _./-][\p{L}\p{N}]/u.test(label) && text.includes(` ${label} `);
  });
  return called.length === 1 ? called[0] : undefined;
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
        const named = [...nounsOf(columns[0] ?? ''), ...pluralsOf(section.heading.at(-1) ?? section.title)];
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
 * said above the table or says what all rows are of, tell none from the others as long as there is a better one.
 */
export function rowNamed(
  wanted: readonly string[],
  { columns, rows, passage }: Table,
  column: number,
): string[] | undefined {
  // "Lang" is not said by "rust-lang/polonius".
  const isSaid = (token: string) => !isPath(token) || terms(token).every((term) => wanted.includes(term));
  const cells = rows.map((row) => {
    const text = row.filter((_, index) => index !== column).join(' ');
    return new Set(
      terms(
        text
          .split(/[\s,;]+/)
          .filter(isSaid)
          .join(' '),
      ),
    );
  });
  const above = new Set(terms([passage.title, ...passage.heading, columns[0] ?? ''].join(' ')));
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

/** A path of identifiers, such as that of a repository. */
function isPath(token: string): boolean {
  return token.includes('/') && /[-_]/.test(token);
}
