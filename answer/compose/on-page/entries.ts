import { plainText } from '../../../graph/text/plain.ts';
import type { Passage } from '../../../schema/entity.ts';

/** Something that a page gives by a label: "Help desk: help@example.com" in a list, or a line of its own. */
export interface Entry {
  label: string;
  value: string;
  /** Both, as they stand on the page. */
  line: string;
  passage: Passage;
}

/** A table of a page, its cells as plain text. */
export interface Table {
  columns: string[];
  rows: string[][];
  passage: Passage;
}

/** A label is a few words; what is longer before a colon is the beginning of a sentence. */
const longestLabel = 60;

/** What a section gives by labels, in its order. */
export function entriesOf(passage: Passage): Entry[] {
  return linesOf(passage).flatMap((line) => {
    if (isRow(line)) return [];
    const plain = plainText(line.replace(entryMark, '')).replace(/\n/g, ' ');
    const [, label = '', value = ''] = /^([^:]{2,}?)\s*(?::|\s[–—-])\s+(\S.*)$/su.exec(plain) ?? [];
    if (label === '' || label.length > longestLabel || /[.!?;]\s/.test(label)) return [];
    return [{ label: label.trim(), value: value.trim(), line: plain, passage }];
  });
}

/** The tables of a section. A row with more or fewer cells than the head is left out: which column a cell is of can't be told. */
export function tablesOf(passage: Passage): Table[] {
  const tables: Table[] = [];
  let lines: string[] = [];
  for (const line of [...passage.text.split('\n'), '']) {
    if (isRow(line)) lines.push(line);
    else {
      const [head, rule, ...rows] = lines;
      lines = [];
      if (head === undefined || rule === undefined || !isRule(rule) || !rule.includes('-')) continue;
      const columns = cellsOf(head);
      const whole = rows.map(cellsOf).filter((cells) => cells.length === columns.length);
      if (columns.length > 1 && whole.length > 0) tables.push({ columns, rows: whole, passage });
    }
  }
  return tables;
}

/** What stands before the text of an entry of a list. */
export const entryMark = /^\s*(?:[-*+]|\d{1,2}[.)])\s+/;

/** Lines, each with what it goes on in: an entry may be wrapped, and a link in it. */
function linesOf({ text }: Passage): string[] {
  return text.replace(/\n[ \t]+(?=[^\s*+|-])/g, ' ').split('\n');
}

/** Whether a line is one of a table. */
export function isRow(line: string): boolean {
  return /^\s*\|.*\|\s*$/.test(line);
}

/** Whether it is the one below the head. */
export function isRule(line: string): boolean {
  return /^[\s|:-]+$/.test(line);
}

/** A bar within a cell is written `\|`. */
function cellsOf(line: string): string[] {
  return line
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => plainText(cell.replaceAll('\\|', '|')).trim());
}
