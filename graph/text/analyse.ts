import { stemmer } from 'stemmer';
import { fold, isAscii } from '../../schema/names.ts';

/**
 * English words that carry no meaning for search. Dropped from documents and queries alike; in a query only while something
 * else is left.
 */
const stopWords = new Set(
  (
    'a an and are as at be been but by can could did do does for from had has have how i if in into is it its ' +
    'me my no not of on or our shall should so some such than that the their them then there these they this to ' +
    'was we were what when where which who whom whose why will with would you your am any s t re ll ve d m ' +
    'whos whats wheres whens hows dont doesnt didnt cant wont isnt arent wasnt im ive id youre its lets thats theres'
  ).split(' '),
);

/** Letters of scripts written without spaces between words. */
const unspacedLetter = '[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{Script=Thai}]';
const unspacedRun = new RegExp(`${unspacedLetter}+`, 'gu');
const word = /[\p{L}\p{N}\p{M}]+(?:[+#]+(?![\p{L}\p{N}]))?/gu;

const asciiWord = /[a-z0-9]+(?:[+#]+(?![a-z0-9]))?/g;

/** Words of a text, folded but not stemmed, in order, stop words included. Text without spaces becomes pairs of letters. */
export function words(text: string): string[] {
  if (isAscii(text))
    return (
      text
        .replace(/([a-zA-Z])'(?=[a-zA-Z])/g, '$1')
        .toLowerCase()
        .match(asciiWord) ?? []
    );
  const folded = fold(text.replace(/(\p{L})['’](?=\p{L})/gu, '$1'));
  const spaced = folded.replace(unspacedRun, (run) => ` ${pairs(run).join(' ')} `);
  return [...spaced.matchAll(word)].map(([token]) => token);
}

/** `abc` → `ab`, `bc`; a single letter stays. */
function pairs(run: string): string[] {
  const letters = [...run];
  return letters.length === 1 ? letters : letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`);
}

export function isStopWord(token: string): boolean {
  return stopWords.has(token);
}

/** The form in which two words are the same word for search: the Porter stem, for Latin letters. */
export function stem(token: string): string {
  const known = stems.get(token);
  if (known !== undefined) return known;
  const found = /^[a-z]{3,}$/.test(token) ? stemmer(token) : token;
  if (stems.size >= mostStems) stems.clear();
  stems.set(token, found);
  return found;
}

/** Words come again and again, and a stem takes long to find. */
const stems = new Map<string, string>();
const mostStems = 50_000;

/** The terms of a document: folded, stop words dropped, stemmed. */
export function terms(text: string): string[] {
  return words(text)
    .filter((token) => !stopWords.has(token))
    .map(stem);
}

/** Terms of a query that are looked for; Lucene takes 1,024 clauses, and each term is several. */
const mostTerms = 200;
/** Words of a name that suggestions look for; each may stand for fifty that are nearly so. */
const mostWords = 10;

/** The terms of a query: as of a document, but stop words stay when there is nothing else. Each once, the first 200. */
export function queryTerms(text: string): string[] {
  const found = terms(text);
  return [...new Set(found.length > 0 ? found : words(text).map(stem))].slice(0, mostTerms);
}

/** The words of the beginning of a name, not stemmed: the first ten. */
export function typedWords(text: string): string[] {
  return words(text).slice(0, mostWords);
}
