import { isStopWord, stem, words } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';

const ends =
  'is|are|was|were|do|does|did|can|could|may|must|should|will|has|have|had|of|in|on|at|per|to|for|got|get|gets|sit|work|join';
const counts = new RegExp(String.raw`\bhow many ((?:(?!(?:${ends})\b)[\p{L}\p{N}-]+ ){1,3}?)(?:${ends})\b`, 'iu');
/** What is counted otherwise: time by its units (figures.ts), kinds by a list of them. */
const countedOtherwise =
  /^(?:kinds?|sorts?|types?|ways?|times?|seconds?|minutes?|hours?|hrs?|days?|nights?|weeks?|months?|years?|off|ahead|back|before)$/i;
const number =
  /^(?:\d.*|an?|one|no|none|both|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|hundred|thousand|dozen|several|single)$/;
/** Words from a number to what it counts, at most: "three or more sturdy boats". */
const reach = 4;

/** What a question wants counted, as a search term: "boat" of "how many sturdy boats do we have?". Undefined where it wants nothing counted. */
export function countedThing(question: string): string | undefined {
  const last = counts.exec(question)?.[1]?.trim().split(/[ -]/).at(-1);
  return last === undefined || isStopWord(last.toLowerCase()) || countedOtherwise.test(last)
    ? undefined
    : words(last).map(stem)[0];
}

/** Whether a text has a number shortly before a term. */
export function isCounted(term: string, text: string): boolean {
  const all = words(plainText(text));
  return all.some(
    (word, index) => number.test(word) && all.slice(index + 1, index + 1 + reach).some((each) => stem(each) === term),
  );
}
