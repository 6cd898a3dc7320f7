import type { Census } from './census.ts';
import type { NameVerdict } from './compare-person-names.ts';
import { editDistance, typosAllowed } from './edit-distance.ts';
import { factors, weights } from './score.ts';
import { seriesMarks, type ThingName } from './thing-name.ts';

/** Why two things' names may be those of one thing; the strongest reason. Undefined when they may not. */
export function compareThingNames(a: ThingName, b: ThingName, census: Census): NameVerdict | undefined {
  const both = `“${a.written}” and “${b.written}”`;
  if (a.normal === b.normal) {
    const count = census.named(a.normal);
    const common = { factor: factors.commonName, text: `${count} have that name` };
    return verdict(weights.name.equal, `Both are called ${a.written}`, count > 2 ? [common] : []);
  }
  if (a.compact === '' || b.compact === '' || seriesMarks(a) !== seriesMarks(b)) return undefined;
  if (a.words.join('') === b.words.join(''))
    return verdict(weights.name.spacing, `${both} differ in spaces and signs only`);
  if (a.compact === b.compact) return verdict(weights.name.suffixWord, `${both} differ only in a word for what it is`);
  const sorted = ({ core }: ThingName) => [...core].sort().join(' ');
  if (sorted(a) === sorted(b)) return verdict(weights.name.wordOrder, `${both} are the same words in another order`);
  if (isAcronym(a, b) || isAcronym(b, a))
    return verdict(weights.name.acronym, `${both}: one is the initials of the other`);
  return misspelt(a, b, both, census);
}

const verdict = (weight: number, text: string, counters: NameVerdict['counters'] = []): NameVerdict => ({
  reason: { sort: 'name', weight, text },
  counters,
});

function isAcronym(short: ThingName, long: ThingName): boolean {
  return initials(long).includes(short.compact) && short.core.length === 1;
}

/** Initials of all words, and of those that name it, where they make a word of three letters or more. */
export function initials({ words, core }: ThingName): string[] {
  return [words, core].map((each) => each.map((word) => word.charAt(0)).join('')).filter((word) => word.length > 2);
}

/** A typing error in a long enough word; the others are equal. */
function misspelt(a: ThingName, b: ThingName, both: string, census: Census): NameVerdict | undefined {
  if (a.core.length !== b.core.length) return undefined;
  const pairs = a.core.map((word, index) => [word, b.core[index] ?? ''] as const).filter(([x, y]) => x !== y);
  const [pair, ...more] = pairs;
  if (pair === undefined || more.length > 0) return undefined;
  const [x, y] = pair;
  // One word alone has nothing beside it that says the same, so it must be longer.
  const length = Math.min(x.length, y.length) - (a.core.length === 1 ? 2 : 0);
  const allowed = Math.min(1, typosAllowed(length));
  if (allowed === 0 || editDistance(x, y, allowed) > allowed) return undefined;
  const isPlural = `${x}s` === y || `${y}s` === x;
  const established = !isPlural && census.spelt(x) > 2 && census.spelt(y) > 2;
  const spelling = { factor: factors.commonSpelling, text: 'Both spellings are common here' };
  return verdict(
    weights.name.typo,
    isPlural ? `${both} are singular and plural` : `${both} differ in one letter`,
    established ? [spelling] : [],
  );
}
