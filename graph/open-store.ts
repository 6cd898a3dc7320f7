import { invalid } from '../schema/errors.ts';
import type { Ontology } from '../schema/ontology.ts';
import { createApplier, type Ranking } from './apply/apply.ts';
import { meta } from './cypher/subjects.ts';
import type { Engine } from './engine.ts';
import { createQueue } from './queue.ts';
import { createEntityReads, type ReadsOptions } from './reads/entities.ts';
import { createMergeReads } from './reads/merges.ts';
import { createHistoryReads } from './reads/history.ts';
import { createRelationReads } from './reads/relations.ts';
import { flag, map, number } from './reads/row.ts';
import { createSearchReads } from './reads/search.ts';
import { createSourceReads } from './reads/sources.ts';
import type { GraphStore } from './store.ts';
import { createTransfer } from './transfer/transfer.ts';
import { createEmbeddingWrites } from './writes/embeddings.ts';
import { createMergeWrites } from './writes/merges.ts';
import { createSourceWrites } from './writes/sources.ts';

export interface StoreOptions {
  engine: Engine;
  ontology: Ontology;
  ranking: Ranking;
  now?: () => Date;
}

/**
 * The graph store on an engine that is open. Closing the store closes the engine.
 *
 * @throws Invalid when an import into the graph did not finish.
 */
export async function openStore({
  engine,
  ontology,
  ranking,
  now = () => new Date(),
}: StoreOptions): Promise<GraphStore> {
  const readMeta = async () => map((await engine.read({ text: meta }))[0] ?? {}, 'properties');
  if (flag(await readMeta(), 'importing')) {
    throw invalid('An import into this graph did not finish', {
      fix: 'Remove the data folder (or empty the database) and import again',
    });
  }
  const version = async () => number(await readMeta(), 'version');
  const reads: ReadsOptions = { read: engine.read, ontology, version, now };
  const entities = createEntityReads(reads);

  // One change at a time in this process; the version of the graph guards against other processes.
  const queue = createQueue();
  const applier = createApplier({ engine, ontology, ranking, now });
  const apply: GraphStore['apply'] = (...order) => queue.run(() => applier.apply(...order));

  return {
    ontology,
    engine: engine.name,
    version,
    ...entities,
    ...createRelationReads(reads),
    ...createSearchReads(engine, entities.cards),
    ...createHistoryReads(engine.read),
    ...createSourceReads(engine.read),
    ...createMergeReads(engine.read, entities.locate),
    apply,
    settle: (...order) => queue.run(() => applier.settle(...order)),
    preview: (change) => applier.preview(change),
    unresolved: () => queue.run(() => applier.unresolved()),
    ...createSourceWrites(engine, apply),
    ...createMergeWrites(engine, apply, now),
    ...createEmbeddingWrites(engine),
    ...createTransfer(engine),
    flush: () => engine.flush(),
    async close() {
      await queue.drained();
      await engine.close();
    },
  };
}
