import { z } from 'zod';

/** A question with what a right answer holds, one line of questions.jsonl. */
export const evalQuestion = z.object({
  id: z.string(),
  type: z.enum(['structured', 'multi-hop', 'passage', 'procedure', 'unanswerable']),
  question: z.string(),
  answer_kind: z.enum(['number', 'list', 'string', 'bool', 'text']).nullish(),
  answer: z.unknown(),
  must_include: z.array(z.string()),
  must_not_include: z.array(z.string()).nullish(),
  aliases: z.record(z.string(), z.array(z.string())).nullish(),
  source: z.array(z.string()).nullish(),
  alt_sources: z.array(z.string()).nullish(),
});
export type EvalQuestion = z.infer<typeof evalQuestion>;

/** What was answered. */
export interface EvalAnswer {
  id: string;
  answer: unknown;
  abstained: boolean;
  contexts: readonly string[];
  citations: readonly string[];
}
