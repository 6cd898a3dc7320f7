import { recordDraft } from '../../schema/record.ts';
import type { Ref } from '../../schema/ref.ts';
import { groupBy, inBatches } from '../apply/batches.ts';
import { recordsOfEntities } from '../cypher/records.ts';
import type { Run } from '../engine.ts';
import type { EntityReads, Testimony } from '../store.ts';
import { loadNotes } from './notes.ts';
import { text } from './row.ts';

/** What each record says of entities, for who may read it. */
export function createTestimonies(read: Run): Pick<EntityReads, 'testimonies' | 'testimoniesOf'> {
  const testimoniesOf: EntityReads['testimoniesOf'] = async (viewer, refs) => {
    const found = new Map<Ref, Testimony[]>();
    for (const batch of inBatches([...new Set(refs)])) {
      const parameters = { refs: batch, audiences: [...viewer.audiences] };
      const rows = await read({ text: recordsOfEntities, parameters });
      const notes = await loadNotes(
        read,
        viewer,
        rows.map((row) => text(row, 'id')),
      );
      for (const [ref, ofEntity] of groupBy(rows, (row) => text(row, 'entity')))
        found.set(
          ref,
          ofEntity
            .flatMap((row): Testimony[] => {
              const note = notes.get(text(row, 'id'));
              const { audience, ids, claims, passages } = recordDraft.parse(JSON.parse(text(row, 'body')));
              return note === undefined ? [] : [{ note, audience, ids, claims, passages }];
            })
            .sort((a, b) => (a.note.record < b.note.record ? -1 : 1)),
        );
    }
    return found;
  };
  return {
    testimoniesOf,
    testimonies: async (viewer, ref) => (await testimoniesOf(viewer, [ref])).get(ref) ?? [],
  };
}
