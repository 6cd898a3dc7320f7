import sanitizeHtml from 'sanitize-html';
import { isExternal, safeAddress } from '../paths.ts';
import { proseTexts } from '../texts.ts';

export interface SanitiseOptions {
  /** Level of the heading above, from 1. */
  level: number;
  /** Where a relative link leads in the wiki; undefined when nowhere. */
  linkOf: (address: string) => string | undefined;
}

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;
const blocks = ['p', 'div', 'br', 'hr', 'blockquote', 'pre', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'details', 'summary'];
const tables = ['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'];
const inline = 'a span em strong b i u s del ins code kbd samp var sub sup small mark abbr q cite'.split(' ');

/**
 * HTML with nothing in it but text, its form, and links that lead somewhere harmless. Everything else goes: scripts, styles,
 * forms, frames, event handlers, classes. An image becomes its alternative text, because its file is not here.
 */
export function sanitise(html: string, { level, linkOf }: SanitiseOptions): string {
  const shift = headingShift(html, level);
  return sanitizeHtml(html, {
    allowedTags: [...headings, ...blocks, ...tables, ...inline],
    allowedAttributes: {
      '*': ['id', 'dir', 'lang'],
      a: ['href', 'title', 'rel', 'class'],
      span: ['title', 'class'],
      sup: ['class'],
      code: ['class'],
      abbr: ['title'],
      ol: ['start'],
      th: ['colspan', 'rowspan', 'align', 'scope'],
      td: ['colspan', 'rowspan', 'align'],
      details: ['open'],
    },
    allowedClasses: { a: ['external'], span: ['dead'], sup: ['ref'], code: ['template', /^language-[\w-]+$/] },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    transformTags: {
      ...Object.fromEntries(
        headings.map((tag, index) => [tag, sanitizeHtml.simpleTransform(`h${Math.min(6, index + 1 + shift)}`, {})]),
      ),
      a: (_tag, attributes) => link(attributes, linkOf),
      img: (_tag, { alt = '' }) => ({ tagName: 'span', attribs: {}, text: alt }),
      th: (tagName, attributes) => ({ tagName, attribs: { scope: 'col', ...attributes } }),
      '*': (tagName, { id, ...attributes }) => ({
        tagName,
        // Ids of content are kept apart from those of the page, which scripts and citations go by.
        attribs: id === undefined ? attributes : { ...attributes, id: `md-${id}` },
      }),
    },
  });
}

/** By how much headings move so that the topmost of the text comes right below the heading above. */
function headingShift(html: string, level: number): number {
  const levels = [...html.matchAll(/<h([1-6])[\s>]/gi)].map(([, digit]) => Number(digit));
  return levels.length === 0 ? 0 : level + 1 - Math.min(...levels);
}

function link(
  { href = '', title }: Record<string, string>,
  linkOf: (address: string) => string | undefined,
): sanitizeHtml.Tag {
  const address = safeAddress(href);
  const titled: Record<string, string> = title === undefined ? {} : { title };
  if (address === undefined || address === '') return { tagName: 'span', attribs: titled };
  if (isExternal(address))
    return { tagName: 'a', attribs: { ...titled, href: address, rel: 'noopener', class: 'external' } };
  if (/^(mailto:|#)/i.test(address) || address.startsWith('/wiki/'))
    return { tagName: 'a', attribs: { ...titled, href: address } };
  const found = linkOf(address);
  return found === undefined
    ? { tagName: 'span', attribs: { class: 'dead', title: proseTexts.deadLink(address) } }
    : { tagName: 'a', attribs: { ...titled, href: found } };
}
