import { sentencesOf } from './sentences.ts';

/** A line of a model's reply, or a block of code. Marker and sentences together are its text. */
export interface ReplyLine {
  /** `lead-in`: a heading, or what stands above the rows of a table. */
  sort: 'text' | 'lead-in' | 'code' | 'blank';
  /** What makes it an item of a list or a quotation: `- `, `2. `, `> `. */
  marker: string;
  sentences: string[];
}

const fence = /^\s*(```|~~~)/;
const listMarker = /^\s*(?:>\s?)*(?:(?:[-*+•]|\d{1,3}[.)])\s+)?/;
const tableRule = /^\s*\|?[\s:|-]*-{2,}[\s:|-]*\|?\s*$/;

/** A reply in lines. Code that is not closed ends with the reply. */
export function replyLines(reply: string): ReplyLine[] {
  const lines: ReplyLine[] = [];
  const all = reply.split(/\r?\n/);
  for (let at = 0; at < all.length; at += 1) {
    const line = all[at] ?? '';
    const opening = fence.exec(line)?.[1];
    if (opening !== undefined) {
      const close = all.findIndex((each, index) => index > at && each.trimStart().startsWith(opening));
      const end = close === -1 ? all.length - 1 : close;
      const block = all.slice(at, end + 1).join('\n');
      lines.push({ sort: 'code', marker: '', sentences: [close === -1 ? `${block}\n${opening}` : block] });
      at = end;
    } else lines.push(plainLine(line, all[at + 1] ?? ''));
  }
  return lines;
}

function plainLine(line: string, next: string): ReplyLine {
  if (line.trim() === '') return { sort: 'blank', marker: '', sentences: [] };
  const isHead =
    (line.includes('|') && tableRule.test(next)) || tableRule.test(line) || /^\s{0,3}#{1,6}\s+\S/.test(line);
  if (isHead) return { sort: 'lead-in', marker: '', sentences: [line] };
  // A row of a table is one statement, and cut up it would be none.
  if (/^\s*\|/.test(line)) return { sort: 'text', marker: '', sentences: [line] };
  const marker = listMarker.exec(line)?.[0] ?? '';
  const sentences = sentencesOf(line.slice(marker.length));
  return { sort: 'text', marker, sentences };
}

/** "Do this:" before a list claims nothing by itself. */
export function isLeadIn(sentence: string): boolean {
  return /:[*_]*\s*$/.test(sentence);
}

/** Without headings and lead-ins behind which nothing is left. */
export function withoutIdleLeadIns(lines: readonly ReplyLine[]): ReplyLine[] {
  const kept: ReplyLine[] = [];
  let leadsSomewhere = false;
  for (const line of [...lines].reverse()) {
    const isIdle = line.sort === 'lead-in' || (line.sort === 'text' && line.sentences.every(isLeadIn));
    if (isIdle && !leadsSomewhere) continue;
    kept.unshift(line);
    if (line.sort !== 'blank') leadsSomewhere = !/^\s{0,3}#/.test(line.sentences[0] ?? '');
  }
  return kept;
}
