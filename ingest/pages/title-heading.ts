import type { Token, Tokens } from 'marked';
import { headingText } from './heading-text.ts';

/** Headings of sections that many pages have and none is called by. */
const ofSections =
  /^(?:(?:background and )?description|overview|introduction|summary|about|abstract|background|motivation|goals?|purpose|scope|context|contents|table of contents|toc|notes?|agenda|details|tl;?dr|status)\W*$/i;

/**
 * What a page's headings call the page: its first one of the first level; else one at its top, of a lower level, below which all others
 * stand, unless that is the heading of a section on any page.
 */
export function titleHeading(tokens: readonly Token[]): string | undefined {
  const headings = tokens.filter((token): token is Tokens.Heading => token.type === 'heading');
  const [first] = headings;
  const top = headings.filter(({ depth }) => depth === 1);
  if (first === undefined) return undefined;
  if (first.depth === 1 || top.length === 1) return textOf(top[0]);
  const stands = tokens.find(({ type }) => type !== 'space' && type !== 'html');
  const isAbove = headings.slice(1).every(({ depth }) => depth > first.depth);
  const text = textOf(first);
  return stands === first && isAbove && text !== undefined && !ofSections.test(text) ? text : undefined;
}

/** A heading that is a picture alone calls the page nothing. */
function textOf(heading: Tokens.Heading | undefined): string | undefined {
  const text = headingText(heading?.text ?? '').replace(/\s+/g, ' ');
  return text === '' ? undefined : text;
}
