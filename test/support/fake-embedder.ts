import { invalid, unavailable } from '../../schema/errors.ts';
import type { Embedder } from '../../graph/embeddings/embedder.ts';

/** An embedder that makes a vector of the text's letters, keeps what it was asked, and fails as it is told. */
export function fakeEmbedder({ model = 'fake' }: { model?: string } = {}) {
  const requests: string[][] = [];
  const fake = {
    requests,
    /** Texts with this in them are refused, and with them the whole request. */
    refuses: undefined as string | undefined,
    /** How many requests from now on fail as unavailable; queries too. */
    outages: 0,
    /** Called before each request for documents. */
    before: (): void | Promise<void> => undefined,
  };
  const failIfOut = () => {
    if (fake.outages === 0) return;
    fake.outages -= 1;
    throw unavailable('The model is away');
  };
  const embedder: Embedder = {
    model,
    dimensions: 26,
    async embedDocuments(texts, signal) {
      await fake.before();
      signal?.throwIfAborted();
      requests.push([...texts]);
      failIfOut();
      const { refuses } = fake;
      if (refuses !== undefined && texts.some((text) => text.includes(refuses)))
        throw invalid(`It has ${refuses} in it`);
      return texts.map(letters);
    },
    async embedQuery(text) {
      failIfOut();
      return letters(text);
    },
    close: () => Promise.resolve(),
  };
  return { embedder, fake };
}

/** How often each letter occurs, at length 1. */
export function letters(text: string): Float32Array {
  const counts = new Float32Array(26);
  for (const letter of text.toLowerCase()) {
    const at = letter.charCodeAt(0) - 97;
    if (at >= 0 && at < 26) counts[at]! += 1;
  }
  const length = Math.hypot(...counts) || 1;
  return counts.map((count) => count / length);
}
