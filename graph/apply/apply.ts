import { createHash } from 'node:crypto';
import type { Actor, RunActor } from '../../schema/actor.ts';
import type { Change } from '../../schema/entity.ts';
import type { Ontology } from '../../schema/ontology.ts';
import { contentHash, recordDraft, type RecordDraft, recordId } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import type { StatedIdentity } from '../../schema/stated-identity.ts';
import type { Unresolved } from '../compute/entity-state.ts';
import { addSubjects, meta, setRules } from '../cypher/subjects.ts';
import type { Engine, Run } from '../engine.ts';
import { map, optionalText } from '../reads/row.ts';
import { type ActorOf, attribute, countsOf, groupByActor, reportOf, type Settled } from './attribution.ts';
import { inBatches, runOverList } from './batches.ts';
import { storedBodies } from './bodies.ts';
import type { Context } from './difference.ts';
import { createIdentityCache, type IdentityCache } from './identity-cache.ts';
import type { StoredRow } from './identity-rows.ts';
import { createLookupKeeper, type LookupKeeper } from './lookups.ts';
import { countEntities, type Preview, previewChanges, type PreviewTogether } from './preview.ts';
import { loadAllRejections } from './rejections.ts';
import { removeBareSubjects } from './remove-bare.ts';
import { isConflict, prepareSettlement, type RecordView, type SettleInput } from './settle.ts';
import { createUnresolved } from './unresolved.ts';
import { writeDifferences } from './write-difference.ts';
import {
  finishRecords,
  type ReadRecord,
  type RecordCounts,
  type RecordsToWrite,
  writeRecords,
} from './write-records.ts';
import { textForm } from '../text/searched.ts';

/** The sources in the order of trust, and for which relations each gives whole lists. */
export interface Ranking {
  rankOf(source: string): number;
  isAuthoritative(source: string, relation: string): boolean;
  /** Sources that go before others for a field or relation of a kind, best first. */
  trusted(kind: string, name: string): readonly string[];
  /** Which things kiki.yaml says are one, and which are not. */
  stated: StatedIdentity;
  /** Equal for two rankings exactly when they rank the same. */
  fingerprint: string;
}

/** A change of records, from a run or an edit. */
export interface RecordChange extends RecordsToWrite {
  /** Why, for the history. */
  reason?: string | undefined;
  /** The graph is not computed from it yet: `settleTogether` follows. */
  isSettledLater?: boolean | undefined;
}

export interface EntityChange {
  ref: Ref;
  kind: string;
  fate: 'added' | 'changed' | 'removed';
  changes: Change[];
}

/** Entities that a reader sees otherwise than before. */
export interface EntityCounts {
  added: number;
  changed: number;
  removed: number;
}

export interface ApplyReport {
  records: RecordCounts;
  entities: EntityCounts;
  /** Things that records point at and no source describes, or that could be several. */
  unresolved: Unresolved[];
}

export interface Progress {
  (done: number, total: number): void;
}

export interface Applier {
  /** Writes a change of records and computes the graph anew where it matters. Safe to repeat after a crash at any moment. */
  apply(actor: Actor, change: RecordChange, onProgress?: Progress): Promise<ApplyReport>;
  /** What `apply` would do, in full; writes nothing. */
  preview(change: RecordChange): Promise<Preview>;
  /** What `apply` of several changes would do, with what would then be odd about the graph as a whole; writes nothing. */
  previewTogether(changes: readonly RecordChange[]): Promise<PreviewTogether>;
  /** Everything that records point at and no source describes, or that could be several. Not beside `apply` or `settle`. */
  unresolved(): Promise<Unresolved[]>;
  /** Finishes what a crash left, and computes everything anew when the rules changed. */
  settle(actor: Actor, onProgress?: Progress): Promise<ApplyReport>;
  /**
   * Computes the graph once from what several runs wrote. In the history, each entity is the work of the first of them that describes it.
   *
   * @returns what is each run's, in the order given
   */
  settleTogether(runs: readonly RunActor[], onProgress?: Progress): Promise<EntityCounts[]>;
}

export interface ApplierOptions {
  engine: Engine;
  ontology: Ontology;
  ranking: Ranking;
  memory: Memory;
  now: () => Date;
}

interface SettlementOrder {
  actorOf: ActorOf;
  reason: string | undefined;
  at: string;
  /** Of the graph from which the settlement was computed. */
  version: number;
  /** Gets the subjects that are there before anything is known of them. */
  planned: Set<Ref>;
}

/** What is kept of the graph between changes. One for all appliers of a process, of which only one works at a time. */
export interface Memory {
  cache: IdentityCache;
  keeper: LookupKeeper;
  findUnresolved: ReturnType<typeof createUnresolved>;
}

