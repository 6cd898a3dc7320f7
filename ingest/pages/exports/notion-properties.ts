import { writtenDay } from './written-day.ts';

export interface Properties {
  /** By their names as Notion has them; dates as `2026-03-09`, pages by their titles. */
  values: Record<string, unknown>;
  /** Addresses of pages that they point at. */
  links: string[];
  /** Lines that they take. */
  lines: number;
}

/** Properties that Notion has by itself: one of these alone under a title is no sentence. */
const wellKnown = /^(owner|status|tags?|date|verification|created( time| by)?|last edited( time| by)?|assign(ee)?)$/i;

const property = /^([^\s:*_`>|[\]!-][^:\n]{0,99}?): ?(.*)$/;

/**
 * The properties that Notion writes under the title of a database's page, one a line as `Name: value`, up to an empty line. A paragraph that
 * only looks like one is left to the text: a single line counts when its name is one of Notion's own.
 */
export function readProperties(lines: readonly string[]): Properties {
  const none = { values: {}, links: [], lines: 0 };
  const end = lines.findIndex((line) => line.trim() === '');
  const block = end === -1 ? lines : lines.slice(0, end);
  const found: [name: string, value: string][] = [];
  for (const line of block) {
    const [, name, value] = property.exec(line) ?? [];
    const last = found.at(-1);
    if (name !== undefined && value !== undefined && !/^https?$/i.test(name)) found.push([name.trim(), value.trim()]);
    else if (last !== undefined)
      last[1] += `\n${line.trim()}`; // a text of several lines
    else return none;
  }
  const [first] = found;
  if (first === undefined || (found.length === 1 && !wellKnown.test(first[0]))) return none;
  const links: string[] = [];
  const values = found.flatMap(([name, value]) => (value === '' ? [] : [[name, valueOf(value, links)] as const]));
  return { values: Object.fromEntries(values), links, lines: block.length };
}

/** `Website (Projects/Website%20….md), Shop (https://www.notion.so/Shop-…)` are two pages. */
const pageInBrackets = / \(((?:https?:\/\/[^\s()]+|[^\s()]+\.(?:md|csv)))\)(?:, |$)/g;
/** What a date property alone holds, with or without a time. */
const day =
  /^@?(\p{L}{3,}\.? \d{1,2}, \d{4}|\d{1,2}\.? \p{L}{3,}\.? \d{4}|\d{4}[/-]\d{1,2}[/-]\d{1,2})(,? \d{1,2}:\d{2}( [AP]M)?( \([^)]*\))?)?$/iu;

function valueOf(value: string, links: string[]): unknown {
  const titles: string[] = [];
  let rest = 0;
  for (const match of value.matchAll(pageInBrackets)) {
    titles.push(value.slice(rest, match.index).trim());
    links.push(match[1] ?? '');
    rest = match.index + match[0].length;
  }
  if (titles.length > 0 && rest === value.length) return titles.length === 1 ? titles[0] : titles;
  return day.test(value) ? (writtenDay(value) ?? value) : value;
}
