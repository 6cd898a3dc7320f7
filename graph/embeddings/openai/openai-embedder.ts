import { OpenAI } from 'openai';
import { KikiError, unavailable } from '../../../schema/errors.ts';
import type { Embedder } from '../embedder.ts';
import { endpointError } from './endpoint-error.ts';
import { readReply } from './read-reply.ts';
import { requestBatches, sendable } from './request-batches.ts';

export const defaultOpenAiModel = 'text-embedding-3-small';

export interface OpenAiEmbedderOptions {
  /** OPENAI_API_KEY. Endpoints on the own network often need none. */
  apiKey?: string | undefined;
  /** OPENAI_BASE_URL. Default: OpenAI's own. */
  baseUrl?: string | undefined;
  /** KIKI_EMBEDDING_MODEL */
  model?: string | undefined;
  fetch?: typeof fetch;
  /** Milliseconds to wait for a reply. */
  timeout?: number;
}

/**
 * A model behind an endpoint that speaks OpenAI's API for embeddings. What fails in passing (429, 5xx, the connection) is tried
 * twice more, as long as the endpoint asks to wait.
 *
 * @throws Unavailable without a key for OpenAI itself.
 */
export function createOpenAiEmbedder({
  apiKey,
  baseUrl,
  model = defaultOpenAiModel,
  fetch,
  timeout = 30_000,
}: OpenAiEmbedderOptions): Embedder {
  if (apiKey === undefined && baseUrl === undefined) {
    throw unavailable('KIKI_EMBEDDINGS=openai needs a key', {
      where: 'environment',
      fix: 'Set OPENAI_API_KEY, or OPENAI_BASE_URL to an endpoint that needs none',
    });
  }
  const client = new OpenAI({
    apiKey: apiKey ?? 'none',
    // Said in full, because what is left out the package reads from the environment itself.
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    logLevel: 'off',
    maxRetries: 2,
    timeout,
    ...(fetch && { fetch }),
  });
  const closing = new AbortController();
  let dimensions: number | undefined;

  const request = async (input: string[], signal: AbortSignal | undefined): Promise<Float32Array[]> => {
    const ends = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
    ends.throwIfAborted();
    try {
      // Without encoding_format the package asks for base64 and garbles the numbers of endpoints that don't know it.
      const body: unknown = await client.embeddings.create(
        { input, model, encoding_format: 'float' },
        { signal: ends },
      );
      const vectors = readReply(body, input.length, dimensions);
      dimensions ??= vectors[0]?.length;
      return vectors;
    } catch (error) {
      ends.throwIfAborted();
      throw error instanceof KikiError ? error : endpointError(error, model);
    }
  };

  return {
    model: `openai/${model}`,
    get dimensions() {
      return dimensions ?? 0;
    },
    async embedDocuments(texts, signal) {
      const vectors: Float32Array[] = [];
      for (const batch of requestBatches(texts.map(sendable))) vectors.push(...(await request(batch, signal)));
      return vectors;
    },
    async embedQuery(text, signal) {
      const [vector] = await request([sendable(text)], signal);
      if (vector === undefined) throw unavailable('The embedding endpoint gave no vector');
      return vector;
    },
    close() {
      closing.abort(unavailable('The embedder is closed'));
      return Promise.resolve();
    },
  };
}
