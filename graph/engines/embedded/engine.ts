import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import grafeo, { type GrafeoDB, type QueryResult, type Transaction } from '@grafeo-db/js';
import { conflict, invalid, KikiError, unavailable } from '../../../schema/errors.ts';
import { freeAllLocks } from '../../cypher/locks.ts';
import { graphForm, lookedUp, uniqueKeys } from '../../cypher/set-up.ts';
import type { Engine, Row, Run, Statement } from '../../engine.ts';
import { readEmbeddings, readPassageDocuments, readPassageKeys } from '../../reads/search-documents.ts';
import { sanitise } from './sanitise.ts';
import { createTextIndex } from './text-index.ts';
import { keepingSnapshot, openTextSnapshot } from './text-snapshot.ts';
import { createVectorIndex } from './vector-index.ts';
import { createQueue } from '../../queue.ts';

export interface EmbeddedOptions {
  /** Folder for the database file and the text index; made when missing. Without it the graph is in memory. */
  folder?: string | undefined;
}

const fileName = 'graph.grafeo';
const textSnapshot = 'text-index.json';
/** Write conflicts and failed writes to the log are answered with this status; the work can be run again. */
const retryable = '40000';
const attempts = 4;

/**
 * Opens the embedded database, which one process at a time may have open, or makes an empty one.
 *
 * @throws Conflict when another process has it open; Invalid when the file is damaged or of another version.
 */
export async function openEmbedded({ folder }: EmbeddedOptions): Promise<Engine> {
  const path = folder === undefined ? undefined : join(folder, fileName);
  const isNew = path === undefined || !existsSync(path);
  const database = openDatabase(path, isNew);
  const execute = (statement: Statement) => execution(database, statement);
  try {
    // A process that was killed while it made the graph left a file with nothing in it.
    const isBare = isNew || (await isEmpty(execute));
    if (!isBare) await checkForm(execute);
    // Each time: the graph may have been made by a version that had fewer labels.
    await define(execute);
    if (isBare) await createMeta(execute);
    // One process at a time has the file open, so whoever held a lock was killed.
    await execute({ text: freeAllLocks });
  } catch (error) {
    database.close();
    throw error;
  }
  if (path !== undefined) database.setCheckpointTriggers({ intervalMs: 1000, walBytes: 64e6 });

  const queue = createQueue();
  const vectors = createVectorIndex();
  vectors.put(await readPassageKeys(execute));
  for (const { model, embeddings } of await readEmbeddings(execute, vectors)) vectors.add(model, embeddings);
  const snapshot = folder === undefined ? undefined : openTextSnapshot(join(folder, textSnapshot));
  const stored = snapshot?.read(await graphVersion(execute));
  const text = keepingSnapshot(stored ?? createTextIndex(), snapshot);
  if (stored === undefined) text.put(await readPassageDocuments(execute));
  let closed = false;

  const read: Run = (statement) => {
    if (closed) return Promise.reject(unavailable('The graph is closed'));
    return execute(statement);
  };

  return {
    name: 'embedded',
    isExclusive: true,
    read,
    write: (work) => {
      if (closed) return Promise.reject(unavailable('The graph is closed'));
      return queue.run(() => transaction(database, work));
    },
    text,
    vectors,
    async flush() {
      await queue.drained();
      if (path !== undefined) explaining(() => database.walCheckpoint());
    },
    async close() {
      if (closed) return;
      closed = true;
      await queue.drained();
      snapshot?.write(await graphVersion(execute), text);
      explaining(() => database.close());
    },
  };
}

function openDatabase(path: string | undefined, isNew: boolean): GrafeoDB {
  try {
    if (path === undefined) return grafeo.GrafeoDB.create();
    if (!isNew) return grafeo.GrafeoDB.open(path);
    mkdirSync(dirname(path), { recursive: true });
    return grafeo.GrafeoDB.create(path);
  } catch (error) {
    const where = path ?? 'memory';
    // Without the path, which may have any words in it.
    const message = (error instanceof Error ? error.message : String(error)).replaceAll(where, 'it');
    if (/cannot be locked/i.test(message)) {
      throw conflict('The embedded graph is open in another process', {
        where,
        fix: 'Stop that process, or let both share the graph by running one kiki serve and giving commands beside it',
        cause: error,
      });
    }
    if (/EACCES|EROFS|ENOTDIR|EEXIST|denied|read-only/i.test(message)) {
      throw unavailable('The data folder is not a folder that Kiki may write to', {
        where,
        fix: 'Set KIKI_DATA to a folder that is',
        cause: error,
      });
    }
    throw invalid(`The embedded graph can't be opened (${message.split('\n')[0] ?? ''})`, {
      where,
      fix: 'Restore it from a backup, or remove the data folder and run kiki ingest again',
      cause: error,
    });
  }
}

