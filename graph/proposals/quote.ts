import type { Section } from './sections.ts';

/**
 * The section that has these words, and the words as they stand there. Only white space may differ: letters that look alike,
 * another case and other quotation marks are other words.
 */
export function findQuote(sections: readonly Section[], quote: string): { passage: string; quote: string } | undefined {
  const wanted = spaced(quote);
  if (wanted === '') return undefined;
  const section = sections.find(({ text }) => spaced(text).includes(wanted));
  return section && { passage: section.passage, quote: wanted };
}

/** Any white space as one space, none at the ends. */
export function spaced(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