export function createMemory({
  engine,
  ontology,
  ranking,
}: Pick<ApplierOptions, 'engine' | 'ontology' | 'ranking'>): Memory {
  const keeper = createLookupKeeper(ontology);
  return {
    cache: createIdentityCache(engine, (source) => ranking.rankOf(source)),
    keeper,
    findUnresolved: createUnresolved({ read: engine.read, ontology, ranking, keeper }),
  };
}

/** Part of what is computed changed its meaning: raise it, and every graph is computed anew once. */
const computeVersion = 2;

export function createApplier({ engine: database, ontology, ranking, memory, now }: ApplierOptions): Applier {
  const { cache, keeper, findUnresolved } = memory;
  const engine = cache.following(database);
  const rules = createHash('sha256')
    .update(JSON.stringify([computeVersion, textForm, ranking.fingerprint, ontology.kinds, ontology.relations]))
    .digest('hex');
  const contextAt = (at: string): Context => ({
    ontology,
    at,
    searchProperties: (document) => engine.text.properties(document),
  });
  const input = (
    records: RecordView,
    { at, keeper: lookups, everything }: { at: string; keeper: LookupKeeper; everything: boolean },
  ): SettleInput => ({
    engine,
    ontology,
    records,
    keeper: lookups,
    context: contextAt(at),
    ranking,
    stated: ranking.stated,
    everything,
  });

  /**
   * Leaves out records that say what they said, without asking the database for each. What a person took back is looked at when
   * it is written, and a guarded change as a whole.
   */
  const sift = async (change: RecordChange): Promise<{ fresh: readonly ReadRecord[]; unchanged: number }> => {
    const { upserts, guards, rejections } = change;
    if (guards !== undefined || rejections !== undefined || upserts.length === 0)
      return { fresh: upserts, unchanged: 0 };
    const { rows } = await cache.load();
    const rejected = await loadAllRejections(engine.read);
    const fresh = upserts.filter(({ draft, inputHash }) => {
      const id = recordId(draft);
      const row = rows.get(id);
      if (row === undefined || row.removed || rejected.has(id) || row.inputHash !== inputHash) return true;
      return row.hash !== contentHash(draft);
    });
    return { fresh, unchanged: upserts.length - fresh.length };
  };

  /** @param runs that are known, by their ids */
  const settleAll = async (
    actor: Actor,
    {
      reason,
      written = [],
      runs = new Map(),
    }: { reason?: string | undefined; written?: readonly ReadRecord[]; runs?: Map<string, RunActor> },
    onProgress: Progress,
  ): Promise<Settled> => {
    const drafts = new Map(written.map(({ draft }) => [recordId(draft), draft]));
    const total: Settled = { entities: new Map(), unresolved: [] };
    const planned = new Set<Ref>();
    let isReplanned = false;
    for (;;) {
      const { rows, version, meta } = await cache.load();
      const rulesChanged = optionalText(meta, 'rules') !== rules;
      const waiting = [...rows.values()].filter((row) => row.pending || row.removed);
      if (waiting.length === 0 && !rulesChanged) {
        if (isReplanned) await removeBareSubjects(engine, planned);
        return total;
      }
      const at = now().toISOString();
      const view = { rows, bodies: bodiesBeside(drafts, rows, storedBodies(engine.read)) };
      const settlement = await prepareSettlement(input(view, { at, keeper, everything: rulesChanged }));
      const { homeOf } = settlement.plan.lookups;
      const actorOf = await attribute(engine.read, waiting, { actor, runs, homeOf });
      try {
        await writeSettlement(settlement, { actorOf, reason, at, version, planned }, total, onProgress);
      } catch (error) {
        if (!isConflict(error)) throw error;
        isReplanned = true; // someone else wrote meanwhile: plan again from what is there now
        continue;
      }
      const ids = (removed: boolean) => waiting.filter((row) => row.removed === removed).map(({ id }) => id);
      cache.writing(waiting.map(({ id }) => id));
      await finishRecords(engine, { removed: ids(true), written: ids(false) }, at);
      if (rulesChanged) await engine.write((run) => run({ text: setRules, parameters: { rules } }));
    }
  };

  const writeSettlement = async (
    settlement: Awaited<ReturnType<typeof prepareSettlement>>,
    { actorOf, reason, at, version, planned }: SettlementOrder,
    total: Settled,
    onProgress: Progress,
  ): Promise<void> => {
    const { plan, batches, differences } = settlement;
    // An edge may lead to an entity of a later batch, so every end is there first; readers do not see a bare one.
    const linked = new Set([...plan.lookups.rows.values()].map(({ entity }) => entity));
    const present = [...plan.dirty].filter((ref) => plan.clusters.has(ref) && !linked.has(ref));
    for (const ref of present) planned.add(ref);
    for (const refs of inBatches(present)) await engine.write((run) => runOverList(run, addSubjects, 'refs', refs));
    let expectedVersion = version;
    let done = 0;
    // While the database writes one batch, the next is computed: neither looks at what the other is about.
    let next = batches[0] && differences(batches[0]);
    try {
      for (const [index, refs] of batches.entries()) {
        if (next === undefined) break;
        const computed = await next;
        const following = batches[index + 1];
        next = following && differences(following);
        next?.catch(() => undefined); // told when its turn comes; writing this batch may fail first
        const wanted = new Set(refs);
        const rehomed = new Map([...plan.rehomed].filter(([, { entity }]) => wanted.has(entity)));
        const effective = computed.differences.filter(({ fate }) => fate !== 'unchanged');
        if (effective.length > 0 || rehomed.size > 0) {
          cache.writing(rehomed.keys());
          expectedVersion = await writeDifferences(engine, {
            actorOf,
            reason,
            at,
            differences: effective,
            rehomed,
            expectedVersion,
          });
        }
        for (const [who, own] of groupByActor(effective, actorOf)) countEntities(countsOf(total.entities, who), own);
        total.unresolved.push(...computed.unresolved);
        done += refs.length;
        onProgress(done, plan.dirty.size);
      }
    } finally {
      await next?.catch(() => undefined); // nothing is still reading when this ends
    }
  };

  const previewed = async (changes: readonly RecordChange[]) => {
    const { rulesChanged } = await readMeta(engine.read, rules);
    const at = now().toISOString();
    const upserted = changes.map((change) => ({ ...change, upserts: change.upserts.map(checked) }));
    const options = { engine, ontology, ranking, at, context: contextAt(at), everything: rulesChanged };
    return previewChanges(upserted, options);
  };

  return {
    async apply(actor, change, onProgress = () => undefined) {
      const { fresh, unchanged } = await sift(change);
      const upserts = fresh.map(checked);
      cache.writing([...upserts.map(({ draft }) => recordId(draft)), ...change.removals]);
      const records = await writeRecords(engine, { ...change, upserts }, { actor, at: now().toISOString() });
      const total = { ...records, unchanged: records.unchanged + unchanged };
      if (change.isSettledLater === true) return { records: total, ...emptyReport() };
      const settled = await settleAll(actor, { reason: change.reason, written: upserts }, onProgress);
      return { records: total, ...reportOf(settled) };
    },
    async unresolved() {
      return findUnresolved((await cache.load()).rows);
    },
    async settle(actor, onProgress = () => undefined) {
      return {
        records: nothing(),
        ...reportOf(await settleAll(actor, {}, onProgress)),
      };
    },
    async settleTogether(runs, onProgress = () => undefined) {
      const last = runs.at(-1);
      if (last === undefined) return [];
      const { entities } = await settleAll(last, { runs: new Map(runs.map((run) => [run.id, run])) }, onProgress);
      return runs.map((run) => countsOf(entities, run));
    },
    async preview(change) {
      const { previews, touched } = await previewed([change]);
      const [preview = { records: nothing(), ...emptyReport(), changes: [] }] = previews;
      return { ...preview, unresolved: touched };
    },
    async previewTogether(changes) {
      const { previews, lines, ...after } = await previewed(changes);
      return { changes: previews, lines, unresolved: await after.unresolved(), problems: after.problems() };
    },
  };
}

