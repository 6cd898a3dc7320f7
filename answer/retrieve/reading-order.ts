/** What is known of one section of a page that was found. */
export interface Readable {
  /** Place of its page in the ranking of pages, from 0. */
  place: number;
  /** How near it is to the question in meaning; without embeddings the score of the search by words. 0 to about 1. */
  nearness: number;
  /** Share of the question's words that it has: 0 to 1. */
  coverage: number;
  /** Share of what stands side by side in the question that does so in it: 0 to 1. */
  phrases?: number;
  /** Of its text. */
  characters: number;
  /** Its page is of something else than the one that the question names. */
  isOfAnother?: boolean;
  /** Its page tells what was once, and the question does not ask for that. */
  isOfThePast?: boolean;
}

/** Weights of `readingScore`, measured on which sections hold the answers of five bodies of questions (docs/decisions/014). */
const sharedWords = 0.3;
/** Measured on 484 questions of 24 sets: as good with 0.2 or 0.4 (docs/decisions/027). */
const sharedPhrases = 0.3;
const perPlace = 0.03;
/** A heading's lead-in or a lone link says nothing by itself, however near it is. */
const tooShort = { characters: 80, costs: 0.2 };
const ofAnother = 0.3;
const ofThePast = 0.1;

/** How near a section is to a question, in meaning and in words. */
export function signal({ nearness, coverage }: Pick<Readable, 'nearness' | 'coverage'>): number {
  return nearness + sharedWords * coverage;
}

/**
 * How likely a section is to hold the answer, among the sections of all pages that were found: larger is better, comparable within
 * one result only. The best section is often not on the best page, and pages that answer often do so in two places.
 */
export function readingScore({
  place,
  phrases = 0,
  characters,
  isOfAnother = false,
  isOfThePast = false,
  ...near
}: Readable): number {
  const short = characters < tooShort.characters ? tooShort.costs : 0;
  return (
    signal(near) +
    sharedPhrases * phrases -
    perPlace * place -
    short -
    (isOfAnother ? ofAnother : 0) -
    (isOfThePast ? ofThePast : 0)
  );
}

/** The score of a section without what its phrases count. */
export function withoutPhrases({ score, phrases = 0 }: { score: number; phrases?: number }): number {
  return score - sharedPhrases * phrases;
}
