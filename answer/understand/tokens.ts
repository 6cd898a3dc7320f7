import { isStopWord, stem, words } from '../../graph/text/analyse.ts';

/** A word of a question. */
export interface Token {
  /** Folded, as written otherwise. */
  word: string;
  stem: string;
  /** Says nothing by itself: "the", "of". */
  isStop: boolean;
  /** It was written otherwise, and taken for a misspelling of this. */
  isMended?: boolean;
}

/** The words of a question. A possessive is a word of its own: "Ada's manager" is `ada`, `s`, `manager`; so is the verb of "who's" and "whos". */
export function tokenise(question: string): Token[] {
  const spaced = question
    .replace(/\b(who|what|where|when|how)s\b/gi, '$1 s')
    .replace(/([\p{L}\p{N}])['’]s\b/gu, '$1 s')
    .replace(/([\p{L}])s['’](?=\s|$)/gu, '$1s s');
  return words(spaced).map((word) => ({ word, stem: stem(word), isStop: isStopWord(word) || word === 's' }));
}

/** The words of a part of a question. @param to behind the last; to the end without it */
export function wordsOf(tokens: readonly Token[], from: number, to = tokens.length): string[] {
  return tokens.slice(from, to).map(({ word }) => word);
}

/** What may stand before a noun. */
export const articles: ReadonlySet<string> = new Set(['a', 'an', 'the', 'its', 'their', 'our']);

/** The word before a place, without those that are passed over. */
export function wordBefore(tokens: readonly Token[], start: number, passed: ReadonlySet<string>): string {
  let at = start - 1;
  while (passed.has(tokens[at]?.word ?? '')) at -= 1;
  return tokens[at]?.word ?? '';
}

/** E-mail addresses in a question, which words alone would take apart. */
export function emailsIn(question: string): string[] {
  return question.match(/[^\s@<>"',;()]+@[^\s@<>"',;()]+\.[\p{L}]{2,}/gu) ?? [];
}

/** The stems of a phrase, by which phrases are compared. */
export function stemsOf(phrase: string): string[] {
  return tokenise(phrase).map((token) => token.stem);
}
