import type { Viewer } from '../../schema/viewer.ts';
import { distinctPairs, embeddingModels } from '../cypher/duplicates.ts';
import type { Suggestion } from '../duplicates/candidate.ts';
import type { DuplicateReads, EntityReads, SuggestedDuplicate } from '../store.ts';
import { distinctId } from '../writes/duplicates.ts';
import { type CandidatesOptions, suggestFor } from './duplicate-candidates.ts';
import { createNewestKnown } from './newest-known.ts';
import { map, optional, optionalText, text } from './row.ts';

export interface DuplicateReadsOptions extends CandidatesOptions {
  reads: CandidatesOptions['reads'] & Pick<EntityReads, 'cards'>;
  version: () => Promise<number>;
}

export function createDuplicateReads(options: DuplicateReadsOptions): DuplicateReads {
  const { engine, ontology, reads, version } = options;
  // Embeddings are no change of the graph, and bring suggestions.
  const state = async () => JSON.stringify([await version(), await engine.read({ text: embeddingModels })]);
  // It takes seconds for tens of thousands.
  const known = createNewestKnown(state, (viewer) => suggestFor(viewer, options));

  /** The first of them, without those that were dismissed or have been merged since they were found. */
  const shown = async (
    viewer: Viewer,
    suggestions: readonly Suggestion[],
    { limit, kind }: { limit: number; kind?: string },
  ): Promise<SuggestedDuplicate[]> => {
    const wanted = kind === undefined ? undefined : ontology.kind(kind).name;
    const entries = new Map((await reads.names(viewer)).map((entry) => [entry.ref, entry]));
    const apart = new Set(
      (await engine.read({ text: distinctPairs })).map((row) => text(map(row, 'properties'), 'id')),
    );
    const chosen = suggestions
      .filter(({ a, b }) => entries.has(a) && entries.has(b) && !apart.has(distinctId(a, b)))
      .filter(({ a }) => wanted === undefined || entries.get(a)?.kind === wanted)
      .slice(0, limit);
    const refs = [...new Set(chosen.flatMap(({ a, b }) => [a, b]))];
    const cards = new Map((await reads.cards(viewer, refs)).map((card) => [card.ref, card]));
    return chosen.flatMap(({ a, b, score, reasons }) => {
      const [one, other] = [cards.get(a), cards.get(b)];
      return one === undefined || other === undefined ? [] : [{ a: one, b: other, score, reasons }];
    });
  };

  return {
    async suggestedDuplicates(viewer, query) {
      if (query.kind !== undefined) ontology.kind(query.kind);
      return shown(viewer, await known.current(viewer), query);
    },
    async duplicatesSoFar(viewer, { patience, ...query }) {
      if (query.kind !== undefined) ontology.kind(query.kind);
      const found = await known.soFar(viewer, patience);
      if (found === undefined) return { state: 'looking', pairs: [] };
      const pairs = await shown(viewer, found.value, query);
      return { state: found.isCurrent ? 'current' : 'older', pairs };
    },
    async dismissedDuplicates(viewer) {
      const rows = (await engine.read({ text: distinctPairs })).map((row) => map(row, 'properties'));
      const refs = [...new Set(rows.flatMap((row) => [text(row, 'a'), text(row, 'b')]))];
      const cards = new Map((await reads.cards(viewer, refs)).map((card) => [card.ref, card]));
      return rows
        .flatMap((row) => {
          const [a, b] = [cards.get(text(row, 'a')), cards.get(text(row, 'b'))];
          if (a === undefined || b === undefined) return [];
          const said = { by: text(row, 'by'), at: text(row, 'at'), ...optional('reason', optionalText(row, 'reason')) };
          return [{ a, b, ...said }];
        })
        .sort((x, y) => (x.at > y.at ? -1 : x.at < y.at ? 1 : x.a.ref < y.a.ref ? -1 : 1));
    },
  };
}
