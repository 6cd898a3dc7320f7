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

/** E-mail addresses in a question, which words alone would take apart. */
export function emailsIn(question: string): string[] {
  return question.match(/[^\s@<>"',;()]+@[^\s@<>"',;()]+\.[\p{L}]{2,}/gu) ?? [];
}

/** The stems of a phrase, by which phrases are compared. */
export function stemsOf(phrase: string): string[] {
  return tokenise(phrase).map((token) => token.stem);
}
