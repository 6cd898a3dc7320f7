import { terms } from '../../../graph/text/analyse.ts';
import type { Passage } from '../../../schema/entity.ts';
import { withoutFalseMarks } from '../../check/citation-marks.ts';
import type { Statement } from '../../look-up/finding.ts';
import { bold, series } from '../../look-up/wording.ts';
import { termsOf } from '../../retrieve/coverage.ts';
import type { Evidence } from '../../retrieve/retrieve.ts';
import { nounsOf } from './nouns.ts';
import { citing, isUnder, pageOf, placeOf } from '../part-of-page.ts';
import { type Condition, conditionsOf, leading, rowsHaving } from './conditions.ts';
import { type RowsAsked, rowsAsked } from './rows-asked.ts';
import { labelOf, type Table, tablesOf, wholeSections } from './tables.ts';

/** Rows of a table that a question picks by what they say. */
export interface Chosen {
  statement: Statement;
  /** Their names, the name of the only one, how many they are, or that there are some. */
  value: string[] | string | number | boolean;
}

/** A table that the question may be about. */
interface Candidate {
  table: Table;
  /** The words that name its rows. */
  noun: string;
  /** How near to the rows those stand: in the head or a heading, in the title, in the rows. */
  near: number;
  /** Words of the question that stand in the headings. */
  fit: number;
}

/** Pages whose tables are looked at. */
const looked = 3;

/**
 * "Which of the boats are steel-built but not insured?": what the rows are of that say so. Undefined unless each word of the question
 * says which table it is, which rows of it, or by which column, and only one table fits best.
 */
export function rowsChosen(question: string, evidence: readonly Evidence[]): Chosen | undefined {
  const asked = rowsAsked(question);
  if (asked === undefined) return undefined;
  const choices = pagesNear(evidence).flatMap((sections) => {
    const candidates = sections.flatMap((section) =>
      tablesOf(section).flatMap((table) => candidateOf(table, asked) ?? []),
    );
    // Collectives on a page "Guilds and collectives" are no guilds where others stand below "Guilds".
    const nearest = Math.max(...candidates.map(({ near }) => near));
    const near = candidates.filter((each) => each.near === nearest);
    return (asked.isOfTable ? near : together(near)).flatMap((candidate) => choiceIn(candidate, asked, sections) ?? []);
  });
  const most = Math.max(...choices.map(({ fit }) => fit));
  const [choice, another] = choices.filter(({ fit }) => fit === most);
  return choice === undefined || another !== undefined ? undefined : toldOf(choice, asked);
}

/** Words for what a table does with its rows, as search terms. */
const tells = terms(
  'explain explains cover covers name names naming mention mentions contain contains describe define',
);

/** "How many fares does the price table explain?": all rows, where the question says nothing but which table it is. */
function isOfAll({ table, noun }: Candidate, { form, isOfTable, said }: RowsAsked): boolean {
  const place = new Set(terms([above(table), table.columns[0] ?? '', table.leadIn, noun].join(' ')));
  return isOfTable && form === 'count' && said.every(({ term }) => place.has(term) || tells.includes(term));
}

/** The sections of the nearest pages that may have tables, each of them whole. */
function pagesNear(evidence: readonly Evidence[]): Passage[][] {
  const refs = [...new Set(evidence.map(({ passage }) => passage.ref))].slice(0, looked);
  return refs.flatMap((ref) => {
    const page = pageOf({ ref }, evidence);
    return page.some(({ text }) => text.includes('|') || text.includes('<table')) ? [wholeSections(page)] : [];
  });
}

/** The tables of the nearest pages. */
export function tablesNear(evidence: readonly Evidence[]): Table[] {
  return pagesNear(evidence).flatMap((sections) => sections.flatMap(tablesOf));
}

/** What rows of a table tell, in a sentence. */
export function chosenOf(value: Chosen['value'], text: string, passage: Passage): Chosen {
  return { value, statement: { text: withoutFalseMarks(text), ...citing(passage) } };
}

function candidateOf(table: Table, asked: RowsAsked): Candidate | undefined {
  const named = rowsNamed(table, asked);
  if (named === undefined) return undefined;
  const headings = new Set(terms([table.columns[0] ?? '', ...table.passage.heading].join(' ')));
  const fit = new Set(asked.said.filter(({ term }) => headings.has(term)).map(({ term }) => term)).size;
  return { ...named, table: { ...table, rows: named.rows }, fit };
}

/** Tables of a page with the same columns are one list, cut by headings, where the question does not say which of them it means. */
function together(candidates: readonly Candidate[]): Candidate[] {
  const lists = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const { table, fit } = candidate;
    const key = [fit, ...table.columns].join('|');
    const known = lists.get(key);
    if (known === undefined) lists.set(key, candidate);
    else {
      const { passage } = known.table;
      const own = passage.heading.findIndex((heading, depth) => heading !== table.passage.heading[depth]);
      const heading = own === -1 ? passage.heading : passage.heading.slice(0, own);
      lists.set(key, {
        ...known,
        table: {
          ...known.table,
          isWhole: known.table.isWhole && table.isWhole,
          rows: [...known.table.rows, ...table.rows],
          leadIn: '',
          passage: { ...passage, heading },
        },
      });
    }
  }
  return [...lists.values()];
}

