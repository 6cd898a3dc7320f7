import type { Actor } from '../schema/actor.ts';
import { conflict, KikiError, notAllowed, notFound } from '../schema/errors.ts';
import type { Proposal } from '../schema/proposal.ts';
import type { Ref } from '../schema/ref.ts';
import type { Viewer } from '../schema/viewer.ts';
import type { Editor } from './edits.ts';
import { createQueue } from './queue.ts';
import type { GraphStore, ProposalList, ProposalQuery } from './store.ts';

/** Decides about proposals. All methods throw NotAllowed for a viewer who may not edit. */
export interface Reviewer {
  list(viewer: Viewer, query: ProposalQuery): Promise<ProposalList>;
  /**
   * Writes what is proposed as an edit of this person, which provenance leads from to the passage it quotes.
   *
   * @returns the entity that was changed, at its new revision
   * @throws NotFound; Conflict when it was decided already, or the page does not say so any more
   */
  accept(actor: Actor, viewer: Viewer, id: string): Promise<{ ref: Ref; revision: number }>;
  /** It is not proposed again until its page changes. @throws as accept, but for a page that changed */
  reject(actor: Actor, viewer: Viewer, id: string): Promise<void>;
}

/** How often an edit is tried when others edit the same entity meanwhile. */
const tries = 5;

export function createReviewer({ store, editor }: { store: GraphStore; editor: Editor }): Reviewer {
  // Of two people who decide at once in this process, the second sees what the first decided.
  const queue = createQueue();

  return {
    async list(viewer, query) {
      mustReview(viewer);
      return store.proposals(viewer, query);
    },
    accept: (actor, viewer, id) =>
      queue.run(async () => {
        const proposal = await mustFind(viewer, id);
        if (proposal.status === 'accepted' || proposal.status === 'rejected') throw decidedBefore(proposal);
        if (proposal.quote === undefined)
          throw conflict(`${proposal.page.name} does not say so any more`, {
            fix: 'Reject it, or look for proposals again',
          });
        const revision = await write(actor, viewer, proposal);
        // Last: what is accepted must be in the graph. Until this is kept, accepting again writes the same once more.
        await store.decideProposal(actor, id, 'accepted');
        return { ref: proposal.subject.ref, revision };
      }),
    reject: (actor, viewer, id) =>
      queue.run(async () => {
        const proposal = await mustFind(viewer, id);
        if (proposal.status === 'accepted' || proposal.status === 'rejected') throw decidedBefore(proposal);
        await store.decideProposal(actor, id, 'rejected');
      }),
  };

  async function mustFind(viewer: Viewer, id: string): Promise<Proposal> {
    mustReview(viewer);
    const proposal = await store.proposal(viewer, id);
    if (proposal === undefined)
      throw notFound('There is no such proposal', { where: id.slice(0, 60), fix: 'GET /api/proposals lists them' });
    return proposal;
  }

  /** @returns the revision of the subject afterwards */
  async function write(actor: Actor, viewer: Viewer, proposal: Proposal): Promise<number> {
    const { subject, relation, object, role, passage, page, quote = '' } = proposal;
    const edit = {
      relations: [
        {
          set: 'add' as const,
          relation,
          end: 'from' as const,
          other: object.ref,
          at: passage,
          ...(role !== undefined && { role }),
        },
      ],
      reason: `${page.name} says: “${quote}” (read by ${proposal.model}, accepted by a person)`,
    };
    for (let attempt = 1; ; attempt += 1) {
      const before = (await store.entity(viewer, subject.ref))?.revision ?? 0;
      try {
        return (await editor.change(actor, viewer, subject.ref, edit, before)).revision;
      } catch (error) {
        const isMeanwhile = error instanceof KikiError && error.code === 'conflict';
        if (!isMeanwhile || attempt === tries) throw error;
      }
    }
  }
}

function mustReview(viewer: Viewer): void {
  if (!viewer.canEdit) throw notAllowed(`${viewer.name} may not review proposals`, { fix: 'Ask an editor' });
}

function decidedBefore({ status, by }: Proposal): KikiError {
  return conflict(`It was ${status} already${by === undefined ? '' : `, by ${by}`}`, {
    fix: 'Edit the page of the entity to change what the graph says',
  });
}
