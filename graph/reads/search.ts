import type { Engine } from '../engine.ts';
import type { EntityReads, SearchReads } from '../store.ts';

export function createSearchReads({ text, vectors }: Engine, cards: EntityReads['cards']): SearchReads {
  return {
    searchText: ({ audiences }, words, { kinds, limit }) => text.search({ text: words, audiences, kinds, limit }),
    searchVector: ({ audiences }, { model, vector, kinds, limit }) =>
      vectors.search({ model, vector, audiences, kinds, limit }),
    async suggest(viewer, typed, { kinds, limit }) {
      const hits = await text.suggest({ text: typed, audiences: viewer.audiences, kinds, limit });
      return cards(
        viewer,
        hits.map(({ ref }) => ref),
      );
    },
  };
}
