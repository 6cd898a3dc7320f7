import { plainText } from '../../../graph/text/plain.ts';
import type { Passage } from '../../../schema/entity.ts';

/** A table of a page. Its cells are plain text, in lines where they have several. */
export interface Table {
  /** Empty words where it has no head. */
  columns: string[];
  rows: string[][];
  /** No row was left out. */
  isWhole: boolean;
  /** The paragraph above it in its section. */
  leadIn: string;
  passage: Passage;
}

/**
 * The tables of a section, of Markdown or HTML. A row with more or fewer cells than the head is left out: which column a cell is of
 * can't be told.
 */
export function tablesOf(passage: Passage): Table[] {
  const { text } = passage;
  if (!mayHaveTable(passage)) return [];
  const tables: Table[] = [];
  let above: string[] = [];
  let lines: string[] = [];
  const finish = () => {
    const table = drawn(lines);
    if (table === undefined) above.push(...lines);
    else {
      tables.push({ ...table, leadIn: leadInOf(above), passage });
      above = [];
    }
    lines = [];
  };
  for (const line of withHtmlTables(text.replace(/```[\s\S]*?```/g, '')).split('\n')) {
    if (line.includes('|')) lines.push(line);
    else {
      finish();
      above.push(line);
    }
  }
  finish();
  return tables;
}

function leadInOf(above: readonly string[]): string {
  return (
    plainText(above.join('\n'))
      .split(/\n{2,}/)
      .at(-1) ?? ''
  );
}

/** What a row is of: the first line of its first cell, where further ones describe it. */
export function labelOf(row: readonly string[]): string {
  return row[0]?.split('\n')[0]?.trim() ?? '';
}

/** A cell in one line. */
export function inLine(cell: string | undefined): string {
  return (cell ?? '').replace(/\s*\n\s*/g, ' ');
}

/** Of a table of HTML that was cut, the pieces behind the first have the end of a row at least. */
function mayHaveTable({ text }: Passage): boolean {
  return text.includes('|') || text.includes('<table') || text.includes('</t');
}

/** Sections with tables that were cut because they are long, each as one; the others as they are. @param sections in any order */
export function withWholeTables(sections: readonly Passage[]): Passage[] {
  return [...sections.filter((each) => !mayHaveTable(each)), ...wholeSections(sections.filter(mayHaveTable))];
}

/** Sections that were cut because they are long, each as one. @param sections in any order */
export function wholeSections(sections: readonly Passage[]): Passage[] {
  const byPlace = new Map<string, Passage[]>();
  for (const section of sections) {
    const place = [section.ref, ...section.heading].join('\n');
    byPlace.set(place, [...(byPlace.get(place) ?? []), section]);
  }
  return [...byPlace.values()].flatMap((parts) => {
    const [first, ...rest] = parts.sort((a, b) => a.order - b.order);
    if (first === undefined) return [];
    return [{ ...first, text: rest.reduce((text, part) => joined(text, part.text), first.text) }];
  });
}

/** A piece of a table begins with the head of the table, which is not said twice. */
function joined(before: string, piece: string): string {
  const [head = '', rule = '', ...rest] = piece.split('\n');
  const goesOn =
    isRow(head) && isRule(rule) && isRow(before.slice(before.lastIndexOf('\n') + 1)) && before.includes(head);
  return `${before}\n${goesOn ? rest.join('\n') : piece}`;
}

/** Whether a line is one of a table. */
export function isRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line);
}

/** Whether it is the one below the head. */
export function isRule(line: string): boolean {
  return /^[\s|:-]+$/.test(line) && line.includes('-') && line.includes('|');
}

function drawn(lines: readonly string[]): Pick<Table, 'columns' | 'rows' | 'isWhole'> | undefined {
  const [head, rule, ...rows] = lines;
  if (head === undefined || rule === undefined || !isRule(rule)) return undefined;
  const columns = cellsOf(head).map((cell) => inLine(cell));
  const whole = rows
    .map((row) => fitted(cellsOf(row), columns.length))
    .filter((cells) => cells.length === columns.length);
  const isWhole = whole.length === rows.length;
  return columns.length > 1 && whole.length > 0 ? { columns, rows: whole, isWhole } : undefined;
}

/** A row without empty cells behind the last column, which nobody sees. */
function fitted(cells: string[], width: number): string[] {
  const isMore = cells.length > width && cells.slice(width).every((cell) => cell === '');
  return isMore ? cells.slice(0, width) : cells;
}

/** A bar within a cell is written `\|`. */
function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => {
      const lines = cell
        .replaceAll('\\|', '|')
        .replace(footnote, '')
        .replace(/(?: ?<br ?\/?> ?)+/gi, '\n');
      return plainText(lines).trim();
    });
}

/** The mark of a note behind a word. */
const footnote = /(?<=[\p{L})])<sup>[^<]{1,3}<\/sup>/gu;

/** Tables of HTML as such of Markdown; one without a row of heads has empty ones. */
function withHtmlTables(text: string): string {
  if (!text.includes('<table')) return text;
  return text.replace(/<table\b[\s\S]*?<\/table>/gi, (table) => {
    const rows = [...table.matchAll(/<tr\b[^>]*>([\s\S]*?)(?=<tr\b|<\/table>)/gi)].map(([, row = '']) =>
      [...row.matchAll(/<(t[hd])\b[^>]*>([\s\S]*?)(?=<t[hd]\b|<\/t[hd]>|<\/tr>|$)/gi)].map(
        ([, tag = '', cell = '']) => ({
          isHead: tag.toLowerCase() === 'th',
          text: cell
            .replace(/\s+/g, ' ')
            .replace(/\|/g, '\\|')
            .replace(entity, (_all, name: string) => entities[name] ?? ' '),
        }),
      ),
    );
    const [first = []] = rows;
    const hasHead = first.length > 1 && first.every(({ isHead }) => isHead);
    const width = first.length;
    const lines = (hasHead ? rows : [first.map(() => ({ text: '' })), ...rows]).map((row) =>
      bars(row.map((cell) => cell.text)),
    );
    return ['', lines[0] ?? '', bars(Array.from({ length: width }, () => '---')), ...lines.slice(1), ''].join('\n');
  });
}

function bars(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const entity = /&(amp|lt|gt|quot|nbsp|bull|#160);/g;
