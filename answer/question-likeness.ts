import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Embedder } from '../graph/embeddings/embedder.ts';
import { describeError } from '../schema/errors.ts';
import { type Closeness, cosine, scaleOf, unrelatedQuestions } from './retrieve/closeness.ts';

/** How alike two questions are in meaning: 1 the same, 0 as unrelated ones are. Undefined where one of them is not known yet. */
export type Likeness = (one: string, other: string) => number | undefined;

/** Looks at questions together. Undefined where there is nothing to tell meanings by. */
export type FindLikeness = (questions: readonly string[]) => Promise<Likeness | undefined>;

export interface QuestionLikenessOptions {
  /** Undefined while there are no embeddings. */
  embedder: () => Embedder | undefined;
  logger: Pick<Logger, 'info'>;
  /** Milliseconds that whoever asks waits at most; the rest is known when he asks again. */
  patience?: number;
}

/** Questions whose vectors are kept. */
const mostKept = 2000;
/** Embedded at a time. */
const batch = 32;

/** Embeds each question once. What takes longer than the patience, or fails, which the log says, is not compared. */
export function createQuestionLikeness({ embedder, logger, patience = 1000 }: QuestionLikenessOptions): FindLikeness {
  let known: Known | undefined;
  return async (questions) => {
    const current = embedder();
    if (current === undefined) return undefined;
    if (known?.embedder !== current)
      known = { embedder: current, vectors: new Map(), closeness: undefined, work: undefined };
    const state = known;
    state.work ??= learn(state, questions)
      .catch((error: unknown) => logger.info({ reason: describeError(error) }, 'questions were compared by words only'))
      .finally(() => (state.work = undefined));
    await Promise.race([state.work, pause(patience, undefined, { ref: false })]);
    const { closeness, vectors } = state;
    if (closeness === undefined) return undefined;
    return (one, other) => {
      const [a, b] = [vectors.get(one), vectors.get(other)];
      return a && b && closeness(cosine(a, b));
    };
  };
}

interface Known {
  embedder: Embedder;
  vectors: Map<string, Float32Array>;
  /** By how near the model puts questions that have nothing to do with one another. */
  closeness: Closeness | undefined;
  work: Promise<void> | undefined;
}

async function learn(known: Known, questions: readonly string[]): Promise<void> {
  const { embedder, vectors } = known;
  known.closeness ??= scaleOf(cosinesOfPairs(await embedder.embedDocuments(unrelatedQuestions)));
  const missing = [...new Set(questions)].filter((question) => !vectors.has(question));
  for (let start = 0; start < missing.length; start += batch) {
    const some = missing.slice(start, start + batch);
    const found = await embedder.embedDocuments(some);
    for (const [index, question] of some.entries()) {
      const vector = found[index];
      if (vector !== undefined) vectors.set(question, vector);
    }
  }
  for (const oldest of [...vectors.keys()].slice(0, Math.max(0, vectors.size - mostKept))) vectors.delete(oldest);
}

function cosinesOfPairs(vectors: readonly Float32Array[]): number[] {
  return vectors.flatMap((one, index) => vectors.slice(index + 1).map((other) => cosine(one, other)));
}
