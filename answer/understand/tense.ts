import type { Reading } from './reading.ts';

const past = new Set(['was', 'were', 'did']);
const present = new Set(['is', 'are', 'does', 'do', 'now', 'still']);

/**
 * "*Was* Ada in Payments", "who *were* its leads", "has she *ever* led it": who is there still was there as well.
 *
 * @param within of so many first words: all words, where none is of the present, if it is not given
 */
export function asksOfThePast({ analysis: { tokens, isEver } }: Reading, within = tokens.length): boolean {
  const said = tokens.slice(0, within).map(({ word }) => word);
  return isEver === true || (said.some((word) => past.has(word)) && !said.some((word) => present.has(word)));
}
