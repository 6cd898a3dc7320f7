import type { EntityCard } from './entity.ts';
import type { Ref } from './ref.ts';

/** `stale`: what it quotes does not stand on the page any more. */
export const proposalStatuses = ['open', 'accepted', 'rejected', 'stale'] as const;
export type ProposalStatus = (typeof proposalStatuses)[number];

/** A relation that a language model read in the text of a page. It is no part of what Kiki knows until a person accepts it. */
export interface ProposalDraft {
  /** What stands at the left of the relation: "*Ada* leads Payments". */
  subject: Ref;
  /** Key of the relation in the ontology. */
  relation: string;
  object: Ref;
  role?: string;
  /** Words of the page, verbatim but for white space. */
  quote: string;
  /** Id of the passage that has them. */
  passage: string;
}

/** A proposal as a reviewer sees it. */
export interface Proposal {
  id: string;
  subject: EntityCard;
  relation: string;
  object: EntityCard;
  role?: string;
  /** While it stands on the page. */
  quote?: string;
  page: EntityCard;
  passage: string;
  /** Name of the language model. */
  model: string;
  /** When it was proposed, ISO. */
  at: string;
  status: ProposalStatus;
  /** Who decided, and when. */
  by?: string;
  decidedAt?: string;
}
