import { setImmediate } from 'node:timers/promises';
import type { Hit } from '../../graph/engine.ts';
import type { GraphStore, SearchFilter } from '../../graph/store.ts';
import type { Passage } from '../../schema/entity.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { isCard } from './cards-near.ts';
import { coverages } from './coverage.ts';
import { belowCurrent, belowFirst, belowFresh, bestByWords, bestOf, fuse, liftedByPhrases, topPages } from './fuse.ts';
import type { FindMeaning, Meaning } from './meaning.ts';
import { tellings } from './expected.ts';
import { isOfThePast, tellsOfThePast } from './of-the-past.ts';
import { othersThanNamed } from './others-than-named.ts';
import { phraseShares } from './phrases.ts';
import { repeatedAmong } from './repeated.ts';
import { readingScore } from './reading-order.ts';
import { companyThesaurus, otherWordings, type Thesaurus } from './thesaurus.ts';

/** A passage that may answer a question. */
export interface Evidence {
  passage: Passage;
  /** How likely it is to hold the answer; comparable within one result only. */
  score: number;
  /** How near it is to the question in meaning: 0 as unrelated texts are, 1 the same. Undefined while there are no embeddings. */
  closeness?: number;
  /** Share of the question's words that the passage or its title has, rare words counting more: 0 to 1. */
  coverage: number;
  /** Share of what stands side by side in the question that does so in the passage too: 0 to 1. Undefined where it was not looked at. */
  phrases?: number;
  /**
   * Of a question that asks for a figure: the nearest sentence that tells one such, and how near it is on the scale of closeness; 0 where
   * none does. Undefined of other questions, of passages that are not among the best, and while there are no embeddings.
   */
  telling?: { closeness: number; sentence?: string };
}

export interface RetrieverOptions {
  store: Pick<GraphStore, 'searchText' | 'searchVector' | 'passages' | 'passagesOf' | 'freshness'>;
  /** Embeds questions. While there are no embeddings, words alone find prose. */
  meaning: FindMeaning;
  /** Finds what texts may put otherwise than the question. Default: the words of any workplace. */
  thesaurus?: Thesaurus | undefined;
  /** Measurements leave the search by words out; it is in by default. */
  byWords?: boolean;
}

export interface RetrieveQuery {
  viewer: Viewer;
  question: string;
  kinds?: readonly string[];
  /** Pages wanted. */
  pages: number;
  signal?: AbortSignal | undefined;
}

/** Prose that may answer a question, best first. */
export type Retrieve = (query: RetrieveQuery) => Promise<Evidence[]>;

/** Passages asked of each search, cards of entities among them. */
const depth = 400;
/** Passages of one page at most, of those found. */
const passagesOfPage = 3;
/** Sections of which sentences with figures are read, and how many of those. */
const readForFigures = 8;
const sentencesRead = 5;
/** How much such a sentence counts. Measured on 111 questions for figures: the section that answers is first for 0.75 instead of 0.69. */
const tellingShare = 0.3;
const nothing: NonNullable<Evidence['telling']> = { closeness: 0 };
/** Pages of which each section is looked at: the one that answers need not be one that was found. */
const pagesRead = 6;

/**
 * Searches by words and by meaning, fused; also by the words that texts may have for those of the question. While the embedder fails,
 * words alone are searched, and the log says so.
 */
