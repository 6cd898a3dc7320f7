import { blankRun, runIdOf } from '../graph/run-record.ts';
import { describeError } from '../schema/errors.ts';
import { holdPatiently, type Patience } from './hold-patiently.ts';
import type { HeldSource } from './hold-source.ts';
import { isWritten, type RunOptions, type RunReport, runSource, type SourceRun } from './run-source.ts';

export interface StartedRun {
  /** Of the run; the graph has it from now on. */
  id: string;
  /** When it is over. Rejects when the graph fails, never because of the source. */
  report: Promise<RunReport>;
  /** With `isSettledLater`, a run that wrote is open until the graph is computed, and keeps its source until this is called. */
  held: Pick<HeldSource, 'release' | 'lost'>;
}

/** How a run gets its source. */
export interface Holding {
  /** In words for people that find the source locked. Default: this process. */
  holder?: string | undefined;
  /** For a source that another process reads. Default: none. */
  patience?: Omit<Patience, 'signal'> | undefined;
}

const none = { milliseconds: 0 };

/**
 * Begins to read a source that no other process reads, and holds it until the run is over.
 *
 * @throws Conflict, naming who reads the source already
 */
export async function startRun(run: SourceRun & Holding, options: RunOptions = {}): Promise<StartedRun> {
  const { store, name, holder, patience = none, now = () => new Date() } = run;
  const { signal } = options;
  const held = await holdPatiently({ store, source: name, holder, now }, { ...patience, signal });
  const startedAt = now();
  const id = runIdOf(name, startedAt);
  const blank = blankRun(id, name, startedAt);
  const actor = { type: 'run' as const, id, source: name };
  const read = async () => {
    const signals = [held.lost, ...(options.signal ? [options.signal] : [])];
    let isOpen = false;
    try {
      const report = await runSource(
        { ...run, store: held.store, id },
        { ...options, signal: AbortSignal.any(signals) },
      );
      isOpen = options.isSettledLater === true && isWritten(report);
      return report;
    } catch (error) {
      const end = { ...blank, finishedAt: now().toISOString() };
      const nothing = { added: 0, changed: 0, removed: 0 };
      if (await isTakenOver(held)) return { ...end, status: 'stopped' as const, message: takenOver, entities: nothing };
      const failed = { ...end, status: 'failed' as const, message: describeError(error) };
      // If this fails too, the next holder closes the run; what matters is why it failed.
      await held.store.saveRun(actor, failed).catch(() => undefined);
      throw error;
    } finally {
      if (!isOpen) await held.release();
    }
  };
  try {
    await held.store.saveRun(actor, { ...blank, status: 'running' });
  } catch (error) {
    await held.release();
    throw error;
  }
  return { id, report: read(), held };
}

/** Whether a failure is explained by another process having the source. A database that does not answer explains itself. */
function isTakenOver(held: HeldSource): Promise<boolean> {
  return held.isLost().catch(() => false);
}

const takenOver = 'Another process took the source over, because this one did not answer for a minute';
