import { terms, words } from '../../../graph/text/analyse.ts';
import { withoutFalseMarks } from '../../check/citation-marks.ts';
import type { Passage } from '../../../schema/entity.ts';
import type { Statement } from '../../look-up/finding.ts';
import { bold } from '../../look-up/wording.ts';
import { termsOf } from '../../retrieve/coverage.ts';
import type { Evidence } from '../../retrieve/retrieve.ts';
import { citing, isUnder, placeOf } from '../part-of-page.ts';
import { contentOf } from './asked.ts';
import { hasLiteral, literalIn } from './literal.ts';
import { nounsOf } from './nouns.ts';
import { inLine, labelOf, type Table, tablesOf, withWholeTables } from './tables.ts';

/** Who leads something, where a page tells it in a table without heads. */
export interface LeadsTold {
  statement: Statement;
  /** Their names, where the page says that they lead. */
  value: string[] | string | null;
  of: string;
}

/** How a question asks for those who lead something. */
const asksForLeads =
  /\bwho(?:['’]?s| is| are)? (?:(?:currently|also|the|our|in|co-?) ?)*(?:leads?|co-?leads?|leaders?|leading|runs?|running|heads?|heading|chairs?|chairing|charge)\b/i;
/** The same as search terms. */
const leading = terms(
  'lead leads leading led leader leaders colead coleads co head heads heading chair chairs run runs running charge',
);

/** "Ada Vik - Harbour office", "Bo Lund (Pilots)": a name of a person, and what is said of him. */
const person =
  /^(\p{Lu}[\p{L}'’.-]+(?: (?:de|da|van|von|der|del|bin|al|\p{Lu}\.?))*(?: \p{Lu}[\p{L}'’.-]+){1,3})(?:\s*[-–—(,]\s*.{1,60})?$/u;
/** Whether a text is the name of a person, with what is said of him at most; or says that there is none yet. */
export function isPerson(text: string): boolean {
  return person.test(text) || /^(?:vacant|vacancy|open|tbd|to be (?:announced|hired))\W*$/i.test(text);
}

/** Whether a cell says that there is nobody, or nothing. */
export function isVacant(cell: string): boolean {
  return /^(?:|[-–—?]+|vacant|vacancy|open|none|nobody|no one|n\/?a|tb[adc]|to be (?:announced|decided|determined|filled|hired))\W*$/i.test(
    cell.trim(),
  );
}

/** Share of the rows that have people in a column of people. */
const enough = 0.6;

/**
 * "Who leads the rowing club?" of a table without heads, one column of which has people: the row as it stands, whose names are the value
 * where that part of the page speaks of leads. Each word of the question is in the label of the row or stands above the table.
 */
export function leadsTold(question: string, evidence: readonly Evidence[]): LeadsTold | undefined {
  if (!asksForLeads.test(question)) return undefined;
  const sections = withWholeTables(evidence.map(({ passage }) => passage));
  const wanted = contentOf(question, leading);
  const found = sections.flatMap((section) =>
    tablesOf(section).flatMap((table) => {
      const column = columnOfPeople(table);
      const row = column === undefined ? undefined : (rowNamed(wanted, table) ?? rowWith(question, wanted, table));
      const names = namesIn(row?.[column ?? 0] ?? '');
      return row === undefined || names.length === 0 ? [] : [{ section, row, names, cell: row[column ?? 0] ?? '' }];
    }),
  );
  const [only, another] = found;
  if (only === undefined || another !== undefined) return undefined;
  const { section, row, names, cell } = only;
  const of = labelOf(row);
  const isSaid = speaksOfLeads(section, sections) && names.length === partsOf(cell).length;
  const text = `${bold(of)}: ${series(cell)} (${placeOf(section.title, section.heading)}).`;
  const value = names.length === 1 ? (names[0] ?? null) : names;
  return { of, value: isSaid ? value : null, statement: { text: withoutFalseMarks(text), ...citing(section) } };
}

function series(cell: string): string {
  return inLine(cell.replace(/[ ,;]*\n+/g, ', '));
}

/** The only row whose label the question names, with what the rows are: "research" at the company is no club "Research" below "Our clubs". */
function rowNamed(wanted: readonly string[], { rows, passage }: Table): string[] | undefined {
  const places = [passage.title, ...passage.heading];
  const above = new Set(terms(places.join(' ')));
  const whatTheyAre = new Set(
    terms(
      words(places.join(' '))
        .filter((word) => !nounsOf(word).includes(word))
        .join(' '),
    ),
  );
  const fitting = rows
    .map((row) => {
      const label = terms(labelOf(row));
      const own = wanted.filter((term) => label.includes(term));
      const rest = wanted.filter((term) => !label.includes(term));
      const isNamed =
        own.length > 0 && rest.every((term) => above.has(term)) && rest.some((term) => whatTheyAre.has(term));
      return { row, share: isNamed ? own.length / label.length : 0 };
    })
    .sort((a, b) => b.share - a.share);
  const [best, second] = fitting;
  return best === undefined || best.share === 0 || best.share === second?.share ? undefined : best.row;
}

/** What is written as a channel need not have its mark: "g-harbour-boats". */
const unmarked = /(?<![\p{L}\p{N}#_-])[a-z][\p{L}\p{N}]*(?:[-_][\p{L}\p{N}]+)+(?![\p{L}\p{N}_-])/u;
/** Words around it that say nothing of the row. */
const around = terms(
  'meet meets meeting use uses using post posts chat chats talk talks channel slack mailbox address mail has have is up',
);

/** The only row that has the channel or the address that the question names: "who leads the club that meets in #oars?" */
function rowWith(question: string, wanted: readonly string[], { rows, passage }: Table): string[] | undefined {
  const marked = literalIn(question);
  const name = marked ?? unmarked.exec(question)?.[0].toLowerCase();
  if (name === undefined) return undefined;
  const above = new Set(terms([passage.title, ...passage.heading].join(' ')));
  const rest = wanted.filter((term) => !around.includes(term) && !terms(name).includes(term));
  // "Who leads the on-call crew?" is no channel.
  if (!rest.every((term) => above.has(term)) || (marked === undefined && rest.length > 0)) return undefined;
  const isOf = (cell: string) =>
    marked === undefined
      ? cell.split(/[\n,;•()]+/).some((part) => part.trim().replace(/^#/, '') === name)
      : hasLiteral(cell, name);
  const having = rows.filter((row) => row.slice(1).some(isOf));
  return having.length === 1 ? having[0] : undefined;
}

/** The only column of a table without heads that has people. */
export function columnOfPeople({ columns, rows }: Pick<Table, 'columns' | 'rows'>): number | undefined {
  if (columns.some((column) => column !== '')) return undefined;
  const found = [...columns.keys()].filter(
    (column) =>
      column > 0 && rows.filter((row) => namesIn(row[column] ?? '').length > 0).length >= enough * rows.length,
  );
  return found.length === 1 ? found[0] : undefined;
}

/** The lines of a cell, and what stands between names in one. */
function partsOf(cell: string): string[] {
  return cell
    .split(/[\n;]/)
    .flatMap((line) => (person.test(line.trim()) ? [line] : line.split(/&|\band\b|,/)))
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function namesIn(cell: string): string[] {
  return partsOf(cell).flatMap((part) => person.exec(part)?.[1] ?? []);
}

const isLead = /^(?:co)?(?:lead|led$)/;

function speaksOfLeads({ ref, heading }: Passage, sections: readonly Passage[]): boolean {
  return sections.some(
    (section) =>
      section.ref === ref &&
      isUnder(section, heading.slice(0, 1)) &&
      [...termsOf(section)].some((term) => isLead.test(term)),
  );
}
