import type { ApplyReport, EntityChange, RecordChange } from '../graph/apply/apply.ts';
import { blankRun, runIdOf } from '../graph/run-record.ts';
import type { GraphStore, RunRecord, RunStatus } from '../graph/store.ts';
import type { Actor } from '../schema/actor.ts';
import { describeError, KikiError } from '../schema/errors.ts';
import { localAdmin } from '../schema/viewer.ts';
import type { KnownRecords, Reading, Refusal, SourceReader } from './reading.ts';

export interface RunOptions {
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
  /** Of a preview: what would change, entity by entity. */
  changes?: EntityChange[];
  /** Those of its warnings that an earlier run told too: what they are of was not read again. */
  earlier?: readonly string[];
  /** Another process reads the source just now, so this run did not begin. */
  isHeld?: true;
}

/** What of a report is kept in the graph. */
export function runRecordOf({
  entities: _entities,
  changes: _changes,
  isHeld: _isHeld,
  earlier: _earlier,
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
export async function runSource(run: SourceRun, options: RunOptions = {}): Promise<RunReport> {
  const { store, name, id: givenId, now = () => new Date() } = run;
  const { isSettledLater = false, signal } = options;
  const startedAt = now();
  const id = givenId ?? runIdOf(name, startedAt);
  const actor: Actor = { type: 'run', id, source: name };
  const finish = async (status: RunStatus, found: Partial<RunReport>): Promise<RunReport> => {
    const report = reportOf(blankRun(id, name, startedAt), { status, finishedAt: now().toISOString(), ...found });
    const isOpen = isSettledLater && isWritten(report);
    if (!isOpen) await store.saveRun(actor, runRecordOf(report));
    return report;
  };

  const read = await readSource(run, { ...options, skipsUnchanged: true });
  if (read.outcome === 'unchanged') {
    await store.saveSource(actor, { name, readAt: now().toISOString(), dropped: false });
    if (isSettledLater) return finish('done', read.found);
    // What the config says of identity may be another than when it was read.
    const { entities } = await store.settle(actor);
    return finish('done', { ...read.found, entities });
  }
  if (read.outcome === 'over') return finish(read.status, read.found);
  let applied: ApplyReport;
  try {
    applied = await store.apply(actor, { ...read.change, isSettledLater }, progressOf('writing', options));
  } catch (error) {
    if (signal?.aborted === true) return await finish('stopped', { ...read.notes, message: interrupted });
    throw error;
  }
  const isPartly = read.status === 'partly';
  await store.saveSource(actor, {
    name,
    dropped: false,
    readAt: now().toISOString(),
    inputHash: isPartly ? '' : read.fingerprint,
    warnings: read.warnings,
  });
  return finish(read.status, foundBy(read, applied));
}

/** What reading a source came to. */
export type SourceRead =
  /** It is as it was when it was read last. */
  | { outcome: 'unchanged'; found: Partial<RunReport> }
  /** Nothing is to be written. */
  | { outcome: 'over'; status: 'failed' | 'stopped'; found: Partial<RunReport> }
  | ChangedSource;

export interface ChangedSource {
  outcome: 'read';
  status: 'done' | 'partly';
  change: Pick<RecordChange, 'upserts' | 'removals'>;
  fingerprint: string;
  /** Records that need not be written. */
  untouched: number;
  /** For the report, whatever becomes of the change. */
  notes: Pick<RunReport, 'refused' | 'refusedCount'>;
  warnings: string[];
  /** Those that an earlier run told. */
  earlier: string[];
  message: string | undefined;
}

/** Reads one source, and decides what is to be written of it. Writes nothing itself. */
export async function readSource(
  { store, name, open, maximumRemovals }: Pick<SourceRun, 'store' | 'name' | 'open' | 'maximumRemovals'>,
  options: Pick<RunOptions, 'allowRemovals' | 'signal' | 'onProgress'> & { skipsUnchanged?: boolean },
): Promise<SourceRead> {
  const over = (status: 'failed' | 'stopped', found: Partial<RunReport>) => ({
    outcome: 'over' as const,
    status,
    found,
  });
  const before = await store.source(localAdmin, name);
  const { records: unchanged = 0, warnings: earlier = [] } = before ?? {};
  let reading: Reading;
  let fingerprint: string;
  let stored: Awaited<ReturnType<GraphStore['recordsOf']>>;
  try {
    const reader = open();
    fingerprint = await reader.fingerprint();
    if (before?.inputHash === fingerprint && options.skipsUnchanged === true)
      return { outcome: 'unchanged', found: { unchanged, warnings: earlier, earlier } };
    stored = await store.recordsOf(name);
    reading = await reader.read(byPath(stored), progressOf('reading', options));
  } catch (error) {
    if (options.signal?.aborted === true) return over('stopped', { message: interrupted, unchanged });
    if (!(error instanceof KikiError) || error.code === 'conflict') throw error;
    return over('failed', { message: describeError(error), unchanged });
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
    return over('failed', { ...notes, unchanged: stored.length });
  if (removals.length > stored.length * maximumRemovals && options.allowRemovals !== true) {
    const message = removalMessage(name, removals.length, stored.length);
    return over('stopped', { ...notes, unchanged: stored.length, message });
  }
  const untouched = new Set(reading.unchanged);
  const known = new Set(stored.filter(({ id }) => untouched.has(id)).map(({ path }) => path));
  const carried = earlier.filter((warning) => known.has(warning.slice(0, Math.max(0, warning.indexOf(': ')))));
  return {
    outcome: 'read',
    status: reading.refusals.length > 0 ? 'partly' : 'done',
    change: { upserts: reading.records, removals },
    fingerprint,
    untouched: reading.unchanged.length + reading.kept.length,
    notes,
    warnings: [...reading.warnings.map(line), ...carried],
    earlier: carried,
    message: missing.length > removals.length ? keptMessage(missing.length, reading.refusals) : undefined,
  };
}

/** What a report says of a source that was read and applied, or previewed. */
export function foundBy(
  { notes, warnings, earlier, message, untouched }: ChangedSource,
  { records: { added, changed, removed, unchanged }, entities }: Pick<ApplyReport, 'records' | 'entities'>,
): Partial<RunReport> {
  return {
    ...notes,
    added,
    changed,
    removed,
    unchanged: unchanged + untouched,
    entities,
    warnings,
    earlier,
    ...(message !== undefined && { message }),
  };
}

/** A report of a run that is over. */
export function reportOf(
  blank: ReturnType<typeof blankRun>,
  found: Partial<RunReport> & Pick<RunReport, 'status'>,
): RunReport {
  return { ...blank, entities: { added: 0, changed: 0, removed: 0 }, ...found };
}

/** Passes progress on, unless the run is to stop. */
function progressOf(
  stage: 'reading' | 'writing',
  { signal, onProgress }: Pick<RunOptions, 'signal' | 'onProgress'>,
): (done: number, total: number) => void {
  return (done, total) => {
    signal?.throwIfAborted();
    onProgress?.(stage, done, total);
  };
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
  const files = [...new Set(refusals.map(({ where }) => where.replace(/ \(.*$/, '').replace(/[:#]\d+$/, '')))];
  const named = files.slice(0, 3).join(', ') + (files.length > 3 ? ` and ${files.length - 3} more` : '');
  const seen = missing === 1 ? '1 record was not seen and is kept' : `${missing} records were not seen and are kept`;
  return `${seen}, because not all of the source could be read (${named})`;
}
