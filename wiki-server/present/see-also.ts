import type { Ref } from '../../schema/ref.ts';
import type { Neighbourhoods } from '../read/neighbourhoods.ts';

/** Neighbours that are looked at; who has more than that is near to everything. */
const mostNeighbours = 200;
/** A neighbour with more links than this says nothing of what is alike. */
const hub = 150;
/** Two things that share less than this have little to do with one another. */
const leastShared = 0.55;
/** How much a mention in a text says, against a stated relation. */
const mentionWeight = 0.5;
/** Things of the kind of the page are what readers look for next. */
const sameKindWeight = 1.5;

/**
 * Entities that have most in common with one and are not linked with it themselves, the nearest first: the sum over what both are
 * linked with, where what has few links counts more (Adamic and Adar, "Friends and neighbors on the Web", 2003).
 */
export function relatedTo(
  ref: Ref,
  { linksOf }: Neighbourhoods,
  { limit, without }: { limit: number; without: ReadonlySet<Ref> },
): Ref[] {
  const kind = kindOf(ref);
  const own = linksOf(ref);
  const weightOf = new Map<Ref, number>();
  for (const { other, relation } of own)
    weightOf.set(other, Math.max(weightOf.get(other) ?? 0, relation === 'MENTIONS' ? mentionWeight : 1));
  const scores = new Map<Ref, number>();
  for (const [neighbour, weight] of [...weightOf].slice(0, mostNeighbours)) {
    const theirs = linksOf(neighbour);
    if (theirs.length > hub) continue;
    const shared = new Map<Ref, number>();
    for (const { other, relation } of theirs)
      shared.set(other, Math.max(shared.get(other) ?? 0, relation === 'MENTIONS' ? mentionWeight : 1));
    for (const [other, otherWeight] of shared) {
      if (other === ref || weightOf.has(other)) continue;
      const worth = (weight * otherWeight) / Math.log(1 + shared.size);
      scores.set(other, (scores.get(other) ?? 0) + worth * (kindOf(other) === kind ? sameKindWeight : 1));
    }
  }
  return (
    [...scores]
      .filter(([other, score]) => score >= leastShared && !without.has(other))
      // Whoever has to do with a thing stands in its lists; others only work near to it.
      .filter(([other]) => kind === 'person' || kindOf(other) !== 'person')
      .sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1))
      .slice(0, limit)
      .map(([other]) => other)
  );
}

function kindOf(ref: Ref): string {
  return ref.slice(0, ref.indexOf(':'));
}
