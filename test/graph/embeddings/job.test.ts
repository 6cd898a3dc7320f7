import { afterEach, describe, expect, test } from '@jest/globals';
import type { Embedder } from '../../../graph/embeddings/embedder.ts';
import { createEmbeddingJob, type EmbeddingJobOptions } from '../../../graph/embeddings/job.ts';
import type { GraphStore } from '../../../graph/store.ts';
import { invalid } from '../../../schema/errors.ts';
import { anyEmployee } from '../../../schema/viewer.ts';
import { emptyEmbedded, storeOn } from '../../support/engines.ts';
import { fakeEmbedder, letters } from '../../support/fake-embedder.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { record } from '../../support/records.ts';

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

const run = { type: 'run', id: 'run-1', source: 'wiki' } as const;

/** Articles of one section each; with its card that is two texts an article. */
function articles(names: readonly string[]) {
  return names.map((name) =>
    record({
      source: 'wiki',
      kind: 'Article',
      key: name,
      name,
      path: `${name}.md`,
      passages: [{ heading: [], text: `About ${name}.` }],
    }),
  );
}

async function filledStore(...names: string[]): Promise<GraphStore> {
  const store = await storeOn(await emptyEmbedded());
  opened.push(store);
  await store.apply(run, { upserts: articles(names), removals: [] });
  return store;
}

function openJob(store: EmbeddingJobOptions['store'], embedder: Embedder, options: Partial<EmbeddingJobOptions> = {}) {
  const { logger, lines } = recordingLogger();
  const job = createEmbeddingJob({ store, embedder, logger, pauses: [], ...options });
  opened.push(job);
  return { job, lines };
}

const many = Array.from(
  { length: 50 },
  (_, index) => `page ${'abcdefghij'[index % 10]!}${'klmno'[Math.floor(index / 10)]!}`,
);

/** Waits until the state is so, at most four seconds. */
async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !condition(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
}

describe('a run', () => {
  test('embeds every text once, and what is meant is found', async () => {
    const store = await filledStore('zebra', 'queue');
    const { embedder, fake } = fakeEmbedder();
    const { job } = openJob(store, embedder);
    expect(await job.run()).toEqual({ embedded: 4, done: 4, total: 4, refused: 0 });
    expect(await job.run()).toEqual({ embedded: 0, done: 4, total: 4, refused: 0 });
    expect(fake.requests.flat()).toHaveLength(4);
    const hits = await store.searchVector(anyEmployee, { model: 'fake', vector: letters('about zebra'), limit: 1 });
    expect(hits[0]?.ref).toBe('article:zebra');
  });

  test('goes from working to ready, and says how far it is', async () => {
    const store = await filledStore(...many);
    const { embedder } = fakeEmbedder();
    const seen: unknown[] = [];
    const { job } = openJob(store, embedder, { onProgress: () => seen.push(job.state()) });
    expect(job.state()).toEqual({ state: 'working', done: 0, total: 0 });
    await job.run();
    expect(seen).toEqual([0, 32, 64, 96, 100].map((done) => ({ state: 'working', done, total: 100 })));
    expect(job.state()).toEqual({ state: 'ready', done: 100, total: 100 });
  });

  test('that is stopped keeps what it did, and the next one goes on from there', async () => {
    const store = await filledStore(...many);
    const { embedder, fake } = fakeEmbedder();
    const { job } = openJob(store, embedder);
    const stop = new AbortController();
    fake.before = () => {
      if (fake.requests.length === 2) stop.abort(new Error('stopped'));
    };
    await expect(job.run(stop.signal)).rejects.toThrow('stopped');
    expect(await store.embeddingProgress('fake')).toEqual({ total: 100, done: 64 });
    expect(job.state()).toEqual({ state: 'working', done: 64, total: 100 });
    expect(await job.run()).toMatchObject({ embedded: 36, done: 100 });
    expect(new Set(fake.requests.flat()).size).toBe(fake.requests.flat().length);
  });

  test('leaves out a text that the model refuses, says so, and tries it again the next time', async () => {
    const store = await filledStore(...many, 'poison');
    const { embedder, fake } = fakeEmbedder();
    const { job, lines } = openJob(store, embedder);
    fake.refuses = 'About poison';
    expect(await job.run()).toEqual({ embedded: 101, done: 101, total: 102, refused: 1 });
    expect(job.state()).toEqual({
      state: 'ready',
      done: 101,
      total: 102,
      message: expect.stringContaining('refuses 1 of the texts'),
    });
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 40, text: 'poison\nAbout poison.', reason: 'It has About poison in it.' }),
    );
    fake.refuses = undefined;
    expect(await job.run()).toEqual({ embedded: 1, done: 102, total: 102, refused: 0 });
  });

  test('waits for a model that is away for a moment', async () => {
    const store = await filledStore('zebra');
    const { embedder, fake } = fakeEmbedder();
    const { job } = openJob(store, embedder, { pauses: [1, 1] });
    fake.outages = 4; // two requests, and each time the question whether it works at all
    expect(await job.run()).toMatchObject({ embedded: 2, refused: 0 });
  });

  test('fails when the model stays away, blames no text, and the state says why', async () => {
    const store = await filledStore('zebra');
    const { embedder, fake } = fakeEmbedder();
    const { job } = openJob(store, embedder, { pauses: [1] });
    fake.outages = 100;
    await expect(job.run()).rejects.toThrow('The model is away');
    expect(job.state()).toEqual({ state: 'unavailable', done: 0, total: 2, message: 'The model is away.' });
    fake.outages = 0;
    expect(await job.run()).toMatchObject({ embedded: 2 });
    expect(job.state()).toEqual({ state: 'ready', done: 2, total: 2 });
  });

  test('fails when the graph does not take the embeddings', async () => {
    const store = await filledStore('zebra');
    const broken = { ...store, putEmbeddings: () => Promise.reject(invalid('No room')) };
    const { job } = openJob(broken, fakeEmbedder().embedder);
    await expect(job.run()).rejects.toThrow('No room');
    expect(job.state()).toMatchObject({ state: 'unavailable', message: 'No room.' });
  });

  test('with another model embeds all anew, and only then drops the vectors of the former one', async () => {
    const store = await filledStore('zebra', 'queue');
    await openJob(store, fakeEmbedder().embedder).job.run();
    const { embedder, fake } = fakeEmbedder({ model: 'other' });
    const former: number[] = [];
    fake.before = async () => void former.push((await store.embeddingProgress('fake')).done);
    await openJob(store, embedder).job.run();
    expect(former).toEqual([4]);
    expect(await store.embeddingProgress('other')).toEqual({ total: 4, done: 4 });
    expect(await store.embeddingProgress('fake')).toEqual({ total: 4, done: 0 });
  });

  test('embeds nothing for text that only moved', async () => {
    const store = await filledStore('zebra');
    const { embedder, fake } = fakeEmbedder();
    const { job } = openJob(store, embedder);
    await job.run();
    await store.apply(run, {
      upserts: articles(['zebra']).map(({ draft }) => ({ draft: { ...draft, path: 'moved.md' } })),
      removals: [],
    });
    await job.run();
    expect(fake.requests).toHaveLength(1);
  });

  test('takes in texts that come while it works', async () => {
    const store = await filledStore('zebra');
    const { embedder, fake } = fakeEmbedder();
    const { job } = openJob(store, embedder);
    fake.before = async () => {
      if (fake.requests.length === 0) await store.apply(run, { upserts: articles(['queue']), removals: [] });
    };
    expect(await job.run()).toEqual({ embedded: 4, done: 4, total: 4, refused: 0 });
  });

  test('waits for another one, so that no text is embedded twice', async () => {
    const store = await filledStore('zebra');
    const { embedder, fake } = fakeEmbedder();
    const { job } = openJob(store, embedder);
    const results = await Promise.all([job.run(), job.run()]);
    expect(results.map(({ embedded }) => embedded)).toEqual([2, 0]);
    expect(fake.requests).toHaveLength(1);
  });
});

