import { queryTerms, terms } from '../../graph/text/analyse.ts';

/** A piece of an excerpt; `found` where it is one of the words looked for. */
export interface Piece {
  text: string;
  found: boolean;
}

const word = /[\p{L}\p{N}\p{M}+#'’]+/gu;
/** Characters before the first word found. */
const before = 60;

/**
 * The part of a text with most of the words looked for, in any of their forms.
 *
 * @param text plain text
 * @param length characters, about
 */
export function excerpt(text: string, query: string, length = 220): Piece[] {
  const line = text.replace(/\s+/g, ' ').trim();
  const wanted = new Set(queryTerms(query));
  const hits = [...line.matchAll(word)]
    .filter(([token]) => terms(token).some((term) => wanted.has(term)))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
  const start = startOf(line, hits, length);
  const end = Math.min(line.length, endOfWord(line, start + length));
  const inside = hits.filter((hit) => hit.start >= start && hit.end <= end);
  const pieces: Piece[] = [];
  let at = start;
  for (const hit of inside) {
    pieces.push(
      { text: line.slice(at, hit.start), found: false },
      { text: line.slice(hit.start, hit.end), found: true },
    );
    at = hit.end;
  }
  pieces.push({ text: line.slice(at, end), found: false });
  const [first] = pieces;
  const last = pieces.at(-1);
  if (start > 0 && first !== undefined) first.text = `… ${first.text}`;
  if (end < line.length && last !== undefined) last.text = `${last.text.replace(/[\s,;:–-]+$/, '')} …`;
  return pieces.filter((piece) => piece.text !== '');
}

/** Where to begin so that most hits fit. */
function startOf(line: string, hits: readonly { start: number; end: number }[], length: number): number {
  const densest = hits
    .map(({ start }) => ({
      start,
      count: hits.filter((hit) => hit.start >= start && hit.end <= start + length - before).length,
    }))
    .reduce((best, each) => (each.count > best.count ? each : best), { start: 0, count: 0 });
  if (densest.start <= before) return 0;
  const space = line.indexOf(' ', densest.start - before);
  return space === -1 || space >= densest.start ? densest.start : space + 1;
}

function endOfWord(line: string, at: number): number {
  if (at >= line.length) return line.length;
  const space = line.lastIndexOf(' ', at);
  return space === -1 ? at : space;
}

/** The excerpt without marks. */
export function excerptText(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}
