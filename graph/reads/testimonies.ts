import { recordDraft } from '../../schema/record.ts';
import { recordsOfEntity } from '../cypher/records.ts';
import type { Run } from '../engine.ts';
import type { EntityReads, Testimony } from '../store.ts';
import { loadNotes } from './entities.ts';
import { text } from './row.ts';

/** What each record says of an entity, for who may read it. */
export function createTestimonies(read: Run): EntityReads['testimonies'] {
  return async (viewer, ref) => {
    const rows = await read({ text: recordsOfEntity, parameters: { ref, audiences: [...viewer.audiences] } });
    const notes = await loadNotes(
      read,
      viewer,
      rows.map((row) => text(row, 'id')),
    );
    return rows
      .flatMap((row): Testimony[] => {
        const note = notes.get(text(row, 'id'));
        const { audience, claims, passages } = recordDraft.parse(JSON.parse(text(row, 'body')));
        return note === undefined ? [] : [{ note, audience, claims, passages }];
      })
      .sort((a, b) => (a.note.record < b.note.record ? -1 : 1));
  };
}
