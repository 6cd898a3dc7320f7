/**
 * Turns text into vectors whose cosine says how near two texts are in meaning.
 *
 * All methods throw Unavailable when the model does not answer, another KikiError when it refuses the request, and the signal's
 * reason when that is aborted.
 */
export interface Embedder {
  /** Names model and form of the vectors; vectors of different models are never compared. */
  readonly model: string;
  /** Length of a vector. 0 while a remote model, whose length nobody declares, has not answered yet. */
  readonly dimensions: number;
  /**
   * One vector of length 1 per text, in the order of the texts. A text longer than the model reads is cut.
   *
   * @param options urgent: somebody waits for them, so they wait for no others that are not
   */
  embedDocuments(
    texts: readonly string[],
    signal?: AbortSignal,
    options?: { urgent?: boolean },
  ): Promise<Float32Array[]>;
  /** The vector of what someone looks for. It does not wait for documents that were asked for before. */
  embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array>;
  /** Ends what is under way, which then rejects with Unavailable, and releases the model. */
  close(): Promise<void>;
}
