import { describe, expect, test } from '@jest/globals';
import { embedTasks } from '../../../graph/embeddings/embed-tasks.ts';
import { fakeEmbedder, letters } from '../../support/fake-embedder.ts';

const tasks = Array.from({ length: 16 }, (_, index) => ({
  textHash: `hash ${index}`,
  text: `text ${'abcdefghijklmnop'[index]!}`,
}));

describe('embedding a batch', () => {
  test('gives each text its vector, in one request', async () => {
    const { embedder, fake } = fakeEmbedder();
    const { embeddings, refused } = await embedTasks(embedder, tasks, undefined);
    expect(embeddings).toEqual(tasks.map(({ textHash, text }) => ({ textHash, vector: letters(text) })));
    expect([refused, fake.requests.length]).toEqual([[], 1]);
  });

  test('with bad texts finds them by halves and gives all others', async () => {
    const { embedder, fake } = fakeEmbedder();
    fake.refuses = 'text m';
    const { embeddings, refused } = await embedTasks(embedder, tasks, undefined);
    expect(refused.map(({ task }) => task.text)).toEqual(['text m']);
    expect(embeddings.map(({ textHash }) => textHash)).toEqual(
      tasks.filter(({ text }) => text !== 'text m').map(({ textHash }) => textHash),
    );
    expect(fake.requests.length).toBeLessThan(12);
  });

  test('of which all are bad ends too', async () => {
    const { embedder, fake } = fakeEmbedder();
    fake.refuses = 'text';
    const { embeddings, refused } = await embedTasks(embedder, tasks, undefined);
    expect([embeddings.length, refused.length]).toEqual([0, 16]);
  });

  test('throws when the model is away, and blames no text', async () => {
    const { embedder, fake } = fakeEmbedder();
    fake.outages = 2;
    await expect(embedTasks(embedder, tasks, undefined)).rejects.toThrow('The model is away');
    expect(fake.requests).toHaveLength(1);
  });

  test('of a model that gives too few vectors blames the texts one by one', async () => {
    const { embedder } = fakeEmbedder();
    const short = { ...embedder, embedDocuments: async () => [] };
    const { embeddings, refused } = await embedTasks(short, tasks.slice(0, 2), undefined);
    expect([embeddings.length, refused.length]).toEqual([0, 2]);
  });

  test('stops with the reason of the signal', async () => {
    const { embedder } = fakeEmbedder();
    const signal = AbortSignal.abort(new Error('stopped'));
    await expect(embedTasks(embedder, tasks, signal)).rejects.toThrow('stopped');
  });
});
