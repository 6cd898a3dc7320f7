import { z } from 'zod';

/** How an answer was made: looked up exactly, written by a model from evidence, quoted, or not known. */
export const answerMode = z.enum(['graph', 'model', 'quote', 'unknown']);
export type AnswerMode = z.infer<typeof answerMode>;

/** A numbered source of an answer. */
export const citation = z.object({
  /** The number in the text, from 1. */
  n: z.number().int().positive(),
  ref: z.string(),
  title: z.string(),
  /** Where the reader finds it in the wiki. Absolute when Kiki's public URL is known. */
  url: z.string(),
  source: z.object({
    name: z.string(),
    /** Relative to the source's root; for a row of a table `path#key`. */
    path: z.string(),
    url: z.string().nullable(),
    date: z.string().nullable(),
  }),
  /** Words of the source, verbatim; null for a value of a table. */
  quote: z.string().nullable(),
});
export type Citation = z.infer<typeof citation>;

export const expert = z.object({ ref: z.string(), name: z.string(), why: z.string() });
export type Expert = z.infer<typeof expert>;

/** Things of an answer that are told by their refs. */
export const mostFound = 60;

/** An answer: the same for Slack, wiki, API and command line. */
export const answer = z.object({
  id: z.string(),
  question: z.string(),
  /** Markdown, with citations as [1]. */
  text: z.string(),
  /** The native answer where the question asks for a number, a yes or no, a name or a list of names. */
  value: z.union([z.number(), z.boolean(), z.array(z.string()), z.string()]).nullable(),
  mode: answerMode,
  abstained: z.boolean(),
  /** Day for which it holds, ISO. */
  asOf: z.string(),
  citations: z.array(citation),
  /** Source paths (or refs where there is no file), best first, at most 10. */
  contexts: z.array(z.string()).max(10),
  experts: z.array(expert),
  /** Refs of the things that a looked-up answer names or describes, in its order; the first 60. Left out where there are none. */
  found: z.array(z.string()).max(mostFound).optional(),
  /** Questions that may be asked next and that Kiki answers exactly. Left out where nobody wants them or there are none. */
  followUps: z.array(z.string()).max(3).optional(),
  /** Milliseconds per step; of a language model also how often it was asked and how many tokens it took. */
  timings: z.record(z.string(), z.number()),
});
export type Answer = z.infer<typeof answer>;

/** One turn of the conversation before the question. */
export const turn = z.object({ role: z.enum(['asker', 'kiki']), text: z.string().max(20_000) });
export type Turn = z.infer<typeof turn>;
