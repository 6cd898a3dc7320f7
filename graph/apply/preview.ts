import { contentHash, type RecordDraft, recordId } from '../../schema/record.ts';
import type { Ontology } from '../../schema/ontology.ts';
import type { Ref } from '../../schema/ref.ts';
import { identify } from '../compute/identity.ts';
import { saidTokens, touchingTokens } from '../compute/mentions.ts';
import { findStatedProblems, type StatedProblem } from '../compute/stated-identity.ts';
import type { Unresolved } from '../compute/entity-state.ts';
import type { Engine, Run } from '../engine.ts';
import { flag, optionalText, texts } from '../reads/row.ts';
import type { ApplyReport, EntityChange, EntityCounts, Ranking, RecordChange } from './apply.ts';
import { inBatches } from './batches.ts';
import { storedBodies } from './bodies.ts';
import type { Context, Difference } from './difference.ts';
import { loadIdentityRows, rowOfDraft, type StoredRow } from './identity-rows.ts';
import { createLookupKeeper } from './lookups.ts';
import { liveRows, nameIdentifiesBy } from './plan.ts';
import { absent, loadRejections } from './rejections.ts';
import { prepareSettlement, type RecordView } from './settle.ts';
import type { StoredEdge } from './stored-state.ts';
import { createUnresolved } from './unresolved.ts';
import { type RecordCounts, touchedTokens } from './write-records.ts';

/** What a change would do. */
export interface Preview extends ApplyReport {
  changes: EntityChange[];
}

/** A line of the hierarchy that a relation makes, and the records that say so. */
export interface PreviewedLine {
  relation: string;
  from: Ref;
  to: Ref;
  support: string[];
}

/** What several changes would do together. */
export interface PreviewTogether {
  /** Of each change, in the order given. An entity is told with the first of them that describes it. */
  changes: Omit<Preview, 'unresolved'>[];
  /** As `unresolved` would find it afterwards. */
  unresolved: Unresolved[];
  /** As `statedProblems` would find them afterwards. */
  problems: StatedProblem[];
  /** Current lines that are no more, and that are new or supported otherwise; dotted ones apart. */
  lines: { gone: PreviewedLine[]; put: PreviewedLine[] };
}

export interface PreviewOptions {
  engine: Engine;
  ontology: Ontology;
  ranking: Ranking;
  /** Of the change, ISO. */
  at: string;
  context: Context;
  /** Compute all entities, because the rules changed. */
  everything: boolean;
}

/** Computes what changes would do, with rows and lookups of its own, so that it may be done beside a run. Writes nothing. */
export async function previewChanges(changes: readonly RecordChange[], options: PreviewOptions) {
  const { engine, ontology, ranking, context, everything } = options;
  const rows = await loadIdentityRows(engine.read, (source) => ranking.rankOf(source));
  const heard: (RecordChange & { held: number })[] = [];
  for (const change of changes) heard.push(await withoutHeld(engine.read, change));
  const { view, counts } = layOver(rows, heard, storedBodies(engine.read), ranking);
  const keeper = createLookupKeeper(ontology);
  const stated = ranking.stated;
  const settlement = await prepareSettlement({
    engine,
    ontology,
    records: view,
    keeper,
    context,
    ranking,
    stated,
    everything,
  });
  const ownerOf = findOwner(heard, rows, settlement.plan.lookups.homeOf);
  const previews = counts.map((records): Omit<Preview, 'unresolved'> => {
    return { records, entities: { added: 0, changed: 0, removed: 0 }, changes: [] };
  });
  const touched: Unresolved[] = [];
  const lines: PreviewTogether['lines'] = { gone: [], put: [] };
  for (const refs of settlement.batches) {
    const { differences, unresolved } = await settlement.differences(refs);
    touched.push(...unresolved);
    for (const difference of differences) {
      lines.gone.push(...difference.edgesToDelete.flatMap((edge) => lineOf(edge, options.at)));
      lines.put.push(...difference.edgesToPut.flatMap((edge) => lineOf(edge, options.at)));
      const preview = previews[ownerOf(difference.ref)];
      if (preview !== undefined) tell(preview, difference);
    }
  }
  return {
    previews,
    /** Of the entities that change. */
    touched,
    lines,
    async unresolved(): Promise<Unresolved[]> {
      return createUnresolved({ read: engine.read, ontology, ranking, keeper, bodies: view.bodies })(view.rows);
    },
    problems(): StatedProblem[] {
      if (stated.same.length + stated.different.length === 0) return [];
      const rules = { nameIdentifies: nameIdentifiesBy(ontology), former: [], stated };
      return findStatedProblems(stated, identify(liveRows(view.rows, ontology), rules));
    },
  };
}

