import { describe, expect, test } from '@jest/globals';
import { createQuestionLikeness } from '../../answer/question-likeness.ts';
import type { Embedder } from '../../graph/embeddings/embedder.ts';

/** Vectors of two numbers: those of questions that begin with one letter are the same, others have nothing to do with one another. */
function fakeEmbedder(wait: () => Promise<void> = () => Promise.resolve()) {
  const asked: string[] = [];
  const embedder: Embedder = {
    model: 'm',
    dimensions: 26,
    async embedDocuments(texts) {
      await wait();
      asked.push(...texts);
      return texts.map((text) => Float32Array.from({ length: 26 }, (_, n) => Number(n === text.charCodeAt(0) - 97)));
    },
    embedQuery: () => Promise.reject(new Error('Questions are compared with questions')),
    close: () => Promise.resolve(),
  };
  return { embedder, asked };
}
const logger = { info: () => undefined };

describe('how alike questions are', () => {
  test('is told on one scale, and each is embedded once', async () => {
    const { embedder, asked } = fakeEmbedder();
    const find = createQuestionLikeness({ embedder: () => embedder, logger });
    const likeness = await find(['x one', 'x two', 'y three']);
    expect(likeness?.('x one', 'x two')).toBe(1);
    expect(likeness?.('x one', 'y three')).toBeLessThanOrEqual(0);
    expect(likeness?.('x one', 'never seen')).toBeUndefined();
    const before = asked.length;
    await find(['x one', 'x two', 'z']);
    expect(asked.slice(before)).toEqual(['z']);
  });

  test('is not told without embeddings, when they fail, or are slow; then it is the next time', async () => {
    expect(await createQuestionLikeness({ embedder: () => undefined, logger })(['a'])).toBeUndefined();
    let go: () => void = () => undefined;
    const slow = fakeEmbedder(() => new Promise((resolve) => (go = resolve)));
    const find = createQuestionLikeness({ embedder: () => slow.embedder, logger, patience: 5 });
    expect(await find(['x'])).toBeUndefined();
    go();
    await new Promise(setImmediate);
    go();
    await new Promise(setImmediate);
    expect((await find(['x']))?.('x', 'x')).toBe(1);
    const broken = fakeEmbedder(() => Promise.reject(new Error('down')));
    expect(await createQuestionLikeness({ embedder: () => broken.embedder, logger })(['x'])).toBeUndefined();
  });
});
