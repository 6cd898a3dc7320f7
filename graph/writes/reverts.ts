import type { Actor } from '../../schema/actor.ts';
import { notFound } from '../../schema/errors.ts';
import { importName } from '../../schema/file-import.ts';
import { peopleSource, recordDraft, type RecordDraft, recordId } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import { inBatches } from '../apply/batches.ts';
import { absent, type Rejection } from '../apply/rejections.ts';
import {
  liveRecords,
  recordsWrittenBy,
  versionsEndedBy,
  versionsNow,
  versionsThen,
  versionsWrittenBy,
} from '../cypher/versions.ts';
import type { Engine, Run } from '../engine.ts';
import { text } from '../reads/row.ts';
import type { RecordWrites, RevertWrites, RunRevert } from '../store.ts';

/** What is put back, what goes, and what sources say that is not heard any more. */
interface Restoring {
  upserts: RecordDraft[];
  removals: string[];
  rejections: Rejection[];
}

/**
 * Takes back what runs did: the versions of records that were there before become the present ones again. What the source says
 * is rejected, so that the next run, which reads the same again, does not bring it back; once the source says something else it
 * is heard.
 */
export function createRevertWrites(engine: Engine, apply: RecordWrites['apply']): RevertWrites {
  return {
    async previewRevert(run) {
      return countsOf(await ofRun(engine.read, run));
    },
    async revertRun(actor, run, reason) {
      const found = await ofRun(engine.read, run);
      await restore(apply, actor, found.restoring, reason ?? `Took back the run ${run}`);
      return countsOf(found);
    },
    async revertRecords(actor, { ref, at, revision, reason }) {
      const restoring = await ofEntity(engine.read, ref, at);
      const first = restoring.upserts[0] === undefined ? restoring.removals[0] : recordId(restoring.upserts[0]);
      if (first === undefined) return 0;
      await restore(apply, actor, restoring, reason, { ref, revision });
      return restoring.upserts.length + restoring.removals.length;
    },
  };
}

async function restore(
  apply: RecordWrites['apply'],
  actor: Actor,
  { upserts, removals, rejections }: Restoring,
  reason: string,
  entity?: { ref: Ref; revision: number },
): Promise<void> {
  await apply(actor, {
    upserts: upserts.map((draft) => ({ draft })),
    removals,
    rejections,
    reason,
    ...(entity && { guards: [{ entity }] }),
  });
}

/** Of what people said in Kiki, or of a file that one of them imported. */
function isSaidByHand(record: string): boolean {
  const source = record.slice(0, record.indexOf(':'));
  return source === peopleSource || importName(source) !== undefined;
}

interface FoundRun {
  restoring: Restoring;
  changedSince: string[];
}

async function ofRun(read: Run, run: string): Promise<FoundRun> {
  const written = await read({ text: recordsWrittenBy, parameters: { run } });
  const ended = new Map<string, RecordDraft>();
  for (const row of await read({ text: versionsEndedBy, parameters: { run } }))
    if (!ended.has(text(row, 'id'))) ended.set(text(row, 'id'), draftOf(row));
  const since = await read({ text: versionsWrittenBy, parameters: { run } });
  if (written.length + ended.size + since.length === 0)
    throw notFound('This run changed nothing that is kept', { where: run, fix: 'See the list of runs' });

  const own = new Set(written.map((row) => text(row, 'id')));
  const gone = [...ended.keys()].filter((id) => !own.has(id));
  const back = await alive(read, gone);
  const removed = gone.filter((id) => !back.has(id));
  return {
    restoring: {
      upserts: [...ended].filter(([id]) => own.has(id) || removed.includes(id)).map(([, draft]) => draft),
      removals: [...own].filter((id) => !ended.has(id)),
      // People say nothing again by themselves; when they do, they mean it.
      rejections: [
        ...written.map((row) => ({ record: text(row, 'id'), hash: text(row, 'hash') })),
        ...removed.map((record) => ({ record, hash: absent })),
      ].filter(({ record }) => !isSaidByHand(record)),
    },
    changedSince: [...new Set([...since.map((row) => text(row, 'id')).filter((id) => !own.has(id)), ...back])].sort(),
  };
}

function countsOf({ restoring, changedSince }: FoundRun): RunRevert {
  return { restored: restoring.upserts.length, removed: restoring.removals.length, changedSince };
}

async function alive(read: Run, ids: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const batch of inBatches(ids))
    for (const row of await read({ text: liveRecords, parameters: { ids: batch } })) found.add(text(row, 'id'));
  return found;
}

/** From the records of an entity as they are to those that it had at a time. */
async function ofEntity(read: Run, ref: Ref, at: string): Promise<Restoring> {
  const now = await read({ text: versionsNow, parameters: { ref } });
  const then = await read({ text: versionsThen, parameters: { ref, at } });
  const current = new Map(now.map((row) => [text(row, 'id'), row]));
  const wanted = new Map(then.map((row) => [text(row, 'id'), row]));
  const kept = now.filter((row) => text(row, 'since') <= at);
  for (const row of kept) if (!wanted.has(text(row, 'id'))) wanted.set(text(row, 'id'), row);
  const changed = [...wanted].filter(([id, row]) => current.get(id)?.hash !== row.hash).map(([, row]) => row);
  const back = await alive(
    read,
    changed.map((row) => text(row, 'id')).filter((id) => !current.has(id)),
  );
  const restored = changed.filter((row) => !back.has(text(row, 'id')));
  const removed = now.filter((row) => !wanted.has(text(row, 'id')));
  const fromSources = (row: (typeof now)[number]) => text(row, 'source') !== peopleSource;
  return {
    upserts: restored.map(draftOf),
    removals: removed.map((row) => text(row, 'id')),
    rejections: [...restored, ...removed].filter(fromSources).map((row) => {
      const said = current.get(text(row, 'id'));
      return { record: text(row, 'id'), hash: said === undefined ? absent : text(said, 'hash') };
    }),
  };
}

function draftOf(row: Parameters<typeof text>[0]): RecordDraft {
  return recordDraft.parse(JSON.parse(text(row, 'body')));
}
