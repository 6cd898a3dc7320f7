import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Embedder } from '../../../../graph/embeddings/embedder.ts';
import { createLocalEmbedder } from '../../../../graph/embeddings/local/local-embedder.ts';
import type { LocalModel } from '../../../../graph/embeddings/local/models.ts';
import { startWorker } from '../../../../graph/embeddings/local/start-worker.ts';
import { recordingLogger } from '../../../support/recording-logger.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { tinyModel, writeTinyModel } from '../../../support/tiny-model.ts';

jest.setTimeout(30_000); // threads start slowly on a busy machine

const folder = temporaryFolder();
const opened: Embedder[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((embedder) => embedder.close()));
});

/** The tiny network in a real worker thread. The threads that were started are in `workers`. */
async function open(changes: Partial<LocalModel> = {}) {
  const workers: Worker[] = [];
  const { logger, lines } = recordingLogger();
  const start: typeof startWorker = (settings) => {
    const worker = startWorker(settings);
    workers.push(worker);
    return worker;
  };
  const embedder = await createLocalEmbedder({
    model: { ...tinyModel, ...changes },
    paths: writeTinyModel(folder),
    logger,
    threads: 1,
    start,
  });
  opened.push(embedder);
  return { embedder, workers, lines };
}

/** Direction of a vector, comparable with what the table of the tiny network gives. */
function direction(...numbers: number[]) {
  const length = Math.hypot(...numbers);
  return numbers.map((value) => expect.closeTo(value / length, 5));
}

describe('a local model', () => {
  test('embeds documents in their order: the mean of the states of all tokens', async () => {
    const { embedder } = await open();
    const [refund, both, unknown] = await embedder.embedDocuments(['refund', 'Refund HOLIDAY', 'xyz']);
    expect([...refund!]).toEqual(direction(2, 6, 0, 0));
    expect([...both!]).toEqual(direction(2, 6, 6, 0));
    expect([...unknown!]).toEqual(direction(2, 0, 0, 1));
    expect(embedder).toMatchObject({ model: 'tiny-float', dimensions: 4 });
  });

  test('puts before queries and documents what the model was trained to see', async () => {
    const { embedder } = await open({ prefixes: { query: 'query ', document: 'holiday ' } });
    expect([...(await embedder.embedQuery('refund'))]).toEqual(direction(2, 6, 0, 6));
    expect([...(await embedder.embedDocuments(['refund']))[0]!]).toEqual(direction(2, 6, 6, 0));
  });

  test('pools by the first token where the model is made so', async () => {
    const { embedder } = await open({ pooling: 'first' });
    expect([...(await embedder.embedQuery('refund'))]).toEqual([1, 0, 0, 0]);
  });

  test('reads the beginning of a text that is too long', async () => {
    const { embedder } = await open({ maxTokens: 4 });
    const [vector] = await embedder.embedDocuments([`refund holiday ${'query '.repeat(100_000)}`]);
    expect([...vector!]).toEqual(direction(2, 6, 6, 0));
  });

  test('embeds no texts to no vectors', async () => {
    const { embedder } = await open();
    expect(await embedder.embedDocuments([])).toEqual([]);
  });

  test('answers a query before the documents that wait', async () => {
    const { embedder } = await open();
    const order: string[] = [];
    const documents = ['first', 'second', 'third'].map((text) =>
      embedder.embedDocuments([text]).then(() => order.push(text)),
    );
    await embedder.embedQuery('refund').then(() => order.push('query'));
    await Promise.all(documents);
    expect(order).toEqual(['first', 'query', 'second', 'third']);
  });

  test('stops between two documents when it is told, and works on', async () => {
    const { embedder } = await open();
    const stop = new AbortController();
    const documents = embedder.embedDocuments(Array<string>(1000).fill('refund'), stop.signal);
    stop.abort(new Error('stopped'));
    await expect(documents).rejects.toThrow('stopped');
    expect(await embedder.embedDocuments(['refund'])).toHaveLength(1);
  });

  test('whose thread ends rejects what is under way, and is started again for the next text', async () => {
    const { embedder, workers, lines } = await open();
    const lost = embedder.embedQuery('refund');
    void workers[0]!.terminate();
    await expect(lost).rejects.toMatchObject({ code: 'unavailable' });
    expect([...(await embedder.embedQuery('refund'))]).toEqual(direction(2, 6, 0, 6));
    expect(workers).toHaveLength(2);
    expect(lines).toEqual([expect.objectContaining({ msg: expect.stringContaining('started again') })]);
  });

  test('that is closed rejects what waits and what comes, and its thread ends', async () => {
    const { embedder, workers } = await open();
    const exit = new Promise((resolve) => workers[0]!.once('exit', resolve));
    const waiting = embedder.embedDocuments(['refund', 'holiday']);
    const closed = embedder.close();
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable' });
    await Promise.all([closed, exit]);
    await expect(embedder.embedQuery('refund')).rejects.toThrow('The embedder is closed');
    await embedder.close();
  });
});

describe('a model that can not be loaded is Unavailable', () => {
  const { logger } = recordingLogger();
  const load = (paths: { network: string; tokenizer: string }, model = tinyModel) =>
    createLocalEmbedder({ model, paths, logger });

  test.each(['network', 'tokenizer'] as const)('when its %s is damaged', async (part) => {
    const paths = writeTinyModel(mkdtempSync(join(folder, 'damaged-')));
    writeFileSync(paths[part], 'not a model');
    await expect(load(paths)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining("can't be loaded"),
      fix: expect.stringContaining('fetched again'),
    });
  });

  test('when the program of the thread breaks', async () => {
    const start = () => startWorker({} as never);
    const paths = writeTinyModel(folder);
    await expect(createLocalEmbedder({ model: tinyModel, paths, logger, start })).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});

describe('a network of another form than the table says', () => {
  test('refuses each text in words', async () => {
    const { embedder } = await open({ dimensions: 3 });
    await expect(embedder.embedQuery('refund')).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('are not states of 3 each'),
    });
  });
});
