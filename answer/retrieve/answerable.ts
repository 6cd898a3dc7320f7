import type { Evidence } from './retrieve.ts';

/** Cosine from which a passage is taken to be about the question, and share of its words from which it is, with and without embeddings. */
const near = 0.7;
const someWords = 0.3;
const mostWords = 0.55;

/** Whether the best of what was found is likely to hold the answer. */
export function isAnswerable(evidence: readonly Evidence[]): boolean {
  return evidence
    .slice(0, 3)
    .some(({ similarity, coverage }) =>
      similarity === undefined ? coverage >= mostWords : similarity >= near && coverage >= someWords,
    );
}
