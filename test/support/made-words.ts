const syllables = 'ba ke li mo nu ra se ti vo zu dar fen gil hom jul pex'.split(' ');

/** A word that can be spoken: a syllable for the four bits of a number at each of these places. */
export function madeWord(number: number, places: readonly number[]): string {
  return places.map((bits) => syllables[(number >> bits) & 15] ?? '').join('');
}
