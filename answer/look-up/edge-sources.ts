import type { Edge } from '../../graph/store.ts';
import type { SourceNote } from '../../schema/entity.ts';
import { peopleSource } from '../../schema/record.ts';
import type { LookUpContext } from './finding.ts';

/** Where edges are from, each place once. What a person took from a page is from that place of it. */
export async function edgeSources(
  edges: readonly Edge[],
  { store, viewer }: Pick<LookUpContext, 'store' | 'viewer'>,
): Promise<SourceNote[]> {
  const records = [...new Set(edges.flatMap(({ support }) => support))];
  const notes = await store.notes(viewer, records);
  const placed = edges.flatMap(({ support, places }) =>
    support.flatMap((record) => {
      const note = notes.get(record);
      if (note === undefined) return [];
      const place = note.source === peopleSource ? places.get(record)?.at : undefined;
      return [place === undefined ? note : { ...note, path: place }];
    }),
  );
  return distinct(placed);
}

/** One note per place. */
export function distinct<Note extends SourceNote>(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((note) => [`${note.source}\n${note.path}`, note])).values()];
}
