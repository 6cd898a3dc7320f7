import type { Actor } from '../../schema/actor.ts';
import { conflict, invalid, notAllowed, notFound } from '../../schema/errors.ts';
import { type Claim, type FieldClaim, peopleSource, type RelationClaim } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Value } from '../../schema/value.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { createPeopleRecords } from '../people-record.ts';
import type { Dispute, GraphStore, Saying } from '../store.ts';
import { mayVerify } from '../verification.ts';

/** How a contradiction between sources is settled. What is said is meant by its place in `says` of the dispute. */
export type Settlement =
  /**
   * One of them is right: it is pinned. What the others say now is overruled, until they say something else. Of a relation that may
   * have several ends, all that are right.
   */
  | { choose: readonly number[] }
  /** Both are right in their time: one is right now, the other was until a day (ISO). */
  | { choose: readonly number[]; earlier: { says: number; from?: string; until: string } }
  /** For this field or relation of all things of the kind, these sources go before others. */
  | { trust: readonly string[] }
  /** What a person settled is open again. */
  | { reopen: true };

export interface SettleOrder {
  ref: Ref;
  /** Name of the field, or key of the relation. */
  name: string;
  settlement: Settlement;
  /** Revision of the entity that the person saw. */
  revision: number;
  reason?: string | undefined;
}

/**
 * Settles contradictions. A choice is a person's claim like any edit; that the others are overruled is part of it, with what they
 * said, so that it is open again when one of them says something new.
 *
 * Who answers for the entity (`mayVerify`) may choose and open again, without being an editor; ranking sources is the editors'.
 *
 * @throws NotAllowed for who may not; NotFound; Invalid; Conflict when the entity was changed meanwhile
 */
export function createSettler({ store, now }: { store: GraphStore; now?: () => Date }) {
  const save = createPeopleRecords({ store, ...(now && { now }) });
  const answersFor = async (viewer: Viewer, ref: Ref) => {
    const view = await store.entity(viewer, ref);
    return view !== undefined && mayVerify(store, viewer, view);
  };
  const isMany = (name: string) => store.ontology.findRelation(name)?.cardinality === 'many';
  return async function settle(actor: Actor, viewer: Viewer, order: SettleOrder): Promise<void> {
    const { ref, name, settlement, revision, reason } = order;
    if (!viewer.canEdit && ('trust' in settlement || !(await answersFor(viewer, ref))))
      throw notAllowed(`${viewer.name} may not settle contradictions`, { fix: 'Ask an editor' });
    const dispute = await store.dispute(viewer, ref, name);
    if (dispute === undefined) throw notFound(`Nothing is said of ${name} of ${ref}`, { fix: 'Load the list again' });
    const { kind } = dispute.entity;
    if (dispute.entity.revision !== revision)
      throw conflict(`${dispute.entity.name} was changed meanwhile`, {
        fix: 'Load it again, and settle what is there now',
      });
    if ('trust' in settlement) {
      await store.setTrust(actor, { kind, name, sources: settlement.trust, reason });
      return;
    }
    const edit = (claims: readonly Claim[]) => [
      ...claims.filter((claim) => !isAbout(claim, dispute)),
      ...('choose' in settlement ? claimsOf(dispute, settlement, isMany(name)) : []),
    ];
    await save({ actor, viewer, ref, kind, edit, revision, reason: reason ?? reasonOf(dispute, settlement) });
  };
}

/** What people said of it before gives way. */
function isAbout(claim: Claim, { about, name, end }: Dispute): boolean {
  if (about === 'field') return claim.about === 'field' && claim.field === name;
  return claim.about === 'relation' && claim.relation === name && claim.end === end && claim.dotted !== true;
}

type Choice = Extract<Settlement, { choose: readonly number[] }>;

function claimsOf(dispute: Dispute, settlement: Choice, mayBeMany: boolean): Claim[] {
  const chosen = [...new Set(settlement.choose)].map((index) => sayingAt(dispute, index));
  if (chosen.length === 0 || (chosen.length > 1 && !mayBeMany))
    throw invalid(chosen.length === 0 ? 'Nothing is chosen' : `${dispute.name} has one value`, {
      where: 'choose',
      fix: 'Choose one',
    });
  const earlier = 'earlier' in settlement ? settlement.earlier : undefined;
  const then = earlier && sayingAt(dispute, earlier.says);
  if (then !== undefined && chosen.includes(then))
    throw invalid('What holds now and what held earlier are the same', { where: 'earlier' });
  const others = dispute.says.filter((saying) => !chosen.includes(saying) && saying !== then);
  const claims: Claim[] = chosen.map((saying) => claimOf(dispute, saying, others));
  return then !== undefined && earlier !== undefined
    ? [...claims, { ...claimOf(dispute, then), ...dated(earlier) }]
    : claims;
}

/**
 * @param overruled what else is said: that it is overruled is part of the claim, as each source says it now. None of it still tells
 *   that the claims are the whole list.
 */
function claimOf(
  { about, name, end = 'from' }: Dispute,
  { value, other, role }: Saying,
  overruled?: readonly Saying[],
): FieldClaim | RelationClaim {
  const said = overruled?.flatMap((saying) => sourcesOf(saying.sources).map((source) => ({ source, saying })));
  if (about === 'field') {
    const over = said?.map(({ source, saying }) => ({ source, value: saying.value }));
    return { about, field: name, value, ...(over && { over }) };
  }
  const over = said?.map(({ source, saying }) => ({ source, other: refOf(saying.other) }));
  const mention = { namespace: 'ref', value: refOf(other) };
  return { about, relation: name, end, other: mention, ...(role !== undefined && { role }), ...(over && { over }) };
}

function sayingAt({ says }: Dispute, index: number): Saying {
  const saying = says[index];
  if (saying === undefined)
    throw invalid(`There is no number ${index} among what is said`, {
      where: 'choose',
      fix: `Give 0 to ${says.length - 1}`,
    });
  return saying;
}

function refOf(other: Ref | undefined): Ref {
  if (other === undefined) throw new TypeError('A saying of a relation without its other end');
  return other;
}

function sourcesOf(notes: Saying['sources']): string[] {
  return [...new Set(notes.map(({ source }) => source))].filter((source) => source !== peopleSource);
}

function dated({ from, until }: { from?: string; until: string }): { from?: string; until: string } {
  const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  for (const day of [from, until])
    if (day !== undefined && !isDay(day))
      throw invalid(`"${day.slice(0, 40)}" is not a day`, { where: 'until', fix: 'Write it as 2026-03-31' });
  if (from !== undefined && from > until) throw invalid('The first day is after the last', { where: 'from' });
  return { ...(from !== undefined && { from }), until };
}

function reasonOf({ name, says }: Dispute, settlement: Settlement): string {
  const told = (index: number) => describe(says[index]?.value);
  if ('reopen' in settlement) return `Left ${name} to the sources again`;
  if (!('choose' in settlement)) return `Ranked the sources for ${name}`;
  const chosen = `Settled ${name}: ${settlement.choose.map(told).join(', ')}`;
  return 'earlier' in settlement
    ? `${chosen}; ${told(settlement.earlier.says)} until ${settlement.earlier.until}`
    : chosen;
}

function describe(value: Value | undefined): string {
  return value === undefined ? '' : [value].flat().map(String).join(', ').slice(0, 100);
}
