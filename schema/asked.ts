import type { AnswerMode } from './answer.ts';
import type { Ref } from './ref.ts';

/** Where a question was asked. */
export const surfaces = ['wiki', 'slack', 'api', 'mcp'] as const;
export type Surface = (typeof surfaces)[number];

/** A question that was asked, and what came of it. */
export interface AskedQuestion {
  /** Of the answer. */
  id: string;
  /** ISO. */
  at: string;
  /** Id of the viewer who asked. */
  asker: string;
  surface: Surface;
  question: string;
  mode: AnswerMode;
  /** Kiki said that it does not know. */
  abstained: boolean;
  /** The answer, Markdown. */
  text: string;
  /** Entities that the answer rests on, or that are nearest when nothing is known; the best first. */
  refs: Ref[];
  /** The page it was asked on. */
  page?: Ref;
  milliseconds: number;
  /** What a language model took for it. */
  model?: ModelUse;
}

/** What a language model took for one answer. */
export interface ModelUse {
  name: string;
  promptTokens: number;
  completionTokens: number;
  /** How often it was asked. */
  steps: number;
}

export const feedbackReasons = [
  'wrong',
  'outdated',
  'not what I asked',
  'no answer',
  'missing source',
  'too long',
  'other',
] as const;
export type FeedbackReason = (typeof feedbackReasons)[number];

/** What an asker says of an answer. One per asker and answer; a later one replaces it. */
export interface Feedback {
  /** Id of the answer. */
  answer: string;
  asker: string;
  at: string;
  vote: 'up' | 'down';
  reason?: FeedbackReason;
  comment?: string;
}

/** A question that was not answered, or not well, and that nobody has dealt with. Who asked is not said. */
export interface OpenQuestion {
  id: string;
  at: string;
  question: string;
  abstained: boolean;
  refs: Ref[];
  /** What askers said against the answer. */
  against: Pick<Feedback, 'reason' | 'comment' | 'at'>[];
}

/** Questions that several people asked in the same words. */
export interface FrequentQuestion {
  question: string;
  count: number;
}

/** What was asked about what somebody answers for. */
export interface AskedAbout {
  /** How many questions. */
  total: number;
  /** How many about each page, most first. */
  pages: { ref: Ref; count: number }[];
  /** Those that several people asked. */
  frequent: FrequentQuestion[];
}
