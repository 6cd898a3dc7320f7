import type { MergePointer } from '../compute/merges.ts';
import { activeMerges } from '../cypher/merges.ts';
import type { Run } from '../engine.ts';
import { text } from '../reads/row.ts';

/** The merges that are in force. */
export async function loadMerges(run: Run): Promise<MergePointer[]> {
  const rows = await run({ text: activeMerges });
  return rows.map((row) => ({ from: text(row, 'merged'), into: text(row, 'survivor') }));
}
