import { recordDraft, type RecordDraft } from '../../schema/record.ts';
import { recordBodies } from '../cypher/records.ts';
import type { Run } from '../engine.ts';
import { ofWhatIsThere, text } from '../reads/row.ts';
import { inBatches } from './batches.ts';

/** Reads what records say, by their ids; those that are not there are left out. */
export function storedBodies(run: Run): (ids: readonly string[]) => Promise<Map<string, RecordDraft>> {
  return async (ids) => {
    const bodies = new Map<string, RecordDraft>();
    for (const batch of inBatches(ids)) {
      const rows = await run({ text: recordBodies, parameters: { ids: batch } });
      for (const row of ofWhatIsThere(rows, 'id', 'body')) {
        bodies.set(text(row, 'id'), recordDraft.parse(JSON.parse(text(row, 'body'))));
      }
    }
    return bodies;
  };
}
