import { conflict } from '../../schema/errors.ts';
import { contentHash, identities, type RecordDraft, recordId } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import { answeringTokens, recordMentions, type Token } from '../compute/mentions.ts';
import {
  addSources,
  clearPending,
  deleteRecords,
  lastRefs,
  linkRecordsToSource,
  markRemoved,
  putPastRecords,
  putRecords,
  recordState,
  setFileHashes,
} from '../cypher/records.ts';
import { subjectState } from '../cypher/subjects.ts';
import type { Engine, Row, Run } from '../engine.ts';
import { flag, map, optional, optionalText, text, texts } from '../reads/row.ts';
import { inBatches, runOverList, runOverRows } from './batches.ts';
import { writtenNames } from './identity-rows.ts';
import { count } from './write-difference.ts';

/** A draft with the hash of the file it was read from, by which a later run knows that it need not read the file. */
export interface ReadRecord {
  draft: RecordDraft;
  fileHash?: string | undefined;
}

export interface RecordCounts {
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
}

/** Records written or deleted in one transaction. Prose is large, so fewer than other rows. */
const batchSize = 200;

/** What is stored of a record, for comparing. */
interface Stored {
  hash: string;
  fileHash: string | undefined;
  ref: Ref | undefined;
  /** Tokens it answers to. */
  tokens: Token[];
  touched: string[];
  removed: boolean;
  properties: Row;
}

/** What must still hold for a change to be made. */
export interface Guard {
  /** Hash of the record that the change was made from; undefined when there was none. */
  record: { id: string; hash: string | undefined };
  /** Revision of the entity that the person saw. */
  entity?: { ref: Ref; revision: number };
}

export interface RecordsToWrite {
  upserts: readonly ReadRecord[];
  /** Ids of records that are gone at their source. */
  removals: readonly string[];
  guard?: Guard | undefined;
}

/**
 * Writes what changed of a source's records and marks them pending: the graph is computed from them next, and after a crash
 * the marks say what is still to be done. Versions that are replaced are kept.
 */
export async function writeRecords(engine: Engine, change: RecordsToWrite, at: string): Promise<RecordCounts> {
  const { upserts, removals, guard } = change;
  const counts = { added: 0, changed: 0, unchanged: 0, removed: removals.length };
  for (const batch of inBatches(upserts, batchSize)) {
    const outcome = await engine.write(async (run) => {
      if (guard !== undefined) await check(run, guard);
      return writeBatch(run, batch, at);
    });
    counts.added += outcome.added;
    counts.changed += outcome.changed;
    counts.unchanged += batch.length - outcome.added - outcome.changed;
  }
  for (const batch of inBatches(removals, batchSize)) {
    await engine.write(async (run) => {
      await count(run);
      const stored = await loadStored(run, batch);
      const rows = [...stored].map(([id, { tokens, touched }]) => ({
        id,
        touched: [...new Set([...tokens, ...touched])],
      }));
      await runOverRows(run, markRemoved, rows);
    });
  }
  return counts;
}

/** @throws Conflict when what the change was made from is not there any more */
async function check(run: Run, { record, entity }: Guard): Promise<void> {
  await count(run); // first, because it makes other writers wait until this transaction ends
  const stored = (await loadStored(run, [record.id])).get(record.id);
  if (stored?.hash !== record.hash)
    throw conflict('Someone else changed this meanwhile', { fix: 'Load it again and repeat the change' });
  if (entity === undefined) return;
  const [row] = await run({ text: subjectState, parameters: { refs: [entity.ref] } });
  const revision = row === undefined ? 0 : Number(map(row, 'properties').revision);
  if (revision !== entity.revision) {
    throw conflict(
      `${entity.ref} is at revision ${revision}, and the change was made from revision ${entity.revision}`,
      {
        fix: 'Load it again and repeat the change',
      },
    );
  }
}

