import { fencedSegments } from '../../graph/text/code-segments.ts';
import { cutAtWord, splitUnits, withCodeMasked } from './excerpt.ts';

/** A sentence, a line or a block of code, and how soon it is left out: what tells a step last, what is said besides first. */
interface Piece {
  text: string;
  rank: number;
  isCode?: boolean;
}

const rank = { step: 0, paragraph: 1, besides: 2 };
/** A step is not cut to fewer characters than these. */
const leastShown = 40;

/** The mark of an entry of a list. */
const entryMark = /^\s*(?:[-*+]|\d+[.)])\s/;
/** What only adds to a step: "Note: ...", "For example, ...", "Tip: ...". */
const aside = /^\W*(?:note|tip|example|for example|e\.g|see|optional)\b/i;

/**
 * A text that tells how something is done, in about `length` characters: each step and paragraph with its first sentence, and more of them as far as there is
 * room. What is left out is marked by dots.
 *
 * @param text as `quotableText` gives it
 */
export function inShort(text: string, length: number): string {
  if (text.length <= length) return text;
  const pieces = withStepsCut(piecesOf(text), length);
  const kept = new Map<Piece, string>();
  let room = length;
  for (const piece of [...pieces].sort((a, b) => a.rank - b.rank)) {
    const isCut = piece.text.length > room;
    if (isCut && (piece.rank === rank.besides || piece.isCode === true || room < leastShown)) continue;
    kept.set(piece, isCut ? `${cutAtWord(piece.text, room)} …\n` : piece.text);
    room = Math.max(0, room - piece.text.length);
  }
  return withDots(pieces, kept);
}

/** Where the steps alone are too long, and there is room for a part of each, the long ones are cut so that all are told. */
function withStepsCut(pieces: readonly Piece[], length: number): Piece[] {
  const steps = pieces.filter((piece) => piece.rank === rank.step);
  const lengths = steps.map(({ text }) => text.length);
  const dots = ' …\n'.length;
  const rooms = shares(lengths, length - steps.length * dots, leastShown);
  if (rooms.reduce((sum, room) => sum + room + dots, 0) > length) return [...pieces];
  const cut = new Map(steps.map((step, index) => [step, rooms[index] ?? 0]));
  return pieces.map((piece) => {
    const room = cut.get(piece) ?? Infinity;
    return piece.text.trimEnd().length <= room ? piece : { ...piece, text: `${cutAtWord(piece.text, room)} …\n` };
  });
}

function piecesOf(text: string): Piece[] {
  let isLead = true;
  return fencedSegments(text).flatMap((segment): Piece[] => {
    if (segment.isCode) return [{ text: `${segment.text.trimEnd()}\n`, rank: rank.paragraph, isCode: true }];
    return segment.text.split(/(?<=\n)/).flatMap((line): Piece[] => {
      if (line.trim() === '') return [{ text: line, rank: rank.step }];
      const isStep = entryMark.test(line) || isLead;
      isLead = false;
      const first = aside.test(line) ? rank.besides : isStep ? rank.step : rank.paragraph;
      return sentencesOf(line).map((sentence, index) => ({ text: sentence, rank: index === 0 ? first : rank.besides }));
    });
  });
}

/** Sentences of a line, the mark of an entry with the first. */
function sentencesOf(line: string): string[] {
  const mark = entryMark.exec(line)?.[0] ?? '';
  let at = mark.length;
  const own = splitUnits(withCodeMasked(line.slice(at))).map(({ length }) => line.slice(at, (at += length)));
  return own.length === 0 ? [line] : own.map((sentence, index) => (index === 0 ? `${mark}${sentence}` : sentence));
}

function withDots(pieces: readonly Piece[], kept: ReadonlyMap<Piece, string>): string {
  let shown = '';
  for (const piece of pieces) {
    const own = kept.get(piece);
    const isMarked = /…\s*$/.test(shown);
    if (own !== undefined) shown += own;
    else if (!isMarked && piece.text.trim() !== '') shown = `${shown.trimEnd()}${endsInCode(shown) ? '\n\n…' : ' …'}\n`;
  }
  return shown.replace(/\n{3,}/g, '\n\n').trim();
}

function endsInCode(text: string): boolean {
  return fencedSegments(text.trimEnd()).at(-1)?.isCode === true;
}

/**
 * How much of `total` each text gets: all are shortened in the same proportion, but none below `least`.
 *
 * @param lengths of the texts, in characters
 */
export function shares(lengths: readonly number[], total: number, least: number): number[] {
  const sum = lengths.reduce((all, length) => all + length, 0);
  if (sum <= total) return [...lengths];
  const isShort = (length: number) => length * (total / sum) <= least;
  const short = lengths.filter(isShort).reduce((all, length) => all + Math.min(length, least), 0);
  const long = lengths.filter((length) => !isShort(length)).reduce((all, length) => all + length, 0);
  const share = Math.max(0, total - short) / Math.max(1, long);
  return lengths.map((length) =>
    isShort(length) ? Math.min(length, least) : Math.max(least, Math.floor(length * share)),
  );
}