function nothing(): RecordCounts {
  return { added: 0, changed: 0, unchanged: 0, removed: 0, held: 0 };
}

/** Bodies of records, of which some are at hand as they were written. */
function bodiesBeside(
  drafts: ReadonlyMap<string, RecordDraft>,
  rows: ReadonlyMap<string, StoredRow>,
  stored: RecordView['bodies'],
): RecordView['bodies'] {
  const atHand = (id: string) => {
    const draft = drafts.get(id);
    return draft !== undefined && rows.get(id)?.hash === contentHash(draft) ? draft : undefined;
  };
  return async (ids) => {
    const found = await stored(ids.filter((id) => atHand(id) === undefined));
    for (const id of ids) {
      const draft = atHand(id);
      if (draft !== undefined) found.set(id, draft);
    }
    return found;
  };
}

function emptyReport(): Omit<ApplyReport, 'records'> {
  return { entities: { added: 0, changed: 0, removed: 0 }, unresolved: [] };
}

function checked({ draft, inputHash }: ReadRecord): ReadRecord {
  return { draft: recordDraft.parse(draft), inputHash };
}

async function readMeta(run: Run, rules: string): Promise<{ rulesChanged: boolean }> {
  const [row] = await run({ text: meta });
  const properties = map(row ?? {}, 'properties');
  return { rulesChanged: optionalText(properties, 'rules') !== rules };
}
