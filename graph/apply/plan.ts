import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { StatedIdentity } from '../../schema/stated-identity.ts';
import { type Cluster, type Former, identify } from '../compute/identity.ts';
import { foldMerged, type MergePointer } from '../compute/merges.ts';
import { answeringTokens, createDirectory, type Directory, splitMention, type Token } from '../compute/mentions.ts';
import type { StoredRow } from './identity-rows.ts';

/** What has to be computed anew after records changed, and what the whole graph looks like for computing it. */
export interface Plan {
  clusters: ReadonlyMap<Ref, Cluster>;
  directory: Directory;
  /** Subjects to compute. */
  dirty: Set<Ref>;
  /** Live records that describe another entity than before, or one for the first time. */
  rehomed: ReadonlyMap<string, Home>;
  /** Records whose statements may have come to mean something else; with their edges of before, more subjects become dirty. */
  affected: ReadonlySet<string>;
  /** Entities, as they were, whose edges tell what the affected records said before. */
  affectedRefs: ReadonlySet<Ref>;
  /** Names that something answers to newly, or no longer. */
  changedNames: ReadonlySet<string>;
}

/** Where a record belongs. */
export interface Home {
  /** The entity it is at home with, merges apart. */
  ref: Ref;
  /** The entity it describes: that one, or what it is merged into. */
  entity: Ref;
}

/**
 * Decides what to compute anew.
 *
 * @param rows all records, those still to be removed included
 * @param merges pointers that are in force
 * @param rules.everything compute all entities, because the rules themselves changed
 */
export function planSettlement(
  rows: readonly StoredRow[],
  former: readonly Former[],
  merges: readonly MergePointer[],
  ontology: Ontology,
  { everything, stated }: { everything: boolean; stated: StatedIdentity },
): Plan {
  // A kind that the config no longer has: its records stay, and describe nothing until it has it again.
  const live = rows.filter((row) => !row.removed && ontology.findKind(row.kind) !== undefined);
  const homes = identify(live, {
    nameIdentifies: (kind) => ontology.findKind(kind)?.nameIdentifies ?? false,
    former,
    stated,
  });
  const clusters = foldMerged(homes, merges);
  const directory = createDirectory(clusters);
  const byRef = new Map(clusters.map((cluster) => [cluster.ref, cluster]));
  const homeOf = new Map(clusters.flatMap((cluster) => cluster.rows.map((row) => [row.id, cluster.ref] as const)));
  const refOf = new Map(homes.flatMap((cluster) => cluster.rows.map((row) => [row.id, cluster.ref] as const)));
  const rehomed = new Map(live.flatMap((row) => rehoming(row, refOf.get(row.id), homeOf.get(row.id))));

  const changed = rows.filter((row) => everything || row.pending || row.removed || rehomed.has(row.id));
  const changedTokens = new Set(
    changed.flatMap((row) => (rehomed.has(row.id) ? [...row.touched, ...answeringTokens(row)] : row.touched)),
  );
  const changedIds = new Set(changed.map((row) => row.id));
  const affected = rows.filter(
    (row) => changedIds.has(row.id) || row.mentions.some((mention) => changedTokens.has(splitMention(mention).token)),
  );

  const dirty = new Set<Ref>();
  const affectedRefs = new Set<Ref>();
  for (const row of affected) {
    const home = homeOf.get(row.id);
    if (home !== undefined) dirty.add(home);
    if (row.entity !== undefined) {
      dirty.add(row.entity);
      affectedRefs.add(row.entity);
    }
    if (!row.removed) for (const ref of foreignSubjects(row, ontology, directory)) dirty.add(ref);
  }
  return {
    clusters: byRef,
    directory,
    dirty,
    rehomed,
    affected: new Set(affected.map((row) => row.id)),
    affectedRefs,
    changedNames: new Set(
      [...changedTokens].filter((token) => token.startsWith('name:')).map((token) => token.slice('name:'.length)),
    ),
  };
}

function rehoming(row: StoredRow, ref: Ref | undefined, entity: Ref | undefined): (readonly [string, Home])[] {
  if (ref === undefined || entity === undefined) return [];
  return ref === row.ref && entity === row.entity ? [] : [[row.id, { ref, entity }] as const];
}

/** Things of which this record says something although it describes another: a team's page that lists its members. */
function foreignSubjects(row: StoredRow, ontology: Ontology, directory: Directory): Ref[] {
  return row.mentions.flatMap((mention) => {
    const { relation, end, token } = splitMention(mention);
    const spec = ontology.findRelation(relation);
    if (spec === undefined || spec.subject === end) return [];
    return directory.holders(token, ontology.otherKinds(spec, end, row.kind));
  });
}

/** Finds the records that say something of a thing without describing it. */
export type FindForeign = (cluster: Cluster) => readonly string[];

export function indexForeign(rows: readonly StoredRow[], ontology: Ontology): FindForeign {
  const byToken = new Map<Token, Set<string>>();
  for (const row of rows) {
    if (row.removed) continue;
    for (const mention of row.mentions) {
      const { relation, end, token } = splitMention(mention);
      const spec = ontology.findRelation(relation);
      if (spec === undefined || spec.subject === end) continue;
      byToken.set(token, (byToken.get(token) ?? new Set()).add(row.id));
    }
  }
  return ({ ref, rows: own, merged = [] }) => {
    const tokens = [...own.flatMap(answeringTokens), ...[ref, ...merged].map((each) => `ref:${each}`)];
    const ownIds = new Set(own.map((row) => row.id));
    return [...new Set(tokens.flatMap((token) => [...(byToken.get(token) ?? [])]))].filter((id) => !ownIds.has(id));
  };
}
