import type { Actor, RunActor } from '../../schema/actor.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Unresolved } from '../compute/entity-state.ts';
import { sourcesOfRuns } from '../cypher/records.ts';
import type { Run } from '../engine.ts';
import { text } from '../reads/row.ts';
import type { ApplyReport, EntityCounts } from './apply.ts';
import { inBatches } from './batches.ts';
import type { Difference } from './difference.ts';
import type { StoredRow } from './identity-rows.ts';
import { writerId } from './write-records.ts';

/** Whose work the change of an entity is. */
export type ActorOf = (ref: Ref) => Actor;

/** What settling did, by whose work it is. */
export interface Settled {
  entities: Map<Actor, EntityCounts>;
  unresolved: Unresolved[];
}

/**
 * Says whose work changes are: what a person wrote is his. The rest may have been left by runs that ended in the middle, or that
 * wait for one another while an empty graph is filled, and is the work of the first of them.
 *
 * @param runs runs that are under way, in their order; those before them are added, so that each is one object
 * @param homeOf the entity that a live record describes
 */
export async function attribute(
  read: Run,
  waiting: readonly StoredRow[],
  { actor, runs, homeOf }: { actor: Actor; runs: Map<string, RunActor>; homeOf: ReadonlyMap<string, Ref> },
): Promise<ActorOf> {
  const writers = new Map<Ref, Set<string>>();
  for (const row of waiting) {
    if (row.writer === undefined) continue;
    for (const ref of [homeOf.get(row.id), row.entity]) {
      if (ref === undefined) continue;
      const known = writers.get(ref);
      if (known === undefined) writers.set(ref, new Set([row.writer]));
      else known.add(row.writer);
    }
  }
  const own = writerId(actor);
  if (actor.type === 'run' && !runs.has(own)) runs.set(own, actor);
  const others = new Set([...writers.values()].flatMap((each) => [...each]));
  const unknown = [...others].filter((writer) => writer !== own && !runs.has(writer));
  const earlier: RunActor[] = [];
  for (const ids of inBatches(unknown))
    for (const row of await read({ text: sourcesOfRuns, parameters: { ids } }))
      earlier.push({ type: 'run', id: text(row, 'id'), source: text(row, 'source') });
  // Ids begin with the time.
  const inOrder = [...earlier.sort((a, b) => (a.id < b.id ? -1 : 1)), ...runs.values()];
  for (const run of earlier) runs.set(run.id, run);
  return (ref) => {
    const found = writers.get(ref);
    const first = found && inOrder.find(({ id }) => found.has(id));
    return first === undefined || (actor.type === 'person' && found?.has(own)) ? actor : first;
  };
}

export function groupByActor(differences: readonly Difference[], actorOf: ActorOf): Map<Actor, Difference[]> {
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

/** All that was done, also what others had left. */
export function reportOf({ entities, unresolved }: Settled): Omit<ApplyReport, 'records'> {
  const total = { added: 0, changed: 0, removed: 0 };
  for (const { added, changed, removed } of entities.values()) {
    total.added += added;
    total.changed += changed;
    total.removed += removed;
  }
  return { entities: total, unresolved };
}
