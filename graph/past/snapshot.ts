import type { Ontology } from '../../schema/ontology.ts';
import { recordDraft, type RecordDraft } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Ranking } from '../apply/apply.ts';
import { storedBodies } from '../apply/bodies.ts';
import { compare, type Context, type Difference } from '../apply/difference.ts';
import { loadIdentityRows, rowOfDraft, type StoredRow } from '../apply/identity-rows.ts';
import { createLookupKeeper } from '../apply/lookups.ts';
import { nameIdentifiesBy } from '../apply/plan.ts';
import { loadTrust, trustKey } from '../apply/trust.ts';
import type { LiveRecord } from '../compute/claims.ts';
import { computeEntity, type Rules } from '../compute/entity-state.ts';
import { type Cluster, identify } from '../compute/identity.ts';
import { foldMerged, type MergePointer } from '../compute/merges.ts';
import { clusterTokens, splitMention } from '../compute/mentions.ts';
import { allMerges } from '../cypher/merges.ts';
import { allVersionsThen, recordTimes } from '../cypher/versions.ts';
import type { Run } from '../engine.ts';
import { map, optionalText, text, texts } from '../reads/row.ts';

/** The graph as it was at a time: the same function, over the versions of records that were live then. */
export interface Snapshot {
  /** What was computed of an entity; undefined when it was not there. */
  state(ref: Ref): Promise<Difference | undefined>;
  /** Refs of the entities of a kind. */
  ofKind(kind: string): Ref[];
  /** Entities that may say something of this one, or of which this one says something. */
  around(ref: Ref): Set<Ref>;
  merges: readonly MergePointer[];
  /** A record as it was then. */
  record(id: string): Promise<{ draft: RecordDraft; since: string } | undefined>;
}

export interface SnapshotOptions {
  read: Run;
  ontology: Ontology;
  ranking: Ranking;
  /** ISO. */
  at: string;
}

interface Version {
  draft?: RecordDraft;
  since: string;
}

/** Loads which records were live at a time. What follows from them is computed when it is asked for. */
export async function loadSnapshot({ read, ontology, ranking, at }: SnapshotOptions): Promise<Snapshot> {
  const rankOf = (source: string) => ranking.rankOf(source);
  const { rows, versions } = await liveAt(read, at, rankOf);
  const merges = await mergesAt(read, at);
  const live = rows.filter((row) => ontology.findKind(row.kind) !== undefined);
  const rules = { nameIdentifies: nameIdentifiesBy(ontology), former: [], stated: ranking.stated };
  const clusters = foldMerged(identify(live, rules), merges);
  const lookups = createLookupKeeper(ontology).at(new Map(live.map((row) => [row.id, row])), clusters);
  const byRef = new Map(clusters.map((cluster) => [cluster.ref, cluster]));
  const rowOf = new Map(live.map((row) => [row.id, row]));
  const decided = await loadTrust(read);
  const computing: Rules = {
    ontology,
    resolve: lookups.directory.resolve,
    dictionary: lookups.dictionary,
    isAuthoritative: (source, relation) => ranking.isAuthoritative(source, relation),
    trusted: (kind, name) => decided.get(trustKey(kind, name)) ?? ranking.trusted(kind, name),
  };
  const context: Context = { ontology, at, searchProperties: () => ({}) };
  const bodies = storedBodies(read);

  const recordsOf = async (ids: readonly string[]): Promise<Map<string, LiveRecord>> => {
    const found = await bodies(ids.filter((id) => versions.get(id)?.draft === undefined));
    return new Map(
      ids.flatMap((id) => {
        const draft = versions.get(id)?.draft ?? found.get(id);
        return draft === undefined ? [] : [[id, { ...draft, id, rank: rankOf(draft.source) }] as const];
      }),
    );
  };
  const compute = async (cluster: Cluster): Promise<Difference | undefined> => {
    const { ref, kind } = cluster;
    const foreignIds = lookups.findForeign(cluster);
    const records = await recordsOf([...cluster.rows.map(({ id }) => id), ...foreignIds]);
    const state = computeEntity(
      {
        ref,
        kind,
        records: cluster.rows.flatMap(({ id }) => records.get(id) ?? []),
        foreign: foreignIds.flatMap((id) => {
          const [record, home] = [records.get(id), lookups.homeOf.get(id)];
          return record === undefined || home === undefined ? [] : [{ record, ref: home }];
        }),
        keys: [...new Set(cluster.rows.flatMap((row) => row.identities))].sort(),
        formerNames: [...new Set(cluster.rows.flatMap((row) => row.formerNames ?? []))],
      },
      computing,
    );
    return compare(ref, state, undefined, context);
  };
  const computed = new Map<Ref, Promise<Difference | undefined>>();

  return {
    merges,
    ofKind: (kind) => clusters.filter((cluster) => cluster.kind === kind).map(({ ref }) => ref),
    state(ref) {
      const cluster = byRef.get(ref);
      if (cluster === undefined) return Promise.resolve(undefined);
      const known = computed.get(ref) ?? compute(cluster);
      computed.set(ref, known);
      return known;
    },
    around(ref) {
      const cluster = byRef.get(ref);
      if (cluster === undefined) return new Set();
      const found = new Set<Ref>([ref]);
      const own = [ref, ...(cluster.merged ?? [])].map((each) => `ref:${each}`);
      for (const token of [...clusterTokens(cluster.rows), ...own])
        for (const id of lookups.askingWith(token)) found.add(lookups.homeOf.get(id) ?? ref);
      for (const { id } of cluster.rows) {
        for (const mention of rowOf.get(id)?.mentions ?? []) {
          const { relation, end, token } = splitMention(mention);
          const spec = ontology.findRelation(relation);
          if (spec === undefined) continue;
          for (const other of lookups.directory.holders(token, ontology.otherKinds(spec, end, cluster.kind)))
            found.add(other);
        }
      }
      return found;
    },
    async record(id) {
      const version = versions.get(id);
      const draft = (await recordsOf([id])).get(id);
      return version === undefined || draft === undefined ? undefined : { draft, since: version.since };
    },
  };
}

async function liveAt(
  read: Run,
  at: string,
  rankOf: (source: string) => number,
): Promise<{ rows: StoredRow[]; versions: Map<string, Version> }> {
  const versions = new Map<string, Version>();
  for (const row of await read({ text: recordTimes })) {
    const since = text(row, 'since');
    if (since <= at) versions.set(text(row, 'id'), { since });
  }
  const rows = (await loadIdentityRows(read, rankOf)).filter((row) => !row.removed && versions.has(row.id));
  for (const row of await read({ text: allVersionsThen, parameters: { at } })) {
    const draft = recordDraft.parse(JSON.parse(text(row, 'body')));
    const id = text(row, 'id');
    const [ref, entity] = [optionalText(row, 'ref'), optionalText(row, 'entity')];
    versions.set(id, { draft, since: text(row, 'since') });
    rows.push({
      ...rowOfDraft(draft, rankOf(draft.source), undefined),
      formerNames: texts(row, 'formerNames'),
      ...(ref !== undefined && { ref }),
      ...(entity !== undefined && { entity }),
    });
  }
  return { rows, versions };
}

async function mergesAt(read: Run, at: string): Promise<MergePointer[]> {
  return (await read({ text: allMerges }))
    .map((row) => map(row, 'properties'))
    .filter((merge) => text(merge, 'at') <= at && (optionalText(merge, 'until') ?? '9999') > at)
    .map((merge) => ({ from: text(merge, 'merged'), into: text(merge, 'survivor') }));
}
