import { tokenise } from './tokens.ts';

/** A part of a question that can be answered by itself. */
export interface Clause {
  text: string;
}

/** "who owns the ledger and who leads it?" is two questions. One that asks only once is one clause. */
export function splitClauses(question: string): Clause[] {
  const parts = question
    .split(
      /(?:,|;|–|—|\s-)?\s+\b(?:and|&)\s+(?=(?:who|what|which|how|where|when|whose)\b)|\?\s+(?=\S)|\s+-\s+(?=(?:who|what|which|how|where)\b)/i,
    )
    .map((part) => part.trim())
    .filter((part) => tokenise(part).length > 1);
  return parts.length > 1 ? parts.map((text) => ({ text })) : [{ text: question }];
}
