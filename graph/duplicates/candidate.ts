import type { Ref } from '../../schema/ref.ts';

/** What is known of an entity for telling whether it is another one too. */
export interface Candidate {
  ref: Ref;
  kind: string;
  name: string;
  aliases: readonly string[];
  /** `namespace:value`; keys of sources are in namespaces that begin with `@`. */
  identities: readonly string[];
  /** Counted, or on leave: not one who left, not archived. */
  isActive: boolean;
  /** What it is part of: teams of a person, the larger team of a team. */
  groups: readonly Ref[];
  /** Managers of a person. */
  managers: readonly Ref[];
  /** Embedding of its card, normalised. */
  card?: Float32Array | undefined;
}

/** Sorts of evidence; of each sort the best reason counts. */
export type Sort = 'name' | 'ids' | 'context' | 'meaning';

export interface Reason {
  sort: Sort;
  weight: number;
  /** A sentence for the admin, without the full stop. */
  text: string;
}

/** What speaks against a pair: a factor below 1. */
export interface Counter {
  factor: number;
  text: string;
}

export interface Suggestion {
  a: Ref;
  b: Ref;
  /** 0 to 1, two decimals. */
  score: number;
  /** For it, the strongest first, then against it. */
  reasons: string[];
}
