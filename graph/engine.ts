import type { Audience } from '../schema/audience.ts';

/** A Cypher statement of graph/cypher/ with its parameters. Values are never part of the text. */
export interface Statement {
  text: string;
  parameters?: Record<string, unknown>;
}

/** A result row: strings, numbers, booleans, lists and maps of these, null. Never driver objects. */
export type Row = Record<string, unknown>;

export type Run = (statement: Statement) => Promise<Row[]>;

/**
 * A database that speaks the dialect of graph/README.md. One file per engine makes one; nothing else knows which it is.
 *
 * All methods throw Unavailable when the database does not answer.
 */
export interface Engine {
  readonly name: 'embedded' | 'neo4j';
  /** Nobody but this process can change what is in it while it is open. */
  readonly isExclusive: boolean;
  /** Runs one statement that changes nothing. */
  read: Run;
  /**
   * Runs `work` in one transaction: all of it happens, or nothing. It is run again from the start when the database asks for
   * it (a conflict, a new cluster leader), so it must not have effects of its own.
   */
  write<T>(work: (run: Run) => Promise<T>): Promise<T>;
  readonly text: TextIndex;
  readonly vectors: VectorIndex;
  /** Waits until everything acknowledged would survive a power cut. */
  flush(): Promise<void>;
  /** Waits for what is under way and releases the database. */
  close(): Promise<void>;
}

/** A passage as search sees it. Steps are not searched: their section is. */
export interface PassageDocument {
  /** Id of the passage. */
  id: string;
  ref: string;
  kind: string;
  audience: Audience;
  /** It is the card of its entity: the one passage that every entity has. */
  card: boolean;
  /** Name of the entity, and its other names. */
  title: string;
  aliases: readonly string[];
  /** Of a card: names that lead to the entity. */
  redirects?: readonly string[];
  heading: readonly string[];
  /** Plain text. */
  text: string;
  /** Key of the embedding of its text (see graph/embeddings/). */
  textHash: string;
}

export interface Hit {
  /** Id of the passage. */
  id: string;
  ref: string;
  /** Larger is better; comparable within one result only. */
  score: number;
}

/** A passage without what it says: what tells it apart and who may read it. */
export type PassageKey = Pick<PassageDocument, 'id' | 'ref' | 'kind' | 'audience' | 'textHash'>;

interface PassageIndex<Passage> {
  /** Takes in passages that were written. Called after the transaction. */
  put(passages: readonly Passage[]): void;
  /** Forgets passages that were deleted. Called after the transaction. */
  remove(ids: readonly string[]): void;
}

export interface TextQuery {
  text: string;
  audiences: readonly Audience[];
  kinds?: readonly string[] | undefined;
  limit: number;
}

/** Full-text search over passages. Rows the viewer may not read are left out before the best k are taken. */
export interface TextIndex extends PassageIndex<PassageDocument> {
  /** Properties of the passage node that the database's own index needs, if it has one. */
  properties(document: PassageDocument): Record<string, string>;
  /** Best passages first, by any of the words. */
  search(query: TextQuery): Promise<Hit[]>;
  /** Entities with a name that starts so or nearly so, best first, one hit per entity. */
  suggest(query: TextQuery): Promise<Hit[]>;
  /** Refs of the entities that have a passage with all of these terms (at least the first hundred), in any order. For finding where a new name is mentioned. */
  containing(terms: readonly string[]): Promise<string[]>;
}

export interface VectorQuery {
  /** Normalised. */
  vector: Float32Array;
  model: string;
  audiences: readonly Audience[];
  kinds?: readonly string[] | undefined;
  limit: number;
}

export interface Embedding {
  textHash: string;
  vector: Float32Array;
}

/** Nearest-neighbour search over the embeddings of passages. Rows the viewer may not read are left out before the best k are taken. */
export interface VectorIndex extends PassageIndex<PassageKey> {
  /** Makes the index for vectors of this model. Called before the first of them is written. */
  prepare(model: string, dimensions: number): Promise<void>;
  /** The form in which the engine stores a vector as a property. */
  encode(vector: Float32Array): unknown;
  decode(stored: unknown): Float32Array;
  /** Takes in embeddings that were written. Called after the transaction. */
  add(model: string, embeddings: readonly Embedding[]): void;
  /** Nearest first; the score is the cosine. */
  search(query: VectorQuery): Promise<Hit[]>;
}
