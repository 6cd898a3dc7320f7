import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import type { StatedIdentity } from '../../schema/stated-identity.ts';
import type { Cluster, Former } from '../compute/identity.ts';
import { foldMerged, type MergePointer } from '../compute/merges.ts';
import { type Directory, splitMention, touchingTokens } from '../compute/mentions.ts';
import type { StoredRow } from './identity-rows.ts';
import type { LookupKeeper, Lookups } from './lookups.ts';

/** What has to be computed anew after records changed, and what the whole graph looks like for computing it. */
export interface Plan {
  clusters: ReadonlyMap<Ref, Cluster>;
  lookups: Lookups;
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

export interface PlanOptions {
  former: readonly Former[];
  /** Pointers that are in force. */
  merges: readonly MergePointer[];
  ontology: Ontology;
  keeper: LookupKeeper;
  /** What kiki.yaml says is one thing, and what is not. */
  stated: StatedIdentity;
  /** Compute all entities, because the rules themselves changed. */
  everything: boolean;
}

/**
 * Decides what to compute anew.
 *
 * @param rows all records, those still to be removed included
 */
export function planSettlement(
  rows: ReadonlyMap<string, StoredRow>,
  { former, merges, ontology, keeper, stated, everything }: PlanOptions,
): Plan {
  const live = liveRows(rows, ontology);
  const homes = keeper.identify(live, { nameIdentifies: nameIdentifiesBy(ontology), former, stated });
  const clusters = foldMerged(homes, merges);
  const lookups = keeper.at(rows, clusters);
  const { directory, homeOf } = lookups;
  const byRef = new Map(clusters.map((cluster) => [cluster.ref, cluster]));
  const refOf = new Map(homes.flatMap((cluster) => cluster.rows.map((row) => [row.id, cluster.ref] as const)));
  const rehomed = new Map(live.flatMap((row) => rehoming(row, refOf.get(row.id), homeOf.get(row.id))));

  const changed = [...rows.values()].filter((row) => everything || row.pending || row.removed || rehomed.has(row.id));
  const changedTokens = new Set(
    changed.flatMap((row) => (rehomed.has(row.id) ? [...row.touched, ...touchingTokens(row)] : row.touched)),
  );
  const affected = new Set(changed.map((row) => row.id));
  for (const token of changedTokens) for (const id of lookups.askingWith(token)) affected.add(id);

  const dirty = new Set<Ref>();
  const affectedRefs = new Set<Ref>();
  for (const id of affected) {
    const row = rows.get(id);
    if (row === undefined) continue;
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
    lookups,
    dirty,
    rehomed,
    affected,
    affectedRefs,
    changedNames: new Set(
      [...changedTokens].filter((token) => token.startsWith('name:')).map((token) => token.slice('name:'.length)),
    ),
  };
}

/** Of a kind that the config no longer has, records stay, and describe nothing until it has it again. */
export function liveRows(rows: ReadonlyMap<string, StoredRow>, ontology: Ontology): StoredRow[] {
  return [...rows.values()].filter((row) => !row.removed && ontology.findKind(row.kind) !== undefined);
}

export function nameIdentifiesBy(ontology: Ontology): (kind: string) => boolean {
  return (kind) => ontology.findKind(kind)?.nameIdentifies ?? false;
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
