import OpenAI, { APIConnectionError, APIError, AuthenticationError, NotFoundError } from 'openai';
import { KikiError, notAllowed, unavailable } from '../../schema/errors.ts';
import type { LanguageModel } from './language-model.ts';

export interface OpenAiModelOptions {
  /** Some local endpoints want none. */
  apiKey: string | undefined;
  baseUrl: string | undefined;
  model: string;
  /** Milliseconds a reply may take from request to last word. */
  longest?: number;
}

/** Milliseconds to the first byte, for each of two tries. */
const firstByte = 20_000;

/** A model behind any endpoint that speaks OpenAI's chat completions. */
export function createOpenAiModel({ apiKey, baseUrl, model, longest = 120_000 }: OpenAiModelOptions): LanguageModel {
  const client = new OpenAI({
    apiKey: apiKey ?? 'none',
    ...(baseUrl !== undefined && { baseURL: baseUrl }),
    timeout: firstByte,
    maxRetries: 1,
  });
  const where = baseUrl ?? 'OpenAI';
  return {
    name: model,
    async write(messages, { signal, onText } = {}) {
      const deadline = AbortSignal.timeout(longest);
      const stop = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
      try {
        // The package's stream helper fails when the stream ends without a reason; plain streaming would take the part for the whole.
        const stream = client.chat.completions.stream(
          { model, messages: [...messages], stream_options: { include_usage: true } },
          { signal: stop },
        );
        if (onText !== undefined) stream.on('content', (piece) => onText(piece));
        const { choices, usage } = await stream.finalChatCompletion();
        const [choice] = choices;
        if (choice?.finish_reason !== 'stop')
          throw unavailable(`The model ended its reply early (${choice?.finish_reason ?? 'no reason'})`, { where });
        return {
          text: choice.message.content ?? '',
          ...(usage && { tokens: { prompt: usage.prompt_tokens, completion: usage.completion_tokens } }),
        };
      } catch (error) {
        signal?.throwIfAborted();
        throw explained(error, { where, model, isLate: deadline.aborted, longest });
      }
    },
  };
}

function explained(
  error: unknown,
  { where, model, isLate, longest }: { where: string; model: string; isLate: boolean; longest: number },
): KikiError {
  if (error instanceof KikiError) return error;
  const details = { where, cause: error };
  if (isLate) return unavailable(`The model took longer than ${longest / 1000} s`, details);
  if (error instanceof AuthenticationError)
    return notAllowed('The endpoint refused the key', { ...details, fix: 'Set OPENAI_API_KEY' });
  if (error instanceof NotFoundError)
    return unavailable(`The endpoint has no model ${model}`, { ...details, fix: 'Set KIKI_MODEL to one that it has' });
  if (error instanceof APIConnectionError)
    return unavailable('The endpoint does not answer', { ...details, fix: 'Check OPENAI_BASE_URL and the network' });
  if (error instanceof APIError)
    return unavailable(`The endpoint answered with an error (${error.status ?? 'in the stream'})`, details);
  return unavailable(`The reply broke off (${error instanceof Error ? error.message : String(error)})`, details);
}