async function writeBatch(
  run: Run,
  batch: readonly ReadRecord[],
  at: string,
): Promise<{ added: number; changed: number }> {
  const stored = await loadStored(
    run,
    batch.map(({ draft }) => recordId(draft)),
  );
  const fresh = batch.filter(
    ({ draft }) =>
      stored.get(recordId(draft))?.hash !== contentHash(draft) || stored.get(recordId(draft))?.removed === true,
  );
  const touchedFiles = batch.filter(
    (each) => !fresh.includes(each) && stored.get(recordId(each.draft))?.fileHash !== each.fileHash,
  );
  await runOverRows(
    run,
    setFileHashes,
    touchedFiles.map(({ draft, fileHash }) => ({ id: recordId(draft), fileHash: fileHash ?? null })),
  );
  if (fresh.length === 0) return { added: 0, changed: 0 };
  await count(run);
  const returning = await loadLastRefs(
    run,
    fresh.map(({ draft }) => recordId(draft)).filter((id) => !stored.has(id)),
  );
  const past = fresh.flatMap(({ draft }) => stored.get(recordId(draft)) ?? []).filter(({ removed }) => !removed);
  await runOverRows(
    run,
    putPastRecords,
    past.map(({ properties }) => pastRow(properties, at)),
  );
  const rows = fresh.map((each) => {
    const id = recordId(each.draft);
    return { id, source: each.draft.source, properties: recordProperties(each, stored.get(id), returning.get(id), at) };
  });
  await run({ text: addSources, parameters: { names: [...new Set(rows.map(({ source }) => source))] } });
  await runOverRows(
    run,
    putRecords,
    rows.map(({ id, properties }) => ({ id, properties })),
  );
  await runOverRows(
    run,
    linkRecordsToSource,
    rows.map(({ id, source }) => ({ id, source })),
  );
  const added = fresh.filter(({ draft }) => !stored.has(recordId(draft))).length;
  return { added, changed: fresh.length - added };
}

async function loadStored(run: Run, ids: readonly string[]): Promise<Map<string, Stored>> {
  const rows = await run({ text: recordState, parameters: { ids: [...ids] } });
  return new Map(
    rows.map((row) => {
      const properties = map(row, 'properties');
      return [
        text(row, 'id'),
        {
          hash: text(properties, 'hash'),
          fileHash: optionalText(properties, 'fileHash'),
          ref: optionalText(properties, 'ref'),
          tokens: answeringTokens({ identities: texts(properties, 'identities'), names: texts(properties, 'names') }),
          touched: texts(properties, 'touched'),
          removed: flag(properties, 'removed'),
          properties,
        },
      ];
    }),
  );
}

async function loadLastRefs(run: Run, ids: readonly string[]): Promise<Map<string, Ref>> {
  const refs = new Map<string, Ref>();
  if (ids.length === 0) return refs;
  for (const row of await run({ text: lastRefs, parameters: { ids: [...ids] } })) {
    if (!refs.has(text(row, 'id'))) refs.set(text(row, 'id'), text(row, 'ref'));
  }
  return refs;
}

function recordProperties(
  { draft, fileHash }: ReadRecord,
  stored: Stored | undefined,
  returningRef: Ref | undefined,
  at: string,
): Row {
  const own = { identities: identities(draft), names: writtenNames(draft.claims) };
  const tokens = answeringTokens(own);
  return {
    id: recordId(draft),
    source: draft.source,
    kind: draft.kind,
    key: draft.key,
    path: draft.path,
    ...optional('at', draft.at),
    ...optional('url', draft.url),
    ...optional('statedAt', draft.statedAt),
    ...optional('statedBy', draft.statedBy),
    ...optional('matchName', draft.matchName),
    ...optional('brokenLinks', draft.brokenLinks),
    ...optional('fileHash', fileHash),
    ...optional('ref', stored?.ref ?? returningRef),
    ...own,
    mentions: recordMentions(draft),
    audience: draft.audience,
    hash: contentHash(draft),
    body: JSON.stringify(draft),
    since: at,
    pending: true,
    touched: touchedTokens(tokens, stored),
  };
}

/** Tokens whose meaning may have changed: those that came or went, and those an unfinished change had touched. */
export function touchedTokens(
  tokens: readonly Token[],
  stored: Pick<Stored, 'tokens' | 'touched'> | undefined,
): Token[] {
  const before = new Set(stored?.tokens);
  const after = new Set(tokens);
  const moved = [
    ...tokens.filter((token) => !before.has(token)),
    ...(stored?.tokens ?? []).filter((token) => !after.has(token)),
  ];
  return [...new Set([...moved, ...(stored?.touched ?? [])])];
}

const temporary = new Set(['pending', 'removed', 'touched', 'fileHash', 'mentions']);

function pastRow(properties: Row, until: string): Row {
  const record = text(properties, 'id');
  const id = `${record}@${until}`;
  const kept = Object.fromEntries(Object.entries(properties).filter(([name]) => !temporary.has(name)));
  return { id, properties: { ...kept, id, record, until } };
}

/** Ends the work on records from which the graph is computed: the removed ones go, the others are no longer pending. */
export async function finishRecords(
  engine: Engine,
  handled: { removed: readonly string[]; written: readonly string[] },
  at: string,
): Promise<void> {
  for (const batch of inBatches(handled.removed, batchSize)) {
    await engine.write(async (run) => {
      const stored = await loadStored(run, batch);
      await runOverRows(
        run,
        putPastRecords,
        [...stored.values()].map(({ properties }) => pastRow(properties, at)),
      );
      await runOverList(run, deleteRecords, 'ids', batch);
    });
  }
  for (const batch of inBatches(handled.written))
    await engine.write((run) => runOverList(run, clearPending, 'ids', batch));
}
