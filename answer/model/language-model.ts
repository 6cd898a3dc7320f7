/** One message of a conversation with a language model. */
export interface ModelMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** The form of a reply that is JSON. */
export interface ReplyShape {
  /** Letters, digits and underscores. */
  name: string;
  /** JSON Schema, in which every property is required and no other is allowed. */
  schema: Readonly<Record<string, unknown>>;
}

export interface WriteOptions {
  signal?: AbortSignal | undefined;
  /** Holds the reply to a form where the endpoint can do that. Where it can't, the reply may be anything: the messages must ask for it too. */
  shape?: ReplyShape | undefined;
  /** Called with each further piece of the reply. */
  onText?: ((piece: string) => void) | undefined;
}

export interface ModelReply {
  text: string;
  /** Tokens, when the endpoint says. */
  tokens?: { prompt: number; completion: number };
}

/**
 * A language model behind an endpoint.
 *
 * `write` rejects with Unavailable when the endpoint does not answer, answers badly, or ends the reply before it is finished, and
 * with the signal's reason when that is aborted. A reply that resolves is whole.
 */
export interface LanguageModel {
  readonly name: string;
  write(messages: readonly ModelMessage[], options?: WriteOptions): Promise<ModelReply>;
}
