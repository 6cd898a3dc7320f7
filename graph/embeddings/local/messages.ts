import type { WeightPaths } from '../weights/weights.ts';
import type { LocalModel } from './models.ts';

/** What the worker is given at its start. */
export interface WorkerSettings {
  model: Pick<LocalModel, 'id' | 'dimensions' | 'maxTokens' | 'pooling'>;
  paths: WeightPaths;
  /** Threads that compute one text. */
  threads: number;
}

/** A text to embed, as the model is to see it. */
export interface WorkerRequest {
  id: number;
  text: string;
}

/** First `ready` or `failed`; then one reply per request. */
export type WorkerReply =
  | { type: 'ready' }
  /** The model can't be used; the worker ends. */
  | { type: 'failed'; message: string; fix: string }
  | { type: 'vector'; id: number; vector: Float32Array }
  | { type: 'refused'; id: number; message: string };
