const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
const vowels = ['a', 'e', 'i', 'o', 'u'];
/** Letters that are written for one another because they sound alike. */
const alike: readonly (readonly [string, string])[] = [
  ['c', 's'],
  ['c', 'k'],
  ['s', 'z'],
  ['i', 'y'],
  ['f', 'ph'],
];
/** Shorter words are taken for others too easily: of so few letters, only by the likeliest slips. */
const shortest = 5;
/** A letter too many is a slip in long words; others are two words more often ("plants", "plans"). */
const longEnough = 7;

/**
 * What a word may have been meant to be, by how people slip, the likeliest first: letters that are doubled, not doubled or swapped; a vowel for
 * another, or a letter left out; what sounds alike, or a letter too many. Most are no words. A consonant for another is none of them
 * ("parking" is no "parsing"), nor is a change of the first letter, or of the end, which makes other forms of a word ("thrown", "throw").
 */
export function slipsOf(word: string): string[][] {
  if (word.length < shortest) return [];
  const likeliest = [...doubled(word), ...swapped(word)];
  if (word.length === shortest) return [distinct(word, likeliest)];
  return [likeliest, [...otherVowels(word), ...leftOut(word)], [...soundingAlike(word), ...withoutOne(word)]].map(
    (all) => distinct(word, all),
  );
}

function distinct(word: string, all: readonly string[]): string[] {
  return [...new Set(all)].filter((each) => each !== word);
}

/** The places of all letters but the first. */
const inner = (word: string): number[] => Array.from({ length: word.length - 1 }, (_, index) => index + 1);

function doubled(word: string): string[] {
  return inner(word).flatMap((place) => {
    const letter = word.charAt(place);
    const [before, from] = [word.slice(0, place), word.slice(place)];
    return letter === word.charAt(place - 1) ? [`${before}${word.slice(place + 1)}`] : [`${before}${letter}${from}`];
  });
}

function swapped(word: string): string[] {
  return inner(word)
    .slice(1)
    .map(
      (place) => `${word.slice(0, place - 1)}${word.charAt(place)}${word.charAt(place - 1)}${word.slice(place + 1)}`,
    );
}

function otherVowels(word: string): string[] {
  return inner(word)
    .slice(0, -1)
    .filter((place) => vowels.includes(word.charAt(place)) && !isBeforeDouble(word, place))
    .flatMap((place) => vowels.map((vowel) => `${word.slice(0, place)}${vowel}${word.slice(place + 1)}`));
}

/** Such a vowel is heard: "spinning" is no "spanning". */
function isBeforeDouble(word: string, place: number): boolean {
  return place + 2 < word.length && word.charAt(place + 1) === word.charAt(place + 2);
}

function leftOut(word: string): string[] {
  return inner(word).flatMap((place) =>
    letters.map((letter) => `${word.slice(0, place)}${letter}${word.slice(place)}`),
  );
}

function withoutOne(word: string): string[] {
  if (word.length < longEnough) return [];
  return inner(word)
    .slice(0, -1)
    .map((place) => `${word.slice(0, place)}${word.slice(place + 1)}`);
}

function soundingAlike(word: string): string[] {
  const pairs = alike.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]);
  return inner(word).flatMap((place) =>
    pairs
      .filter(([written]) => word.startsWith(written, place))
      .map(([written, meant]) => `${word.slice(0, place)}${meant}${word.slice(place + written.length)}`),
  );
}
