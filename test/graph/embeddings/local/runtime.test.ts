import { describe, expect, test } from '@jest/globals';
import { loadModel, truncate } from '../../../../graph/embeddings/local/runtime.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { tinyModel, writeTinyModel } from '../../../support/tiny-model.ts';

const settings = { model: tinyModel, paths: writeTinyModel(temporaryFolder()), threads: 1 };

describe('cutting a text to what the model reads', () => {
  test('keeps the token that marks the end', () => {
    expect(truncate([101, 1, 2, 3, 102], 4)).toEqual([101, 1, 2, 102]);
  });

  test('leaves what fits', () => {
    expect(truncate([101, 1, 102], 3)).toEqual([101, 1, 102]);
  });
});

describe('loading a model', () => {
  test('without onnxruntime-node is Unavailable and says what to install', async () => {
    const missing = () => Promise.reject(new Error("Cannot find package 'onnxruntime-node' imported from x\nstack"));
    await expect(loadModel(settings, missing)).rejects.toMatchObject({
      code: 'unavailable',
      message: "onnxruntime-node can't be loaded (Cannot find package 'onnxruntime-node' imported from x)",
      fix: expect.stringContaining('npm install onnxruntime-node'),
    });
  });
});
