import { mkdirSync } from 'node:fs';
import type { Logger } from 'pino';
import { type Catalogue, createCatalogue } from '../answer/catalogue/create-catalogue.ts';
import { createAnswerer } from '../answer/create-answerer.ts';
import { createKeepAsked } from '../answer/keep-asked.ts';
import { createModel } from '../answer/model/create-model.ts';
import { createProposer, type Proposer } from '../answer/propose/proposer.ts';
import type { KindOfSource } from '../answer/sources-used.ts';
import { createMeaning } from '../answer/retrieve/meaning.ts';
import { createRetriever } from '../answer/retrieve/retrieve.ts';
import { companyThesaurus } from '../answer/retrieve/thesaurus.ts';
import type { Engine } from '../graph/engine.ts';
import { openStore } from '../graph/open-store.ts';
import { checkTrust, createRanking } from '../graph/ranking.ts';
import type { GraphStore } from '../graph/store.ts';
import { openSource } from '../ingest/open-source.ts';
import type { SourceReader } from '../ingest/reading.ts';
import type { SourceKind } from '../schema/channel-settings.ts';
import { peopleSource } from '../schema/record.ts';
import type { Environment } from '../schema/config.ts';
import { type ConfigFile, isRead } from '../schema/config-file.ts';
import { importName } from '../schema/file-import.ts';
import { createMayEdit } from '../schema/editors.ts';
import { conflict, unavailable } from '../schema/errors.ts';
import { createOntology } from '../schema/ontology.ts';
import { createReviewRules } from '../schema/review.ts';
import type { Ask } from '../schema/services.ts';
import type { Viewer } from '../schema/viewer.ts';
import { createEmbeddings, type Embeddings } from './embeddings.ts';
import { createFindViewer } from './find-viewer.ts';
import { dataFolderOf, loadConfig, type LoadedConfig } from './load-config.ts';

/** Kiki's parts, put together and open. */
export interface Kiki {
  loaded: LoadedConfig;
  environment: Environment;
  dataFolder: string;
  logger: Logger;
  store: GraphStore;
  ask: Ask;
  /** Exact questions to the graph, for programs and models. */
  catalogue: Catalogue;
  /** The sources of the config that Kiki reads, in the order of trust. What is pushed is not among them. */
  sources: OpenableSource[];
  /**
   * The sources as kiki.yaml has them now: it may have been edited since Kiki was opened.
   *
   * @throws Conflict when what holds for the whole graph was edited; NotFound or Invalid when the file can't be used
   */
  rereadSources(): { config: ConfigFile; sources: OpenableSource[] };
  embeddings: Embeddings;
  /** Undefined without a language model. */
  proposer: Proposer | undefined;
  /** The viewer that an e-mail address stands for: someone whom the graph knows. He may edit if kiki.yaml says so. */
  findViewer(email: string): Promise<Viewer | undefined>;
  close(): Promise<void>;
}

export interface OpenableSource {
  name: string;
  /** Milliseconds after which it is read again by itself. */
  every?: number;
  /** @throws KikiError for a root that is none */
  open(): SourceReader;
}

export interface OpenKikiOptions {
  loaded: LoadedConfig;
  environment: Environment;
  variables: Readonly<Record<string, string | undefined>>;
  logger: Logger;
}

/** @throws KikiError when the graph can't be opened */
export async function openKiki({ loaded, environment, variables, logger }: OpenKikiOptions): Promise<Kiki> {
  const { config } = loaded;
  const dataFolder = dataFolderOf(environment, loaded);
  // A mistake in them is told before the graph is opened.
  const ontology = createOntology(config.schema);
  const review = createReviewRules(ontology, config.review);
  checkTrust(config.trust, ontology);
  const engine = await openEngine(environment, dataFolder);
  let store: GraphStore;
  try {
    store = await openStore({
      engine,
      ontology,
      ranking: createRanking(config.sources, config),
      review,
    });
  } catch (error) {
    await engine.close();
    throw error;
  }
  const embeddings = createEmbeddings({ store, environment, dataFolder, logger });
  const model = createModel(environment);
  const thesaurus = companyThesaurus(config.synonyms);
  const catalogue = createCatalogue({
    store,
    retrieve: createRetriever({ store, meaning: createMeaning({ embedder: embeddings.embedder, logger }), thesaurus }),
    publicUrl: environment.KIKI_PUBLIC_URL,
  });
  const ask = createAnswerer({
    thesaurus,
    store,
    company: loaded.config.company,
    embedder: embeddings.embedder,
    model,
    catalogue,
    publicUrl: environment.KIKI_PUBLIC_URL,
    logger,
    kindOf: kindsOfSources(config),
    keep: createKeepAsked({ store, logger }),
  });
  const proposer = model && createProposer({ store, model, logger });
  return {
    loaded,
    environment,
    dataFolder,
    logger,
    store,
    ask,
    catalogue,
    sources: sourcesOf(loaded, variables),
    rereadSources() {
      const now = rereadConfig(loaded);
      return { config: now.config, sources: sourcesOf(now, variables) };
    },
    embeddings,
    proposer,
    findViewer: createFindViewer({ store, mayEdit: createMayEdit(config.editors) }),
    async close() {
      await proposer?.stop();
      await embeddings.close();
      await store.close();
    },
  };
}

/** What people say in Kiki itself is a kind of its own; a file that one of them imported is a table. */
function kindsOfSources({ sources }: ConfigFile): KindOfSource {
  const kinds = new Map<string, SourceKind>(sources.map(({ name, kind }) => [name, kind]));
  kinds.set(peopleSource, 'people');
  return (source) => kinds.get(source) ?? (importName(source) === undefined ? undefined : 'table');
}

function sourcesOf({ config, folder }: LoadedConfig, variables: OpenKikiOptions['variables']): OpenableSource[] {
  return config.sources.filter(isRead).map((source) => ({
    name: source.name,
    ...(source.every !== undefined && { every: source.every }),
    open: () => openSource(source, { config, configFolder: folder, variables }),
  }));
}

function rereadConfig(before: LoadedConfig): LoadedConfig {
  const now = loadConfig({ named: before.path, workingFolder: before.folder, exampleFolder: before.folder });
  const whole = ({ config }: LoadedConfig) =>
    JSON.stringify([config.schema ?? {}, config.review, createRanking(config.sources, config).fingerprint]);
  if (whole(now) !== whole(before))
    throw conflict(
      'The schema, the times of review, what is the same as what, or which sources there are and their order, was edited since Kiki was started',
      {
        where: before.path,
        fix: 'Restart kiki serve; it reads new sources by itself',
      },
    );
  return now;
}

/** Only this user may look into the data. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw unavailable('The data folder can’t be made', {
      where: folder,
      fix: 'Set KIKI_DATA to a folder that Kiki may write to',
      cause: error,
    });
  }
}

/** Only the engine in use is loaded: each takes a while. */
async function openEngine(environment: Environment, dataFolder: string): Promise<Engine> {
  switch (environment.KIKI_GRAPH) {
    case 'embedded': {
      const { openEmbedded } = await import('../graph/engines/embedded/engine.ts');
      makeFolder(dataFolder);
      return openEmbedded({ folder: dataFolder });
    }
    case 'neo4j': {
      const { openNeo4j } = await import('../graph/engines/neo4j/engine.ts');
      return openNeo4j({
        uri: environment.NEO4J_URI,
        username: environment.NEO4J_USERNAME,
        password: environment.NEO4J_PASSWORD,
        database: environment.NEO4J_DATABASE,
      });
    }
  }
}
