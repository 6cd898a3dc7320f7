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

/** "who chairs the SIG that owns kubeadm": the inner question "which SIG owns kubeadm", and the outer one around its answer. */
export interface Nested {
  /** Before the noun. */
  outer: string;
  noun: string;
  /** As a question of its own. */
  inner: string;
}

/** @param nouns all nouns of kinds, as regular expression source, longest first */
export function splitNested(question: string, nouns: string): Nested | undefined {
  const match = new RegExp(
    `^(.*?\\S)\\s+(?:the|a|an)\\s+(${nouns})\\s+(?:that|which|who|whom|whose)\\s+(.+)$`,
    'iu',
  ).exec(question);
  if (match?.[1] === undefined || match[2] === undefined || match[3] === undefined) return undefined;
  return { outer: match[1], noun: match[2], inner: `which ${match[2]} ${match[3]}` };
}
