import MiniSearch, { type Query, type SearchResult } from 'minisearch';
import type { Hit, PassageDocument, TextIndex, TextQuery } from '../../engine.ts';
import { queryTerms, terms, words } from '../../text/analyse.ts';

/** What of a document is kept beside the index, for filters and results. */
interface Kept {
  ref: string;
  kind: string;
  audience: string;
  card: boolean;
}

const options = {
  fields: ['title', 'name', 'heading', 'text'],
  storeFields: ['ref', 'kind', 'audience', 'card'],
  extractField: (document: PassageDocument, field: string): unknown => {
    switch (field) {
      case 'id':
        return document.id;
      case 'title':
        return [document.title, ...document.aliases].join(' \n ');
      case 'name':
        return document.card ? [document.title, ...document.aliases].join(' \n ') : '';
      case 'heading':
        return document.heading.join(' \n ');
      case 'text':
        return document.text;
      default:
        return document[field as keyof PassageDocument];
    }
  },
  // `name` is for suggestions while typing, so its words are not stemmed; the other fields are.
  tokenize: (text: string, field?: string) => (field === 'name' ? words(text) : terms(text)),
  processTerm: (term: string) => term,
};

/** Title and headings count twice, as in the published baselines. */
const boost = { title: 2, heading: 2, text: 1 };

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
  const hits = (results: SearchResult[], limit: number): Hit[] =>
    results
      .slice(0, limit)
      .map((result) => ({ id: String(result.id), ref: (result as unknown as Kept).ref, score: result.score }));

  return {
    properties: () => ({}), // the index is in the process, not in the database
    put(documents) {
      for (const document of documents) {
        if (index.has(document.id)) index.replace(document);
        else index.add(document);
      }
    },
    remove(ids) {
      for (const id of ids) if (index.has(id)) index.discard(id);
    },
    search(query) {
      const wanted: Query = { combineWith: 'OR', queries: queryTerms(query.text) };
      if (wanted.queries.length === 0) return Promise.resolve([]);
      const found = index.search(wanted, {
        fields: ['title', 'heading', 'text'],
        boost,
        filter: allowed(query),
        tokenize: (term) => [term],
      });
      return Promise.resolve(hits(found, query.limit));
    },
    suggest(query) {
      const typed = words(query.text);
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
      return Promise.resolve(hits(found, query.limit));
    },
    containing(wanted) {
      if (wanted.length === 0) return Promise.resolve([]);
      const found = index.search(
        { combineWith: 'AND', queries: [...wanted] },
        { fields: ['text'], tokenize: (term) => [term] },
      );
      return Promise.resolve([...new Set(found.map((result) => (result as unknown as Kept).ref))]);
    },
    toJSON: () => index.toJSON(),
  };
}
