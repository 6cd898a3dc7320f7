import { isStopWord, stem, words } from '../../graph/text/analyse.ts';
import { plainText } from '../../graph/text/plain.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { realWords } from '../understand/real-words.ts';
import { termsOf } from './coverage.ts';
import type { Evidence } from './retrieve.ts';
import { slipsOf } from './slips.ts';

export interface RespellerOptions {
  store: Pick<GraphStore, 'searchText' | 'passages'>;
}

/** A question with its misspelt words as they were meant; undefined when there are none. */
export type Respell = (query: {
  viewer: Viewer;
  question: string;
  /** What was found for the question: a word that stands there is right. */
  evidence: readonly Evidence[];
}) => Promise<string | undefined>;

/** Small letters alone: no name, number, path, address or code. */
const plainWord = /(?<![\p{L}\p{N}_@./#`:'’\\])[a-z]{5,}(?![\p{L}\p{N}_@/#`\\]|[.:]\p{L})/gu;
/** Endings that a stem keeps. */
const endings = /(?<=.{4})(?:ly|ness|less|ful|wise|ship)$/;
/** Words of a question that are looked up at most. */
const mostWords = 8;
/** Words in one search, which takes two hundred. */
const perSearch = 150;
/** Passages in which a word is sought that was meant. */
const read = 40;
/** A shorter stem may be of another word: "toiles" has that of "toil". */
const longStem = 6;
/** Of two words that may be meant, the one that so many times as many passages have. */
const muchMore = 4;
const counted = 200;

/**
 * Mends words of a question that stand in no passage at all while a word does that is a likely slip away, or one far more often than all
 * others. Costs a search for each word that what was found does not have, and some more for those that nothing has.
 */
export function createRespeller({ store }: RespellerOptions): Respell {
  return async ({ viewer, question, evidence }) => {
    const stands = (word: string) => evidence.some(({ passage }) => termsOf(passage).has(stem(word)));
    const doubtful = [...new Set(question.match(plainWord) ?? [])]
      .filter((word) => !isStopWord(word) && !realWords.has(word) && !stands(word))
      .slice(0, mostWords);
    const meant = new Map(
      await Promise.all(
        doubtful.map(
          async (word) => [word, (await isUsed(viewer, word)) ? undefined : await meantBy(viewer, word)] as const,
        ),
      ),
    );
    const mended = question.replace(plainWord, (word) => meant.get(word) ?? word);
    return mended === question ? undefined : mended;
  };

  /** As it is, or without what may stand at the end of many words: "directly" is right where "direct" is. */
  async function isUsed(viewer: Viewer, word: string): Promise<boolean> {
    const base = word.replace(endings, '');
    const both = base === word ? [word] : [word, base];
    return (await store.searchText(viewer, both.join(' '), { limit: 1 })).length > 0;
  }

  async function meantBy(viewer: Viewer, word: string): Promise<string | undefined> {
    for (const slips of slipsOf(word)) {
      const used = await usedOf(viewer, slips);
      const [best] = used;
      if (best !== undefined) return used.length === 1 ? best : await mostUsed(viewer, used);
    }
    return undefined;
  }

  /** Those of some words that passages have, as they are or in another form; one of each stem. */
  async function usedOf(viewer: Viewer, all: readonly string[]): Promise<string[]> {
    const searches = Array.from({ length: Math.ceil(all.length / perSearch) }, (_, turn) =>
      store.searchText(viewer, all.slice(turn * perSearch, (turn + 1) * perSearch).join(' '), { limit: read }),
    );
    const ids = (await Promise.all(searches)).flat().map(({ id }) => id);
    if (ids.length === 0) return [];
    const passages = await store.passages(viewer, [...new Set(ids)]);
    const written = new Set(
      passages.flatMap(({ title, heading, text }) => words([title, ...heading, plainText(text)].join(' '))),
    );
    const stems = new Set([...written].map(stem));
    const otherForms = all.filter((word) => stem(word).length >= longStem && stems.has(stem(word)));
    const used = [...otherForms, ...all.filter((word) => written.has(word))];
    return [...new Map(used.map((word) => [stem(word), word])).values()];
  }

  async function mostUsed(viewer: Viewer, all: readonly string[]): Promise<string | undefined> {
    const counts = await Promise.all(
      all.map(async (word) => ({ word, count: (await store.searchText(viewer, word, { limit: counted })).length })),
    );
    const [first, second] = counts.sort((a, b) => b.count - a.count);
    return (first?.count ?? 0) >= muchMore * (second?.count ?? 0) ? first?.word : undefined;
  }
}
