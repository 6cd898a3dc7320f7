import domino from '@mixmark-io/domino';
import { withProse } from '../../graph/text/code-segments.ts';
import { markdownOf } from './markdown-of.ts';

/** Cells with Markdown of their own lines, or with what a cell of Markdown can't hold. */
const beyondCells = /<(?:pre|table)\b|\n[ \t]*\n[ \t]*(?:[-*+] |\d{1,9}[.)] |#{1,6} |\||>)/i;

/**
 * Tables of HTML in a Markdown text as tables of Markdown, so that they are cut, searched and quoted with their rows and heads. Those in
 * code or lists stay, and what stands behind one keeps its line as far as it can.
 */
export function withMarkdownTables(markdown: string): string {
  return /<table\b/i.test(markdown) ? withProse(markdown, convert) : markdown;
}

function convert(prose: string): string {
  const parts: string[] = [];
  const begins = /^ {0,3}<table\b/gim;
  let from = 0;
  for (let found = begins.exec(prose); found !== null; found = begins.exec(prose)) {
    const closing = /<\/table\s*>/gi;
    closing.lastIndex = found.index;
    const end = closing.exec(prose) === null ? undefined : closing.lastIndex;
    if (end === undefined) break;
    const html = prose.slice(found.index, end);
    begins.lastIndex = end;
    const table = beyondCells.test(html.slice(found[0].length)) ? '' : tableOf(html);
    // One column is a frame, or a listing.
    if (table === '' || !/^\|(?: --- \|){2,}$/m.test(table)) continue;
    parts.push(prose.slice(from, found.index), inAsManyLines(table, html));
    from = end;
  }
  return [...parts, prose.slice(from)].join('');
}

function tableOf(html: string): string {
  return markdownOf(domino.createDocument(html).body, { isMarkdown: true });
}

/** With an empty line before and behind, and more behind, as the HTML took. */
function inAsManyLines(table: string, html: string): string {
  const lines = (text: string) => text.split('\n').length;
  return `\n${table}\n${'\n'.repeat(Math.max(1, lines(html) - lines(table) - 2))}`;
}
