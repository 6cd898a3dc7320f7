import type { Ontology } from '../../schema/ontology.ts';
import { type Cluster, identify, type IdentityRow } from '../compute/identity.ts';
import { createDirectory } from '../compute/mentions.ts';
import { foldMerged } from '../compute/merges.ts';
import type { Unresolved } from '../compute/entity-state.ts';
import { findStatedProblems, type StatedProblem } from '../compute/stated-identity.ts';
import type { Engine } from '../engine.ts';
import type { Ranking } from './apply.ts';
import { inBatches } from './batches.ts';
import { storedBodies } from './bodies.ts';
import { loadIdentityRows } from './identity-rows.ts';
import { loadMerges } from './merges.ts';

/** What is wrong with what kiki.yaml says about identity. Looks at all records, if it says anything. */
export async function checkStatedIdentity(
  engine: Engine,
  ontology: Ontology,
  ranking: Ranking,
): Promise<StatedProblem[]> {
  const { same, different } = ranking.stated;
  if (same.length + different.length === 0) return [];
  const clusters = clustersOf(await liveRows(engine, ontology, ranking), ontology, ranking);
  return findStatedProblems(ranking.stated, clusters);
}

async function liveRows(engine: Engine, ontology: Ontology, ranking: Ranking): Promise<IdentityRow[]> {
  const rows = await loadIdentityRows(engine.read, (source) => ranking.rankOf(source));
  return rows.filter((row) => !row.removed && ontology.findKind(row.kind) !== undefined);
}

function clustersOf(rows: readonly IdentityRow[], ontology: Ontology, { stated }: Ranking): Cluster[] {
  const nameIdentifies = (kind: string) => ontology.findKind(kind)?.nameIdentifies ?? false;
  return identify(rows, { nameIdentifies, former: [], stated });
}

/** Everything that records point at and no source describes, or that could be several. */
export async function findUnresolved(engine: Engine, ontology: Ontology, ranking: Ranking): Promise<Unresolved[]> {
  const rows = await liveRows(engine, ontology, ranking);
  const merges = await loadMerges(engine.read);
  const { resolve } = createDirectory(foldMerged(clustersOf(rows, ontology, ranking), merges));
  const bodies = storedBodies(engine.read);
  const found: Unresolved[] = [];
  for (const batch of inBatches(rows.filter(({ mentions }) => mentions.length > 0).map(({ id }) => id))) {
    for (const [record, draft] of await bodies(batch)) {
      for (const claim of draft.claims) {
        if (claim.about !== 'relation' || claim.not) continue;
        const spec = ontology.findRelation(claim.relation);
        if (spec === undefined) continue;
        const resolution = resolve(claim.other, draft.source, ontology.otherKinds(spec, claim.end, draft.kind));
        if ('found' in resolution) continue;
        found.push({
          record,
          relation: claim.relation,
          mention: claim.other,
          candidates: 'ambiguous' in resolution ? resolution.ambiguous : [],
        });
      }
    }
  }
  return found;
}
