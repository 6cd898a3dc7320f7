/** One message of a conversation with a language model. */
export type ModelMessage =
  | { role: 'system' | 'user'; content: string }
  /** `calls`: tools that it called then; a `tool` message answers each of them. */
  | { role: 'assistant'; content: string; calls?: readonly ToolCall[] }
  | { role: 'tool'; call: string; content: string };

/** A tool that a model may call. */
export interface ModelTool {
  /** Letters, digits and underscores. */
  name: string;
  description: string;
  /** JSON Schema of an object. */
  schema: Readonly<Record<string, unknown>>;
}

/** What a model wants called. */
export interface ToolCall {
  /** By which the answer to it is told. */
  id: string;
  name: string;
  /** As the model wrote it: it should be JSON, and may be anything. */
  arguments: string;
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
  /** Tools it may call, where the endpoint can do that. With `mayCall: false` it knows them and is to answer without. */
  tools?: { offered: readonly ModelTool[]; mayCall: boolean } | undefined;
  /** Called with each further piece of the reply. */
  onText?: ((piece: string) => void) | undefined;
}

export interface ModelReply {
  text: string;
  /** Tools that are to be called before it goes on; the text is then no answer yet. */
  calls?: readonly ToolCall[];
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