interface Choice extends Candidate {
  conditions: Condition[];
  rows: string[][];
}

function choiceIn(candidate: Candidate, asked: RowsAsked, page: readonly Passage[]): Choice | undefined {
  const { table } = candidate;
  const nouns = new Set(terms(candidate.noun));
  if (table.isWhole && isOfAll(candidate, asked)) return { ...candidate, conditions: [], rows: table.rows };
  const conditions = conditionsOf(asked, table, {
    place: new Set(terms(above(table))),
    leadIn: new Set([...terms(table.leadIn), ...rolesOf(table, page)]),
    isNoun: (term) => nouns.has(term),
  });
  const rows = conditions && table.isWhole ? rowsHaving(conditions, table) : undefined;
  return conditions === undefined || rows === undefined || rows.length === 0
    ? undefined
    : { ...candidate, conditions, rows };
}

function above({ passage }: Table): string {
  return [passage.title, ...passage.heading].join(' ');
}

/** The words of a question that say what people of a table are: a part of a page that speaks of leads, and has people in a table without heads, names the leads. */
export function rolesOf({ columns, passage }: Table, page: readonly Passage[]): readonly string[] {
  if (columns.some((column) => column !== '')) return [];
  const beside = page.filter((section) => isUnder(section, passage.heading.slice(0, 1)));
  return beside.some((section) => [...termsOf(section)].some((term) => isLead.test(term))) ? [...leading] : [];
}

const isLead = /^(?:co)?(?:lead|led$)/;

/** Heads of a first column that may be of people. */
const ofPeople = /^(?:who|name|names|person|people|members?|contacts?|leads?|owners?)$/i;

/** The rows that the question names: by the head of the first column, by a heading, or by a word of what the rows are of. */
function rowsNamed(
  { columns, rows, passage }: Table,
  { noun, isWho, isOfTable }: RowsAsked,
): { rows: string[][]; noun: string; near: number } | undefined {
  if (isWho && !ofPeople.test(columns[0] ?? '')) return undefined;
  if (noun === 'any') return { rows, noun: 'ones', near: 0 };
  const nounIn = (text: string) =>
    nounsOf(text)
      .flatMap((word) => {
        const short = noun.find((each) => isShortFor(each, word));
        return noun.includes(word) ? [word] : short === undefined ? [] : [short];
      })
      .join(' ');
  // "How many hours is it on Tuesday?" asks for the cell in the column of hours.
  const isNoun = (column: string) => nounsOf(column).length > 0 && nounsOf(column).every((word) => noun.includes(word));
  if (nounIn(columns[0] ?? '') === '' && columns.slice(1).some(isNoun)) return undefined;
  for (const [index, text] of [[columns[0], ...passage.heading].join(' '), passage.title].entries())
    if (nounIn(text) !== '') return { rows, noun: nounIn(text), near: 2 - index };
  const having = rows.filter((row) => nounIn(labelOf(row)) !== '');
  const [first = ''] = having.map((row) => nounIn(labelOf(row)));
  if (having.length === 0 && isOfTable && noun.every((word) => rowWords.has(word)))
    return { rows, noun: noun.join(' '), near: 0 };
  if (first === '' || having.some((row) => nounIn(labelOf(row)) !== first)) return undefined;
  return { rows: having, noun: first, near: 0 };
}

/** What rows of any table may be called, in the singular. */
const rowWords = new Set('row line entry item step stage task action'.split(' '));

/** "Orgs" are organizations, "apps" applications. */
export function isShortFor(short: string, word: string): boolean {
  return short.length >= 3 && word.length >= short.length + 5 && word.startsWith(short);
}

function toldOf({ table, conditions, rows }: Choice, { form }: RowsAsked): Chosen | undefined {
  const names = [...new Set(rows.map(labelOf))];
  const [only = ''] = names;
  if (names.includes('') || (form === 'one' && names.length > 1)) return undefined;
  const { passage } = table;
  const having = conditions.map(({ told, toldDenied, isDenied }) =>
    isDenied ? (toldDenied === undefined ? `not “${told}”` : `“${toldDenied}”`) : `“${told}”`,
  );
  const place = placeOf(passage.title, passage.heading);
  if (having.length === 0)
    return chosenOf(
      rows.length,
      `${bold(String(rows.length))} listed under ${bold(place)}: ${series(names)}.`,
      passage,
    );
  const said = `${bold(String(rows.length))} of ${table.rows.length} listed under ${bold(place)} ${rows.length === 1 ? 'has' : 'have'} ${series(having)}: ${series(names)}.`;
  return chosenOf({ count: rows.length, many: names, one: only, some: true }[form], said, passage);
}
