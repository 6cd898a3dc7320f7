import { describeError } from '../schema/errors.ts';
import { type HeldSource, holdSource } from './hold-source.ts';
import { blankRun, runIdOf, type RunOptions, type RunReport, runSource, type SourceRun } from './run-source.ts';

export interface StartedRun {
  /** Of the run; the graph has it from now on. */
  id: string;
  /** When it is over. Rejects when the graph fails, never because of the source. */
  report: Promise<RunReport>;
}

/**
 * Begins to read a source that no other process reads, and holds it until the run is over.
 *
 * @throws Conflict, naming who reads the source already
 */
export async function startRun(
  run: SourceRun & { holder?: string | undefined },
  options: Omit<RunOptions, 'dryRun'> = {},
): Promise<StartedRun> {
  const { store, name, holder, now = () => new Date() } = run;
  const held = await holdSource({ store, source: name, holder, now });
  const startedAt = now();
  const id = runIdOf(name, startedAt);
  const blank = blankRun(id, name, startedAt);
  const actor = { type: 'run' as const, id, source: name };
  const read = async () => {
    const signals = [held.lost, ...(options.signal ? [options.signal] : [])];
    try {
      return await runSource({ ...run, store: held.store, id }, { ...options, signal: AbortSignal.any(signals) });
    } catch (error) {
      const end = { ...blank, finishedAt: now().toISOString() };
      const nothing = { added: 0, changed: 0, removed: 0 };
      if (await isTakenOver(held)) return { ...end, status: 'stopped' as const, message: takenOver, entities: nothing };
      const failed = { ...end, status: 'failed' as const, message: describeError(error) };
      // If this fails too, the next holder closes the run; what matters is why it failed.
      await held.store.saveRun(actor, failed).catch(() => undefined);
      throw error;
    } finally {
      await held.release();
    }
  };
  try {
    await held.store.saveRun(actor, { ...blank, status: 'running' });
  } catch (error) {
    await held.release();
    throw error;
  }
  return { id, report: read() };
}

/** Whether a failure is explained by another process having the source. A database that does not answer explains itself. */
function isTakenOver(held: HeldSource): Promise<boolean> {
  return held.isLost().catch(() => false);
}

const takenOver = 'Another process took the source over, because this one did not answer for a minute';
