import { beforeEach, describe, expect, test } from '@jest/globals';
import { createMeaning } from '../../../answer/retrieve/meaning.ts';
import type { Embedder } from '../../../graph/embeddings/embedder.ts';
import { fakeEmbedder } from '../../support/fake-embedder.ts';

const asked: string[] = [];
const logged: object[] = [];
const logger = { info: (line: object) => void logged.push(line) };
const { embedder: fake } = fakeEmbedder();
const counting = (fails: () => boolean = () => false): Embedder => ({
  ...fake,
  async embedQuery(question, signal) {
    // The scale of cosines is measured with questions of its own.
    if (question.startsWith('who pays') || question.startsWith('who bakes')) asked.push(question);
    if (fails()) throw new Error('too busy');
    await Promise.resolve();
    signal?.throwIfAborted();
    return fake.embedQuery(question);
  },
});
beforeEach(() => {
  asked.length = 0;
  logged.length = 0;
});

test('a question is embedded once, also by searches that run at once', async () => {
  const embedder = counting();
  const meaning = createMeaning({ embedder: () => embedder, logger });
  const [one, other] = await Promise.all([meaning('who pays?'), meaning('who pays?')]);
  await meaning('who pays?');
  await meaning('who bakes?');
  expect(asked).toEqual(['who pays?', 'who bakes?']);
  expect(one?.vector).toEqual(other?.vector);
});

test('vectors of another model are others', async () => {
  let model = 'first';
  const embedder = counting();
  const meaning = createMeaning({ embedder: () => ({ ...embedder, model }), logger });
  await meaning('who pays?');
  model = 'second';
  expect((await meaning('who pays?'))?.model).toBe('second');
  expect(asked).toHaveLength(2);
});

test('who was stopped does not spoil it for who asks the same', async () => {
  const embedder = counting();
  const meaning = createMeaning({ embedder: () => embedder, logger });
  const stop = new AbortController();
  const stopped = meaning('who pays?', stop.signal);
  const other = meaning('who pays?');
  stop.abort();
  await expect(stopped).rejects.toThrow();
  expect(await other).toMatchObject({ vector: expect.any(Float32Array) });
});

test('what failed is asked again', async () => {
  let isBusy = true;
  const embedder = counting(() => isBusy);
  const meaning = createMeaning({ embedder: () => embedder, logger });
  expect(await meaning('who pays?')).toBeUndefined();
  expect(logged).toMatchObject([{ reason: expect.stringContaining('too busy') }]);
  isBusy = false;
  expect(await meaning('who pays?')).toBeDefined();
});

describe('sentences', () => {
  const embedded: (readonly string[])[] = [];
  const embedder: Embedder = {
    ...fake,
    async embedDocuments(texts, signal, options) {
      // The scale of cosines is measured with texts of its own.
      if (options?.urgent === true) embedded.push(texts);
      return fake.embedDocuments(texts, signal);
    },
  };
  beforeEach(() => {
    embedded.length = 0;
  });

  test('are compared with the question, in one request, and embedded once', async () => {
    const meaning = createMeaning({ embedder: () => embedder, logger });
    const asked = await meaning('who pays?');
    const [same, other] = (await asked?.closenessOf(['who pays?', 'The cat sleeps.'])) ?? [];
    expect(same).toBeCloseTo(1);
    expect(other).toBeLessThan(0.9);
    await (await meaning('who sleeps?'))?.closenessOf(['The cat sleeps.', 'It rains.']);
    expect(embedded).toEqual([['who pays?', 'The cat sleeps.'], ['It rains.']]);
    expect(await asked?.closenessOf([])).toEqual([]);
  });

  test('are left alone while the embedder fails, and the log says so', async () => {
    const failing: Embedder = {
      ...embedder,
      async embedDocuments(texts, signal, options) {
        if (options?.urgent === true) throw new Error('too busy');
        return fake.embedDocuments(texts, signal);
      },
    };
    const meaning = createMeaning({ embedder: () => failing, logger });
    expect(await (await meaning('who pays?'))?.closenessOf(['It rains.'])).toBeUndefined();
    expect(logged).toEqual([{ reason: 'too busy' }]);
  });

  test('an asker who gives up gets his reason', async () => {
    const stop = new AbortController();
    const meaning = createMeaning({
      embedder: () => ({
        ...embedder,
        embedDocuments: async (texts, _signal, options) => {
          if (options?.urgent !== true) return fake.embedDocuments(texts);
          stop.abort(new Error('enough'));
          throw new Error('ended');
        },
      }),
      logger,
    });
    const asked = await meaning('who pays?', stop.signal);
    await expect(asked?.closenessOf(['It rains.'])).rejects.toThrow('enough');
  });
});
