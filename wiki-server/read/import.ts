import type { GraphStore } from '../../graph/store.ts';
import type { ImportPreview } from '../../schema/file-import.ts';
import type { Ref } from '../../schema/ref.ts';
import type { Viewer } from '../../schema/viewer.ts';
import { type ChangeLine, presentChanges } from '../present/changes.ts';

/** What an import would do to one entity. */
export interface PresentedChange {
  ref: Ref;
  name: string;
  isThere: boolean;
  fate: ImportPreview['changes'][number]['fate'];
  lines: ChangeLine[];
}

/** Entities that the preview of an import shows. */
const shownChanges = 100;

/** The first of what an import would do, as far as the viewer may read what is there of it. */
export async function presentImport(
  store: GraphStore,
  viewer: Viewer,
  { changes }: ImportPreview,
): Promise<PresentedChange[]> {
  const { ontology } = store;
  const shown = changes.slice(0, shownChanges);
  const refs = shown.flatMap(({ ref, changes: own }) => [ref, ...own.flatMap(({ other }) => other ?? [])]);
  const cardOf = new Map((await store.cards(viewer, [...new Set(refs)])).map((card) => [card.ref, card]));
  return shown.flatMap(({ ref, kind, fate, changes: own }): PresentedChange[] => {
    const card = cardOf.get(ref);
    if (card === undefined && fate !== 'added') return [];
    const named = own.find(({ about, name }) => about === 'field' && name === 'name')?.after;
    const name = card?.name ?? (typeof named === 'string' ? named : ref);
    return [
      {
        ref,
        name,
        isThere: card !== undefined,
        fate,
        lines: presentChanges({ changes: own }, { kind, ontology, cardOf }),
      },
    ];
  });
}
