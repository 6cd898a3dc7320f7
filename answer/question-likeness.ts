import type { Logger } from 'pino';
import type { Embedder } from '../graph/embeddings/embedder.ts';
import { describeError } from '../schema/errors.ts';

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
      known = { embedder: current, vectors: new Map(), unrelated: undefined, work: undefined };
    const state = known;
    state.work ??= learn(state, questions)
      .catch((error: unknown) => logger.info({ reason: describeError(error) }, 'questions were compared by words only'))
      .finally(() => (state.work = undefined));
    await Promise.race([state.work, later(patience)]);
    const { unrelated, vectors } = state;
    if (unrelated === undefined) return undefined;
    return (one, other) => {
      const [a, b] = [vectors.get(one), vectors.get(other)];
      return a && b && (cosine(a, b) - unrelated) / Math.max(1 - unrelated, Number.EPSILON);
    };
  };
}

interface Known {
  embedder: Embedder;
  vectors: Map<string, Float32Array>;
  /** Cosine of questions that have nothing to do with one another: models differ in how near they put everything. */
  unrelated: number | undefined;
  work: Promise<void> | undefined;
}

async function learn(known: Known, questions: readonly string[]): Promise<void> {
  const { embedder, vectors } = known;
  known.unrelated ??= meanCosine(await embedder.embedDocuments(unrelatedQuestions));
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

/** Nothing to do with one another, nor with a company. */
const unrelatedQuestions = [
  'how deep is the deepest lake?',
  'who painted the ceiling of the chapel?',
  'what is the best way to prune a rose?',
  'when does the ferry to the island leave?',
  'how do I get a stain out of wool?',
  'why do cats purr?',
];

function meanCosine(vectors: readonly Float32Array[]): number {
  const all = vectors.flatMap((one, index) => vectors.slice(index + 1).map((other) => cosine(one, other)));
  return all.reduce((sum, each) => sum + each, 0) / Math.max(1, all.length);
}

/** Of vectors of length 1. */
function cosine(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
