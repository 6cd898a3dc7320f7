import type { Ref } from '../../schema/ref.ts';
import { inBatches } from '../apply/batches.ts';
import { allLinks, brokenLinks, describedEntities, disputedEntities } from '../cypher/entities.ts';
import type { EntityReads } from '../store.ts';
import { dayOf, holdsOn } from './days.ts';
import type { ReadsOptions } from './entities.ts';
import { flag, optionalText, text, texts } from './row.ts';

/** What is wrong with the graph as a whole, each in one query. */
export function createQualityReads({
  read,
  now,
}: ReadsOptions): Pick<EntityReads, 'disputed' | 'links' | 'brokenLinks' | 'describedBy'> {
  return {
    async disputed(viewer) {
      const found = new Map<Ref, string[]>();
      for (const row of await read({ text: disputedEntities, parameters: { audiences: [...viewer.audiences] } })) {
        const parts = texts(row, 'disputes');
        if (parts.length > 0) found.set(text(row, 'ref'), parts);
      }
      return found;
    },
    async links(viewer, on = dayOf(now())) {
      const rows = await read({ text: allLinks, parameters: { audiences: [...viewer.audiences] } });
      return rows.flatMap((row) => {
        if (!holdsOn({ from: optionalText(row, 'since'), until: optionalText(row, 'until') }, on)) return [];
        const [relation, dotted, targets] = [text(row, 'relation'), flag(row, 'dotted'), texts(row, 'targets')];
        return texts(row, 'sources').map((from, at) => ({ relation, from, to: targets[at] ?? from, dotted }));
      });
    },
    async describedBy(viewer, records) {
      const found = new Map<string, Ref>();
      for (const ids of inBatches([...new Set(records)])) {
        const rows = await read({ text: describedEntities, parameters: { ids, audiences: [...viewer.audiences] } });
        for (const row of rows) found.set(text(row, 'id'), text(row, 'ref'));
      }
      return found;
    },
    async brokenLinks(viewer) {
      const rows = await read({ text: brokenLinks, parameters: { audiences: [...viewer.audiences] } });
      return rows.map((row) => ({ ref: text(row, 'ref'), path: text(row, 'path'), links: texts(row, 'links') }));
    },
  };
}
