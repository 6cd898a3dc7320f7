import { join } from 'node:path';
import type { Logger } from 'pino';
import { createAnswerer } from '../answer/create-answerer.ts';
import { createModel } from '../answer/model/create-model.ts';
import { createEmbedder } from '../graph/embeddings/create-embedder.ts';
import type { Embedder } from '../graph/embeddings/embedder.ts';
import { createEmbeddingJob, type EmbeddingJob } from '../graph/embeddings/job.ts';
import type { Engine } from '../graph/engine.ts';
import { openEmbedded } from '../graph/engines/embedded/engine.ts';
import { openNeo4j } from '../graph/engines/neo4j/engine.ts';
import { openStore } from '../graph/open-store.ts';
import { createRanking } from '../graph/ranking.ts';
import type { GraphStore } from '../graph/store.ts';
import { openSource } from '../ingest/open-source.ts';
import type { SourceReader } from '../ingest/reading.ts';
import type { Environment } from '../schema/config.ts';
import { describeError } from '../schema/errors.ts';
import { createOntology } from '../schema/ontology.ts';
import type { Ask, EmbeddingState } from '../schema/services.ts';
import { anyEmployee, type Viewer } from '../schema/viewer.ts';
import type { LoadedConfig } from './load-config.ts';

/** Kiki's parts, put together and open. */
export interface Kiki {
  loaded: LoadedConfig;
  environment: Environment;
  dataFolder: string;
  logger: Logger;
  store: GraphStore;
  ask: Ask;
  /** All sources of the config, in the order of trust. */
  sources: { name: string; open: () => SourceReader }[];
  embeddings: Embeddings;
  /** The viewer that an e-mail address stands for: someone whom the graph knows. */
  findViewer(email: string): Promise<Viewer | undefined>;
  close(): Promise<void>;
}

/** Semantic search, which joins when it is ready. */
export interface Embeddings {
  state(): EmbeddingState;
  /** Loads the model (and fetches it the first time). Undefined when there is none; the reason is in `state`. */
  load(threads?: number): Promise<{ job: EmbeddingJob; model: string } | undefined>;
}

export interface OpenKikiOptions {
  loaded: LoadedConfig;
  environment: Environment;
  variables: Readonly<Record<string, string | undefined>>;
  logger: Logger;
}

/** Where Kiki keeps its data: KIKI_DATA, else `.kiki/` beside kiki.yaml. */
export function dataFolderOf(environment: Environment, { folder }: LoadedConfig): string {
  return environment.KIKI_DATA ?? join(folder, '.kiki');
}

/** @throws KikiError when the graph can't be opened */
export async function openKiki({ loaded, environment, variables, logger }: OpenKikiOptions): Promise<Kiki> {
  const { config, folder } = loaded;
  const dataFolder = dataFolderOf(environment, loaded);
  const engine = await openEngine(environment, dataFolder);
  let store: GraphStore;
  try {
    store = await openStore({
      engine,
      ontology: createOntology(config.schema),
      ranking: createRanking(config.sources),
    });
  } catch (error) {
    await engine.close();
    throw error;
  }
  const embeddings = createEmbeddings({ store, environment, dataFolder, logger });
  const model = createModel(environment);
  const ask = createAnswerer({
    store,
    embedder: embeddings.embedder,
    model,
    publicUrl: environment.KIKI_PUBLIC_URL,
    logger,
  });
  return {
    loaded,
    environment,
    dataFolder,
    logger,
    store,
    ask,
    sources: config.sources.map((source) => ({
      name: source.name,
      open: () => openSource(source, { config, configFolder: folder, variables }),
    })),
    embeddings,
    findViewer: (email) => findViewer(store, email),
    async close() {
      await embeddings.close();
      await store.close();
    },
  };
}

function openEngine(environment: Environment, dataFolder: string): Promise<Engine> {
  switch (environment.KIKI_GRAPH) {
    case 'embedded':
      return openEmbedded({ folder: dataFolder });
    case 'neo4j':
      return openNeo4j({
        uri: environment.NEO4J_URI,
        username: environment.NEO4J_USERNAME,
        password: environment.NEO4J_PASSWORD,
        database: environment.NEO4J_DATABASE,
      });
  }
}

async function findViewer(store: GraphStore, email: string): Promise<Viewer | undefined> {
  const refs = await store.withIdentity(anyEmployee, [`email:${email}`]);
  const ref = refs.get(`email:${email}`);
  const [card] = ref === undefined ? [] : await store.cards(anyEmployee, [ref]);
  return card === undefined ? undefined : { ...anyEmployee, id: email, email, name: card.name };
}

interface EmbeddingParts {
  store: GraphStore;
  environment: Environment;
  dataFolder: string;
  logger: Logger;
}

function createEmbeddings({
  store,
  environment,
  dataFolder,
  logger,
}: EmbeddingParts): Embeddings & { embedder: () => Embedder | undefined; close(): Promise<void> } {
  const stopping = new AbortController();
  let embedder: Embedder | undefined;
  let job: EmbeddingJob | undefined;
  let loading: ReturnType<Embeddings['load']> | undefined;
  let state: EmbeddingState =
    environment.KIKI_EMBEDDINGS === 'none'
      ? { state: 'off', done: 0, total: 0 }
      : { state: 'working', done: 0, total: 0 };

  const load = async (threads: number | undefined): ReturnType<Embeddings['load']> => {
    try {
      embedder = await createEmbedder(environment, {
        dataFolder,
        logger,
        signal: stopping.signal,
        ...(threads !== undefined && { threads }),
      });
      if (embedder === undefined) return undefined;
      job = createEmbeddingJob({ store, embedder, logger });
      return { job, model: embedder.model };
    } catch (error) {
      if (stopping.signal.aborted) return undefined;
      state = { state: 'unavailable', done: 0, total: 0, message: describeError(error) };
      logger.warn({ reason: describeError(error) }, 'semantic search is not available: full-text search only');
      return undefined;
    }
  };

  return {
    embedder: () => embedder,
    state: () => job?.state() ?? state,
    load: (threads) => (loading ??= load(threads)),
    async close() {
      stopping.abort();
      await loading;
      await job?.close();
      await embedder?.close();
    },
  };
}
