import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../../schema/entity.ts';
import { changeSides, sideBySide, type SideRow } from '../../../wiki-server/present/side-by-side.ts';

/** `a [b]` for a line in which b changed; `-` for none; a number of lines that are left out. */
function sketch(rows: readonly SideRow[]): (string | number)[][] {
  return rows.map((row) => ('skipped' in row ? [row.skipped] : [row.before, row.after].map(side)));
}
function side(pieces: { text: string; change: string }[] | undefined): string {
  return pieces?.map(({ text, change }) => (change === 'same' ? text : `[${text}]`)).join('') ?? '-';
}

describe('two texts side by side', () => {
  test('stand line by line, with the words marked that changed', () => {
    expect(sketch(sideBySide(['Call the bridge', 'Wait'], ['Call the engine room', 'Wait']))).toEqual([
      ['Call the [bridge]', 'Call the [engine room]'],
      ['Wait', 'Wait'],
    ]);
  });

  test('leave the other side empty beside a line that came or went', () => {
    expect(sketch(sideBySide(['a', 'b'], ['a', 'new', 'b']))).toEqual([
      ['a', 'a'],
      ['-', '[new]'],
      ['b', 'b'],
    ]);
    expect(sketch(sideBySide(['a', 'old'], ['a']))).toEqual([
      ['a', 'a'],
      ['[old]', '-'],
    ]);
  });

  test('mark lines as a whole that have no word in common', () => {
    expect(sketch(sideBySide(['Ring twice.'], ['Send a letter.']))).toEqual([['[Ring twice.]', '[Send a letter.]']]);
  });

  test('leave out what stayed far from a change, and say how much', () => {
    const lines = Array.from({ length: 9 }, (_, n) => `line ${n}`);
    expect(sketch(sideBySide(lines, lines.with(4, 'line four')))).toEqual([
      [3],
      ['line 3', 'line 3'],
      ['line [4]', 'line [four]'],
      ['line 5', 'line 5'],
      [3],
    ]);
    expect(sketch(sideBySide(lines, lines))).toEqual([[9]]);
  });

  test('shorten what stayed within a long line', () => {
    const [row] = sketch(sideBySide([`${'same '.repeat(200)}old`], [`${'same '.repeat(200)}new`]));
    expect(String(row?.[0]).length).toBeLessThan(120);
    expect(row?.[0]).toMatch(/same \[old\]$/);
  });

  test('come to an end for texts that have nothing in common, and to at most 300 rows', () => {
    const text = (word: string) => Array.from({ length: 20_000 }, (_, n) => `${word} ${(n * 7919) % 20_011} same`);
    const start = performance.now();
    const rows = sideBySide(text('a'), text('b'));
    expect(performance.now() - start).toBeLessThan(5000);
    expect(rows).toHaveLength(301);
    expect(rows.at(-1)).toEqual({ skipped: 19_700 });
  });
});

describe('a change side by side', () => {
  const change = (rest: Partial<Change>): Change => ({ about: 'field', name: 'x', before: null, after: null, ...rest });

  test('of a list has a line for each of its values', () => {
    expect(sketch(changeSides(change({ before: ['a', 'b'], after: ['a', 'c'] })))).toEqual([
      ['a', 'a'],
      ['[b]', '[c]'],
    ]);
  });

  test('of what came or went is on one side', () => {
    expect(sketch(changeSides(change({ after: 'here' })))).toEqual([['-', '[here]']]);
    expect(sketch(changeSides(change({ before: 7 })))).toEqual([['[7]', '-']]);
    expect(sketch(changeSides(change({ about: 'relation', before: 'lead', after: '' })))).toEqual([['[lead]', '[–]']]);
    expect(changeSides(change({ about: 'entity', after: 'Person' }))).toEqual([]);
  });
});