describe('a job that is woken', () => {
  test('embeds what came, in the background', async () => {
    const store = await filledStore('zebra');
    const { job } = openJob(store, fakeEmbedder().embedder);
    job.wake();
    await until(() => job.state().state === 'ready');
    await store.apply(run, { upserts: articles(['queue']), removals: [] });
    job.wake();
    await until(() => job.state().done === 4 && job.state().state === 'ready');
  });

  test('several times at once looks once', async () => {
    const store = await filledStore('zebra');
    let looks = 0;
    const counting = { ...store, embeddingProgress: (model: string) => ((looks += 1), store.embeddingProgress(model)) };
    const { job } = openJob(counting, fakeEmbedder().embedder);
    for (let times = 0; times < 10; times += 1) job.wake();
    await job.run();
    expect(looks).toBe(3); // before and after the one portion, and by run()
  });

  test('tries again by itself after a failure', async () => {
    const store = await filledStore('zebra');
    const { embedder, fake } = fakeEmbedder();
    const { job, lines } = openJob(store, embedder, { retryAfter: 5 });
    fake.outages = 4;
    job.wake();
    await until(() => job.state().state === 'ready');
    expect(lines.filter(({ level }) => level === 50).map(({ retryInSeconds }) => retryInSeconds)).toEqual([
      0.005, 0.01,
    ]);
  });
});

describe('a job that is closed', () => {
  test('has stopped when close is done, and does not begin again', async () => {
    const store = await filledStore(...many);
    const { embedder, fake } = fakeEmbedder();
    const { job, lines } = openJob(store, embedder);
    fake.before = () => new Promise((resolve) => setTimeout(resolve, 10));
    job.wake();
    await until(() => fake.requests.length === 1);
    await job.close();
    const { length } = fake.requests;
    job.wake();
    await expect(job.run()).rejects.toMatchObject({ name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(fake.requests).toHaveLength(length);
    expect(lines).toEqual([]);
  });
});
