import type { Hit } from '../../graph/engine.ts';
import type { Ref } from '../../schema/ref.ts';

/** A passage with the scores of both searches as one: 0 to 1, comparable within one result. */
export interface FusedHit extends Hit {
  /** Of the passage's page. */
  pageScore: number;
}

/** Share of meaning in the fused score; the rest is words. Measured on four bodies of questions (docs/decisions/001). */
const meaningShare = 0.65;
/** How much each further passage of a page adds to it by words, against the one before: a page may answer in several places. */
const furtherPassages = 0.5;
const passagesPerPage = 4;
/** Place whose score counts as zero: what lies behind says nothing. */
const zeroPlace = 50;

/** The best passages of the best pages, in the order of the pages. @param hits as from fuse */
export function topPages(hits: readonly FusedHit[], pages: number, passagesOf: number): FusedHit[] {
  const counts = new Map<string, number>();
  return hits.filter(({ ref }) => {
    const count = counts.get(ref) ?? 0;
    if (count === 0 && counts.size >= pages) return false;
    counts.set(ref, count + 1);
    return count < passagesOf;
  });
}

/** What searches by several wordings of a question found, each passage with its best score; at most so many. @param searches whose scores compare */
export function bestOf(searches: readonly (readonly Hit[])[], limit: number): Hit[] {
  const best = new Map<string, Hit>();
  for (const hit of searches.flat()) {
    const known = best.get(hit.id);
    if (known === undefined || known.score < hit.score) best.set(hit.id, hit);
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
}

/** How much a search by other words than those of the question counts. */
const otherWordsShare = 0.9;

/** As `bestOf`, of searches by words, whose scores do not compare: each counts against its own best. @param searches by the question itself first */
export function bestByWords([own = [], ...others]: readonly (readonly Hit[])[], limit: number): Hit[] {
  if (others.length === 0) return [...own];
  const against = (hits: readonly Hit[], share: number) => {
    const best = Math.max(Number.EPSILON, ...hits.map(({ score }) => score));
    return hits.map((hit) => ({ ...hit, score: (share * hit.score) / best }));
  };
  return bestOf([against(own, 1), ...others.map((hits) => against(hits, otherWordsShare))], limit);
}

/** One ranking from search by words and search by meaning: pages by both, and within a page its passages. Either may be empty. */
export function fuse(byWords: readonly Hit[], byMeaning: readonly Hit[]): FusedHit[] {
  const share = byMeaning.length === 0 ? 0 : byWords.length === 0 ? 1 : meaningShare;
  const words = { pages: relative(pageScores(byWords, furtherPassages)), passages: relative(scores(byWords)) };
  const meaning = { pages: relative(pageScores(byMeaning, 0)), passages: relative(scores(byMeaning)) };
  const mix = (fromWords = 0, fromMeaning = 0) => (1 - share) * fromWords + share * fromMeaning;
  const hits = new Map([...byWords, ...byMeaning].map(({ id, ref }) => [id, ref]));
  return [...hits]
    .map(([id, ref]) => ({
      id,
      ref,
      pageScore: mix(words.pages.get(ref), meaning.pages.get(ref)),
      score: mix(words.passages.get(id), meaning.passages.get(id)),
    }))
    .sort(byPage);
}

/** How much a page gains that has side by side what the question has so. */
const phrasesShare = 0.2;

/** The ranking with pages higher that have phrases of the question. @param shares 0 to 1, by page */
export function liftedByPhrases(hits: readonly FusedHit[], shares: ReadonlyMap<Ref, number>): FusedHit[] {
  return hits
    .map((hit) => ({ ...hit, pageScore: hit.pageScore + phrasesShare * (shares.get(hit.ref) ?? 0) }))
    .sort(byPage);
}

/**
 * How much less a page counts that is overdue for review: enough to come after one that is as good and fresh, too little to come after
 * one that is worse. With half of all pages overdue, chosen by chance, recall@5 on two bodies of questions stays what it is
 * (docs/decisions/009).
 */
const overdueFactor = 0.99;

/** The ranking with pages that are overdue for review a little lower. */
export function belowFresh(hits: readonly FusedHit[], isOverdue: (ref: Ref) => boolean): FusedHit[] {
  return hits
    .map((hit) => (isOverdue(hit.ref) ? { ...hit, pageScore: hit.pageScore * overdueFactor } : hit))
    .sort(byPage);
}

/**
 * How much less a page counts that tells of the past. Measured on seven bodies of questions: with 0.8 two more of 122 have all their
 * facts told and one refusal less is false; with 0.9 nothing changes.
 */
const pastFactor = 0.8;

/** The ranking with pages that tell of the past lower. */
export function belowCurrent(hits: readonly FusedHit[], past: ReadonlySet<Ref>): FusedHit[] {
  return lowered(hits, past, pastFactor);
}

/** How much less a page counts that says again what better ones say: it comes behind what says something else. */
const repeatedFactor = 0.5;

/** The ranking with pages that only say again what better ones say lower. */
export function belowFirst(hits: readonly FusedHit[], repeated: ReadonlySet<Ref>): FusedHit[] {
  return lowered(hits, repeated, repeatedFactor);
}

function lowered(hits: readonly FusedHit[], pages: ReadonlySet<Ref>, factor: number): FusedHit[] {
  return hits.map((hit) => (pages.has(hit.ref) ? { ...hit, pageScore: hit.pageScore * factor } : hit)).sort(byPage);
}

/** Pages by their score, and within a page its passages. */
function byPage(a: FusedHit, b: FusedHit): number {
  return b.pageScore - a.pageScore || b.score - a.score || (a.id < b.id ? -1 : 1);
}

function scores(hits: readonly Hit[]): Map<string, number> {
  return new Map(hits.map(({ id, score }) => [id, score]));
}

function pageScores(hits: readonly Hit[], decay: number): Map<string, number> {
  const places = new Map<string, number>();
  const pages = new Map<string, number>();
  for (const { ref, score } of hits) {
    const place = places.get(ref) ?? 0;
    places.set(ref, place + 1);
    if (place < passagesPerPage) pages.set(ref, (pages.get(ref) ?? 0) + score * decay ** place);
  }
  return pages;
}

/** Scores as shares of the way from the one at `zeroPlace` to the best. */
function relative(all: ReadonlyMap<string, number>): Map<string, number> {
  const sorted = [...all.values()].sort((a, b) => b - a);
  const [best = 0] = sorted;
  const zero = sorted.length > zeroPlace ? (sorted[zeroPlace] ?? 0) : Math.min(sorted.at(-1) ?? 0, best / 2);
  return new Map(
    [...all].map(([key, score]) => [key, best === zero ? 1 : Math.max(0, (score - zero) / (best - zero))]),
  );
}
