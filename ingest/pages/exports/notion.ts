import { posix } from 'node:path';
import { scalarText } from '../../../schema/value.ts';
import type { Catalogue } from '../catalogue.ts';
import { spoken } from '../../mapping/vocabulary.ts';
import type { ExportForm, PageParts } from './form.ts';
import { readProperties } from './notion-properties.ts';
import { writtenDay } from './written-day.ts';

const id = /(?:^|[ /_-])([0-9a-f]{32})(?=(?:\.[a-z]+)?$)/i;

/** Pages as Notion exports them to Markdown & CSV: `Title 0123….md`, with what is below a page in a folder of its name. */
export const notion: ExportForm = {
  isPage: (path) => /\.(md|markdown)$/i.test(path),
  idOf: (path) => id.exec(path)?.[1]?.toLowerCase(),
  idInAddress(address) {
    if (!/^https?:\/\/([\w-]+\.)*notion\.(so|site|com)\//i.test(address)) return undefined;
    return /([0-9a-f]{32})$/i
      .exec(address.replace(/[?#].*$/, '').replace(/-(?=[0-9a-f-]{0,35}$)/gi, ''))?.[1]
      ?.toLowerCase();
  },
  // Never an id alone, which might read like a word.
  keyOf: (page) => `${page}.md`,
  read,
};

/** The name of a file or folder without its ending and Notion's id. */
export function plainName(name: string): string {
  return name.replace(/\.(md|markdown)$/i, '').replace(/(?:^| )[0-9a-f]{32}$/i, '');
}

function read(path: string, text: string, catalogue: Catalogue): PageParts {
  const lines = text.split('\n');
  const heading = /^# (.*)$/.exec(lines[0] ?? '');
  let at = heading === null ? 0 : 1;
  while (heading !== null && at < lines.length && lines[at]?.trim() === '') at += 1;
  const properties = heading === null ? readProperties([]) : readProperties(lines.slice(at));
  at += properties.lines;
  const { values } = properties;
  const said = (pattern: RegExp) =>
    scalarText(Object.entries(values).find(([name]) => pattern.test(spoken(name)))?.[1]);
  const changed = writtenDay(said(/^(last edited( time)?|last updated|updated)$/) ?? '');
  const [author, editor] = [said(/^created by$/), said(/^last edited by$/)];
  const title = heading?.[1]?.trim() ?? '';
  const parent = parentOf(path, catalogue);
  const file = plainName(posix.basename(path));
  return {
    front: values,
    body: calloutsAsQuotes(lines.slice(at)).join('\n'),
    bodyLine: at + 1,
    title: title === '' ? file || 'Untitled' : title,
    file,
    ...(author !== undefined && { author }),
    ...(editor !== undefined && { editor }),
    ...(changed !== undefined && { changed }),
    above: foldersOf(path)
      .map(plainName)
      .filter((name) => name !== '' && !/^Export-[0-9a-f-]+$/i.test(name)),
    ...(parent !== undefined && { parent }),
    links: properties.links,
  };
}

function foldersOf(path: string): string[] {
  return path.split('/').slice(0, -1);
}

/** The nearest page whose folder this page lies in. Older exports give the folder the id of its page, newer ones only its name. */
function parentOf(path: string, catalogue: Catalogue): string | undefined {
  const folders = foldersOf(path);
  for (let depth = folders.length; depth > 0; depth -= 1) {
    const folder = folders.slice(0, depth).join('/');
    if (catalogue.has(`${folder}.md`)) return `${folder}.md`;
    const beside = catalogue.in(folders.slice(0, depth - 1).join('/'));
    const named = beside.filter((each) => plainName(posix.basename(each)) === folders[depth - 1]);
    if (named.length === 1) return named[0];
    if (named.length > 1) return undefined; // which of them is not known
  }
  return undefined;
}

/** Notion writes a callout as an `<aside>` around Markdown, which Markdown takes for HTML. Each line stays where it is. */
function calloutsAsQuotes(lines: readonly string[]): string[] {
  let isWithin = false;
  let isCode = false;
  return lines.map((line) => {
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode;
    if (isCode && !isWithin) return line;
    if (/^\s*<\/?aside>\s*$/.test(line)) {
      isWithin = !line.includes('/');
      return '';
    }
    return isWithin ? `> ${line}` : line;
  });
}
