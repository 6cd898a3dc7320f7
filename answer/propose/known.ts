import type { GraphStore } from '../../graph/store.ts';
import { type Claim, peopleSource, recordId } from '../../schema/record.ts';
import type { ProposalDraft } from '../../schema/proposal.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { drop, type Dropped } from './report.ts';

export interface KnownInput {
  store: Pick<GraphStore, 'entity' | 'record' | 'ontology'>;
  viewer: Viewer;
  drafts: readonly ProposalDraft[];
}

/**
 * The drafts that say something new. A relation that is over, or that a source says and another says otherwise, is known; what a
 * person has denied stays denied.
 */
export async function withoutKnown({
  store,
  viewer,
  drafts,
}: KnownInput): Promise<{ drafts: ProposalDraft[]; dropped: Dropped }> {
  const kept: ProposalDraft[] = [];
  const dropped: Dropped = {};
  for (const draft of drafts) {
    const { subject, relation, object } = draft;
    const { subject: end } = store.ontology.relation(relation);
    const [of, other] = end === 'from' ? [subject, object] : [object, subject];
    const view = await store.entity(viewer, of);
    const isSame = (each: { relation: string; end: string; other: { ref: Ref } }) =>
      each.relation === relation && each.end === end && each.other.ref === other;
    if (view?.relations.some(isSame) === true || view?.contradictions.some(isSame) === true) drop(dropped, 'known');
    else if (await isDenied({ store, viewer }, draft)) drop(dropped, 'denied');
    else kept.push(draft);
  }
  return { drafts: kept, dropped };
}

/** A person may have said so of either end. */
async function isDenied(
  { store, viewer }: Pick<KnownInput, 'store' | 'viewer'>,
  { subject, relation, object }: ProposalDraft,
): Promise<boolean> {
  const denies = (claims: readonly Claim[], end: 'from' | 'to', other: Ref) =>
    claims.some(
      (claim) =>
        claim.about === 'relation' &&
        claim.not === true &&
        claim.relation === relation &&
        claim.end === end &&
        claim.other.value === other,
    );
  const claimsOf = async (ref: Ref): Promise<readonly Claim[]> => {
    const kind = (await store.entity(viewer, ref))?.kind;
    if (kind === undefined) return [];
    return (await store.record(recordId({ source: peopleSource, kind, key: ref })))?.draft.claims ?? [];
  };
  return denies(await claimsOf(subject), 'from', object) || denies(await claimsOf(object), 'to', subject);
}
