import { describe, expect, test } from '@jest/globals';
import { findLocalModel, localModels } from '../../../../graph/embeddings/local/models.ts';

describe('the table of local models', () => {
  test('has the English model as default', () => {
    expect(findLocalModel().id).toBe('bge-small-en-v1.5');
    expect(findLocalModel('multilingual-e5-small')).toMatchObject({ pooling: 'mean', prefixes: { query: 'query: ' } });
  });

  test('refuses another name and says which there are', () => {
    const refused = expect.objectContaining({
      code: 'unavailable',
      fix: expect.stringContaining('bge-small-en-v1.5 or multilingual-e5-small'),
    });
    expect(() => findLocalModel('gpt')).toThrow(refused);
    expect(() => findLocalModel('../../etc')).toThrow(refused);
  });

  test.each(localModels)('pins the files of $id by commit, size and sha256', ({ network, tokenizer, hub }) => {
    expect(hub.revision).toMatch(/^[0-9a-f]{40}$/);
    for (const { sha256, bytes } of [network, tokenizer]) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(bytes).toBeGreaterThan(100_000);
    }
  });

  test('names the vectors of each model differently', () => {
    expect(new Set(localModels.map(({ vectors }) => vectors)).size).toBe(localModels.length);
  });
});
