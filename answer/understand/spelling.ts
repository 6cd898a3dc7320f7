/**
 * Whether a word is probably a misspelling of a known one: same first letter, and one change (two from eight letters on), where
 * a change is a letter added, left out, replaced, or two swapped (Damerau-Levenshtein). Another number is another thing: the election
 * of 2026 is not that of 2025.
 */
export function isMisspelling(word: string, known: string): boolean {
  if (word.length < 4 || known.length < 4 || word[0] !== known[0]) return false;
  if (digitsOf(word) !== digitsOf(known)) return false;
  const allowed = Math.min(word.length, known.length) >= 8 ? 2 : 1;
  return Math.abs(word.length - known.length) <= allowed && distance(word, known, allowed) <= allowed;
}

/** Whether a word is one change from another with the same first letter. Of four letters, only two swapped ones are. */
export function isOneSlip(word: string, known: string): boolean {
  if (word === known || word[0] !== known[0] || Math.abs(word.length - known.length) > 1) return false;
  if (Math.min(word.length, known.length) < 4 || digitsOf(word) !== digitsOf(known)) return false;
  const isShort = word.length === 4 || known.length === 4;
  if (isShort && (word.length !== known.length || [...word].sort().join('') !== [...known].sort().join('')))
    return false;
  return distance(word, known, 1) === 1;
}

function digitsOf(word: string): string {
  return word.replace(/\D/g, '');
}

/** Changes from one word to the other; more than `limit` may come back as any larger number. */
function distance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
