import { describe, expect, test } from '@jest/globals';
import { requestBatches, sendable } from '../../../../graph/embeddings/openai/request-batches.ts';

describe('requests', () => {
  test('hold at most 32 texts, in their order', () => {
    const texts = Array.from({ length: 70 }, (_, index) => String(index));
    const batches = requestBatches(texts);
    expect(batches.map((batch) => batch.length)).toEqual([32, 32, 6]);
    expect(batches.flat()).toEqual(texts);
  });

  test('hold at most 48,000 bytes', () => {
    const text = 'ü'.repeat(10_000); // 20,000 bytes
    expect(requestBatches([text, text, text]).map((batch) => batch.length)).toEqual([2, 1]);
  });

  test('hold a text that is larger alone', () => {
    expect(requestBatches(['a', 'x'.repeat(60_000), 'b']).map((batch) => batch.length)).toEqual([1, 1, 1]);
  });

  test('are none for no texts', () => {
    expect(requestBatches([])).toEqual([]);
  });
});

describe('what is sent of a text', () => {
  test('is all of it up to 16,000 bytes', () => {
    expect(sendable('x'.repeat(16_000))).toHaveLength(16_000);
    expect(sendable('x'.repeat(16_001))).toHaveLength(16_000);
  });

  test('ends between two characters', () => {
    expect(sendable(`${'x'.repeat(15_998)}😀`)).toBe('x'.repeat(15_998));
    expect(sendable(`${'x'.repeat(15_996)}😀`)).toBe(`${'x'.repeat(15_996)}😀`);
  });

  test('is never empty, and never half a character', () => {
    expect(sendable('')).toBe(' ');
    expect(sendable('a\ud83d')).toBe('a\ufffd');
  });
});
