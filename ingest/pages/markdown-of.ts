import gfm from '@joplin/turndown-plugin-gfm';
import TurndownService from 'turndown';
import { wrapCode } from './pre-blocks.ts';
import { tableMarkdown } from './table-markdown.ts';

/** Elements that begin a line of their own, so that Markdown may be cut before them. */
const blocks = /^(H[1-6]|P|UL|OL|DL|TABLE|DIV|SECTION|ARTICLE|MAIN|PRE|BLOCKQUOTE|HR|FIGURE|DETAILS|TABLE-TEXT)$/;
/** Elements that only hold others: what is in them reads the same without them. */
const wrappers = /^(DIV|SECTION|ARTICLE|MAIN|BODY)$/;

/**
 * How many elements are turned into Markdown at a time. The converter copies what it has written so far for every element, so a page of many
 * elements in one go takes the square of their number.
 */
const atOnce = 100;
/** What can't be cut and has more elements than this is taken as plain text. */
const mostElements = 5000;

/**
 * The content of an element as GitHub-flavoured Markdown. The element is used up.
 *
 * @param isMarkdown its texts are Markdown already, whose marks stay
 */
export function markdownOf(element: Element, { isMarkdown = false }: { isMarkdown?: boolean } = {}): string {
  const document = element.ownerDocument;
  wrapCode(element);
  const tables: string[] = [];
  const turndown = createConverter(tables, isMarkdown);
  const convert = (nodes: readonly Node[]): string => {
    const holder = document.createElement('div');
    for (const node of nodes) holder.appendChild(node);
    if (holder.getElementsByTagName('*').length > mostElements) return turndown.escape(holder.textContent.trim());
    return turndown.turndown(holder);
  };
  // The innermost first: what is in a cell is text by the time its table is read.
  for (const table of Array.from(element.querySelectorAll('table')).reverse()) {
    const text = tableMarkdown(table, (cell) =>
      // Most cells are text alone, and there may be very many.
      cell.firstElementChild === null
        ? turndown.escape(cell.textContent.replace(/\s+/g, ' ').trim())
        : convert(childrenOf(cell)),
    );
    const marker = document.createElement('table-text');
    marker.setAttribute('number', String(tables.push(text) - 1));
    marker.textContent = 'table'; // an empty element would be dropped
    table.parentNode?.replaceChild(marker, table);
  }
  return pieces(element)
    .map(convert)
    .filter((part) => part !== '')
    .join('\n\n');
}

function createConverter(tables: readonly string[], isMarkdown: boolean): TurndownService {
  const turndown = new TurndownService({
    headingStyle: 'atx',
    codeBlockStyle: 'fenced',
    bulletListMarker: '-',
    emDelimiter: '*',
  });
  const escape = turndown.escape.bind(turndown);
  // Signs that were text in the page stay text: `<name>` is no element in Markdown either.
  turndown.escape = (text) => (isMarkdown ? text : escape(text)).replace(/<|&(?=#?\w+;)/g, '\\$&');
  turndown.use(gfm.gfm);
  turndown.addRule('table text', {
    filter: (node) => node.nodeName === 'TABLE-TEXT',
    replacement: (content, node) => {
      const number = (node as unknown as Element).getAttribute('number');
      return number === null ? content : `\n\n${tables[Number(number)] ?? ''}\n\n`;
    },
  });
  return turndown;
}

/** The nodes within an element in runs that begin at block elements. Wrappers of many children, or of wrappers alone, are opened. */
function pieces(element: Element): Node[][] {
  const runs: Node[][] = [[]];
  const begin = () => runs.push([]);
  // A null stands for the end of a wrapper, behind which a new line begins.
  const ahead: (Node | null)[] = childrenOf(element).reverse();
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (node === null || opens(node)) {
      begin();
      if (node !== null) ahead.push(null, ...childrenOf(node).reverse());
    } else if (/^[OU]L$/.test(node.nodeName) && childrenOf(node).length > atOnce) {
      for (const part of partsOfList(node as Element)) runs.push([part]);
      begin();
    } else {
      if ((runs.at(-1) ?? []).length >= atOnce && blocks.test(node.nodeName)) begin();
      runs.at(-1)?.push(node);
    }
  }
  return runs;
}

function opens(node: Node): boolean {
  if (!wrappers.test(node.nodeName)) return false;
  const children = childrenOf(node);
  return children.length > atOnce || (children.length > 0 && children.every(({ nodeName }) => wrappers.test(nodeName)));
}

/** A long list as several, whose numbers go on. */
function partsOfList(list: Element): Element[] {
  const items = childrenOf(list).filter(({ nodeName }) => nodeName === 'LI');
  const parts: Element[] = [];
  const first = Number(list.getAttribute('start') ?? 1);
  for (let start = 0; start < items.length; start += atOnce) {
    const part = list.ownerDocument.createElement(list.nodeName.toLowerCase());
    part.setAttribute('start', String((Number.isInteger(first) ? first : 1) + start));
    for (const item of items.slice(start, start + atOnce)) part.appendChild(item);
    parts.push(part);
  }
  return parts;
}

/** Not by the list of children, which takes its length for every step. */
function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}
