import { inspect } from 'node:util';
import OpenAI, { BadRequestError, UnprocessableEntityError } from 'openai';
import type { LanguageModel, ModelMessage, ReplyShape } from './language-model.ts';
import { modelError, unfinished } from './model-error.ts';

export interface OpenAiModelOptions {
  /** Some local endpoints want none. */
  apiKey: string | undefined;
  /** Default: OpenAI's own. */
  baseUrl: string | undefined;
  model: string;
  /** Milliseconds a reply may take from request to last word. */
  longest?: number;
  /** Milliseconds to the first byte, for each of two tries. */
  firstByte?: number;
}

/** A model behind any endpoint that speaks OpenAI's chat completions. What fails in passing before the reply begins is tried once more. */
export function createOpenAiModel({
  apiKey,
  baseUrl,
  model,
  longest = 120_000,
  firstByte = 20_000,
}: OpenAiModelOptions): LanguageModel {
  const client = new OpenAI({
    apiKey: apiKey ?? 'none',
    // Said in full, because what is left out the package reads from the environment itself.
    baseURL: baseUrl ?? 'https://api.openai.com/v1',
    organization: null,
    project: null,
    logLevel: 'off',
    timeout: firstByte,
    maxRetries: 1,
  });
  const where = baseUrl ?? 'OpenAI';
  let takesShapes = true;

  const complete = (
    messages: readonly ModelMessage[],
    shape: ReplyShape | undefined,
    { signal, onText }: Listening,
  ) => {
    // The package's stream helper fails when the stream ends without a reason; plain streaming would take the part for the whole.
    const stream = client.chat.completions.stream(
      {
        model,
        messages: [...messages],
        stream_options: { include_usage: true },
        ...(shape && {
          response_format: {
            type: 'json_schema' as const,
            json_schema: { name: shape.name, schema: { ...shape.schema }, strict: true },
          },
        }),
      },
      { signal },
    );
    if (onText !== undefined) stream.on('content', (piece) => onText(piece));
    return stream.finalChatCompletion();
  };

  const completeShaped: typeof complete = async (messages, shape, listening) => {
    if (shape === undefined || !takesShapes) return complete(messages, undefined, listening);
    try {
      return await complete(messages, shape, listening);
    } catch (error) {
      if (!(error instanceof BadRequestError || error instanceof UnprocessableEntityError)) throw error;
      // It may be the shape that the endpoint does not know. If it takes the request without, that was it.
      const completion = await complete(messages, undefined, listening);
      takesShapes = false;
      return completion;
    }
  };

  return {
    name: model,
    async write(messages, { signal, shape, onText } = {}) {
      const deadline = AbortSignal.timeout(longest);
      const stop = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
      try {
        const { choices, usage } = await completeShaped(messages, shape, { signal: stop, onText });
        const [choice] = choices;
        if (choice?.finish_reason !== 'stop') throw unfinished(choice?.finish_reason, where);
        return {
          text: choice.message.content ?? '',
          ...(usage && { tokens: { prompt: usage.prompt_tokens, completion: usage.completion_tokens } }),
        };
      } catch (error) {
        signal?.throwIfAborted();
        const late = deadline.aborted ? longest : undefined;
        throw modelError(withoutKey(error, apiKey), { where, model, late });
      }
    },
  };
}

interface Listening {
  signal: AbortSignal;
  onText: ((piece: string) => void) | undefined;
}

/** Endpoints may repeat the key in what they say; then nothing of it is kept. */
function withoutKey(error: unknown, apiKey: string | undefined): unknown {
  const isTold = apiKey !== undefined && inspect(error, { depth: 8, showHidden: true }).includes(apiKey);
  if (!isTold) return error;
  const status = error instanceof OpenAI.APIError ? (error.status as unknown) : undefined;
  return typeof status === 'number'
    ? OpenAI.APIError.generate(status, undefined, 'what it said repeats the key', new Headers())
    : new Error('what it said repeats the key');
}
