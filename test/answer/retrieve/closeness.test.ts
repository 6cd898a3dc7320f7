import { describe, expect, test } from '@jest/globals';
import { createCloseness } from '../../../answer/retrieve/closeness.ts';
import type { Embedder } from '../../../graph/embeddings/embedder.ts';
import { fakeEmbedder } from '../../support/fake-embedder.ts';

/** Puts every question at this cosine from every text. */
function embedderAt(cosine: number): Embedder {
  const text = Float32Array.of(1, 0);
  return {
    ...fakeEmbedder().embedder,
    embedQuery: async () => Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2)),
    embedDocuments: async (texts) => texts.map(() => text),
  };
}

describe('closeness', () => {
  test.each([0, 0.35, 0.75])(
    'is 0 where unrelated texts are (%d) and 1 where texts are the same',
    async (unrelated) => {
      const closeness = await createCloseness()(embedderAt(unrelated));
      expect(closeness(unrelated)).toBeCloseTo(0);
      expect(closeness((1 + unrelated) / 2)).toBeCloseTo(0.5);
      expect(closeness(1)).toBeCloseTo(1);
    },
  );

  test('is measured once for each embedder', async () => {
    const closenessOf = createCloseness();
    const { embedder, fake } = fakeEmbedder();
    const [one, two] = await Promise.all([closenessOf(embedder), closenessOf(embedder)]);
    expect(one).toBe(two);
    expect(fake.requests).toHaveLength(1);
  });

  test('is measured again after an outage', async () => {
    const closenessOf = createCloseness();
    const { embedder, fake } = fakeEmbedder();
    fake.outages = 100;
    await expect(closenessOf(embedder)).rejects.toMatchObject({ code: 'unavailable' });
    fake.outages = 0;
    await expect(closenessOf(embedder)).resolves.toBeInstanceOf(Function);
  });
});
