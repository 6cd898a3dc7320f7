import type { Hit, Row, Run, TextIndex, TextQuery } from '../../engine.ts';
import { queryTerms, typedWords } from '../../text/analyse.ts';
import { texts } from '../../reads/row.ts';
import { searchedFields } from '../../text/searched.ts';

/**
 * Lucene over terms that are already folded and stemmed by our own analyser, so both engines find the same. Audience and kind
 * are fields of the index, so that Lucene leaves out what the viewer may not read before it takes the best.
 */
const indexed = ['searchProse', 'searchCard', 'searchName', 'searchAudience', 'searchKind'];

const createIndex = `
  CREATE FULLTEXT INDEX passage_search IF NOT EXISTS
  FOR (p:Passage) ON EACH [${indexed.map((name) => `p.${name}`).join(', ')}]
  OPTIONS { indexConfig: { \`fulltext.analyzer\`: 'whitespace' } }`;

const existingIndex = `
  SHOW FULLTEXT INDEXES YIELD name, properties, options WHERE name = 'passage_search'
  RETURN properties, options.indexConfig['fulltext.analyzer'] AS analyzer`;

/** Makes the full-text index, anew if there is one of another definition, such as that of an older version of Kiki. */
export async function defineTextIndex(read: Run, define: (text: string) => Promise<unknown>): Promise<void> {
  const [existing] = await read({ text: existingIndex });
  const isSame =
    existing?.analyzer === 'whitespace' &&
    [...texts(existing, 'properties')].sort().join() === [...indexed].sort().join();
  if (isSame) return;
  if (existing !== undefined) await define('DROP INDEX passage_search IF EXISTS');
  await define(createIndex);
}

const query = `
  CALL db.index.fulltext.queryNodes('passage_search', $query, {limit: $limit}) YIELD node, score
  RETURN node.id AS id, node.ref AS ref, score ORDER BY score DESC, id ASC`;

const queryAll = `
  CALL db.index.fulltext.queryNodes('passage_search', $query) YIELD node
  RETURN DISTINCT node.ref AS ref`;

/** Lucene takes 1,024 clauses. With fewer terms more is found, which costs a little time and loses nothing. */
const mostRequired = 100;

/** Full-text search in the database. */
export function createTextIndex(read: Run): TextIndex {
  const find = async (clauses: string[], limit: number): Promise<Hit[]> => {
    const found = await read({ text: query, parameters: { query: clauses.join(' '), limit } });
    return found.map(toHit);
  };
  return {
    properties(document) {
      const { prose, card, name } = searchedFields(document);
      return {
        ...(prose !== undefined && { searchProse: prose }),
        ...(card !== undefined && { searchCard: card }),
        ...(name !== undefined && { searchName: name }),
        searchAudience: token(document.audience),
        searchKind: token(document.kind),
      };
    },
    put: () => undefined, // the database keeps its index itself, in the transaction
    remove: () => undefined, // as above
    search({ text, limit, ...filter }: TextQuery) {
      const wanted = queryTerms(text).map(escape);
      if (wanted.length === 0) return Promise.resolve([]);
      const any = wanted.map((term) => `searchProse:${term} searchCard:${term}`).join(' ');
      return find([`+(${any})`, ...filters(filter)], limit);
    },
    suggest({ text, limit, ...filter }: TextQuery) {
      const typed = typedWords(text);
      if (typed.length === 0) return Promise.resolve([]);
      const all = typed.map((word) => {
        const term = escape(word);
        const nearly = word.length > 3 ? ` searchName:${term}~${Math.max(1, Math.round(word.length * 0.2))}^0.5` : '';
        return `+(searchName:${term}^4 searchName:${term}*${nearly})`;
      });
      return find([...all, ...filters(filter)], limit);
    },
    async containing(wanted) {
      if (wanted.length === 0) return [];
      const all = wanted
        .slice(0, mostRequired)
        .map((term) => `+searchProse:${escape(term)}`)
        .join(' ');
      const found = await read({ text: queryAll, parameters: { query: all } });
      return found.map((row) => String(row.ref));
    },
  };
}

function filters({ audiences, kinds }: Pick<TextQuery, 'audiences' | 'kinds'>): string[] {
  const oneOf = (field: string, values: readonly string[]) =>
    // A viewer with no audience at all must find nothing, and an empty group is not a query.
    `+(${values.length === 0 ? `${field}:none-` : values.map((value) => `${field}:${escape(token(value))}`).join(' ')})`;
  return [oneOf('searchAudience', audiences), ...(kinds === undefined ? [] : [oneOf('searchKind', kinds)])];
}

/** One word without spaces for the whitespace analyser, different for different values. */
function token(value: string): string {
  return encodeURIComponent(value);
}

/** Lucene's query syntax, taken literally. Words like AND are no operators here because terms are in lower case. */
function escape(term: string): string {
  return term.replace(/[+\-!(){}[\]^"~*?:\\/&|<>=]/g, '\\$&');
}

function toHit(row: Row): Hit {
  return { id: String(row.id), ref: String(row.ref), score: Number(row.score) };
}
