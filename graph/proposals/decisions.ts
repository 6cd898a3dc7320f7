import { createHash } from 'node:crypto';
import type { ProposalDraft, ProposalStatus } from '../../schema/proposal.ts';

/** The same for whoever proposes the same relation between the same two, whatever the page and the words. */
export function proposalId({
  subject,
  relation,
  object,
}: Pick<ProposalDraft, 'subject' | 'relation' | 'object'>): string {
  return createHash('sha256')
    .update(JSON.stringify([subject, relation, object]))
    .digest('hex')
    .slice(0, 24);
}

/** What is known of a proposal that was there before. */
export interface Former {
  status: ProposalStatus;
  page: string;
  /** Hash of the page's text when it was proposed or, if later, decided. */
  textHash: string;
}

/**
 * What becomes of a relation that is proposed again.
 *
 * - Nobody has decided: it stays as it is; on its own page it takes the page's present words (`renew`).
 * - It was decided: that holds until the page that it was quoted from reads otherwise (`open`), whatever other pages say.
 * - What it quoted is gone: it is open again, with the new words.
 */
export function proposedAgain(
  former: Former | undefined,
  { page, formerPageHash }: { page: string; formerPageHash: string | undefined },
): 'open' | 'renew' | 'keep' {
  if (former === undefined || former.status === 'stale') return 'open';
  if (former.status === 'open') return former.page === page ? 'renew' : 'keep';
  return formerPageHash === former.textHash ? 'keep' : 'open';
}
