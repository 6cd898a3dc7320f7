import { KikiError } from '../../schema/errors.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { RecordDraft } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import type { StatedIdentity } from '../../schema/stated-identity.ts';
import type { LiveRecord } from '../compute/claims.ts';
import { computeEntity, type EntityState, type Rules, type Unresolved } from '../compute/entity-state.ts';
import type { Cluster } from '../compute/identity.ts';
import type { Engine } from '../engine.ts';
import { text } from '../reads/row.ts';
import { isStopWord, stem, words } from '../text/analyse.ts';
import { inBatches } from './batches.ts';
import type { Ranking } from './apply.ts';
import { loadTrust, trustKey } from './trust.ts';
import { compare, type Context, type Difference } from './difference.ts';
import { loadFormer } from './former.ts';
import type { StoredRow } from './identity-rows.ts';
import { loadMerges } from './merges.ts';
import type { LookupKeeper, Lookups } from './lookups.ts';
import { type Plan, planSettlement } from './plan.ts';
import { loadSubjects, subjectsOfEdges } from './stored-state.ts';

/** Records to compute from: those of the store, or those with a change laid over that is not written. */
export interface RecordView {
  /** By their ids. */
  rows: ReadonlyMap<string, StoredRow>;
  bodies(ids: readonly string[]): Promise<Map<string, RecordDraft>>;
}

export interface SettleInput {
  engine: Engine;
  ontology: Ontology;
  records: RecordView;
  keeper: LookupKeeper;
  context: Context;
  ranking: Pick<Ranking, 'isAuthoritative' | 'trusted'>;
  stated: StatedIdentity;
  /** Compute all entities, because the rules changed. */
  everything: boolean;
}

export interface Settlement {
  plan: Plan;
  /** Subjects to compute, in batches: `differences` computes one batch. */
  batches: Ref[][];
  differences(refs: readonly Ref[]): Promise<{ differences: Difference[]; unresolved: Unresolved[] }>;
}

/** Entities computed and written at a time. */
const batchSize = 400;
/** From this many changed names on, all prose is searched for names instead of asking the index for each. */
const manyNames = 200;

/** Works out what has to be computed after records changed. Computes and writes nothing yet. */
export async function prepareSettlement(input: SettleInput): Promise<Settlement> {
  const { engine, ontology, records } = input;
  const former = await loadFormer(engine.read);
  const merges = await loadMerges(engine.read);
  const { keeper, stated, everything } = input;
  const plan = planSettlement(records.rows, { former, merges, ontology, keeper, stated, everything });
  for (const refs of inBatches([...plan.affectedRefs])) {
    for (const ref of await subjectsOfEdges(engine.read, refs, plan.affected, ontology)) plan.dirty.add(ref);
  }
  for (const ref of await prosesNaming(engine, plan)) plan.dirty.add(ref);

  const { directory, dictionary, findForeign, homeOf } = plan.lookups;
  const decided = await loadTrust(engine.read);
  const rules: Rules = {
    ontology,
    resolve: directory.resolve,
    dictionary,
    isAuthoritative: (source, relation) => input.ranking.isAuthoritative(source, relation),
    trusted: (kind, name) => decided.get(trustKey(kind, name)) ?? input.ranking.trusted(kind, name),
  };
  return {
    plan,
    batches: inBatches([...plan.dirty].sort(), batchSize),
    async differences(refs) {
      const stored = await loadSubjects(engine.read, refs, ontology);
      const live = await loadLive(refs, plan, records);
      const unresolved: Unresolved[] = [];
      const differences = refs.flatMap((ref) => {
        const cluster = plan.clusters.get(ref);
        const before = stored.get(ref);
        const state =
          cluster &&
          compute(cluster, {
            live,
            findForeign,
            homeOf,
            rules,
          });
        unresolved.push(...(state?.unresolved ?? []));
        return compare(ref, state, before, input.context) ?? [];
      });
      return { differences, unresolved };
    },
  };
}

interface ComputeInput {
  live: ReadonlyMap<string, LiveRecord>;
  findForeign: Lookups['findForeign'];
  homeOf: ReadonlyMap<string, Ref>;
  rules: Rules;
}

function compute(cluster: Cluster, { live, findForeign, homeOf, rules }: ComputeInput): EntityState | undefined {
  const { ref, kind, rows } = cluster;
  const records = rows.flatMap((row) => live.get(row.id) ?? []);
  const foreign = findForeign(cluster).flatMap((id) => {
    const [record, home] = [live.get(id), homeOf.get(id)];
    return record === undefined || home === undefined ? [] : [{ record, ref: home }];
  });
  const keys = [...new Set(rows.flatMap((row) => row.identities))].sort();
  const formerNames = [...new Set(rows.flatMap((row) => row.formerNames ?? []))];
  return computeEntity({ ref, kind, records, foreign, keys, formerNames }, rules);
}

async function loadLive(refs: readonly Ref[], plan: Plan, records: RecordView): Promise<Map<string, LiveRecord>> {
  const { findForeign } = plan.lookups;
  const clusters = refs.flatMap((ref) => plan.clusters.get(ref) ?? []);
  const ids = new Set(clusters.flatMap((cluster) => [...cluster.rows.map((row) => row.id), ...findForeign(cluster)]));
  const live = new Map<string, LiveRecord>();
  for (const [id, draft] of await records.bodies([...ids])) {
    const row = records.rows.get(id);
    if (row !== undefined) live.set(id, { ...draft, id, rank: row.rank });
  }
  return live;
}

/** Entities whose prose has a name that newly means something, or no longer does. */
async function prosesNaming(engine: Engine, { changedNames }: Plan): Promise<Set<Ref>> {
  const searchable = [...changedNames]
    .map((name) =>
      words(name)
        .filter((word) => !isStopWord(word))
        .map(stem),
    )
    .filter((terms) => terms.length > 0);
  const found = new Set<Ref>();
  if (searchable.length <= manyNames) {
    for (const terms of searchable) for (const ref of await engine.text.containing(terms)) found.add(ref);
    return found;
  }
  for (const row of await engine.read({ text: 'MATCH (p:Passage {card: false}) RETURN DISTINCT p.ref AS ref' }))
    found.add(text(row, 'ref'));
  return found;
}

/** Whether an error says that someone else changed the graph: then the work is planned again. */
export function isConflict(error: unknown): boolean {
  return error instanceof KikiError && error.code === 'conflict';
}
