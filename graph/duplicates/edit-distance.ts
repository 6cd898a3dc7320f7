/**
 * Changes that turn one text into the other: a letter added, left out, replaced, or two neighbours swapped (Damerau-Levenshtein,
 * optimal string alignment). More than `limit` comes back as `limit + 1`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  const shorter = Math.min(a.length, b.length) - start;
  while (end < shorter && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return fullDistance(a.slice(start, a.length - end), b.slice(start, b.length - end), limit);
}

/** Of what is left between an equal beginning and an equal end. */
function fullDistance(a: string, b: string, limit: number): number {
  if (limit === 1 && a.length > 2 && b.length > 2) return 2;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
      least = Math.min(least, best);
    }
    if (least > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? limit + 1, limit + 1);
}

/** Mistakes that a text of this length may hold and still be taken for the other: none in a short one. */
export function typosAllowed(length: number): number {
  return length < 5 ? 0 : length < 12 ? 1 : 2;
}
