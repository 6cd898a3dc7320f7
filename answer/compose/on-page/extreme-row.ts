import { terms } from '../../../graph/text/analyse.ts';
import type { Evidence } from '../../retrieve/retrieve.ts';
import { bold, series } from '../../look-up/wording.ts';
import { placeOf } from '../part-of-page.ts';
import { contentOf, nounWords, saysNothing } from './asked.ts';
import { nounsOf } from './nouns.ts';
import { type Chosen, chosenOf, tablesNear } from './rows-chosen.ts';
import { inLine, labelOf, type Table } from './tables.ts';
import { isVacant } from './people.ts';

/** A way to ask for the row with the largest or smallest number. */
interface Extreme {
  asked: RegExp;
  isLargest: boolean;
  /** Words of the head of the column that it asks for, if it is not named. */
  of: readonly string[];
}

const ofTime = terms('time duration length hours hour days day weeks months term period minutes');
const ofMoney = terms('price cost fee amount rate charge');

/** One more way is a row. The first that fits counts. */
const extremes: readonly Extreme[] = [
  { asked: /\bmost (?:expensive|costly)\b|\b(?:dear|pric(?:i|y)|costli)est\b/i, isLargest: true, of: ofMoney },
  { asked: /\b(?:least|less) expensive\b|\bcheapest\b/i, isLargest: false, of: ofMoney },
  { asked: /\blongest\b/i, isLargest: true, of: ofTime },
  { asked: /\b(?:shortest|quickest|fastest)\b/i, isLargest: false, of: ofTime },
  { asked: /\b(?:most|highest|largest|biggest|greatest|maximum)\b/i, isLargest: true, of: [] },
  { asked: /\b(?:least|fewest|lowest|smallest|minimum)\b/i, isLargest: false, of: [] },
];

/** What makes another question of it. */
const another =
  /n['’]t\b|\b(?:not|no|never|except|excluding|besides|apart|second|third|next|at (?:the )?(?:most|least)|how (?:many|much|do|to|long)|why|average)\b/i;

/** "Which *of the* boats". */
const ofThem = /\b(which|what) of (?:the|our|these|those|all) /i;

/** Fewer rows need no question. */
const fewest = 3;

/**
 * "Which boat has the largest crew?", "which fare is the cheapest?": the row with the largest or smallest number in the column that is
 * meant. Undefined unless each word of the question is in the head, above the table or of what the rows are, and all cells tell a
 * number in the same unit.
 */
export function extremeRow(question: string, evidence: readonly Evidence[]): Chosen | undefined {
  const extreme = extremes.find(({ asked }) => asked.test(question));
  const noun = nounsOf(nounWords(question.replace(ofThem, '$1 ')).join(' '));
  if (extreme === undefined || noun.length === 0 || another.test(question)) return undefined;
  const content = contentOf(question.replace(extreme.asked, ' '), []);
  const found = tablesNear(evidence).flatMap((table) => {
    const column = columnOf(content, noun, extreme, table);
    return column === undefined ? [] : [{ table, column }];
  });
  const [only, other] = found;
  if (only === undefined || other !== undefined) return undefined;
  const { table, column } = only;
  const { passage, columns } = table;
  const numbered = table.rows.flatMap((row) => {
    const number = numberIn(row[column] ?? '')?.number;
    return number === undefined ? [] : [{ row, number }];
  });
  const best = numbered.reduce(
    (a, { number }) => (extreme.isLargest ? Math.max(a, number) : Math.min(a, number)),
    numbered[0]?.number ?? 0,
  );
  const rows = numbered.filter(({ number }) => number === best).map(({ row }) => row);
  const names = rows.map(labelOf);
  const [name = ''] = names;
  const said = `${series(names.map(bold))}: ${inLine(rows[0]?.[column])}, the ${extreme.isLargest ? 'largest' : 'smallest'} of ${numbered.length} under ${bold(columns[column] ?? '')} (${placeOf(passage.title, passage.heading)}).`;
  return chosenOf(names.length === 1 ? name : names, said, passage);
}

/** The column of numbers that is meant, where the question explains the rest of itself by the table; undefined for none and for two. */
function columnOf(
  content: readonly string[],
  noun: readonly string[],
  extreme: Extreme,
  { columns, rows, passage, leadIn, isWhole }: Table,
): number | undefined {
  if (!isWhole || rows.length < fewest) return undefined;
  const named = nounsOf([columns[0] ?? '', ...passage.heading, passage.title].join(' '));
  if (!noun.some((word) => named.includes(word))) return undefined;
  const numeric = [...columns.keys()].slice(1).filter((column) => isOfNumbers(rows.map((row) => row[column] ?? '')));
  const place = new Set(terms([columns[0] ?? '', passage.title, ...passage.heading, leadIn].join(' ')));
  const explains = (column: number) => {
    const head = new Set(terms(columns[column] ?? ''));
    return content.every((term) => place.has(term) || head.has(term) || saysNothing(term));
  };
  const isNamed = (column: number) =>
    terms(columns[column] ?? '').some((term) => content.includes(term) && !noun.includes(term));
  const isMeant = (column: number) => terms(columns[column] ?? '').some((term) => extreme.of.includes(term));
  const fitting = numeric.filter(explains);
  for (const fits of [isNamed, isMeant]) {
    const [only, other] = fitting.filter(fits);
    if (only !== undefined) return other === undefined ? only : undefined;
  }
  return undefined;
}

/** All cells tell one number, in the same unit, but for those that say that there is none. */
function isOfNumbers(cells: readonly string[]): boolean {
  const told = cells.filter((cell) => !isVacant(cell)).map(numberIn);
  return told.length >= fewest && told.every((each) => each !== undefined && each.unit === told[0]?.unit);
}

/** "£1,250 a year": a number, and what else is said. Undefined where there is none, or a range. */
function numberIn(cell: string): { number: number; unit: string } | undefined {
  const found = cell.match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
  const [number, other] = found;
  if (number === undefined || other !== undefined) return undefined;
  const unit = nounsOf(cell.replace(number, ' ')).join(' ');
  return { number: Number(number.replaceAll(',', '')), unit: `${/[£$€%]/.exec(cell)?.[0] ?? ''}${unit}` };
}
