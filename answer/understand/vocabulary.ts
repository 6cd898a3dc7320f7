import { isStopWord, stem, words } from '../../graph/text/analyse.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { cueWords, isFiller } from './cues.ts';
import { formTable } from './form-table.ts';
import { realWords } from './real-words.ts';
import { isOneSlip } from './spelling.ts';
import type { Token } from './tokens.ts';

/** The words by which a company's questions are understood, for telling a misspelt one from one that means something else. */
export interface Vocabulary {
  /** The word that a token was meant to be: the only known one that is a slip away. Undefined for what means something, or may. */
  meantBy(token: Token): string | undefined;
}

/** Words that are too short to be told from others. */
const shortest = 4;

/**
 * @param said phrases for kinds, relations, fields and ids
 * @param others words that mean something else: of names and values
 */
export function createVocabulary(said: Iterable<string>, others: Iterable<string>): Vocabulary {
  const own = [...said].flatMap(words);
  const asking = [...cueWords, ...formTable.flatMap(({ says, beside = [] }) => [...says, ...beside])].flatMap(words);
  // By first letter, which a misspelt word has right.
  const byLetter = new Map<string, Map<string, string>>();
  const known = new Set<string>();
  for (const word of new Set([...own, ...own.flatMap(pluralOf), ...asking])) {
    known.add(word).add(stem(word));
    if (word.length < shortest || isStopWord(word) || !/^[a-z]+$/.test(word)) continue;
    const all = byLetter.get(word.charAt(0)) ?? new Map<string, string>();
    byLetter.set(word.charAt(0), all);
    all.set(word, stem(word));
  }
  const otherByLetter = new Map<string, string[]>();
  for (const word of new Set(others)) {
    known.add(word);
    const all = otherByLetter.get(word.charAt(0));
    if (all === undefined) otherByLetter.set(word.charAt(0), [word]);
    else all.push(word);
  }
  return {
    meantBy(token) {
      const { word } = token;
      if (word.length < shortest || known.has(word) || known.has(token.stem) || isFiller(token)) return undefined;
      if (realWords.has(word) || realWords.has(token.stem) || !/^[a-z]+$/.test(word)) return undefined;
      const near = [...(byLetter.get(word.charAt(0)) ?? [])].filter(([each]) => isOneSlip(word, each));
      const [first] = near;
      if (first === undefined || near.some(([, each]) => each !== first[1])) return undefined;
      const isOther = (otherByLetter.get(word.charAt(0)) ?? []).some(
        (each) => isOneSlip(word, each) && stem(each) !== first[1],
      );
      return isOther ? undefined : first[0];
    },
  };
}

/** "memebers" is a slip away from "members" only. */
function pluralOf(word: string): string[] {
  return /(?:s|ed|ing|y|ch|sh|x)$/.test(word) || word.length < 5 || isStopWord(word) ? [] : [`${word}s`];
}

/** Phrases for kinds, relations and fields of a company, as they are written. */
export function phrasesOf(ontology: Ontology): string[] {
  const kinds = ontology.kinds.flatMap(({ name, singular, plural, synonyms = [] }) => [
    singular,
    plural,
    ...synonyms,
    ...ontology.fields(name).flatMap((field) => [field.label, ...(field.synonyms ?? [])]),
  ]);
  const relations = ontology.relations.flatMap(({ name, inverse, synonyms, nouns, headings }) => [
    name,
    inverse,
    ...(synonyms?.name ?? []),
    ...(synonyms?.inverse ?? []),
    ...(nouns?.from ?? []),
    ...(nouns?.to ?? []),
    headings[1],
  ]);
  return [...kinds, ...relations];
}
