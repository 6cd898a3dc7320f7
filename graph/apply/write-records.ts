import type { Actor } from '../../schema/actor.ts';
import { conflict } from '../../schema/errors.ts';
import { contentHash, identities, type RecordDraft, recordId } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import { redirectsIn } from '../compute/redirects.ts';
import { meantToken, recordMentions, saidTokens, type Token } from '../compute/mentions.ts';
import {
  addSources,
  clearPending,
  deleteRecords,
  lastVersions,
  linkRecordsToSource,
  markRemoved,
  putPastRecords,
  putRecords,
  recordState,
  setInputHashes,
} from '../cypher/records.ts';
import { subjectState } from '../cypher/subjects.ts';
import type { Engine, Row, Run } from '../engine.ts';
import { flag, map, optional, optionalText, text, texts } from '../reads/row.ts';
import { inBatches, runOverList, runOverRows } from './batches.ts';
import { deniedAliases } from '../compute/denied-aliases.ts';
import { namesBefore, writtenNames } from './identity-rows.ts';
import { absent, dropRejections, loadRejections, type Rejection, saveRejections } from './rejections.ts';
import { count } from './write-difference.ts';

/** A draft with the hash of what it was read from (a file, or rows of one), by which a later run knows that it need not read that again. */
export interface ReadRecord {
  draft: RecordDraft;
  inputHash?: string | undefined;
}

export interface RecordCounts {
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  /** Of the unchanged: what they say, or that they are gone, was taken back by a person. */
  held: number;
}

/** Records written or deleted in one transaction. Prose is large, so fewer than other rows. */
const batchSize = 400;

/** What is stored of a record, for comparing. */
interface Stored {
  hash: string;
  inputHash: string | undefined;
  ref: Ref | undefined;
  /** Tokens it answers to. */
  tokens: Token[];
  touched: string[];
  removed: boolean;
  past: Past;
  properties: Row;
}

/** What of earlier versions goes on in the next one. */
interface Past {
  ref?: Ref | undefined;
  names: readonly string[];
  formerNames: readonly string[];
  /** The time from which on the next version may be live. */
  until: string;
}

/** What must still hold for a change to be made: of each record before it is written, of an entity alone before anything is. */
export interface Guard {
  /** Hash of the record that the change was made from; undefined when there was none. */
  record?: { id: string; hash: string | undefined };
  /** Revision of the entity that the person saw. */
  entity?: { ref: Ref; revision: number };
}

export interface RecordsToWrite {
  upserts: readonly ReadRecord[];
  /** Ids of records that are gone at their source. */
  removals: readonly string[];
  guards?: readonly Guard[] | undefined;
  /** A person takes these versions back; with it, the change itself is not held against what was taken back. */
  rejections?: readonly Rejection[] | undefined;
}

/** Who writes, and when (ISO). */
export interface Moment {
  actor: Actor;
  at: string;
}

/**
 * Writes what changed of a source's records and marks them pending: the graph is computed from them next, and after a crash
 * the marks say what is still to be done. Versions that are replaced are kept.
 */
export async function writeRecords(engine: Engine, change: RecordsToWrite, moment: Moment): Promise<RecordCounts> {
  const { upserts, removals, guards, rejections } = change;
  const counts = { added: 0, changed: 0, unchanged: 0, removed: 0, held: 0 };
  // First, so that after a crash no run brings back what is being taken back.
  for (const batch of inBatches(rejections ?? [], batchSize))
    await engine.write(async (run) => {
      await check(run, guards);
      await saveRejections(run, batch, moment.at);
    });
  const isTakingBack = rejections !== undefined;
  for (const batch of inBatches(upserts, batchSize)) {
    const outcome = await engine.write(async (run) => {
      const ids = new Set(batch.map(({ draft }) => recordId(draft)));
      await check(run, guardsOf(guards, ids));
      const held = isTakingBack ? new Set<string>() : await heldBack(run, batch);
      const heard = batch.filter(({ draft }) => !held.has(recordId(draft)));
      return { ...(await writeBatch(run, heard, moment)), held: held.size };
    });
    counts.added += outcome.added;
    counts.changed += outcome.changed;
    counts.unchanged += batch.length - outcome.added - outcome.changed;
    counts.held += outcome.held;
  }
  for (const batch of inBatches(removals, batchSize)) {
    const outcome = await engine.write(async (run) => {
      await check(run, guardsOf(guards, new Set(batch)));
      const rejected = isTakingBack ? new Map<string, string>() : await loadRejections(run, batch);
      const heard = batch.filter((id) => rejected.get(id) !== absent);
      const removed = await markGone(run, heard, moment.actor);
      return { removed, held: batch.length - heard.length };
    });
    counts.removed += outcome.removed;
    counts.held += outcome.held;
    counts.unchanged += outcome.held;
  }
  return counts;
}

