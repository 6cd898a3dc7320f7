import { randomUUID } from 'node:crypto';
import type { ApplyReport, EntityChange } from '../graph/apply/apply.ts';
import type { Unresolved } from '../graph/compute/entity-state.ts';
import type { GraphStore, RunRecord, RunStatus } from '../graph/store.ts';
import type { Actor } from '../schema/actor.ts';
import { describeError, KikiError } from '../schema/errors.ts';
import { localAdmin } from '../schema/viewer.ts';
import type { KnownRecords, Reading, Refusal, SourceReader } from './reading.ts';

export interface RunOptions {
  /** Say what would change, and write nothing. */
  dryRun?: boolean;
  /** Remove however much is gone. */
  allowRemovals?: boolean;
  onProgress?: (stage: 'reading' | 'writing', done: number, total: number) => void;
}

export interface RunReport extends RunRecord {
  /** Entities that a reader sees otherwise than before. */
  entities: ApplyReport['entities'];
  /** For a dry run: what would change, entity by entity. */
  changes?: EntityChange[];
}

export interface SourceRun {
  store: GraphStore;
  name: string;
  /** Opens the source. Its errors are the run's failure, not the caller's. */
  open: () => SourceReader;
  /** Largest share of a source's records that a run removes without being told to. */
  maximumRemovals: number;
  now?: () => Date;
}

/**
 * Reads one source and brings the graph up to date. Never rejects because of the source: what went wrong is in the report.
 *
 * What was removed at the source is removed only when the source was read whole; a run that would remove too much stops first.
 */
export async function runSource(
  { store, name, open, maximumRemovals, now = () => new Date() }: SourceRun,
  options: RunOptions = {},
): Promise<RunReport> {
  const { dryRun = false, allowRemovals = false, onProgress = () => undefined } = options;
  const startedAt = now().toISOString();
  const id = `${startedAt}-${name}-${randomUUID().slice(0, 8)}`;
  const actor: Actor = { type: 'run', id, source: name };
  const blank = {
    id,
    source: name,
    startedAt,
    added: 0,
    changed: 0,
    unchanged: 0,
    removed: 0,
    refused: [],
    refusedCount: 0,
    warnings: [],
  };
  const finish = async (status: RunStatus, found: Partial<RunReport>): Promise<RunReport> => {
    const report: RunReport = {
      ...blank,
      status,
      finishedAt: now().toISOString(),
      entities: { added: 0, changed: 0, removed: 0 },
      ...found,
    };
    if (!dryRun) {
      const { entities: _entities, changes: _changes, ...record } = report;
      await store.saveRun(actor, record);
    }
    return report;
  };

  let reading: Reading;
  let fingerprint: string;
  const stored = await store.recordsOf(name);
  try {
    const reader = open();
    fingerprint = await reader.fingerprint();
    const before = (await store.sources(localAdmin)).find((source) => source.name === name);
    if (before?.inputHash === fingerprint && !dryRun) {
      await store.saveSource(actor, { name, readAt: now().toISOString(), dropped: false });
      await store.settle(actor);
      return await finish('done', { unchanged: stored.length });
    }
    if (!dryRun) await store.saveRun(actor, { ...blank, status: 'running' });
    reading = await reader.read(byPath(stored), (done, total) => onProgress('reading', done, total));
  } catch (error) {
    if (!(error instanceof KikiError) || error.code === 'conflict') throw error;
    return finish('failed', { message: describeError(error), unchanged: stored.length });
  }

  const present = new Set([
    ...reading.unchanged,
    ...reading.kept,
    ...reading.records.map(({ draft }) => `${name}:${draft.kind}:${draft.key}`),
  ]);
  const missing = stored.map((record) => record.id).filter((each) => !present.has(each));
  const removals = reading.isWhole ? missing : [];
  const notes = { refused: reading.refusals.map(line), refusedCount: reading.refusals.length };
  if (removals.length > stored.length * maximumRemovals && !allowRemovals) {
    return finish('stopped', {
      ...notes,
      unchanged: stored.length,
      message: removalMessage(name, removals.length, stored.length),
    });
  }
  const change = { upserts: reading.records, removals };
  const applied = dryRun
    ? await store.preview(change)
    : await store.apply(actor, change, (done, total) => onProgress('writing', done, total));
  const isPartly = reading.refusals.length > 0;
  if (!dryRun)
    await store.saveSource(actor, {
      name,
      dropped: false,
      readAt: now().toISOString(),
      ...(isPartly ? { inputHash: '' } : { inputHash: fingerprint }),
    });
  return finish(isPartly ? 'partly' : 'done', {
    ...notes,
    ...applied.records,
    unchanged: applied.records.unchanged + reading.unchanged.length + reading.kept.length,
    entities: applied.entities,
    warnings: [
      ...reading.warnings.map(line),
      ...unresolvedWarnings(applied.unresolved.filter(({ record }) => record.startsWith(`${name}:`))),
    ],
    ...('changes' in applied && { changes: applied.changes as EntityChange[] }),
    ...(missing.length > removals.length && { message: keptMessage(missing.length) }),
  });
}

function byPath(stored: readonly { id: string; path: string; fileHash?: string }[]): KnownRecords {
  const known = new Map<string, { id: string; fileHash?: string }[]>();
  for (const record of stored) known.set(record.path, [...(known.get(record.path) ?? []), record]);
  return known;
}

function line({ where, reason }: Refusal): string {
  return `${where}: ${reason}`;
}

function removalMessage(name: string, removals: number, stored: number): string {
  const share = Math.round((100 * removals) / stored);
  return `The run would remove ${removals} of ${stored} records (${share} %), so it stopped and changed nothing. If they are really gone: kiki ingest ${name} --allow-removals`;
}

function keptMessage(missing: number): string {
  return `${missing} records were not seen and are kept, because not all of the source could be read`;
}

/** Things that are pointed at and not there, the most wanted first. */
function unresolvedWarnings(unresolved: readonly Unresolved[]): string[] {
  const wanted = new Map<string, { count: number; example: string; candidates: readonly string[] }>();
  for (const { record, relation, mention, candidates } of unresolved) {
    const token = `${relation} "${mention.value}"`;
    const known = wanted.get(token);
    if (known === undefined) wanted.set(token, { count: 1, example: record, candidates });
    else known.count += 1;
  }
  return [...wanted]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([token, { count, example, candidates }]) => {
      const why =
        candidates.length === 0 ? 'no source describes it' : `it could be ${candidates.slice(0, 4).join(', ')}`;
      return `${token}: ${why} (${count === 1 ? example : `${count} times, first in ${example}`})`;
    });
}
