import MiniSearch, { type Query, type SearchResult } from 'minisearch';
import type { Hit, PassageDocument, TextIndex, TextQuery } from '../../engine.ts';
import { queryTerms, typedWords } from '../../text/analyse.ts';
import { createBestHits } from './best-hits.ts';
import { searchedFields } from '../../text/searched.ts';

/** What of a document is kept beside the index, for filters and results. */
interface Kept {
  ref: string;
  kind: string;
  audience: string;
}

const options = {
  fields: ['prose', 'card', 'name'],
  storeFields: ['ref', 'kind', 'audience'],
  extractField: (document: PassageDocument, field: string): unknown => {
    if (field === 'prose' || field === 'card' || field === 'name') return searchedFields(document)[field];
    return document[field as keyof PassageDocument];
  },
  // The fields come as words already, made by our own analyser.
  tokenize: (text: string) => (text === '' ? [] : text.split(' ')),
  processTerm: (term: string) => term,
  // MiniSearch's own vacuum pauses half-way, and fails when the index is searched or changed meanwhile: see `tidy`.
  autoVacuum: false,
};

/** From so many replaced and removed documents on, and this share of all, what they left in the index is cleared away. */
const leftovers = { count: 1_000, share: 0.2 };

/** MiniSearch multiplies the score by the number of words found, which drowns rare words in frequent ones: plain BM25 instead. */
function bm25({ score, queryTerms }: SearchResult): number {
  return score / Math.max(1, queryTerms.length);
}

/** Full-text search in the process, because the database's own index makes each change of a passage slow. */
export interface InProcessTextIndex extends TextIndex {
  toJSON(): unknown;
}

/**
 * @param snapshot what `toJSON` gave earlier
 * @throws when the snapshot is not one
 */
export function createTextIndex(snapshot?: string): InProcessTextIndex {
  const index =
    snapshot === undefined
      ? new MiniSearch<PassageDocument>(options)
      : MiniSearch.loadJSON<PassageDocument>(snapshot, options);

  const allowed = ({ audiences, kinds }: TextQuery) => {
    return (result: SearchResult): boolean => {
      const kept = result as unknown as Kept; // MiniSearch types stored fields as any; these are ours
      return audiences.includes(kept.audience) && (kinds === undefined || kinds.includes(kept.kind));
    };
  };
  const hit = (result: SearchResult, score: number): Hit => ({
    id: String(result.id),
    ref: (result as unknown as Kept).ref,
    score,
  });
  /** In one go, because the index must not change meanwhile. */
  const tidy = () => {
    if (index.dirtCount < leftovers.count || index.dirtFactor < leftovers.share) return;
    void index.vacuum({ batchSize: Infinity });
  };

  return {
    properties: () => ({}), // the index is in the process, not in the database
    put(documents) {
      for (const document of documents) {
        if (index.has(document.id)) index.replace(document);
        else index.add(document);
      }
      tidy();
    },
    remove(ids) {
      for (const id of ids) if (index.has(id)) index.discard(id);
      tidy();
    },
    search(query) {
      const wanted: Query = { combineWith: 'OR', queries: queryTerms(query.text) };
      if (wanted.queries.length === 0) return Promise.resolve([]);
      const isAllowed = allowed(query);
      const best = createBestHits(query.limit);
      // Thousands of passages have one of the words. The best are taken as they are found, so that nothing need keep and sort them all.
      index.search(wanted, {
        fields: ['prose', 'card'],
        bm25: { k: 1.2, b: 0.75, d: 0 },
        filter: (result) => {
          const score = bm25(result);
          if (score >= best.worst() && isAllowed(result)) best.offer(hit(result, score));
          return false;
        },
        tokenize: (term) => [term],
      });
      return Promise.resolve(best.hits());
    },
    suggest(query) {
      const typed = typedWords(query.text);
      if (typed.length === 0) return Promise.resolve([]);
      const found = index.search(
        { combineWith: 'AND', queries: typed },
        {
          fields: ['name'],
          tokenize: (term) => [term],
          prefix: true,
          fuzzy: (term) => (term.length > 3 ? 0.2 : false),
          filter: allowed(query),
        },
      );
      return Promise.resolve(found.slice(0, query.limit).map((result) => hit(result, result.score)));
    },
    containing(wanted) {
      if (wanted.length === 0) return Promise.resolve([]);
      const found = index.search(
        { combineWith: 'AND', queries: [...wanted] },
        { fields: ['prose'], tokenize: (term) => [term] },
      );
      return Promise.resolve([...new Set(found.map((result) => (result as unknown as Kept).ref))]);
    },
    toJSON: () => index.toJSON(),
  };
}
