import { describe, expect, test } from '@jest/globals';
import { readReply } from '../../../../graph/embeddings/openai/read-reply.ts';

const item = (index: number, embedding: unknown) => ({ object: 'embedding', index, embedding });

describe('a reply', () => {
  test('gives vectors of length 1 in the order of the texts', () => {
    const vectors = readReply({ data: [item(1, [0, 2]), item(0, [3, 0])] }, 2, undefined);
    expect(vectors.map((vector) => [...vector])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });

  test.each<[string, unknown, string]>([
    ['a page of HTML', '<html>', 'not a list of embeddings'],
    ['nothing', undefined, 'not a list of embeddings'],
    ['vectors in base64', { data: [item(0, 'AACAPw=='), item(1, 'AACAPw==')] }, 'not a list of embeddings'],
    ['a number that is none', { data: [item(0, [1, null]), item(1, [1, 1])] }, 'not a list of embeddings'],
    ['an empty vector', { data: [item(0, []), item(1, [])] }, 'not a list of embeddings'],
    ['too few', { data: [item(0, [1, 1])] }, 'it gave 1 embeddings for 2 texts'],
    ['too many', { data: [0, 1, 2].map((index) => item(index, [1, 1])) }, 'it gave 3 embeddings for 2 texts'],
    ['the same text twice', { data: [item(0, [1, 1]), item(0, [1, 1])] }, 'not numbered by text'],
    ['numbers from 1', { data: [item(1, [1, 1]), item(2, [1, 1])] }, 'not numbered by text'],
    ['two lengths', { data: [item(0, [1, 1]), item(1, [1, 1, 1])] }, 'it gave 3 numbers for a text, expected 2'],
    ['zeros', { data: [item(0, [0, 0]), item(1, [1, 1])] }, 'zero or not finite'],
  ])('with %s is refused', (_what, body, message) => {
    expect(() => readReply(body, 2, undefined)).toThrow(
      expect.objectContaining({ code: 'unavailable', message: expect.stringContaining(message) }),
    );
  });

  test('with another length than before is refused', () => {
    expect(() => readReply({ data: [item(0, [1, 1])] }, 1, 3)).toThrow('it gave 2 numbers for a text, expected 3');
  });
});
