import { type Catalogue, createCatalogue } from '../../answer/catalogue/create-catalogue.ts';
import { createRetriever } from '../../answer/retrieve/retrieve.ts';
import type { GraphStore } from '../../graph/store.ts';
import { sampleNow } from './sample-graph.ts';

/** The look-ups over a store, which find prose by words alone. */
export function catalogueOf(store: GraphStore, now = sampleNow): Catalogue {
  return createCatalogue({
    store,
    retrieve: createRetriever({ store, meaning: () => Promise.resolve(undefined) }),
    publicUrl: 'https://kiki.example',
    now,
  });
}
