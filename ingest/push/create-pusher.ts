import { setImmediate as breathe } from 'node:timers/promises';
import type { ApplyReport } from '../../graph/apply/apply.ts';
import { createQueue, type Queue } from '../../graph/queue.ts';
import { blankRun, runIdOf } from '../../graph/run-record.ts';
import type { GraphStore } from '../../graph/store.ts';
import type { PushSource } from '../../schema/config-file.ts';
import { conflict, describeError, KikiError } from '../../schema/errors.ts';
import type { PushDoor, PushItem, PushListReply, PushReply } from '../../schema/services.ts';
import type { HeldSource } from '../hold-source.ts';
import { unresolvedWarnings } from '../loose-ends.ts';
import { compareRows, type PushChange, refuseShared } from './compare.ts';
import { holdPatiently } from '../hold-patiently.ts';
import { createMaker, type MadeRecords } from './make-records.ts';
import { pushedId } from './pushed-id.ts';

export interface PusherOptions {
  store: GraphStore;
  source: PushSource;
  /** Largest share of the records that a full list removes without being told to. */
  maximumRemovals: number;
  /** Called after each push that changed something. */
  onChanged?: (() => void) | undefined;
  holder?: string | undefined;
  now?: (() => Date) | undefined;
}

/** Milliseconds: a sender waits for another one's push, not for ever. */
const patience = 10_000;
/** Items of a list that are read before others get their turn. */
const turn = 50;

