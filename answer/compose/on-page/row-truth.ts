import { stem, terms, words } from '../../../graph/text/analyse.ts';
import type { Evidence } from '../../retrieve/retrieve.ts';
import { bold } from '../../look-up/wording.ts';
import { pageOf, placeOf } from '../part-of-page.ts';
import { anybody, contentOf, doingOf, saysNothing } from './asked.ts';
import { has, itemsOf, itemShown, no, same, yes } from './conditions.ts';
import { entriesOf } from './entries.ts';
import { columnOfPeople, isPerson, isVacant } from './people.ts';
import { now } from './rows-asked.ts';
import { type Chosen, chosenOf, isShortFor, rolesOf, tablesNear } from './rows-chosen.ts';
import { inLine, labelOf, type Table } from './tables.ts';

/** How a question for yes or no of one thing begins. */
const opener =
  /^\W*(?:(?:and|so|ok|but)\b\W*)*(?:is|are|was|were|does|do|can|may|must|has|have|will|should)\b(?! (?:there|it|this|that|we|i|you|they|any|some|every|all|each)\b)/i;
/** Denied, or said of more than one, or by a number, it is another question. */
const another =
  /n['’]t\b|\b(?:not|no|never|neither|nor|without|only|more|less|fewer|at least|at most|both|all|every|each|any|same|than|why|how|when|where|who|what|which)\b/i;

/** "Does Oak *have a head nurse*?", "does the quay have *anybody* for it?": whether there is one, of whom there may be none. */
const asksForOne = /^\W*(?:(?:and|so|ok|but)\b\W*)*(?:do|does|has|have)\b.*\b(?:an?|any|some)(?:body|one)?\b/i;

/** What the column of a row says of what is asked. */
interface Truth {
  row: string[];
  column: number;
  /** Yes, no, or the one of two that it is. */
  value: boolean | string;
  /** Words of the question that the row and the column explain, as search terms. */
  explained: readonly string[];
}

/**
 * "Is the Gull insured?", "is the knots course optional?", "is the audit weekly or monthly?": yes, no or the one of two by the row of a
 * table that is named and the column that tells it. Undefined unless each word of the question is in the label of the row, in the
 * head, in a cell of the column or above the table, and where two tables say otherwise.
 */
export function rowTruth(asked: string, evidence: readonly Evidence[]): Chosen | undefined {
  const question = asked.replace(now, ' ').replace(/\bgot\b/gi, ' ');
  const said = question.replace(opener, '');
  if (!opener.test(question) || another.test(asksForOne.test(question) ? said.replace(/\bany\b/i, ' ') : said))
    return undefined;
  const content = contentOf(question, []);
  const found = tablesNear(evidence).flatMap((table) => {
    const truth = truthIn(question, content, table) ?? postIn(question, content, table, evidence);
    return truth === undefined ? [] : [{ table, ...truth }];
  });
  const [first] = found;
  if (first === undefined) return entryTruth(question, content, evidence);
  if (found.some(({ value }) => value !== first.value)) return undefined;
  const { table, row, column, value } = first;
  const { passage } = table;
  const head = table.columns[column] ?? '';
  const told = `${bold(labelOf(row))}${head === '' ? '' : `, ${head}`}: ${inLine(row[column])} (${placeOf(passage.title, passage.heading)}).`;
  return chosenOf(value, typeof value === 'boolean' ? `${value ? 'Yes' : 'No'}. ${told}` : told, passage);
}

/** "Does the North Quay have somebody for boats?" of a list "North Quay - Ada Vik" of people: whether there is one. */
function entryTruth(question: string, content: readonly string[], evidence: readonly Evidence[]): Chosen | undefined {
  if (!asksForOne.test(question)) return undefined;
  const asked = words(question).map(stem);
  const found = evidence.flatMap(({ passage }) =>
    entriesOf(passage).filter(({ label, value, leadIn }) => {
      const place = new Set([...terms([label, leadIn, passage.title, ...passage.heading].join(' ')), ...anybody]);
      const isOfPeople = (isPerson(value) || isVacant(value)) && has(asked, words(label).map(stem));
      return isOfPeople && content.every((term) => place.has(term) || saysNothing(term));
    }),
  );
  const [only, other] = found;
  if (only === undefined || other !== undefined) return undefined;
  const { value, line, passage } = only;
  const text = `${isVacant(value) ? 'No' : 'Yes'}. ${line} (${placeOf(passage.title, passage.heading)}).`;
  return chosenOf(!isVacant(value), text, passage);
}

function truthIn(question: string, content: readonly string[], table: Table): Truth | undefined {
  const { columns, rows, passage, leadIn } = table;
  const row = rowNamedIn(question, table);
  if (row === undefined || rows.length < 2 || columns.every((column) => column === '')) return undefined;
  const place = new Set([
    ...terms([columns[0] ?? '', passage.title, ...passage.heading, leadIn].join(' ')),
    ...terms(labelOf(row)),
  ]);
  const truths = columns
    .flatMap((_, column) => (column === 0 ? [] : (truthOf(question, { row, column, table }) ?? [])))
    .filter(({ explained }) =>
      content.every(
        (term) =>
          place.has(term) ||
          saysNothing(term) ||
          explained.includes(term) ||
          words(columns[0] ?? '').some((word) => isShortFor(term, word)),
      ),
    );
  const [only, other] = truths;
  return other === undefined ? only : undefined;
}

/** "Does the north crew have a lead?" of a table without heads, one column of which has people, on a page that speaks of leads. */
function postIn(
  question: string,
  content: readonly string[],
  table: Table,
  evidence: readonly Evidence[],
): Truth | undefined {
  const { columns, passage } = table;
  const column = columnOfPeople(table);
  const row = rowNamedIn(question, table);
  if (column === undefined || row === undefined || !asksForOne.test(question)) return undefined;
  if (columns.some((name) => name !== '')) return undefined;
  const roles = rolesOf(table, pageOf(passage, evidence));
  const place = new Set(terms([passage.title, ...passage.heading, labelOf(row)].join(' ')));
  const isSaid = content.every(
    (term) => place.has(term) || roles.includes(term) || saysNothing(term) || anybody.includes(term),
  );
  return isSaid ? { row, column, value: !isVacant(row[column] ?? ''), explained: [] } : undefined;
}

/** Cells that are said as a whole, in the order of the question. */
function valuesSaid(question: string, table: Table, column: number): string[][] {
  const said = words(question).map(stem);
  const items = table.rows.flatMap((row) => itemsOf(row[column] ?? ''));
  const distinct = [...new Map(items.map((item) => [item.join(' '), item])).values()];
  const there = distinct.filter((item) => has(said, item));
  // "Evening class" where both that and "class" are in cells.
  return there.filter((item) => !there.some((other) => other.length > item.length && has(other, item)));
}

function truthOf(
  question: string,
  { row, column, table }: { row: string[]; column: number; table: Table },
): Truth | undefined {
  const head = table.columns[column] ?? '';
  const own = [...terms(head), ...doingOf(head)];
  const cell = row[column] ?? '';
  if (yes.test(cell) || no.test(cell)) {
    const asked = new Set(terms(question));
    const isNamed = head !== '' && terms(head).every((term) => asked.has(term));
    return isNamed ? { row, column, value: yes.test(cell), explained: own } : undefined;
  }
  if (asksForOne.test(question) && head !== '' && terms(head).every((term) => terms(question).includes(term)))
    return { row, column, value: !isVacant(cell), explained: [...own, ...anybody] };
  const values = valuesSaid(question, table, column);
  const [value, second, third] = values;
  if (value === undefined || cell === '' || third !== undefined) return undefined;
  const saysIt = (item: readonly string[]) => itemsOf(cell).some((each) => same(each, item));
  const explained = [...own, ...values.flat()];
  if (second === undefined) {
    // "Required for mates" neither is nor is not required.
    const isWithin = !saysIt(value) && has(terms(cell), value);
    return isWithin ? undefined : { row, column, value: saysIt(value), explained };
  }
  const [is, also] = [value, second].filter(saysIt);
  return / or /i.test(question) && is !== undefined && also === undefined
    ? { row, column, value: itemShown(cell, is), explained }
    : undefined;
}

/**
 * The row whose label, or a name of the same words, stands in the question: "@harbour-boats" as "harbour boats". The longest, if one is;
 * else that of which the first part does: "Oslo" of "Oslo, NO".
 */
function rowNamedIn(question: string, { rows }: Table): string[] | undefined {
  const said = words(question).map(stem);
  return (
    longestSaid(said, rows, (label) => label) ?? longestSaid(said, rows, (label) => label.replace(/\s*[,(].*$/s, ''))
  );
}

function longestSaid(
  said: readonly string[],
  rows: readonly string[][],
  partOf: (label: string) => string,
): string[] | undefined {
  const named = rows
    .map((row) => ({ row, label: words(partOf(labelOf(row))).map(stem) }))
    .filter(({ label }) => label.length > 0 && has(said, label));
  const longest = Math.max(...named.map(({ label }) => label.length));
  const [only, other] = named.filter(({ label }) => label.length === longest);
  return other === undefined ? only?.row : undefined;
}
