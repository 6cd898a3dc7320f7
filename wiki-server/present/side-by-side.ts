import { diffArrays, diffWordsWithSpace } from 'diff';
import type { Change } from '../../schema/entity.ts';
import type { Value } from '../../schema/value.ts';
import { abridge, changePieces, type DiffPiece } from './changes.ts';

/** What stands next to each other: a line before and after. A side is undefined where the line is not there. */
export interface LinePair {
  before?: DiffPiece[] | undefined;
  after?: DiffPiece[] | undefined;
}

/** Lines that stayed and are left out. */
export interface SkippedLines {
  skipped: number;
}

export type SideRow = LinePair | SkippedLines;

/** Lines that stayed around a change that are shown. */
const context = 1;
/** Rows of one change that are shown. */
const mostRows = 300;
/** Milliseconds for the comparison of one change. What is not compared by then is marked as a whole. */
const patience = 200;

/** A change as rows of two columns: what was said before, and what was said after. */
export function changeSides(change: Change): SideRow[] {
  const { about, before, after } = change;
  if (about === 'entity') return [];
  if (about === 'relation' || before === null || after === null) {
    const pieces = changePieces(change);
    return [{ before: without('added', pieces), after: without('removed', pieces) }];
  }
  return sideBySide(linesOf(before), linesOf(after));
}

/** The values of a list are lines, too. */
function linesOf(value: Value): string[] {
  return Array.isArray(value) ? value.map(String) : String(value).split(/\r?\n/);
}

/** Two texts line by line, with the words marked that changed within a line; what stayed far from a change is left out. */
export function sideBySide(before: readonly string[], after: readonly string[]): SideRow[] {
  const until = performance.now() + patience;
  // Undefined when it would take too long.
  const blocks = diffArrays([...before], [...after], { timeout: patience });
  const rows: LinePair[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const pairUp = () => {
    for (let index = 0; index < Math.max(gone.length, come.length); index += 1)
      rows.push(pair(gone[index], come[index], until));
    [gone, come] = [[], []];
  };
  for (const { value, added, removed } of blocks ?? unlike(before, after)) {
    if (removed) gone.push(...value);
    else if (added) come.push(...value);
    else {
      pairUp();
      rows.push(...value.map(stayed));
    }
  }
  pairUp();
  return limited(skipFar(rows));
}

function unlike(before: readonly string[], after: readonly string[]) {
  return [
    { value: [...before], removed: true, added: false },
    { value: [...after], removed: false, added: true },
  ];
}

function stayed(line: string): LinePair {
  const pieces: DiffPiece[] = [{ text: abridge(line, false, true), change: 'same' }];
  return { before: pieces, after: pieces };
}

function pair(before: string | undefined, after: string | undefined, until: number): LinePair {
  if (before === undefined) return { after: [{ text: after ?? '', change: 'added' }] };
  if (after === undefined) return { before: [{ text: before, change: 'removed' }] };
  const left = until - performance.now();
  const parts = left <= 0 ? undefined : diffWordsWithSpace(before, after, { timeout: left });
  // Lines without a word in common are another line each.
  if (parts?.some(({ value, added, removed }) => !added && !removed && /[\p{L}\p{N}]/u.test(value)) !== true)
    return { before: [{ text: before, change: 'removed' }], after: [{ text: after, change: 'added' }] };
  const pieces = parts.map(({ value, added, removed }, index): DiffPiece => {
    if (added) return { text: value, change: 'added' };
    if (removed) return { text: value, change: 'removed' };
    return { text: abridge(value, index === 0, index === parts.length - 1), change: 'same' };
  });
  return { before: without('added', pieces), after: without('removed', pieces) };
}

/** One side of a difference; undefined when nothing is on it. */
function without(change: DiffPiece['change'], pieces: readonly DiffPiece[]): DiffPiece[] | undefined {
  const rest = pieces.filter((piece) => piece.change !== change);
  return rest.length === 0 ? undefined : rest;
}

function isSame({ before, after }: LinePair): boolean {
  return before !== undefined && before === after;
}

function skipFar(rows: readonly LinePair[]): SideRow[] {
  const near = new Set<number>();
  rows.forEach((row, index) => {
    if (!isSame(row)) for (let at = index - context; at <= index + context; at += 1) near.add(at);
  });
  const result: SideRow[] = [];
  let skipped = 0;
  const skip = () => {
    if (skipped > 0) result.push({ skipped });
    skipped = 0;
  };
  rows.forEach((row, index) => {
    if (!near.has(index)) {
      skipped += 1;
      return;
    }
    skip();
    result.push(row);
  });
  skip();
  return result;
}

function limited(rows: readonly SideRow[]): SideRow[] {
  if (rows.length <= mostRows) return [...rows];
  const rest = rows.slice(mostRows).map((row) => ('skipped' in row ? row.skipped : 1));
  return [...rows.slice(0, mostRows), { skipped: rest.reduce((sum, lines) => sum + lines, 0) }];
}