async function markGone(run: Run, ids: readonly string[], actor: Actor): Promise<number> {
  if (ids.length === 0) return 0;
  await count(run);
  const stored = await loadStored(run, ids);
  const rows = [...stored].map(([id, { tokens, touched }]) => ({
    id,
    endedBy: writerId(actor),
    touched: [...new Set([...tokens.map(meantToken), ...touched])],
  }));
  await runOverRows(run, markRemoved, rows);
  return ids.length;
}

/** Records that say what was taken back. For those that say something else by now, nothing is taken back any more. */
async function heldBack(run: Run, batch: readonly ReadRecord[]): Promise<Set<string>> {
  const rejected = await loadRejections(
    run,
    batch.map(({ draft }) => recordId(draft)),
  );
  const held = new Set<string>();
  const over: string[] = [];
  for (const { draft } of batch) {
    const id = recordId(draft);
    const hash = rejected.get(id);
    if (hash === contentHash(draft)) held.add(id);
    else if (hash !== undefined) over.push(id);
  }
  await dropRejections(run, over);
  return held;
}

/** What versions name as their writer: the run, or the account of the person. */
export function writerId(actor: Actor): string {
  if (actor.type === 'kiki') return 'kiki';
  return (actor.type === 'person' ? actor.run : undefined) ?? actor.id;
}

/** Those that are about some of the records, or about none. */
function guardsOf(guards: readonly Guard[] | undefined, ids: ReadonlySet<string>): readonly Guard[] | undefined {
  return guards?.filter(({ record }) => record === undefined || ids.has(record.id));
}

/** @throws Conflict when what the change was made from is not there any more */
async function check(run: Run, guards: readonly Guard[] = []): Promise<void> {
  if (guards.length === 0) return;
  await count(run); // first, because it makes other writers wait until this transaction ends
  const records = guards.flatMap(({ record }) => record ?? []);
  const stored = await loadStored(
    run,
    records.map(({ id }) => id),
  );
  if (records.some(({ id, hash }) => stored.get(id)?.hash !== hash))
    throw conflict('Someone else changed this meanwhile', { fix: 'Load it again and repeat the change' });
  const entities = guards.flatMap(({ entity }) => entity ?? []);
  const rows = await run({ text: subjectState, parameters: { refs: entities.map(({ ref }) => ref) } });
  const revisionOf = new Map(rows.map((row) => [text(row, 'ref'), Number(map(row, 'properties').revision)]));
  for (const { ref, revision } of entities) {
    const now = revisionOf.get(ref) ?? 0;
    if (now !== revision)
      throw conflict(`${ref} is at revision ${now}, and the change was made from revision ${revision}`, {
        fix: 'Load it again and repeat the change',
      });
  }
}

