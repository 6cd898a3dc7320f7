/**
 * How likely it is that, of questions that came out differently, the sides are at least so uneven by chance alone: McNemar's test
 * in its exact form (two-sided, binomial with 1/2). 1 when nothing came out differently.
 *
 * McNemar, Q. (1947), Note on the sampling error of the difference between correlated proportions. Psychometrika 12, 153-157.
 */
export function mcnemar(becameRight: number, becameWrong: number): number {
  const changed = becameRight + becameWrong;
  // In logarithms: one half to the power of a thousand is 0 to a computer.
  let term = changed * Math.log(0.5);
  let tail = 0;
  for (let count = 0; count <= Math.min(becameRight, becameWrong); count += 1) {
    tail += Math.exp(term);
    term += Math.log((changed - count) / (count + 1));
  }
  return Math.min(1, 2 * tail);
}
