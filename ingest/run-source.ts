import type { ApplyReport, EntityChange } from '../graph/apply/apply.ts';
import { blankRun, runIdOf } from '../graph/run-record.ts';
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
  /** The graph is computed when other sources were read too: see fill-graph.ts, which also closes the run. */
  isSettledLater?: boolean;
  /** Stops the run between two steps. What it has written stays, and the next run goes on from there. */
  signal?: AbortSignal;
  onProgress?: (stage: 'reading' | 'writing', done: number, total: number) => void;
}

export interface RunReport extends RunRecord {
  /** Entities that a reader sees otherwise than before. */
  entities: ApplyReport['entities'];
  /** For a dry run: what would change, entity by entity. */
  changes?: EntityChange[];
  /** Another process reads the source just now, so this run did not begin. */
  isHeld?: true;
}

/** What of a report is kept in the graph. */
export function runRecordOf({
  entities: _entities,
  changes: _changes,
  isHeld: _isHeld,
  ...record
}: RunReport): RunRecord {
  return record;
}

export interface SourceRun {
  store: GraphStore;
  name: string;
  /** Opens the source. Its errors are the run's failure, not the caller's. */
  open: () => SourceReader;
  /** Largest share of a source's records that a run removes without being told to. */
  maximumRemovals: number;
  /** Of the run. Default: made from the name and the time. */
  id?: string;
  now?: () => Date;
}

/**
 * Reads one source and brings the graph up to date. Never rejects because of the source: what went wrong is in the report.
 *
 * What was removed at the source is removed only when the source was read whole; a run that would remove too much stops first.
 */
export async function runSource(
  { store, name, open, maximumRemovals, id: givenId, now = () => new Date() }: SourceRun,
  options: RunOptions = {},
): Promise<RunReport> {
  const { dryRun = false, allowRemovals = false, isSettledLater = false, signal } = options;
  const onProgress: Required<RunOptions>['onProgress'] = (...progress) => {
    signal?.throwIfAborted();
    options.onProgress?.(...progress);
  };
  const startedAt = now();
  const id = givenId ?? runIdOf(name, startedAt);
  const actor: Actor = { type: 'run', id, source: name };
  const blank = blankRun(id, name, startedAt);
  const finish = async (status: RunStatus, found: Partial<RunReport>): Promise<RunReport> => {
    const report: RunReport = {
      ...blank,
      status,
      finishedAt: now().toISOString(),
      entities: { added: 0, changed: 0, removed: 0 },
      ...found,
    };
    const isOpen = isSettledLater && isWritten(report);
    if (!dryRun && !isOpen) await store.saveRun(actor, runRecordOf(report));
    return report;
  };

  let reading: Reading;
  let fingerprint: string;
  let stored: Awaited<ReturnType<GraphStore['recordsOf']>>;
  const before = await store.source(localAdmin, name);
  const unchanged = before?.records ?? 0;
  try {
    const reader = open();
    fingerprint = await reader.fingerprint();
    if (before?.inputHash === fingerprint && !dryRun) {
      await store.saveSource(actor, { name, readAt: now().toISOString(), dropped: false });
      if (!isSettledLater) await store.settle(actor);
      return await finish('done', { unchanged });
    }
    stored = await store.recordsOf(name);
    reading = await reader.read(byPath(stored), (done, total) => onProgress('reading', done, total));
  } catch (error) {
    if (signal?.aborted === true) return finish('stopped', { message: interrupted, unchanged });
    if (!(error instanceof KikiError) || error.code === 'conflict') throw error;
    return finish('failed', { message: describeError(error), unchanged });
  }

  const present = new Set([
    ...reading.unchanged,
    ...reading.kept,
    ...reading.records.map(({ draft }) => `${name}:${draft.kind}:${draft.key}`),
  ]);
  const missing = stored.map((record) => record.id).filter((each) => !present.has(each));
  const removals = reading.isWhole ? missing : [];
  const notes = { refused: reading.refusals.map(line), refusedCount: reading.refusals.length };
  // Not one record could be read: nothing was done.
  if (reading.refusals.length > 0 && reading.records.length + reading.unchanged.length === 0)
    return finish('failed', { ...notes, unchanged: stored.length });
  if (removals.length > stored.length * maximumRemovals && !allowRemovals) {
    return finish('stopped', {
      ...notes,
      unchanged: stored.length,
      message: removalMessage(name, removals.length, stored.length),
    });
  }
  const change = { upserts: reading.records, removals, isSettledLater };
  let applied: ApplyReport;
  try {
    applied = dryRun
      ? await store.preview(change)
      : await store.apply(actor, change, (done, total) => onProgress('writing', done, total));
  } catch (error) {
    if (signal?.aborted === true) return await finish('stopped', { ...notes, message: interrupted });
    throw error;
  }
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
    warnings: reading.warnings.map(line),
    ...('changes' in applied && { changes: applied.changes as EntityChange[] }),
    ...(missing.length > removals.length && { message: keptMessage(missing.length, reading.refusals) }),
  });
}

/** Whether a run brought its source's records up to date. */
export function isWritten({ status, isHeld }: RunReport): boolean {
  return isHeld !== true && (status === 'done' || status === 'partly');
}

export const interrupted = 'Kiki was stopped before the source was read to its end; the next run goes on';

function byPath(stored: readonly { id: string; path: string; inputHash?: string }[]): KnownRecords {
  const known = new Map<string, { id: string; inputHash?: string }[]>();
  for (const record of stored) {
    const others = known.get(record.path);
    if (others === undefined) known.set(record.path, [record]);
    else others.push(record);
  }
  return known;
}

function line({ where, reason }: Refusal): string {
  return `${where}: ${reason}`;
}

function removalMessage(name: string, removals: number, stored: number): string {
  const share = Math.round((100 * removals) / stored);
  return `The run would remove ${removals} of ${stored} records (${share} %), so it stopped and changed nothing. If they are really gone: kiki ingest ${name} --allow-removals`;
}

/** Names the first files that are to be mended, so that the note leads somewhere. */
function keptMessage(missing: number, refusals: readonly Refusal[]): string {
  const files = [...new Set(refusals.map(({ where }) => where.replace(/[:#]\d+$/, '')))];
  const named = files.slice(0, 3).join(', ') + (files.length > 3 ? ` and ${files.length - 3} more` : '');
  const seen = missing === 1 ? '1 record was not seen and is kept' : `${missing} records were not seen and are kept`;
  return `${seen}, because not all of the source could be read (${named})`;
}