export function createRetriever({
  store,
  meaning,
  thesaurus = companyThesaurus([]),
  byWords: searchesWords = true,
}: RetrieverOptions): Retrieve {
  return async ({ viewer, question, kinds, pages, signal }) => {
    const filter = { limit: depth, ...(kinds && { kinds }) };
    const otherwise = thesaurus(question);
    const others = otherWordings(question, otherwise);
    const byWordsOf = (wordings: readonly string[]) =>
      Promise.all(searchesWords ? wordings.map((wording) => store.searchText(viewer, wording, filter)) : []);
    const [{ asked, nearest }, own] = await Promise.all([
      nearIn([question, ...others], { viewer, filter, signal }),
      embedderHasIt().then(() => byWordsOf([question])),
    ]);
    // What texts put otherwise is found by meaning as well as by words (MRR .906 of 324 questions either way), and in less time.
    const byWords = asked === undefined ? [...own, ...(await byWordsOf(others))] : own;
    const byMeaning = bestOf(nearest, depth);
    const closeness = asked?.closeness;
    const cosines = new Map(byMeaning.map(({ id, score }) => [id, score]));
    // What is not among so many is no nearer than the last; what is not among fewer has no embedding yet.
    const farthest = byMeaning.length < depth ? undefined : byMeaning.at(-1)?.score;
    // The card of an entity repeats its fields, which exact look-ups answer; prose is quoted.
    const isProse = (hit: Hit) => !isCard(hit);
    const fused = fuse(bestByWords(byWords, depth).filter(isProse), byMeaning.filter(isProse));
    // Who is far behind does not come to the front because others are overdue.
    const near = topPages(fused, pages * 3, passagesOfPage);
    const [freshness, sections] = await Promise.all([
      store.freshness(viewer, [...new Set(near.map(({ ref }) => ref))]),
      firstSections(viewer, near),
    ]);
    const past = new Set(
      isOfThePast(question)
        ? []
        : sections.filter((section) => tellsOfThePast(section, question)).map(({ ref }) => ref),
    );
    const ofPages = phraseShares([question, ...others], sections);
    const lifted = liftedByPhrases(near, new Map(sections.map(({ ref }, index) => [ref, ofPages[index] ?? 0])));
    const current = belowCurrent(lifted, past);
    const best = topPages(
      belowFresh(belowFirst(current, repeatedAmong(sections)), (ref) => freshness.get(ref)?.state === 'overdue'),
      pages,
      passagesOfPage,
    );
    const passages = await sectionsOf(viewer, best);
    const places = new Map([...new Set(best.map(({ ref }) => ref))].map((ref, place) => [ref, place]));
    const scores = new Map(fused.map(({ id, score }) => [id, score]));
    const covered = coverages(question, passages, otherwise);
    const besideOneAnother = phraseShares([question, ...others], passages);
    const unnamed = othersThanNamed(question, passages);
    const scored = passages
      .map((passage, index) => {
        const cosine = cosines.get(passage.id) ?? farthest;
        const close = cosine !== undefined && closeness ? closeness(cosine) : undefined;
        const coverage = covered[index] ?? 0;
        const phrases = besideOneAnother[index] ?? 0;
        const score = readingScore({
          place: places.get(passage.ref) ?? pages,
          nearness: close ?? scores.get(passage.id) ?? 0,
          coverage,
          phrases,
          characters: passage.text.length,
          isOfAnother: unnamed.has(passage.ref),
          isOfThePast: past.has(passage.ref),
        });
        return { passage, score, coverage, phrases, ...(close !== undefined && { closeness: close }) };
      })
      .sort(byScore);
    return asked === undefined ? scored : withTellings(question, scored, asked);
  };

  /** Sections that tell a figure of the kind that is asked for, in a sentence near the question, come before those that only are about it. */
  async function withTellings(question: string, scored: readonly Evidence[], asked: Meaning): Promise<Evidence[]> {
    const best = scored.slice(0, readForFigures);
    const found = tellings(
      question,
      best.map(({ passage }) => passage),
      sentencesRead,
    );
    const near = found && (await asked.closenessOf(found.map(({ text }) => text)));
    if (found === undefined || near === undefined) return [...scored];
    const told = best.map((each, index) => {
      const telling = found
        .map(({ section, sentence }, place) => ({ section, sentence, closeness: near[place] ?? 0 }))
        .filter(({ section, closeness }) => section === index && closeness > 0)
        .reduce((top, { sentence, closeness }) => (closeness > top.closeness ? { sentence, closeness } : top), nothing);
      return { ...each, telling, score: each.score + tellingShare * telling.closeness };
    });
    return [...told, ...scored.slice(readForFigures)].sort(byScore);
  }

  /** What is near the wordings of a question, itself first; nothing while the embedder fails, which is then not asked again. */
  async function nearIn(
    [question = '', ...others]: readonly string[],
    { viewer, filter, signal }: { viewer: Viewer; filter: SearchFilter; signal: AbortSignal | undefined },
  ): Promise<{ asked?: Meaning; nearest: Hit[][] }> {
    const near = ({ model, vector }: Meaning) => store.searchVector(viewer, { model, vector, ...filter });
    const asked = await meaning(question, signal);
    if (asked === undefined) return { nearest: [] };
    const further = others.map(async (wording) => {
      const found = await meaning(wording, signal);
      return found === undefined ? [] : near(found);
    });
    return { asked, nearest: await Promise.all([embedderHasIt().then(() => near(asked)), ...further]) };
  }

  /** The best section of each page, best page first. */
  async function firstSections(viewer: Viewer, hits: readonly Hit[]): Promise<Passage[]> {
    const first = new Map([...hits].reverse().map(({ ref, id }) => [ref, id]));
    const places = new Map([...new Set(hits.map(({ ref }) => ref))].map((ref, place) => [ref, place]));
    const passages = await store.passages(viewer, [...first.values()]);
    return passages.sort((a, b) => (places.get(a.ref) ?? 0) - (places.get(b.ref) ?? 0));
  }

  /** All sections of the first pages, and what was found of the others. */
  async function sectionsOf(viewer: Viewer, best: readonly Hit[]): Promise<Passage[]> {
    const read = [...new Set(best.map(({ ref }) => ref))].slice(0, pagesRead);
    const others = best.filter(({ ref }) => !read.includes(ref)).map(({ id }) => id);
    const [whole, rest] = await Promise.all([store.passagesOf(viewer, read), store.passages(viewer, others)]);
    return [...whole.filter(({ card, step }) => !card && step === undefined), ...rest];
  }
}

/** The embedder may work on another thread: what it was just asked reaches it before this one is busy. */
const embedderHasIt = () => setImmediate();

function byScore(a: Evidence, b: Evidence): number {
  return b.score - a.score || (a.passage.id < b.passage.id ? -1 : 1);
}
