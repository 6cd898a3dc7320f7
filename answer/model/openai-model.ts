import { inspect } from 'node:util';
import OpenAI, { BadRequestError, UnprocessableEntityError } from 'openai';
import { unavailable } from '../../schema/errors.ts';
import type { LanguageModel, ModelMessage, WriteOptions } from './language-model.ts';
import { modelError, unfinished } from './model-error.ts';
import { callsOf, chatMessage, chatTool } from './openai-messages.ts';

export interface OpenAiModelOptions {
  /** Some local endpoints want none. */
  apiKey: string | undefined;
  /** Default: OpenAI's own. */
  baseUrl: string | undefined;
  model: string;
  /** Milliseconds a reply may take from request to last word. */
  longest?: number;
  /** Characters of a reply, what it calls tools with included. One that does not end is ended. */
  most?: number;
  /** Milliseconds to the first byte, for each of two tries. */
  firstByte?: number;
}

/** A model behind any endpoint that speaks OpenAI's chat completions. What fails in passing before the reply begins is tried once more. */
export function createOpenAiModel({
  apiKey,
  baseUrl,
  model,
  longest = 120_000,
  most = 200_000,
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
  const takes = { shape: true, tools: true };

  const complete = (messages: readonly ModelMessage[], { shape, tools }: Wanted, { signal, onText }: Listening) => {
    // The package's stream helper fails when the stream ends without a reason; plain streaming would take the part for the whole.
    const stream = client.chat.completions.stream(
      {
        model,
        messages: messages.map(chatMessage),
        stream_options: { include_usage: true },
        ...(tools !== undefined &&
          tools.offered.length > 0 && {
            tools: tools.offered.map(chatTool),
            ...(!tools.mayCall && { tool_choice: 'none' as const }),
          }),
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
    let length = 0;
    stream.on('chunk', ({ choices }) => {
      for (const { delta } of choices) {
        length += delta.content?.length ?? 0;
        for (const call of delta.tool_calls ?? []) length += call.function?.arguments?.length ?? 0;
      }
      if (length > most) stream.abort();
    });
    return stream.finalChatCompletion().catch((error: unknown) => {
      throw length > most ? unavailable('The model’s reply does not end', { where, cause: error }) : error;
    });
  };

  /** What an endpoint does not know is left out, one after the other, and not tried again once a request without it was taken. */
  const completeAsCan: typeof complete = async (messages, wanted, listening) => {
    const hasCalled = messages.some(({ role }) => role === 'tool');
    const part = (hasCalled ? (['shape'] as const) : (['shape', 'tools'] as const)).find(
      (each) => wanted[each] !== undefined,
    );
    if (part === undefined) return complete(messages, wanted, listening);
    const { [part]: _left, ...less } = wanted;
    if (!takes[part]) return completeAsCan(messages, less, listening);
    try {
      return await complete(messages, wanted, listening);
    } catch (error) {
      if (!(error instanceof BadRequestError || error instanceof UnprocessableEntityError)) throw error;
      const completion = await completeAsCan(messages, less, listening);
      takes[part] = false;
      return completion;
    }
  };

  return {
    name: model,
    async write(messages, { signal, shape, tools, onText } = {}) {
      const deadline = AbortSignal.timeout(longest);
      const stop = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
      try {
        const { choices, usage } = await completeAsCan(messages, { shape, tools }, { signal: stop, onText });
        const [choice] = choices;
        const calls = choice === undefined || tools === undefined ? [] : callsOf(choice.message);
        // Some endpoints end a reply that calls tools with `stop`.
        const isWhole =
          choice?.finish_reason === 'stop' || (choice?.finish_reason === 'tool_calls' && calls.length > 0);
        if (choice === undefined || !isWhole) throw unfinished(choice?.finish_reason, where);
        return {
          text: choice.message.content ?? '',
          ...(calls.length > 0 && { calls }),
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

/** What a request wants beside words. */
type Wanted = Pick<WriteOptions, 'shape' | 'tools'>;

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
