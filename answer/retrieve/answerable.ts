import { isStopWord, stem, words } from '../../graph/text/analyse.ts';
import { termsOf } from './coverage.ts';
import type { Evidence } from './retrieve.ts';

/**
 * A passage holds an answer when it is near the question in meaning *and* in words: either alone is also had by pages on the same
 * subject that do not say what is asked (docs/decisions/002).
 */
const sharedWords = 0.3;
const enough = 0.53;
/** Share of the words that is enough where there are no embeddings. */
const enoughWords = 0.45;

/** Passages whose text may bear out a question. */
const looked = 6;

/** Whether what was found is likely to hold the answer: one passage is about the question, and the names in it are known. */
export function isAnswerable(question: string, evidence: readonly Evidence[]): boolean {
  const top = evidence.slice(0, looked);
  if (!top.some(isAbout)) return false;
  const known = new Set(top.flatMap(({ passage }) => [...termsOf(passage)]));
  return namesIn(question).every((name) => known.has(name));
}

function isAbout({ closeness, coverage }: Evidence): boolean {
  return closeness === undefined ? coverage >= enoughWords : closeness + sharedWords * coverage >= enough;
}

/** Capital letters that say nothing: days and months, and the asker himself. */
const calendar = new Set(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december i'.split(
    ' ',
  ),
);

/** Words of a question written as names, not at the beginning of a sentence; as search terms. */
function namesIn(question: string): string[] {
  const found = [...question.matchAll(/(?<=[\p{L}\p{N},;:)]\s+)(\p{Lu}[\p{L}\p{N}]+)/gu)].flatMap(([, name]) =>
    words(name ?? ''),
  );
  return found.filter((word) => !calendar.has(word) && !isStopWord(word)).map(stem);
}
