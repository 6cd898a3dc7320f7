import { proposalId } from '../../graph/proposals/decisions.ts';
import type { GraphStore } from '../../graph/store.ts';
import { kiki } from '../../schema/actor.ts';

/** Two to review, one with an odd quote, and a rejected one. */
export async function proposeSome(store: GraphStore): Promise<void> {
  const page = 'team:booking-platform';
  const passage = `${page}#what-we-answer-for`;
  const textHash = 'x';
  const subject = page;
  const quote = 'we answer for every fare that the Fare Calculator gives out.';
  await store.savePageReading(kiki, { page, reader: 'r', model: 'tiny', textHash }, [
    { subject, relation: 'WORKS_ON', object: 'system:fare-calculator', quote, passage, role: 'every fare' },
    { subject, relation: 'PART_OF', object: 'team:operations', quote: 'that is Operations.', passage },
    { subject, relation: 'WORKS_ON', object: 'system:booking-engine', quote, passage },
  ]);
  await store.decideProposal(
    kiki,
    proposalId({ subject, relation: 'WORKS_ON', object: 'system:booking-engine' }),
    'rejected',
  );
}
