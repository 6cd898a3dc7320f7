import type { Actor, RunActor } from '../../schema/actor.ts';
import type { Cluster } from '../compute/identity.ts';
import type { Unresolved } from '../compute/entity-state.ts';
import type { ApplyReport, EntityCounts } from './apply.ts';
import type { Difference } from './difference.ts';

/** Whose work the change of an entity is; undefined for one that is gone. */
export type ActorOf = (cluster: Cluster | undefined) => Actor;

/** What settling did, by whose work it is. */
export interface Settled {
  entities: Map<Actor, EntityCounts>;
  unresolved: Unresolved[];
}

/** Of runs one after another, the first whose source describes the entity would have made it; the last would have removed it. */
export function firstOf(runs: readonly RunActor[]): ActorOf {
  const last = runs.at(-1);
  if (last === undefined) throw new TypeError('Nobody to settle for');
  return (cluster) => {
    const sources = new Set(cluster?.rows.map((row) => row.source));
    return runs.find(({ source }) => sources.has(source)) ?? last;
  };
}

export function groupByActor(
  differences: readonly Difference[],
  actorOf: (ref: string) => Actor,
): Map<Actor, Difference[]> {
  const groups = new Map<Actor, Difference[]>();
  for (const difference of differences) {
    const actor = actorOf(difference.ref);
    const group = groups.get(actor);
    if (group === undefined) groups.set(actor, [difference]);
    else group.push(difference);
  }
  return groups;
}

/** The counts of an actor, to be added to. */
export function countsOf(entities: Map<Actor, EntityCounts>, actor: Actor): EntityCounts {
  const known = entities.get(actor) ?? { added: 0, changed: 0, removed: 0 };
  entities.set(actor, known);
  return known;
}

export function reportOf({ entities, unresolved }: Settled, actor: Actor): Omit<ApplyReport, 'records'> {
  return { entities: countsOf(entities, actor), unresolved };
}
