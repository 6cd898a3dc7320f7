/** A key that more candidates share says nothing about them. */
const largestBlock = 60;
/** Pairs per candidate, in the mean, of which the smallest blocks come first: who shares a rare key is likelier the same. */
export const mostPairsEach = 100;
/** Room for the number of a candidate beside a hash of 32 bits in a whole number. */
const room = 2 ** 21;

/** Keys of candidates, and the pairs of candidates that share one. */
export interface Blocks {
  /** The keys of the next candidate. */
  add(keys: readonly string[]): void;
  /** Each pair once, as `[smaller, larger]` numbers of candidates in the order in which they were added. */
  pairs(): [number, number][];
}

/**
 * Time grows with the number of keys, not with the number of pairs that there could be, and so does the number of pairs. Keys are
 * compared by a hash: a chance meeting only costs a comparison.
 */
export function createBlocks(): Blocks {
  const entries: number[] = [];
  let count = 0;
  return {
    add(keys) {
      if (count === room) throw new RangeError(`At most ${room} candidates`);
      for (const key of new Set(keys)) entries.push(hash(key) * room + count);
      count += 1;
    },
    pairs() {
      const pairs: number[] = [];
      const most = mostPairsEach * count;
      for (const block of blocksOf(entries).sort((a, b) => a.length - b.length)) {
        if (pairs.length >= most) break;
        block.forEach((one, at) => {
          for (const other of block.slice(at + 1)) pairs.push(one * count + other);
        });
      }
      return [...new Set(Float64Array.from(pairs).sort())].map((pair) => [Math.floor(pair / count), pair % count]);
    },
  };
}

/** Candidates of each key that at least two and not too many share. */
function blocksOf(entries: readonly number[]): number[][] {
  const sorted = Float64Array.from(entries).sort();
  const blocks: number[][] = [];
  for (let start = 0; start < sorted.length;) {
    const key = Math.floor((sorted[start] ?? 0) / room);
    let end = start + 1;
    while (end < sorted.length && Math.floor((sorted[end] ?? 0) / room) === key) end += 1;
    const block = [...new Set(sorted.slice(start, end))].map((entry) => entry % room);
    if (block.length > 1 && block.length <= largestBlock) blocks.push(block);
    start = end;
  }
  return blocks;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value ^= text.charCodeAt(index);
    value = Math.imul(value, 0x01000193);
  }
  return value >>> 0;
}

/**
 * The text with each one of its letters left out: two texts one change apart share one of these or the text itself. Digits stay: another
 * number is another thing, and numbered things are many.
 */
export function deletions(text: string): string[] {
  const left = Array.from({ length: text.length }, (_, index) => index).filter(
    (index) => !/\d/.test(text.charAt(index)),
  );
  return [text, ...left.map((index) => text.slice(0, index) + text.slice(index + 1))];
}
