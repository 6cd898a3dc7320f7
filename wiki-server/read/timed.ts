import type { GraphStore, PastReads } from '../../graph/store.ts';
import type { Ontology } from '../../schema/ontology.ts';

/** What pages and trees are read from: the graph of today, or that of a day. */
export interface TimedReads extends Pick<PastReads, 'entity' | 'cards' | 'edges' | 'reach' | 'list'> {
  ontology: Ontology;
}

/** The graph as it was at the end of a day. @throws Invalid for what is no day */
export async function readsOf(store: GraphStore, day: string): Promise<TimedReads & Pick<PastReads, 'firstDay'>> {
  return { ...(await store.asOf(day)), ontology: store.ontology };
}