function tell(preview: Omit<Preview, 'unresolved'>, { ref, kind, fate, changes }: Difference): void {
  countEntities(preview.entities, [{ fate, changes }]);
  if (fate !== 'unchanged' && changes.length > 0) preview.changes.push({ ref, kind, fate, changes });
}

/** Counts what a reader sees; a change of provenance alone is not one. */
export function countEntities(
  counts: EntityCounts,
  differences: readonly Pick<Difference, 'fate' | 'changes'>[],
): void {
  for (const { fate, changes } of differences) if (fate !== 'unchanged' && changes.length > 0) counts[fate] += 1;
}

/** The first change with a record that describes the entity, or did; of what none describes, the last. */
function findOwner(
  changes: readonly RecordChange[],
  rows: readonly StoredRow[],
  homeOf: ReadonlyMap<string, Ref>,
): (ref: Ref) => number {
  const before = new Map(rows.map((row) => [row.id, row.entity]));
  const owners = new Map<Ref, number>();
  for (const [index, { upserts, removals }] of changes.entries()) {
    for (const id of [...upserts.map(({ draft }) => recordId(draft)), ...removals])
      for (const ref of [homeOf.get(id), before.get(id)])
        if (ref !== undefined && !owners.has(ref)) owners.set(ref, index);
  }
  return (ref) => owners.get(ref) ?? changes.length - 1;
}

function lineOf({ from, to, properties }: StoredEdge, at: string): PreviewedLine[] {
  const day = at.slice(0, 10);
  const [since = '', until = '9999'] = [optionalText(properties, 'from'), optionalText(properties, 'until')];
  if (flag(properties, 'dotted') || flag(properties, 'ended')) return [];
  if (since.slice(0, 10) > day || until.slice(0, 10) < day) return [];
  return [{ relation: String(properties.relation), from, to, support: texts(properties, 'support') }];
}

/** The change without what was taken back, which writing would not hear either. */
async function withoutHeld(run: Run, change: RecordChange): Promise<RecordChange & { held: number }> {
  if (change.rejections !== undefined) return { ...change, held: 0 };
  const ids = [...change.upserts.map(({ draft }) => recordId(draft)), ...change.removals];
  const rejected = new Map<string, string>();
  for (const batch of inBatches(ids)) for (const [id, hash] of await loadRejections(run, batch)) rejected.set(id, hash);
  const upserts = change.upserts.filter(({ draft }) => rejected.get(recordId(draft)) !== contentHash(draft));
  const removals = change.removals.filter((id) => rejected.get(id) !== absent);
  return { ...change, upserts, removals, held: ids.length - upserts.length - removals.length };
}

/** The records as they would be after changes, of which no two are about one record. */
function layOver(
  rows: readonly StoredRow[],
  changes: readonly (RecordChange & { held: number })[],
  stored: RecordView['bodies'],
  ranking: Ranking,
): { view: RecordView; counts: RecordCounts[] } {
  const before = new Map(rows.map((row) => [row.id, row]));
  const after = new Map(before);
  const drafts = new Map<string, RecordDraft>();
  const counts = changes.map(({ upserts, removals, held }) => {
    const own: RecordCounts = { added: 0, changed: 0, unchanged: held, removed: removals.length, held };
    for (const id of removals) {
      const row = before.get(id);
      if (row !== undefined) after.set(id, { ...row, removed: true, touched: touchingTokens(row) });
    }
    for (const { draft } of upserts) {
      const id = recordId(draft);
      const row = before.get(id);
      const next = rowOfDraft(draft, ranking.rankOf(draft.source), row);
      if (row?.hash === next.hash) {
        own.unchanged += 1;
        continue;
      }
      own[row === undefined ? 'added' : 'changed'] += 1;
      drafts.set(id, draft);
      const previous = row && { tokens: saidTokens(row), touched: [...row.touched] };
      after.set(id, { ...next, touched: touchedTokens(saidTokens(next), previous) });
    }
    return own;
  });
  const bodies: RecordView['bodies'] = async (ids) => {
    const found = await stored(ids.filter((id) => !drafts.has(id)));
    for (const id of ids) {
      const draft = drafts.get(id);
      if (draft !== undefined) found.set(id, draft);
    }
    return found;
  };
  return { view: { rows: after, bodies }, counts };
}
