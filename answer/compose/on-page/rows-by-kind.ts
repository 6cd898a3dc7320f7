import { terms } from '../../../graph/text/analyse.ts';
import type { Passage } from '../../../schema/entity.ts';
import { bold } from '../../look-up/wording.ts';
import { asksForCode, codeWords, contentOf, valueKindNamed } from './asked.ts';
import { type Candidate, isUntold, told } from './candidate.ts';
import { cellsOf } from './rows.ts';
import { labelOf, type Table, tablesOf } from './tables.ts';

/**
 * "What's the repo behind the Tide Guide?": the only value of that kind in the row that is called so, whatever its column is called. Each
 * word of the question is in the label of the row or stands above the table.
 */
export function ofKindInRow(question: string, sections: readonly Passage[]): Candidate[] {
  const kind = valueKindNamed(question);
  if (kind === undefined) return [];
  const wanted = contentOf(question, kind.idle);
  return sections.flatMap((section) =>
    tablesOf(section).flatMap(({ columns, rows, leadIn }) => {
      const place = new Set(terms([section.title, ...section.heading, leadIn, columns[0] ?? ''].join(' ')));
      const called = rows.filter((row) => {
        const own = terms(labelOf(row));
        const isLabel = own.length > 0 && own.every((term) => wanted.includes(term));
        return isLabel && wanted.every((term) => own.includes(term) || place.has(term));
      });
      const [row, another] = called;
      if (row === undefined || another !== undefined) return [];
      const all = new RegExp(kind.written, `${kind.written.flags}g`);
      const values = row.slice(1).flatMap((cell) => (cell.match(all) ?? []).map((each) => each.trim()));
      const [value, other] = new Set(values);
      if (value === undefined || other !== undefined) return [];
      const of = labelOf(row);
      return [
        told({ of, as: `${of}, ${kind.idle[0] ?? ''}`, text: `${bold(of)}: ${value}`, value, section, extra: 0 }),
      ];
    }),
  );
}

/** "Under which number do harbour folks book rope?": the code in the column of which only a part is said, "Harbour staff". */
export function ofCodeColumn(question: string, sections: readonly Passage[]): Candidate[] {
  if (!asksForCode.test(question)) return [];
  const asked = new Set(terms(question));
  const columnOf = ({ columns, passage }: Table) => {
    const above = new Set(terms([passage.title, ...passage.heading, columns[0] ?? ''].join(' ')));
    const heads = columns.map((column) => terms(column));
    const having = heads.flatMap((head, index) => {
      const said = head.filter((term) => asked.has(term) && !above.has(term));
      const isOwn = said.some((term) => heads.every((other, at) => at === index || !other.includes(term)));
      return index > 0 && isOwn ? [index] : [];
    });
    return having.length === 1 ? (having[0] ?? -1) : -1;
  };
  return cellsOf(joined(question), sections, '', columnOf, codeWords).filter(
    ({ value }) => typeof value === 'number' || /\d/.test(value) || isUntold(value),
  );
}

/** "Non-billable" is written "nonbillable" too. */
function joined(question: string): string {
  return question.replace(/\bnon-(?=\p{L})/giu, 'non');
}
