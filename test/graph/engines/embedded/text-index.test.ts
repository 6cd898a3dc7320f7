import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { PassageDocument } from '../../../../graph/engine.ts';
import { createTextIndex } from '../../../../graph/engines/embedded/text-index.ts';
import { everyone } from '../../../../schema/audience.ts';

const wordsOf = (round: number, index: number) =>
  Array.from({ length: 12 }, (_, at) => `w${(round * 7919 + index * 131 + at * 17) % 9973}x${at}`).join(' ');

const documents = (round: number): PassageDocument[] =>
  Array.from({ length: 400 }, (_, index) => ({
    id: `article:${index}#top`,
    ref: `article:${index}`,
    kind: 'Article',
    audience: everyone,
    card: false,
    title: `Page ${index}`,
    aliases: [],
    heading: [],
    text: wordsOf(round, index),
    textHash: String(index),
  }));

const find = (index: ReturnType<typeof createTextIndex>, text: string) =>
  index.search({ text, audiences: [everyone], limit: 5 });

describe('a text index of which much is replaced', () => {
  const failures: unknown[] = [];
  const note = (reason: unknown) => failures.push(reason);
  beforeEach(() => void process.on('unhandledRejection', note));
  afterEach(() => void process.off('unhandledRejection', note));

  test('can be searched and changed at any moment, and finds what is there now', async () => {
    const index = createTextIndex();
    for (let round = 0; round < 4; round += 1) {
      index.put(documents(round));
      await pause(15); // whatever is done in the background is half-way
      await find(index, wordsOf(round - 1, 200));
      await find(index, wordsOf(round, 5));
    }
    await pause(50);
    expect(failures).toEqual([]);
    expect((await find(index, wordsOf(3, 5)))[0]?.id).toBe('article:5#top');
  });

  test('forgets what was replaced', async () => {
    const index = createTextIndex();
    for (let round = 0; round < 4; round += 1) index.put(documents(round));
    const size = (JSON.stringify(index.toJSON()).match(/"w\d+x\d+"/g) ?? []).length;
    index.remove(documents(0).map(({ id }) => id));
    index.put(documents(1));
    expect(size).toBeLessThan(3 * 400 * 12);
    expect((await find(index, wordsOf(1, 9)))[0]?.id).toBe('article:9#top');
  });
});
