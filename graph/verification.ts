import type { EntityCard, EntityView } from '../schema/entity.ts';
import { invalid } from '../schema/errors.ts';
import type { Ontology } from '../schema/ontology.ts';
import type { Claim, VerifiedClaim } from '../schema/record.ts';
import type { Viewer } from '../schema/viewer.ts';
import { fieldDigest, relationDigest } from './compute/content.ts';
import type { GraphStore } from './store.ts';

/**
 * Who answers for a page and so says whether it is still right: its owners, else its leads. Empty when the graph knows nobody; then
 * editors do.
 */
export function verifiersOf(view: EntityView): EntityCard[] {
  const ends = (relation: string) =>
    view.relations.filter((each) => each.relation === relation && each.end === 'to' && each.current);
  const owners = ends('OWNS');
  const found = (owners.length > 0 ? owners : ends('LEADS')).map(({ other }) => other);
  return [...new Map(found.map((card) => [card.ref, card])).values()];
}

/** Whether the viewer may verify a page: as an editor, as the one who answers for it, or in the team that does. */
export async function mayVerify(
  store: Pick<GraphStore, 'withIdentity' | 'edges'>,
  viewer: Viewer,
  view: EntityView,
): Promise<boolean> {
  if (viewer.canEdit) return true;
  if (viewer.email === undefined) return false;
  const identity = `email:${viewer.email}`;
  const own = (await store.withIdentity(viewer, [identity])).get(identity);
  if (own === undefined) return false;
  const verifiers = verifiersOf(view);
  if (verifiers.some(({ ref }) => ref === own)) return true;
  const teams = new Set(verifiers.filter(({ kind }) => kind === 'Team').map(({ ref }) => ref));
  if (teams.size === 0) return false;
  const edges = await Promise.all(
    ['MEMBER_OF', 'LEADS'].map((relation) => store.edges(viewer, { relation, of: [own], end: 'from' })),
  );
  return edges.flat().some(({ to }) => teams.has(to));
}

/** The claim that a page, or a part of it, is right as the viewer sees it. @throws Invalid for a part that it has not */
export function verifiedClaim(
  view: EntityView,
  { part, on, by }: { part: string | undefined; on: string; by: string },
  ontology: Ontology,
): VerifiedClaim {
  if (part === undefined) return { about: 'verified', on, by, covers: view.content };
  return { about: 'verified', part, on, by, covers: partDigest(view, part, on, ontology) };
}

/** The claims without those that verify the page, or the part. */
export function withoutVerification(claims: readonly Claim[], part: string | undefined): Claim[] {
  return claims.filter((claim) => !(claim.about === 'verified' && claim.part === part));
}

function partDigest(view: EntityView, part: string, today: string, ontology: Ontology): string {
  const value = view.facts[part]?.value;
  if (value !== undefined) return fieldDigest(value);
  const subject = ontology.findRelation(part)?.subject;
  const relations = view.relations.filter(({ relation, end }) => relation === part && end === subject);
  if (relations.length === 0)
    throw invalid(`${view.name} has no ${part}`, {
      where: 'part',
      fix: 'Name a field or relation that it has, or leave part out for the whole page',
    });
  // As `standingEnds` of graph/compute/content.ts: those with a last day, and those that are over without one, do not count.
  const standing = relations.filter(
    ({ dotted, until, current, from }) => !dotted && until === undefined && (current || (from ?? '') > today),
  );
  return relationDigest(standing.map(({ other }) => other.ref));
}
