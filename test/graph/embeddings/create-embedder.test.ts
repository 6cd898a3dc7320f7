import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { createEmbedder } from '../../../graph/embeddings/create-embedder.ts';
import { readEnvironment } from '../../../schema/config.ts';
import { recordingLogger } from '../../support/recording-logger.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testWeights } from '../../support/weights.ts';

jest.setTimeout(30_000); // threads start slowly on a busy machine

const dataFolder = temporaryFolder();
const { logger } = recordingLogger();
const create = (variables: Record<string, string>) =>
  createEmbedder(readEnvironment(variables), { dataFolder, logger });
const weights = await testWeights();

describe('the environment', () => {
  test('can choose no embedder', async () => {
    expect(await create({ KIKI_EMBEDDINGS: 'none' })).toBeUndefined();
  });

  test('can choose an endpoint and its model', async () => {
    const variables = {
      KIKI_EMBEDDINGS: 'openai',
      OPENAI_BASE_URL: 'http://127.0.0.1:9',
      KIKI_EMBEDDING_MODEL: 'nomic',
    };
    expect(await create(variables)).toMatchObject({ model: 'openai/nomic' });
  });

  test.each([
    ['an endpoint without a key', { KIKI_EMBEDDINGS: 'openai' }, 'OPENAI_API_KEY'],
    ['an unknown local model', { KIKI_EMBEDDING_MODEL: 'unknown' }, 'multilingual-e5-small'],
    ['an empty folder of weights', { KIKI_WEIGHTS: dataFolder }, 'KIKI_WEIGHTS'],
  ])('that chooses %s is Unavailable and says the fix', async (_what, variables, fix) => {
    await expect(create(variables)).rejects.toMatchObject({ code: 'unavailable', fix: expect.stringContaining(fix) });
  });
});

(weights ? describe : describe.skip)('without a word in the environment', () => {
  const opened: { close(): Promise<void> }[] = [];
  afterAll(() => Promise.all(opened.map((embedder) => embedder.close())));

  test('the local English model is used, here from a folder of weights', async () => {
    const folder = weights!.paths.network.replace(/[^/\\]+$/, '');
    const embedder = await create({ KIKI_WEIGHTS: folder });
    opened.push(embedder!);
    expect(embedder).toMatchObject({ model: 'bge-small-en-v1.5-int8', dimensions: 384 });
  });
});
