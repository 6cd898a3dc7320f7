import type { LocalModel } from '../local/models.ts';

/** A place that weights are fetched from. */
export interface Origin {
  /** As a sentence names it. */
  name: string;
  /**
   * Puts the two files of the model into the folder, under their names. What they hold is checked by the caller.
   *
   * @throws Error whose message says why they are not to be had there.
   */
  fetch(model: LocalModel, folder: string, signal?: AbortSignal): Promise<void>;
}