/** Takes in what is pushed to one source: one push at a time, each a run of the source, under its lock. */
export function createPusher(options: PusherOptions): PushDoor & Pick<Queue, 'drained'> {
  const { store, source, maximumRemovals, onChanged, holder, now = () => new Date() } = options;
  const { name } = source;
  const make = createMaker(source, store.ontology);
  const queue = createQueue();

  /** Does the work while no other process changes the source. */
  const alone = async <T>(work: (held: HeldSource) => Promise<T>): Promise<T> => {
    const held = await holdPatiently({ store, source: name, holder, now }, { milliseconds: patience });
    try {
      return await work(held);
    } finally {
      await held.release();
    }
  };

  /** Writes a change as a run. @param told what the run says beside its counts */
  const write = async (
    { store: own }: HeldSource,
    { upserts, removals }: PushChange,
    told: { unchanged: number; refused: string[]; warnings: string[]; message?: string },
  ): Promise<{ run: string; applied: ApplyReport }> => {
    const startedAt = now();
    const run = runIdOf(name, startedAt);
    const actor = { type: 'run' as const, id: run, source: name };
    const { unchanged, ...notes } = told;
    const record = { ...blankRun(run, name, startedAt), ...notes, refusedCount: notes.refused.length };
    await own.saveRun(actor, { ...record, status: 'running' });
    let applied: ApplyReport;
    try {
      applied = await own.apply(actor, { upserts: upserts.map(({ draft }) => ({ draft })), removals });
    } catch (error) {
      const failed = { ...record, status: 'failed' as const, finishedAt: now().toISOString() };
      // If this fails too, the next holder closes the run; what matters is why it failed.
      await own.saveRun(actor, { ...failed, message: describeError(error) }).catch(() => undefined);
      throw error;
    }
    const finishedAt = now().toISOString();
    const counts = { ...applied.records, unchanged: applied.records.unchanged + unchanged };
    const warnings = [...record.warnings, ...unresolvedOf(applied, upserts)];
    const status = notes.refused.length > 0 ? ('partly' as const) : ('done' as const);
    await own.saveRun(actor, { ...record, ...counts, warnings, status, finishedAt });
    await own.saveSource(actor, { name, readAt: finishedAt, dropped: false });
    onChanged?.();
    return { run, applied };
  };

  /** What a sender is told of a row. */
  const reply = async (row: MadeRecords, outcome: PushReply['outcome'], warnings: string[]): Promise<PushReply> => {
    const refs = new Map((await store.recordsAt(name, [row.id])).map(({ id, ref }) => [id, ref ?? null]));
    const [first, ...more] = row.records.map(({ id }) => ({ record: id, ref: refs.get(id) ?? null }));
    return {
      record: first?.record ?? null,
      ref: first?.ref ?? null,
      outcome,
      warnings,
      ...(more.length > 0 && { more }),
    };
  };

  const putRow = (row: MadeRecords, message: string): Promise<PushReply> =>
    queue.run(async () => {
      const isSame = async () => {
        const { upserts, removals } = compareRows([row], await store.recordsAt(name, [row.id]));
        return upserts.length + removals.length === 0;
      };
      if (await isSame()) return reply(row, 'unchanged', row.warnings);
      return alone(async (held) => {
        const stored = await store.recordsAt(name, [row.id]);
        const change = compareRows([row], stored);
        if (change.upserts.length + change.removals.length === 0) return reply(row, 'unchanged', row.warnings);
        const owners = new Map<string, string>();
        for (const { id } of change.upserts) {
          const known = await store.record(id);
          if (known !== undefined) owners.set(id, known.draft.path);
        }
        const [reason] = refuseShared([row], (id) => owners.get(id)).refused.values();
        if (reason !== undefined) throw conflict(reason);
        const told = { unchanged: row.records.length - change.upserts.length, refused: [], message };
        const { applied } = await write(held, change, { ...told, warnings: row.warnings });
        const outcome = row.records.length === 0 ? 'removed' : stored.length === 0 ? 'added' : 'changed';
        return reply(row, outcome, [...row.warnings, ...unresolvedOf(applied, change.upserts)]);
      });
    });

  const readItems = async (items: readonly PushItem[]) => {
    const rows = new Map<MadeRecords, number>();
    const seen = new Set<string>();
    const refused: PushListReply['refused'] = [];
    for (const [index, item] of items.entries()) {
      if (index % turn === turn - 1) await breathe();
      if ('problem' in item) {
        refused.push({ index, reason: item.problem });
        continue;
      }
      try {
        const row = await make(item.value);
        if (seen.has(row.id)) refused.push({ index, id: row.id, reason: 'The id is in the list already.' });
        else rows.set(row, index);
        seen.add(row.id);
      } catch (error) {
        if (!(error instanceof KikiError) || error.code !== 'invalid') throw error;
        refused.push({ index, reason: describeError(error) });
      }
    }
    return { rows, refused };
  };

  return {
    drained: () => queue.drained(),
    async put(id, body) {
      const row = await make(body, pushedId(id));
      return putRow(row, `Pushed: ${row.id}`);
    },
    remove(id) {
      const row = { id: pushedId(id), records: [], warnings: [] };
      return putRow(row, `Pushed: ${row.id} is gone`);
    },
    async putAll(items, { full, allowRemovals }) {
      const read = await readItems(items);
      return queue.run(() =>
        alone(async (held) => {
          const all = await store.recordsOf(name);
          const paths = new Set([...read.rows.keys()].map(({ id }) => id));
          // What could not be read may be one of those that are missing.
          const removesMissing = full && read.refused.length === 0;
          const stays = new Map(all.map(({ id, path }) => [id, path]));
          const ownerOf = (id: string) => {
            const path = stays.get(id);
            return path === undefined || paths.has(path) || removesMissing ? undefined : path;
          };
          const { accepted, refused: shared } = refuseShared([...read.rows.keys()], ownerOf);
          for (const [row, reason] of shared) read.refused.push({ index: read.rows.get(row) ?? 0, id: row.id, reason });
          const refused = read.refused.sort((a, b) => a.index - b.index);
          const isWhole = full && refused.length === 0;
          const own = new Set(accepted.map(({ id }) => id));
          const change = compareRows(accepted, isWhole ? all : all.filter(({ path }) => own.has(path)));
          const gone = all.filter(({ path }) => !paths.has(path)).length;
          if (isWhole && gone > all.length * maximumRemovals && !allowRemovals) throw tooMany(gone, all.length);
          const warnings = accepted.flatMap((row) => row.warnings.map((warning) => `${row.id}: ${warning}`));
          const unchanged = accepted.flatMap(({ records }) => records).length - change.upserts.length;
          const kept = full && !isWhole && gone > 0 ? { message: keptMessage(gone) } : {};
          if (change.upserts.length + change.removals.length === 0 && !isWhole)
            return { run: null, added: 0, changed: 0, removed: 0, unchanged, refused, warnings, ...kept };
          const lines = refused.map(
            ({ index, id, reason }) => `item ${index}${id === undefined ? '' : ` (${id})`}: ${reason}`,
          );
          const { run, applied } = await write(held, change, { unchanged, refused: lines, warnings, ...kept });
          const { added, changed, removed } = applied.records;
          const told = [...warnings, ...unresolvedOf(applied, change.upserts)];
          return { run, added, changed, removed, unchanged, refused, warnings: told, ...kept };
        }),
      );
    },
  };
}

function unresolvedOf({ unresolved }: ApplyReport, upserts: PushChange['upserts']): string[] {
  const own = new Set(upserts.map(({ id }) => id));
  return unresolvedWarnings(unresolved.filter(({ record }) => own.has(record)));
}

function tooMany(gone: number, stored: number): KikiError {
  const share = Math.round((100 * gone) / stored);
  return conflict(`The list lacks ${gone} of ${stored} records (${share} %), so nothing was changed`, {
    fix: 'If they are really gone, send it again with allowRemovals=true',
  });
}

function keptMessage(gone: number): string {
  return `${gone} records are not in the list and are kept, because not all of the list could be read`;
}
