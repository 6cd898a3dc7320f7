import { createPhraseTrie } from '../understand/phrase-trie.ts';
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
  const phrases = createPhraseTrie<readonly string[]>();
  for (const { written, said } of groups) {
    for (const phrase of [...written, ...said]) {
      const words = wordsOf(phrase);
      const others = written.filter((each) => wordsOf(each).join(' ') !== words.join(' '));
      if (others.length > 0) for (const each of apart(words)) phrases.add(each, others);
    }
  }
  return (question) => {
    const pieces = [...question.matchAll(wordOrEnd)];
    const words = pieces.map(([word]) => word.toLowerCase());
    const found: Otherwise[] = [];
    pieces.forEach(({ index: from }, start) => {
      const longest = phrases.matches(words, start).at(-1);
      const last = longest && pieces[longest.end - 1];
      if (last === undefined || from < (found.at(-1)?.to ?? 0)) return;
      const to = last.index + last[0].length;
      found.push({ phrase: question.slice(from, to), from, to, others: longest?.values[0] ?? [] });
    });
    return found;
  };
}

const particles = new Set(['down', 'over', 'off', 'out', 'up', 'away', 'back']);
const between = ['it', 'them', 'this', 'that'];

/** A phrase as it is, and a verb with what stands before its particle: "wind down", "wind it down". */
function apart(words: readonly string[]): string[][] {
  const [verb = '', particle = '', ...others] = words;
  const isApart = others.length === 0 && particles.has(particle);
  return [[...words], ...(isApart ? between.map((one) => [verb, one, particle]) : [])];
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

/** A word, or what no phrase goes over. */
const wordOrEnd = /[\p{L}\p{N}+#]+|[?!.,;:]/gu;

/** Its words in lower case, whatever stands between them. */
function wordsOf(phrase: string): string[] {
  return phrase.toLowerCase().match(/[\p{L}\p{N}+#]+/gu) ?? [];
}
