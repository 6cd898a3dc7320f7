import type { Logger } from 'pino';
import type { Embedder } from '../../graph/embeddings/embedder.ts';
import { describeError, unavailable } from '../../schema/errors.ts';
import { createOnce, createRecent, type Once, type Recent } from '../recent.ts';
import { type Closeness, cosine, createCloseness } from './closeness.ts';

/** A question as a search by meaning takes it. */
export interface Meaning {
  /** Of the embedder. */
  model: string;
  vector: Float32Array;
  /** The scale of its cosines. */
  closeness: Closeness;
  /** How near texts are to it, on that scale, in their order. Undefined while the embedder fails. */
  closenessOf(texts: readonly string[]): Promise<number[] | undefined>;
}

/** Undefined while there are no embeddings. */
export type FindMeaning = (question: string, signal?: AbortSignal) => Promise<Meaning | undefined>;

export interface MeaningOptions {
  /** Undefined while there are no embeddings. */
  embedder: () => Embedder | undefined;
  logger: Pick<Logger, 'info'>;
}

/** Questions whose vectors are kept: one question is searched for in several ways, and asked by many. 2 kB each. */
const kept = 200;
/** Sentences whose vectors are kept: those of a page that many ask about are the same. */
const keptTexts = 1000;

/** Embeds questions. Undefined while there is no embedder, or it fails, which the log says: then words alone are searched. */
export function createMeaning({ embedder, logger }: MeaningOptions): FindMeaning {
  const closenessOf = createCloseness();
  const vectorOf = createVectors();
  const vectorsOf = createTextVectors();
  return async (question, signal) => {
    const current = embedder();
    if (current === undefined) return undefined;
    const unlessItFails = async <T>(work: Promise<T>, outcome: string): Promise<T | undefined> => {
      try {
        return await work;
      } catch (error) {
        signal?.throwIfAborted();
        logger.info({ reason: describeError(error) }, outcome);
        return undefined;
      }
    };
    const known = await unlessItFails(
      Promise.all([vectorOf(current, question, signal), closenessOf(current)]),
      'searched by words only: the question has no embedding',
    );
    if (known === undefined) return undefined;
    const [vector, closeness] = known;
    return {
      model: current.model,
      vector,
      closeness,
      async closenessOf(texts) {
        const vectors = await unlessItFails(
          vectorsOf(current, texts, signal),
          'sentences were not compared with the question: they have no embeddings',
        );
        return vectors?.map((each) => closeness(cosine(vector, each)));
      },
    };
  };
}

/** Vectors of questions, by the model that they are of. */
function createVectors(): (embedder: Embedder, question: string, signal?: AbortSignal) => Promise<Float32Array> {
  const onceOf = perModel((): Once<Float32Array> => createOnce(kept));
  return (embedder, question, signal) => onceOf(embedder)(question, () => embedder.embedQuery(question, signal));
}

/** Vectors of sentences, by the model that they are of; those that are not known yet are asked for in one request. */
function createTextVectors(): (
  embedder: Embedder,
  texts: readonly string[],
  signal?: AbortSignal,
) => Promise<Float32Array[]> {
  const knownOf = perModel((): Recent<Float32Array> => createRecent(keptTexts));
  return async (embedder, texts, signal) => {
    const known = knownOf(embedder);
    const found = new Map(texts.map((text) => [text, known.get(text)]));
    const missing = [...found].flatMap(([text, vector]) => (vector === undefined ? [text] : []));
    const vectors = missing.length === 0 ? [] : await embedder.embedDocuments(missing, signal, { urgent: true });
    missing.forEach((text, index) => {
      const vector = vectors[index];
      if (vector === undefined)
        throw unavailable(`The embedder gave ${vectors.length} vectors for ${missing.length} texts`);
      known.set(text, vector);
      found.set(text, vector);
    });
    return texts.flatMap((text) => found.get(text) ?? []);
  };
}

/** What is kept of each model by itself: vectors of two do not compare. */
function perModel<Kept>(create: () => Kept): (embedder: Embedder) => Kept {
  const byModel = new Map<string, Kept>();
  return ({ model }) => {
    const own = byModel.get(model) ?? create();
    byModel.set(model, own);
    return own;
  };
}
