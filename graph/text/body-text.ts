import { withoutTitle } from '../compute/passages.ts';
import type { PassageDraft } from '../../schema/record.ts';

/** What of a passage its Markdown is made of. */
export type Prose = Pick<PassageDraft, 'heading' | 'text' | 'prose'> & { step?: object | undefined; card?: boolean };

/**
 * The text of a page as one Markdown document, from its passages in order: what a person edits. Taken apart again it gives the same
 * passages; steps are part of their section's text.
 *
 * @param title of the page, whose own heading is left out
 */
export function bodyText(passages: readonly Prose[], title: string): string {
  const parts: string[] = [];
  let above: readonly string[] = [];
  for (const { heading, text, prose, step, card } of passages) {
    if (step !== undefined || card === true) continue;
    const path = withoutTitle(heading, title);
    const shared = sharedLength(above, path);
    // Two sections of one heading: the second begins anew.
    const from = shared === path.length && path.length > 0 && path.length < above.length ? path.length - 1 : shared;
    for (const [index, words] of path.entries())
      if (index >= from) parts.push(`${'#'.repeat(Math.min(index + 2, 6))} ${words}`);
    // A step that is a heading alone says what the heading says.
    const isHeadingAlone = prose === '' && path.at(-1)?.endsWith(text) === true;
    if (!isHeadingAlone) parts.push(text);
    above = path;
  }
  return parts.join('\n\n');
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
