import type { SourceNote } from '../../schema/entity.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { inBatches } from '../apply/batches.ts';
import type { StoredSupport } from '../apply/difference.ts';
import { recordNotes } from '../cypher/records.ts';
import type { Run } from '../engine.ts';
import { ofWhatIsThere, text } from './row.ts';
import { claimPlace, noteAt, toNote } from './shapes.ts';

/** Where records say what they say, by id. */
export type Notes = ReadonlyMap<string, SourceNote>;

/** Where records say what they say, of those the viewer may read. */
export async function loadNotes(
  read: Run,
  viewer: Viewer,
  records: readonly string[],
): Promise<Map<string, SourceNote>> {
  const notes = new Map<string, SourceNote>();
  for (const ids of inBatches([...new Set(records)])) {
    const rows = await read({ text: recordNotes, parameters: { ids, audiences: [...viewer.audiences] } });
    for (const row of ofWhatIsThere(rows, 'id', 'path', 'source')) notes.set(text(row, 'id'), toNote(row));
  }
  return notes;
}

/** Notes of the supporting records; where the claim stands elsewhere than its record, that place, and who said it in Kiki. */
export function supportNotes(supports: readonly StoredSupport[], notes: Notes): SourceNote[] {
  return supports.flatMap(([record, ...place]) => {
    const note = notes.get(record);
    return note === undefined ? [] : [noteAt(note, claimPlace(place))];
  });
}
