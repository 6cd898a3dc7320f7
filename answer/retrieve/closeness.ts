import type { Embedder } from '../../graph/embeddings/embedder.ts';

/** A cosine on a scale that is the same for all models: 0 is as far apart as unrelated texts are, 1 is the same text. */
export type Closeness = (cosine: number) => number;

/**
 * How close a cosine is, for an embedder. Models differ in how near they put everything (unrelated texts have 0.35 with one and
 * 0.75 with another), so a bound on the cosine itself would hold for one model only. Asked of each embedder once.
 */
export function createCloseness(): (embedder: Embedder) => Promise<Closeness> {
  const known = new WeakMap<Embedder, Promise<Closeness>>();
  return (embedder) => {
    const found = known.get(embedder) ?? measure(embedder);
    known.set(embedder, found);
    // An outage is no property of the model: the next question asks again.
    found.catch(() => known.delete(embedder));
    return found;
  };
}

async function measure(embedder: Embedder): Promise<Closeness> {
  const [asked, told] = await Promise.all([
    Promise.all(unrelatedQuestions.map((question) => embedder.embedQuery(question))),
    embedder.embedDocuments(texts),
  ]);
  const cosines = asked.flatMap((question) => told.map((text) => cosine(question, text)));
  return scaleOf(cosines);
}

/** The scale on which 0 is the mean of these cosines, which are of texts that have nothing to do with one another, and 1 the same text. */
export function scaleOf(unrelated: readonly number[]): Closeness {
  const mean = unrelated.reduce((sum, each) => sum + each, 0) / Math.max(1, unrelated.length);
  return (each) => (each - mean) / Math.max(1 - mean, Number.EPSILON);
}

/** Of vectors of length 1. */
export function cosine(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}

/** Nothing to do with one another, nor with a company; nor have the texts below anything to do with them. */
export const unrelatedQuestions: readonly string[] = [
  'how deep is the deepest lake?',
  'who painted the ceiling of the chapel?',
  'what is the best way to prune a rose?',
  'when does the ferry to the island leave?',
  'how do I get a stain out of wool?',
  'why do cats purr?',
];
const texts = [
  'The old lighthouse was painted white in the summer of 1932.',
  'Whisk the eggs with sugar until pale, then fold in the flour and bake for forty minutes.',
  'The striker scored twice in the second half and the home side won three to one.',
  'Volcanic soil drains quickly and is rich in minerals, which suits vines and olives.',
  'The violin sonata opens with a slow movement in a minor key.',
  'Migrating geese fly in a V so that each bird saves strength in the draught of the one before.',
  'Shares in the airline fell after it warned of lower profits this winter.',
  'The knight moves two squares in one direction and one to the side.',
];