/** Constraints, each before the first node of its label: later ones would be quadratic, or silently not hold. */
async function define(execute: Run): Promise<void> {
  for (const [label, property] of uniqueKeys) {
    const name = `${label}_${property}`.toLowerCase();
    await execute({ text: `CREATE CONSTRAINT ${name} IF NOT EXISTS FOR (n:${label}) REQUIRE n.${property} IS UNIQUE` });
    // The constraint alone is checked by a scan; the index makes it a look-up.
    await execute({ text: `CREATE INDEX ${name}_index IF NOT EXISTS FOR (n:${label}) ON (n.${property})` });
  }
  for (const [label, property] of lookedUp) {
    await execute({
      text: `CREATE INDEX ${`${label}_${property}`.toLowerCase()}_index IF NOT EXISTS FOR (n:${label}) ON (n.${property})`,
    });
  }
}

async function createMeta(execute: Run): Promise<void> {
  await execute({ text: `CREATE (m:Meta {id: 'graph', version: 0, form: $form})`, parameters: { form: graphForm } });
}

async function isEmpty(execute: Run): Promise<boolean> {
  return (await execute({ text: 'MATCH (n) RETURN labels(n) AS labels LIMIT 1' })).length === 0;
}

async function checkForm(execute: Run): Promise<void> {
  const [meta] = await execute({ text: `MATCH (m:Meta {id: 'graph'}) RETURN m.form AS form` });
  if (meta?.form === graphForm) return;
  throw invalid(`The graph has form ${String(meta?.form)}, and this version of Kiki reads form ${graphForm}`, {
    fix: 'Export it with the version that wrote it (kiki export) and import it here, or remove the data folder and ingest again',
  });
}

async function graphVersion(execute: Run): Promise<number> {
  const [meta] = await execute({ text: `MATCH (m:Meta {id: 'graph'}) RETURN m.version AS version` });
  return Number(meta?.version);
}

async function execution(database: GrafeoDB | Transaction, { text, parameters = {} }: Statement): Promise<Row[]> {
  let result: QueryResult;
  try {
    result = await database.executeCypher(text, sanitise(parameters));
  } catch (error) {
    throw explained(error);
  }
  return rowsOf(result);
}

/** As `toArray` does, in two thirds of its time: it makes each name of a column anew for each row. */
function rowsOf(result: QueryResult): Row[] {
  const { columns } = result;
  return result.rows().map((cells) => {
    const row: Row = {};
    for (const [at, column] of columns.entries()) row[column] = cells[at];
    return row;
  });
}

/** What the database's error means for the person who runs Kiki. The status stays with it, for deciding whether to try again. */
function explained(error: unknown): unknown {
  if (error instanceof KikiError) return error;
  const isUnwritable = /I\/O error|os error|GRAFEO-T009|No space left/i.test(firstLine(error));
  const told = isUnwritable
    ? unavailable(`The embedded graph can't be written to disk (${firstLine(error)})`, {
        fix: 'Make space where the data folder is (KIKI_DATA), and try again: what was acknowledged is kept',
        cause: error,
      })
    : unavailable(`The embedded graph refused a statement (${firstLine(error)})`, { cause: error });
  return Object.assign(told, { status: statusOf(error) });
}

function explaining(work: () => void): void {
  try {
    work();
  } catch (error) {
    throw explained(error);
  }
}

/** All of `work` or nothing, again from the start on a conflict. A failed statement does not end a transaction here, so we do. */
async function transaction<T>(database: GrafeoDB, work: (run: Run) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const open = database.beginTransaction();
    try {
      const result = await work((statement) => execution(open, statement));
      explaining(() => open.commit());
      return result;
    } catch (error) {
      rollBack(open);
      if (statusOf(error) !== retryable || attempt >= attempts) throw error;
      await pause(5 * 2 ** attempt);
    }
  }
}

function rollBack(open: Transaction): void {
  try {
    if (open.isActive) open.rollback();
  } catch {
    // A commit that failed has rolled back already, and says so here. The caller gets the failure itself.
  }
}

function statusOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('status' in error && typeof error.status === 'string') return error.status;
  return 'gqlStatus' in error && typeof error.gqlStatus === 'string' ? error.gqlStatus : undefined;
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
