import { allRejections, deleteRejections, putRejections, rejections } from '../cypher/records.ts';
import type { Run } from '../engine.ts';
import { text } from '../reads/row.ts';
import { runOverList, runOverRows } from './batches.ts';

/**
 * What a source says of a thing was taken back by a person. As long as the source says the same it is not heard; once it says
 * something else it is.
 */
export interface Rejection {
  /** Id of the record. */
  record: string;
  /** Of the content that was taken back; `absent` when what was taken back is that the source has it no more. */
  hash: string;
}

/** In place of a hash: the source does not have the record. */
export const absent = 'absent';

export async function loadRejections(run: Run, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = ids.length === 0 ? [] : await run({ text: rejections, parameters: { ids: [...ids] } });
  return new Map(rows.map((row) => [text(row, 'id'), text(row, 'hash')]));
}

export async function loadAllRejections(run: Run): Promise<Map<string, string>> {
  const rows = await run({ text: allRejections });
  return new Map(rows.map((row) => [text(row, 'id'), text(row, 'hash')]));
}

export async function saveRejections(run: Run, list: readonly Rejection[], at: string): Promise<void> {
  const rows = list.map(({ record, hash }) => ({ id: record, properties: { id: record, hash, at } }));
  await runOverRows(run, putRejections, rows);
}

export async function dropRejections(run: Run, ids: readonly string[]): Promise<void> {
  await runOverList(run, deleteRejections, 'ids', ids);
}