async function writeBatch(
  run: Run,
  batch: readonly ReadRecord[],
  moment: Moment,
): Promise<{ added: number; changed: number }> {
  const stored = await loadStored(
    run,
    batch.map(({ draft }) => recordId(draft)),
  );
  const fresh = batch.filter(
    ({ draft }) =>
      stored.get(recordId(draft))?.hash !== contentHash(draft) || stored.get(recordId(draft))?.removed === true,
  );
  const reread = batch.filter(
    (each) => !fresh.includes(each) && stored.get(recordId(each.draft))?.inputHash !== each.inputHash,
  );
  await runOverRows(
    run,
    setInputHashes,
    reread.map(({ draft, inputHash }) => ({ id: recordId(draft), inputHash: inputHash ?? null })),
  );
  if (fresh.length === 0) return { added: 0, changed: 0 };
  await count(run);
  const returning = await loadLastVersions(
    run,
    fresh.map(({ draft }) => recordId(draft)).filter((id) => !stored.has(id)),
  );
  // What was marked as removed and is there again as it was has one version, not two.
  const past = fresh.flatMap(({ draft }) => {
    const before = stored.get(recordId(draft));
    return before === undefined || (before.removed && before.hash === contentHash(draft)) ? [] : [before];
  });
  await runOverRows(
    run,
    putPastRecords,
    past.map(({ properties }) => pastRow({ ...properties, endedBy: writerId(moment.actor) }, moment.at)),
  );
  const rows = fresh.map((each) => {
    const id = recordId(each.draft);
    const before = stored.get(id);
    const properties = recordProperties(each, { stored: before, past: before?.past ?? returning.get(id), moment });
    return { id, source: each.draft.source, properties };
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
          inputHash: optionalText(properties, 'inputHash'),
          ref: optionalText(properties, 'ref'),
          tokens: saidTokens({
            identities: texts(properties, 'identities'),
            names: texts(properties, 'names'),
            deniedNames: texts(properties, 'deniedNames'),
          }),
          touched: texts(properties, 'touched'),
          removed: flag(properties, 'removed'),
          past: toPast(properties, text(properties, 'since')),
          properties,
        },
      ];
    }),
  );
}

async function loadLastVersions(run: Run, ids: readonly string[]): Promise<Map<string, Past>> {
  const versions = new Map<string, Past>();
  if (ids.length === 0) return versions;
  for (const row of await run({ text: lastVersions, parameters: { ids: [...ids] } })) {
    if (!versions.has(text(row, 'id'))) versions.set(text(row, 'id'), toPast(row, text(row, 'until')));
  }
  return versions;
}

function toPast(row: Row, until: string): Past {
  const ref = optionalText(row, 'ref');
  return { ref, names: texts(row, 'names'), formerNames: texts(row, 'formerNames'), until };
}

/** A clock may be set back: versions follow one another all the same. */
function after(time: string, at: string): string {
  return at > time ? at : new Date(Date.parse(time) + 1).toISOString();
}

function recordProperties(
  { draft, inputHash }: ReadRecord,
  { stored, past, moment }: { stored: Stored | undefined; past: Past | undefined; moment: Moment },
): Row {
  const own = { identities: identities(draft), names: writtenNames(draft.claims) };
  const deniedNames = deniedAliases(draft.claims);
  const tokens = saidTokens({ ...own, deniedNames });
  const formerNames = past === undefined ? [] : namesBefore(own.names, past);
  const leading = redirectsIn(draft.claims).map(({ from }) => from);
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
    ...optional('inputHash', inputHash),
    ...optional('ref', past?.ref),
    ...optional('entity', optionalText(stored?.properties ?? {}, 'entity')),
    ...own,
    ...(formerNames.length > 0 && { formerNames }),
    ...(deniedNames.length > 0 && { deniedNames }),
    ...(leading.length > 0 && { redirects: leading }),
    mentions: recordMentions(draft),
    audience: draft.audience,
    hash: contentHash(draft),
    body: JSON.stringify(draft),
    since: past === undefined ? moment.at : after(past.until, moment.at),
    run: writerId(moment.actor),
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
  return [...new Set([...moved.map(meantToken), ...(stored?.touched ?? [])])];
}

const temporary = new Set(['pending', 'removed', 'touched', 'inputHash', 'mentions']);

/** @param at when it ended, by the clock */
function pastRow(properties: Row, at: string): Row {
  const record = text(properties, 'id');
  const until = after(text(properties, 'since'), at);
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
