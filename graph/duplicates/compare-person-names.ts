import type { Census } from './census.ts';
import type { Counter, Reason } from './candidate.ts';
import { editDistance, typosAllowed } from './edit-distance.ts';
import { areNicknames, isShortFor } from './nicknames.ts';
import type { PersonName } from './person-name.ts';
import { factors, weights } from './score.ts';

export interface NameVerdict {
  reason: Reason;
  counters: Counter[];
}

/** Why two people's names may be those of one person; the strongest reason. Undefined when they may not. */
export function comparePersonNames(a: PersonName, b: PersonName, census: Census): NameVerdict | undefined {
  const both = () => `“${a.written}” and “${b.written}”`;
  if (a.normal === b.normal) return equalNames(a, census);
  const counters: Counter[] = [];
  if (a.generation !== b.generation) {
    // A second and a third of a name are two people.
    if (a.generation !== undefined && b.generation !== undefined) return undefined;
    const ending = a.generation ?? b.generation ?? '';
    counters.push({ factor: factors.generation, text: `Only one of them is called ${ending.toUpperCase()}` });
  }
  const found =
    sameParts(a, b, both) ??
    missingMiddle(a, b, both) ??
    otherGiven(a, b, both, census) ??
    misspelt(a, b, both, census);
  return found && { reason: found.reason, counters: [...counters, ...found.counters] };
}

const verdict = (weight: number, text: string, counters: Counter[] = []): NameVerdict => ({
  reason: { sort: 'name', weight, text },
  counters,
});

function equalNames({ written, normal }: PersonName, census: Census): NameVerdict {
  const count = census.named(normal);
  const common = { factor: factors.commonName, text: `${count} people have that name` };
  return verdict(weights.name.equal, `Both are called ${written}`, count > 2 ? [common] : []);
}

/** The same parts in another order, other letters, or written together. */
function sameParts(a: PersonName, b: PersonName, both: () => string): NameVerdict | undefined {
  if (a.joined !== b.joined && a.sortedPlain !== b.sortedPlain) return undefined;
  if (a.sorted === b.sorted && a.parts[0] === b.parts[0])
    return verdict(weights.name.title, `${both()} differ in the title or an ending only`);
  if (a.sorted === b.sorted) return verdict(weights.name.swapped, `${both()} are the same names in another order`);
  if (a.sortedPlain === b.sortedPlain && a.joined.length > 4)
    return a.isForeign === b.isForeign
      ? verdict(weights.name.transliterated, `${both()} are two ways to write the same letters`)
      : verdict(weights.name.otherScript, `${both()} are the same name in two scripts`);
  return a.joined === b.joined ? verdict(weights.name.spacing, `${both()} differ in spaces only`) : undefined;
}

/** Equal first and last names, and one has more between them, or spells out what the other abbreviates. */
function missingMiddle(a: PersonName, b: PersonName, both: () => string): NameVerdict | undefined {
  if (a.plain.length < 2 || b.plain.length < 2 || a.plain[0] !== b.plain[0] || a.plain.at(-1) !== b.plain.at(-1))
    return undefined;
  const [fewer, more] = [a.plain.slice(1, -1), b.plain.slice(1, -1)].sort((x, y) => x.length - y.length);
  const isWithin = fewer?.every((word) => more?.some((other) => startsAlike(word, other)));
  return isWithin === true && a.plain.length + b.plain.length > 4
    ? verdict(weights.name.middle, `${both()} differ in a middle name only`)
    : undefined;
}

/** Equal, or one is the initial of the other. */
function startsAlike(a: string, b: string): boolean {
  return a === b || (Math.min(a.length, b.length) === 1 && a.charAt(0) === b.charAt(0));
}

/** Equal family names, and given names that may be one: an initial, a nickname. */
function otherGiven(a: PersonName, b: PersonName, both: () => string, census: Census): NameVerdict | undefined {
  const [givenA = '', givenB = ''] = [a.plain[0], b.plain[0]];
  const family = a.plain.at(-1) ?? '';
  if (a.plain.length < 2 || b.plain.length < 2 || family !== b.plain.at(-1) || givenA === givenB) return undefined;
  if (startsAlike(givenA, givenB)) {
    const count = Math.max(1, census.initialled(givenA.charAt(0), family));
    const text = `${both()} have the same family name and initial`;
    return verdict(weights.name.initial / count, count === 1 ? text : `${text}, as ${count} people have`);
  }
  const [writtenA = '', writtenB = ''] = [a.parts[0], b.parts[0]];
  if (!areNicknames(writtenA, writtenB)) return undefined;
  const [short, full] = isShortFor(writtenA, writtenB) ? [writtenA, writtenB] : [writtenB, writtenA];
  const text = isShortFor(short, full)
    ? `${capital(short)} is short for ${capital(full)}`
    : `${capital(short)} and ${capital(full)} are short for one name`;
  return verdict(weights.name.nickname, `${both()}: ${text}`);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** A typing error or two in long enough parts. */
function misspelt(a: PersonName, b: PersonName, both: () => string, census: Census): NameVerdict | undefined {
  if (a.plain.length !== b.plain.length || a.plain.length < 2) return undefined;
  // Another number is another thing, as in names that are handed out.
  if (a.joined.replace(/\D/g, '') !== b.joined.replace(/\D/g, '')) return undefined;
  const pairs = a.parts.map((word, index) => [word, b.parts[index] ?? ''] as const).filter(([x, y]) => x !== y);
  const allowed = typosAllowed(Math.min(a.joined.length, b.joined.length));
  let typos = 0;
  for (const [x, y] of pairs) {
    const most = Math.min(x.length, y.length) < 4 ? 0 : Math.min(allowed, x.length > 8 && y.length > 8 ? 2 : 1);
    const distance = editDistance(x, y, most);
    if (distance > most) return undefined;
    typos += distance;
  }
  if (typos === 0 || typos > allowed) return undefined;
  const established = pairs.some(([x, y]) => census.spelt(x) > 2 && census.spelt(y) > 2);
  const spelling = { factor: factors.commonSpelling, text: 'Both spellings are common here' };
  const [x = '', y = ''] = [a.parts[0], b.parts[0]];
  // Erik and Erika, Mario and Maria: another name as a rule.
  const isEnding =
    x !== y && pairs.length === 1 && x.slice(0, -1).startsWith(y.slice(0, Math.min(x.length, y.length) - 1));
  const weight = isEnding ? weights.name.lastLetter : typos === 1 ? weights.name.typo : weights.name.twoTypos;
  return verdict(
    weight,
    `${both()} differ in ${typos === 1 ? 'one letter' : 'two letters'}`,
    established ? [spelling] : [],
  );
}

/** Whether both say in full what they are called, and it is not the same given name in any way known here. */
export function haveOtherGivenNames(a: PersonName, b: PersonName): boolean {
  const [x = '', y = ''] = [a.plain[0], b.plain[0]];
  if (a.plain.length < 2 || b.plain.length < 2 || startsAlike(x, y)) return false;
  return (
    !areNicknames(a.parts[0] ?? '', b.parts[0] ?? '') &&
    editDistance(x, y, 1) > 1 &&
    !b.plain.includes(x) &&
    !a.plain.includes(y)
  );
}
