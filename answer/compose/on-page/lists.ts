import { isStopWord, stem, words } from '../../../graph/text/analyse.ts';
import { plainText } from '../../../graph/text/plain.ts';
import type { Passage } from '../../../schema/entity.ts';
import { splitUnits } from '../excerpt.ts';

/** Entries of a page below a heading or a sentence. */
export interface List {
  section: Passage;
  entries: string[];
  /** Of the entries, with what is said of each. */
  text: string;
  /** The sentence above them that names them, where no heading does. */
  leadIn?: string;
  /** The paragraph that it ends. */
  above?: string;
}

/** The lists of a section, each with the last sentence above it. */
export function listsOf(section: Passage): Required<List>[] {
  const lists: Required<List>[] = [];
  let [above, entries]: [string[], string[]] = [[], []];
  const finish = () => {
    if (entries.length > 0) {
      const paragraph = plainText(
        above
          .join('\n')
          .trim()
          .split(/\n\s*\n/)
          .at(-1) ?? '',
      );
      const leadIn = splitUnits(paragraph.replaceAll('\n', ' ')).at(-1) ?? '';
      lists.push({ section, entries: entries.map(shortened), text: entries.join('\n'), leadIn, above: paragraph });
      above = [];
    }
    entries = [];
  };
  for (const line of linesOf(section.text)) {
    const entry = entryOf(line);
    if (entry !== undefined) entries.push(entry);
    else if (line.trim() !== '' && !/^\s/.test(line)) {
      finish();
      above.push(line);
    } else if (entries.length === 0) above.push(line);
  }
  finish();
  return lists;
}

/** The entries below one that is called so: "Quays" of "- Quays\n  - North\n  - South". None where no entry is, or two are. */
export function entriesBelow(name: string, { text }: Passage): string[] {
  const called = words(name).join(' ');
  const entries = text.split('\n').flatMap((line) => {
    const [, space = '', own] = /^(\s*)(?:[-*+]|\d{1,2}[.)])\s+(.+)/.exec(line) ?? [];
    return own === undefined ? [] : [{ depth: space.length, own: plainText(own) }];
  });
  const found = entries.flatMap(({ depth, own }, at) => {
    if (words(own).join(' ') !== called) return [];
    const rest = entries.slice(at + 1);
    const end = rest.findIndex((each) => each.depth <= depth);
    const below = rest.slice(0, end === -1 ? rest.length : end);
    const first = below[0]?.depth;
    return [below.filter((each) => each.depth === first).map((each) => each.own)];
  });
  const [only = [], another] = found;
  return another === undefined ? only : [];
}

/** Lines, each with what it goes on in: an entry may be wrapped, and a link in it. */
export function linesOf(text: string): string[] {
  return text.replace(/\n[ \t]+(?=[^\s*+-])/g, ' ').split('\n');
}

/** What a line lists; undefined for one that is no entry, or one below another. */
export function entryOf(line: string): string | undefined {
  const entry = /^(?:[-*+]|\d{1,2}[.)])\s+(.+)/.exec(line)?.[1];
  return entry === undefined ? undefined : plainText(entry);
}

/** The name of an entry, without what is said of it. */
export function shortened(entry: string): string {
  const name = entry.split(/[:–—]\s|\s-\s|\.\s/)[0] ?? entry;
  return name.length > 80 ? `${name.slice(0, 79).trimEnd()}…` : name.trim();
}

/** What is said before a list of some, or of what is not. */
export const ofSome =
  /\b(?:some|such as|examples?|e\.g|includ(?:e|es|ing)|among|not|never|no longer|avoid|don['’]t|former|past|may|might|could|should|must|can)\b/iu;

/** What may stand before the name of all of them: "the following clubs", not "the old clubs". */
const beforeAll = new Set('following current present existing many several various number different'.split(' '));

/** Whether the sentence above a list says that those are all of them. @param counted what they are, as search terms */
export function namesAll(leadIn: string, counted: readonly string[]): boolean {
  if (ofSome.test(leadIn)) return false;
  const said = words(leadIn);
  return said.some((_word, at) => {
    const before = said[at - 1];
    const isAll = before === undefined || isStopWord(before) || beforeAll.has(before);
    return isAll && counted.every((term, index) => stem(said[at + index] ?? '') === term);
  });
}
