import type { Ontology } from '../../schema/ontology.ts';
import { identify } from '../compute/identity.ts';
import { createDirectory } from '../compute/mentions.ts';
import { foldMerged } from '../compute/merges.ts';
import type { Unresolved } from '../compute/entity-state.ts';
import type { Engine } from '../engine.ts';
import { inBatches } from './batches.ts';
import { storedBodies } from './bodies.ts';
import { loadIdentityRows } from './identity-rows.ts';
import { loadMerges } from './merges.ts';

/** Everything that records point at and no source describes, or that could be several. */
export async function findUnresolved(
  engine: Engine,
  ontology: Ontology,
  rankOf: (source: string) => number,
): Promise<Unresolved[]> {
  const rows = (await loadIdentityRows(engine.read, rankOf)).filter(
    (row) => !row.removed && ontology.findKind(row.kind) !== undefined,
  );
  const nameIdentifies = (kind: string) => ontology.findKind(kind)?.nameIdentifies ?? false;
  const merges = await loadMerges(engine.read);
  const { resolve } = createDirectory(foldMerged(identify(rows, { nameIdentifies, former: [] }), merges));
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
