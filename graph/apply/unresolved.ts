import type { Ontology } from '../../schema/ontology.ts';
import type { RecordDraft } from '../../schema/record.ts';
import type { Unresolved } from '../compute/entity-state.ts';
import { identify } from '../compute/identity.ts';
import type { Resolve } from '../compute/mentions.ts';
import { findStatedProblems, type StatedProblem } from '../compute/stated-identity.ts';
import { foldMerged } from '../compute/merges.ts';
import type { Engine, Run } from '../engine.ts';
import type { Ranking } from './apply.ts';
import { inBatches } from './batches.ts';
import { storedBodies } from './bodies.ts';
import { loadFormer } from './former.ts';
import { loadIdentityRows, type StoredRow } from './identity-rows.ts';
import type { LookupKeeper } from './lookups.ts';
import { loadMerges } from './merges.ts';
import { liveRows, nameIdentifiesBy } from './plan.ts';
import type { RecordView } from './settle.ts';

/** What is wrong with what kiki.yaml says about identity. Looks at all records, if it says anything. */
export async function checkStatedIdentity(
  engine: Engine,
  ontology: Ontology,
  ranking: Ranking,
): Promise<StatedProblem[]> {
  const { stated } = ranking;
  if (stated.same.length + stated.different.length === 0) return [];
  const all = await loadIdentityRows(engine.read, (source) => ranking.rankOf(source));
  const rows = liveRows(new Map(all.map((row) => [row.id, row])), ontology);
  return findStatedProblems(stated, identify(rows, { nameIdentifies: nameIdentifiesBy(ontology), former: [], stated }));
}

/**
 * Finds everything that records point at and no source describes, or that could be several. What was found is kept, and the next
 * time only those records are read of which it may have changed.
 */
export function createUnresolved({
  read,
  ontology,
  ranking,
  keeper,
  bodies = storedBodies(read),
}: {
  read: Run;
  ontology: Ontology;
  ranking: Pick<Ranking, 'stated'>;
  keeper: LookupKeeper;
  /** Default: as they are stored. */
  bodies?: RecordView['bodies'];
}): (rows: ReadonlyMap<string, StoredRow>) => Promise<Unresolved[]> {
  const found = new Map<string, Unresolved[]>();
  /** Still to be looked at, also when reading failed the last time. */
  const changed = new Set<string>();
  return async (rows) => {
    const merges = await loadMerges(read);
    const live = liveRows(rows, ontology);
    // With the former ones as for a change, so that the next change finds identity decided.
    const former = await loadFormer(read);
    const rules = { nameIdentifies: nameIdentifiesBy(ontology), former, stated: ranking.stated };
    const clusters = foldMerged(keeper.identify(live, rules), merges);
    const { directory } = keeper.at(rows, clusters);
    for (const id of keeper.takeChanged()) changed.add(id);
    for (const id of changed) found.delete(id);
    const asking = live.filter(({ id, mentions }) => changed.has(id) && mentions.length > 0);
    for (const batch of inBatches(asking.map(({ id }) => id))) {
      for (const [record, draft] of await bodies(batch)) {
        const open = unresolvedOf(record, draft, directory.resolve, ontology);
        if (open.length > 0) found.set(record, open);
      }
    }
    changed.clear();
    return live.flatMap(({ id }) => found.get(id) ?? []);
  };
}

function unresolvedOf(record: string, draft: RecordDraft, resolve: Resolve, ontology: Ontology): Unresolved[] {
  return draft.claims.flatMap((claim) => {
    if (claim.about !== 'relation' || claim.not) return [];
    const spec = ontology.findRelation(claim.relation);
    if (spec === undefined) return [];
    const resolution = resolve(claim.other, draft.source, ontology.otherKinds(spec, claim.end, draft.kind));
    if ('found' in resolution) return [];
    const candidates = 'ambiguous' in resolution ? resolution.ambiguous : [];
    return [{ record, relation: claim.relation, mention: claim.other, candidates }];
  });
}
