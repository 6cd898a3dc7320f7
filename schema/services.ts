import type { Answer, Turn } from './answer.ts';
import type { Ref } from './ref.ts';
import type { Viewer } from './viewer.ts';

/**
 * What parts that may not import one another need of each other, as function types. cli/ makes them and passes them in.
 */

export interface Question {
  question: string;
  /** Who asks: he gets answers only from what he may read. */
  asker: Viewer;
  /** The conversation so far, oldest first. */
  history?: readonly Turn[];
  /** The page the question was asked on. */
  page?: Ref;
  /** Ends the work; the promise then rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Called with each further piece of the answer's text as it is written. The answer at the end may differ and is what holds. */
  onText?: (piece: string) => void;
}

/** Answers a question. Never rejects because nothing is known: not knowing is an answer. */
export type Ask = (question: Question) => Promise<Answer>;

/** How far semantic search is. */
export interface EmbeddingState {
  /** `off`: full-text search only, by setting. `unavailable`: full-text only, for the reason in `message`. */
  state: 'off' | 'unavailable' | 'working' | 'ready';
  done: number;
  total: number;
  message?: string;
}

/** What every page says about the site itself. */
export interface SiteState {
  company: string;
  /** The fictional example is shown because no kiki.yaml was given. */
  isExample: boolean;
  embeddings: EmbeddingState;
  /** Sources are being read for the first time. */
  isFilling: boolean;
}

export type ReadSiteState = () => SiteState;
