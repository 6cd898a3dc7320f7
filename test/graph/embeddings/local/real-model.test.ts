import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Embedder } from '../../../../graph/embeddings/embedder.ts';
import { createLocalEmbedder } from '../../../../graph/embeddings/local/local-embedder.ts';
import { recordingLogger } from '../../../support/recording-logger.ts';
import { testWeights } from '../../../support/weights.ts';

jest.setTimeout(30_000); // threads start slowly on a busy machine

const weights = await testWeights();

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * b[index]!, 0);
}

const passages = {
  refund: 'Refunds › Time\nA customer gets the payment back within five days after the return was accepted.',
  holiday: 'Absence › Annual leave\nEvery employee has 30 days of paid leave a year. Ask your lead two weeks before.',
  incident: 'Incidents › First steps\nDeclare the incident in the channel, name a lead, and page the on-call engineer.',
};
const hostile = [
  '',
  ' ',
  '\u0000',
  '\ud83d',
  '😀👩‍👩‍👧‍👦🇩🇪',
  '返金はいつ届きますか',
  'ا'.repeat(500),
  '[CLS] [SEP] [MASK]',
  'x'.repeat(10_000),
];

(weights ? describe : describe.skip)('bge-small-en-v1.5', () => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await createLocalEmbedder({ ...weights!, logger: recordingLogger().logger });
  });
  afterAll(() => embedder.close());

  test.each([
    ['how do I get my money back?', 'refund'],
    ['when can I go on vacation', 'holiday'],
    ['the website is broken, whom do I alert', 'incident'],
  ] as const)('finds for "%s" the passage about %s, which says it in other words', async (question, nearest) => {
    const query = await embedder.embedQuery(question);
    const vectors = await embedder.embedDocuments(Object.values(passages));
    const scores = Object.fromEntries(
      Object.keys(passages).map((name, index) => [name, cosine(query, vectors[index]!)]),
    );
    const others = Object.entries(scores).filter(([name]) => name !== nearest);
    for (const [, score] of others) expect(scores[nearest]).toBeGreaterThan(score + 0.05);
  });

  // Computed from the same file with the Python packages onnxruntime 1.31 and tokenizers 0.23, which share no code of ours.
  test.each([
    ['hello world', [0.01703742, -0.02523288, 0.01357358, -0.07404116]],
    ['返金はいつ届きますか', [-0.03632502, -0.00238993, -0.00563378, -0.01697911]],
    [passages.refund, [-0.06733634, 0.00600495, 0.04559429, 0.04775928]],
  ])('gives for "%s" the vector that other programs give', async (text, beginning) => {
    const [vector] = await embedder.embedDocuments([text]);
    expect(vector).toHaveLength(384);
    // Other processors round the 8-bit arithmetic differently.
    beginning.forEach((value, index) => expect(vector![index]).toBeCloseTo(value, 2));
  });

  test('gives the same text the same vector, whatever is embedded beside it', async () => {
    const [alone] = await embedder.embedDocuments([passages.refund]);
    const [, among] = await embedder.embedDocuments([passages.holiday, passages.refund, hostile[8]!]);
    expect(among).toEqual(alone);
  });

  test('tells a question from a document of the same words', async () => {
    const [document] = await embedder.embedDocuments(['refunds']);
    expect(cosine(document!, await embedder.embedQuery('refunds'))).toBeLessThan(0.99);
  });

  test('reads 512 tokens and no more', async () => {
    const text = 'payment '.repeat(509); // one token each, and two that mark beginning and end: room for one more
    const [short, full, long] = await embedder.embedDocuments([text, `${text}holiday`, `${text}holiday ${text}`]);
    expect(long).toEqual(full);
    expect(cosine(short!, full!)).toBeLessThan(0.9999);
  });

  test('gives every text a vector of length 1, also what is no language', async () => {
    for (const vector of await embedder.embedDocuments(hostile)) {
      expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    }
  });
});
