import type { Links } from './links.ts';
import { safeMarkdown } from './safe-markdown.ts';

/** Longest unfinished link or mark that is waited for. */
const patience = 500;

/**
 * What can be shown of an answer that is still being written: up to the last finished word, and not into a link or mark that
 * is not finished, so that nothing is sent that more text would turn into a mention or an address. Sources are not known yet,
 * so their numbers stay plain.
 *
 * What it gave for less of the same text is normally a beginning of what it gives for more; where it is not (a backtick that
 * turned words into code), the caller stops showing.
 */
export function liveText(written: string, links: Links): string {
  return safeMarkdown(written.slice(0, finishedLength(written)), { links });
}

function finishedLength(written: string): number {
  let length = written.search(/\S*$/);
  for (;;) {
    const prefix = written.slice(0, length);
    const shorter = Math.min(openLink(prefix), openAddress(prefix));
    if (shorter === length) return length;
    length = shorter;
  }
}

/** Where a link begins that is not finished. */
function openLink(prefix: string): number {
  const from = Math.max(0, prefix.length - patience);
  const open: number[] = [];
  let last = 0;
  for (const { index, 0: bracket } of prefix.slice(from).matchAll(/[[\]]/g)) {
    if (bracket === '[') open.push(from + index);
    else last = open.pop() ?? last;
  }
  const start = open[0] ?? (/\]\([^)]*$/.test(prefix.slice(last)) ? last : prefix.length);
  return prefix.charAt(start - 1) === '!' ? start - 1 : start;
}

/** Where an address in angle brackets begins that is not finished. */
function openAddress(prefix: string): number {
  const from = Math.max(0, prefix.length - patience);
  const start = prefix.slice(from).search(/<[a-z][a-z0-9+.-]{0,30}:[^<>]*$/i);
  return start === -1 ? prefix.length : from + start;
}
