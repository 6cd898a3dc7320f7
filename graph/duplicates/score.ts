import type { Counter, Reason, Sort } from './candidate.ts';

/**
 * How much each reason weighs when it stands alone: about how often such a pair is one thing, as judged by eye on one made-up and
 * two real organisations. A weight below `suggestedFrom` needs help from another sort of evidence.
 */
export const weights = {
  name: {
    equal: 0.75,
    sameSource: 0.8,
    title: 0.75,
    swapped: 0.7,
    transliterated: 0.75,
    otherScript: 0.65,
    middle: 0.65,
    nickname: 0.55,
    typo: 0.6,
    twoTypos: 0.4,
    lastLetter: 0.35,
    initial: 0.5,
    alias: 0.7,
    suffixWord: 0.7,
    spacing: 0.75,
    wordOrder: 0.55,
    acronym: 0.5,
  },
  ids: { movedDomain: 0.6, shortLocalPart: 0.35, sameHandle: 0.6, shortHandle: 0.3 },
  context: { group: 0.3, manager: 0.25 },
  meaning: { alone: 0.5, supporting: 0.3 },
} as const;

/** What speaks against a pair, as a factor of its score. */
export const factors = {
  otherNumber: 0.45,
  sameDomain: 0.5,
  otherWay: 0.75,
  oneSource: 0.55,
  generation: 0.6,
  otherGivenName: 0.45,
  oneOverTheOther: 0.15,
  commonName: 0.6,
  commonSpelling: 0.6,
} as const;

/** A pair below this is not suggested. */
export const suggestedFrom = 0.5;

/** Sorts are independent of each other, reasons of one sort are not: `1 - (1 - a)(1 - b)…`, times what speaks against it. */
export function scoreOf(reasons: readonly Reason[], counters: readonly Counter[]): number {
  const best = new Map<Sort, number>();
  for (const { sort, weight } of reasons) best.set(sort, Math.max(best.get(sort) ?? 0, weight));
  const unlikely = [...best.values()].reduce((product, weight) => product * (1 - weight), 1);
  const against = counters.reduce((product, { factor }) => product * factor, 1);
  return Math.round((1 - unlikely) * against * 100) / 100;
}
