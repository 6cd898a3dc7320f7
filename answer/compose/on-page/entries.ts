import { plainText } from '../../../graph/text/plain.ts';
import type { Passage } from '../../../schema/entity.ts';
import { isRow } from './tables.ts';

/** Something that a page gives by a label: "Help desk: help@example.com" in a list, or a line of its own. */
export interface Entry {
  label: string;
  value: string;
  /** What it stands under, if that is no heading: a short line above the list, or the entry that it is below. */
  group: string;
  /** Both, as they stand on the page. */
  line: string;
  /** The paragraph above the list that it is of. */
  leadIn: string;
  passage: Passage;
}

/** A label is a few words; what is longer before a colon is the beginning of a sentence. */
const longestLabel = 60;

/** What a section gives by labels, in its order. */
export function entriesOf(passage: Passage): Entry[] {
  let paragraph: string[] = [];
  let isOver = false;
  const groups = new Map<number, string>();
  return linesOf(passage).flatMap((line) => {
    if (isRow(line)) return [];
    if (line.trim() === '') isOver = true;
    else if (!entryMark.test(line)) {
      paragraph = isOver ? [line] : [...paragraph, line];
      isOver = false;
      groups.clear();
    } else isOver = true;
    const plain = plainText(line.replace(entryMark, '')).replace(/\n/g, ' ');
    const [, label = '', value = ''] = /^([^:]{2,}?)\s*(?::|\s[–—-](?!(?<=\d\s.)\s+\d))\s+(\S.*)$/su.exec(plain) ?? [];
    const depth = entryMark.test(line) ? line.search(/\S/) : -1;
    const above = [...groups].filter(([at]) => at < depth).at(-1)?.[1];
    if (depth !== -1) {
      for (const at of groups.keys()) if (at >= depth) groups.delete(at);
      groups.set(depth, plain.trim());
    }
    if (label === '' || label.length > longestLabel || /[.!?;]\s/.test(label)) return [];
    const group = [above ?? '', paragraph.length === 1 ? (paragraph[0] ?? '') : ''].find(isTitle) ?? '';
    return [{ label: label.trim(), value: value.trim(), group, line: plain, leadIn: paragraph.join(' '), passage }];
  });
}

/** A few words that are no sentence and lead in to nothing. */
function isTitle(text: string): boolean {
  return /^[\p{L}\p{N}][^.:;!?]{1,58}$/u.test(text.trim()) && text.trim().split(/\s+/).length <= longestTitle;
}

const longestTitle = 6;

/** Entries of a list that say more in brackets: "Ledger (slack #finance)". What that says of them is not told. */
export function bracketedOf(passage: Passage): Entry[] {
  return linesOf(passage).flatMap((line) => {
    if (!entryMark.test(line)) return [];
    const plain = plainText(line.replace(entryMark, '')).replace(/\n/g, ' ').trim();
    const [, label = '', value = ''] = /^([^():]{2,}?)\s*\(([^()]{2,80})\)$/su.exec(plain) ?? [];
    if (label === '' || label.length > longestLabel) return [];
    return [{ label: label.trim(), value: value.trim(), group: '', line: plain, leadIn: '', passage }];
  });
}

/** What stands before the text of an entry of a list. */
export const entryMark = /^\s*(?:[-*+]|\d{1,2}[.)])\s+/;

/** Lines, each with what it goes on in: an entry may be wrapped, and a link in it. */
function linesOf({ text }: Passage): string[] {
  return text.replace(/\n[ \t]+(?=[^\s*+|-])/g, ' ').split('\n');
}
