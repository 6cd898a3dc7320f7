import { type SameMeaning, workplaceWords } from './workplace-words.ts';

/** A phrase of a question that texts may put otherwise. */
export interface Otherwise {
  /** As the question has it. */
  phrase: string;
  /** Its place in the question, in UTF-16 units; `to` is behind it. */
  from: number;
  to: number;
  /** How texts may have it: one or more. */
  others: readonly string[];
}

/** Finds the phrases of a question that texts may put otherwise, in order, none within another. */
export type Thesaurus = (question: string) => Otherwise[];

/** Wordings that a question is searched by besides its own: each costs an embedding and two searches. */
const mostWordings = 3;

/** A thesaurus of groups of phrases. Of two phrases that fit at one place the longer is meant; of two groups that have it, the first. */
export function createThesaurus(groups: readonly SameMeaning[]): Thesaurus {
  const othersOf = new Map<string, readonly string[]>();
  for (const { written, said } of groups) {
    for (const phrase of [...written, ...said]) {
      const key = keyOf(phrase);
      const others = written.filter((each) => keyOf(each) !== key);
      if (key !== '' && others.length > 0 && !othersOf.has(key)) othersOf.set(key, others);
    }
  }
  if (othersOf.size === 0) return () => [];
  const phrases = [...othersOf.keys()].sort((a, b) => b.length - a.length).map((key) => key.split(' ').map(escaped));
  const anyPhrase = new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${phrases.map((words) => words.join('[^\\p{L}\\p{N}?!.,;:]+')).join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  return (question) =>
    [...question.matchAll(anyPhrase)].flatMap(({ 0: phrase, index }) => {
      const others = othersOf.get(keyOf(phrase));
      return others === undefined ? [] : [{ phrase, from: index, to: index + phrase.length, others }];
    });
}

/** The thesaurus of a company: its own groups of phrases, each of which it may write, before those of any workplace. */
export function companyThesaurus(own: readonly (readonly string[])[]): Thesaurus {
  return createThesaurus([...own.map((written) => ({ written, said: [] })), ...workplaceWords]);
}

/** A question as texts may put it: its phrases replaced, the likeliest first. None when there is nothing to replace. */
export function otherWordings(question: string, found: readonly Otherwise[]): string[] {
  const count = Math.min(mostWordings, Math.max(0, ...found.map(({ others }) => others.length)));
  return Array.from({ length: count }, (_, turn) => {
    const pieces = found.map(({ from, others }, index) => [
      question.slice(index === 0 ? 0 : found[index - 1]?.to, from),
      others[turn % others.length] ?? '',
    ]);
    return [...pieces.flat(), question.slice(found.at(-1)?.to)].join('');
  });
}

/** Its words in lower case, whatever stands between them. */
function keyOf(phrase: string): string {
  return (phrase.toLowerCase().match(/[\p{L}\p{N}+#]+/gu) ?? []).join(' ');
}

function escaped(word: string): string {
  return word.replaceAll('+', '\\+');
}
