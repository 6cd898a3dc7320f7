/** Above this number of cards all pairs are too many to compare: then meaning only supports what names and ids suggest. */
export const mostCompared = 2000;

/** Cosine of two normalised vectors. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

/** Pairs of cards that are alike, as numbers of the list; none of a longer list than `mostCompared`. */
export function* alikePairs(
  cards: readonly (Float32Array | undefined)[],
  from: number,
): Generator<[number, number] | undefined> {
  if (cards.length > mostCompared) return;
  for (let i = 0; i < cards.length; i += 1) {
    const one = cards[i];
    yield undefined; // a place to pause
    if (one === undefined) continue;
    for (let j = i + 1; j < cards.length; j += 1) {
      const other = cards[j];
      if (other !== undefined && other.length === one.length && cosine(one, other) >= from) yield [i, j];
    }
  }
}
