import { invalid } from '../schema/errors.ts';
import type { Ontology } from '../schema/ontology.ts';
import { createReviewRules, type ReviewRules } from '../schema/review.ts';
import { createApplier, createMemory, type Ranking } from './apply/apply.ts';
import { checkStatedIdentity } from './apply/unresolved.ts';
import { meta } from './cypher/subjects.ts';
import type { Engine } from './engine.ts';
import { createPast } from './past/past-reads.ts';
import { createQueue } from './queue.ts';
import { createAskedReads } from './reads/asked.ts';
import { createDuplicateReads } from './reads/duplicates.ts';
import { createEntityReads, type ReadsOptions } from './reads/entities.ts';
import { createNameCache } from './reads/name-cache.ts';
import { createRedirectReads } from './reads/redirects.ts';
import { createSaidReads } from './reads/entity-views.ts';
import { createMergeReads } from './reads/merges.ts';
import { createDisputeReads } from './reads/disputes.ts';
import { createFrequentQuestions } from './reads/frequent-questions.ts';
import { createVersionReader } from './reads/graph-version.ts';
import { createHelpReads } from './reads/help-requests.ts';
import { createHistoryReads } from './reads/history.ts';
import { createQualityReads } from './reads/quality.ts';
import { createProposalReads } from './reads/proposals.ts';
import { createRelationReads } from './reads/relations.ts';
import { createReviewReads } from './reads/reviews.ts';
import { flag, map } from './reads/row.ts';
import { createSearchReads } from './reads/search.ts';
import { createSourceReads } from './reads/sources.ts';
import { createSuggestionReads } from './reads/suggestions.ts';
import { createTestimonies } from './reads/testimonies.ts';
import { createDiscussionReads } from './reads/discussion.ts';
import { createWatchReads } from './reads/watching.ts';
import { pagesOfViewer } from './stewardship.ts';
import type { GraphStore } from './store.ts';
import { createTransfer } from './transfer/transfer.ts';
import { createAskedWrites } from './writes/asked.ts';
import { createDuplicateWrites } from './writes/duplicates.ts';
import { createEmbeddingWrites } from './writes/embeddings.ts';
import { createHeldFiles } from './writes/held-files.ts';
import { createHelpWrites } from './writes/help-requests.ts';
import { createRevertWrites } from './writes/reverts.ts';
import { createTrustWrites } from './writes/trust.ts';
import { createMergeWrites } from './writes/merges.ts';
import { createProposalWrites } from './writes/proposals.ts';
import { createLocks, fenced } from './writes/locks.ts';
import { createChannelStore } from './writes/channels.ts';
import { createOutreaches } from './writes/outreach.ts';
import { createSlackClaims } from './writes/slack.ts';
import { createSourceWrites } from './writes/sources.ts';
import { createSuggestionWrites } from './writes/suggestions.ts';
import { createDiscussionWrites } from './writes/discussion.ts';
import { createWatchWrites } from './writes/watching.ts';

export interface StoreOptions {
  engine: Engine;
  ontology: Ontology;
  ranking: Ranking;
  /** When what is to be looked at again; the built-in intervals when left out. */
  review?: ReviewRules;
  now?: () => Date;
}

/**
 * The graph store on an engine that is open. Closing the store closes the engine.
 *
 * @throws Invalid when an import into the graph did not finish.
 */
export async function openStore({
  engine: opened,
  ontology,
  ranking,
  review = createReviewRules(ontology),
  now = () => new Date(),
}: StoreOptions): Promise<GraphStore> {
  if (flag(map((await opened.read({ text: meta }))[0] ?? {}, 'properties'), 'importing')) {
    throw invalid('An import into this graph did not finish', {
      fix: 'Remove the data folder (or empty the database) and import again',
    });
  }
  const { engine, version, forget } = createVersionReader(opened);
  const reads: ReadsOptions = { read: engine.read, ontology, version, review, now };
  const nameIndex = createNameCache(engine.read, version);
  const entities = createEntityReads({ ...reads, nameIndex });
  const relations = createRelationReads(reads);
  const frequent = createFrequentQuestions(engine.read);

  // One change at a time in this process; the version of the graph guards against other processes.
  const queue = createQueue();
  const memory = createMemory({ engine, ontology, ranking });
  const recordWrites = (on: Engine) => {
    const applier = createApplier({ engine: on, ontology, ranking, memory, now });
    const apply: GraphStore['apply'] = (...order) => queue.run(() => applier.apply(...order));
    const settle: GraphStore['settle'] = (...order) => queue.run(() => applier.settle(...order));
    const settleTogether: GraphStore['settleTogether'] = (...order) =>
      queue.run(() => applier.settleTogether(...order));
    const unresolved = () => queue.run(() => applier.unresolved());
    const { preview, previewTogether } = applier;
    return { apply, settle, settleTogether, unresolved, preview, previewTogether, ...createSourceWrites(on, apply) };
  };

  const writes = recordWrites(engine);

  const store: GraphStore = {
    ontology,
    engine: engine.name,
    version,
    ...entities,
    ...relations,
    ...createReviewReads(reads),
    ...createQualityReads(reads),
    ...createDuplicateReads({
      engine,
      ontology,
      stated: ranking.stated,
      reads: { ...entities, ...relations },
      version,
    }),
    ...createSearchReads(engine, entities.cards),
    ...createHistoryReads(engine.read),
    asOf: createPast({ ...reads, ranking }),
    ...createSourceReads(engine.read),
    ...createMergeReads(engine.read, entities.locate),
    ...createRedirectReads({ read: engine.read, names: nameIndex, locate: entities.locate }),
    ...createDisputeReads(engine.read, ontology, createSaidReads({ ...reads, cards: entities.cards })),
    ...createAskedReads({
      read: engine.read,
      frequent,
      pagesOf: (viewer) => pagesOfViewer({ ...entities, ...relations, ontology }, viewer),
    }),
    ...createProposalReads({ read: engine.read, ontology, cards: entities.cards, passagesOf: entities.passagesOf }),
    ...createSuggestionReads({ read: engine.read, ...entities, edges: relations.edges }),
    ...createWatchReads(engine.read, entities.cards),
    ...createHelpReads({ read: engine.read, withIdentity: entities.withIdentity }),
    ...createDiscussionReads({ read: engine.read, ...entities }),
    ...createTestimonies(engine.read),
    ...writes,
    statedProblems: () => checkStatedIdentity(engine, ontology, ranking),
    ...createMergeWrites(engine, writes.apply, now),
    ...createRevertWrites(engine, writes.apply),
    ...createTrustWrites({ engine, ontology, apply: writes.apply, now }),
    ...createDuplicateWrites(engine, now),
    ...createEmbeddingWrites(engine),
    ...createProposalWrites({ engine, now }),
    ...createSuggestionWrites({ engine, now }),
    ...createWatchWrites({ engine, now }),
    ...createDiscussionWrites({ engine, now, withIdentity: entities.withIdentity }),
    ...createAskedWrites({ engine, now, changed: () => frequent.forget() }),
    ...createHelpWrites({ engine, now }),
    ...createLocks(engine),
    ...createSlackClaims({ engine, now }),
    ...createOutreaches({ engine, now }),
    ...createChannelStore({ engine, now }),
    ...createHeldFiles({ engine, now }),
    underLease: (lease) => ({
      ...store,
      ...recordWrites(fenced(engine, lease)),
      ...createOutreaches({ engine: fenced(engine, lease), now }),
    }),
    ...createTransfer(engine),
    flush: () => engine.flush(),
    async close() {
      await queue.drained();
      await engine.close();
      forget();
    },
  };
  return store;
}
