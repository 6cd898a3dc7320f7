/** A key that more candidates share says nothing about them. */
const largestBlock = 60;
/** Room for the number of a candidate beside a hash of 32 bits in a whole number. */
const room = 2 ** 21;

/**
 * Pairs of candidates that share a key, each once, as `[smaller, larger]` numbers. Time grows with the number of keys, not with the
 * number of pairs that there could be. Keys are compared by a hash: a chance meeting only costs a comparison.
 *
 * @param keysOf keys of each candidate, in the order of the candidates
 */
export function findPairs(keysOf: readonly (readonly string[])[]): [number, number][] {
  const count = keysOf.length;
  if (count > room) throw new RangeError(`At most ${room} candidates`);
  const entries = keysOf.flatMap((keys, index) => [...new Set(keys)].map((key) => hash(key) * room + index));
  const sorted = Float64Array.from(entries).sort();
  const pairs: number[] = [];
  for (let start = 0; start < sorted.length;) {
    const key = Math.floor((sorted[start] ?? 0) / room);
    let end = start + 1;
    while (end < sorted.length && Math.floor((sorted[end] ?? 0) / room) === key) end += 1;
    const block = [...new Set(sorted.slice(start, end))].map((entry) => entry % room);
    if (block.length > 1 && block.length <= largestBlock)
      block.forEach((one, at) => block.slice(at + 1).forEach((other) => pairs.push(one * count + other)));
    start = end;
  }
  return [...new Set(Float64Array.from(pairs).sort())].map((pair) => [Math.floor(pair / count), pair % count]);
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

/** The text with each one of its letters left out: two texts one change apart share one of these or the text itself. */
export function deletions(text: string): string[] {
  return [text, ...Array.from({ length: text.length }, (_, index) => text.slice(0, index) + text.slice(index + 1))];
}
